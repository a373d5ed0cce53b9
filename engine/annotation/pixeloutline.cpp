#include "engine/annotation/pixeloutline.h"

#include <array>
#include <map>

namespace cytosketch {
namespace {

enum Direction : std::size_t { East, South, West, North };

using Corner = std::pair<std::int64_t, std::int64_t>;

/// Edges that leave a corner, by direction; the mask lies to the right of an edge.
using Edges = std::map<Corner, std::array<bool, 4>>;

Edges edgesOf(const Mask& mask, std::int64_t t, std::int64_t z) {
  Edges edges;
  mask.forEachSpan(t, z, mask.bounds(t, z), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (std::int64_t x = x0; x < x1; ++x) {
      if (!mask.test(t, z, y - 1, x)) {
        edges[{y, x}][East] = true;
      }
      if (!mask.test(t, z, y + 1, x)) {
        edges[{y + 1, x + 1}][West] = true;
      }
    }
    edges[{y, x1}][South] = true;
    edges[{y + 1, x0}][North] = true;
  });
  return edges;
}

Corner stepped(const Corner& corner, std::size_t direction) {
  static constexpr std::array<std::array<std::int64_t, 2>, 4> steps{{{0, 1}, {1, 0}, {0, -1}, {-1, 0}}};
  return {corner.first + steps[direction][0], corner.second + steps[direction][1]};
}

/// Follows the edges from a corner until it comes back, and takes them out. Where two edges leave a corner it turns
/// right, which keeps pixels apart that only touch there.
PixelLoop followed(Edges& edges, const Corner& start, std::size_t direction) {
  PixelLoop loop{start};
  Corner corner = start;
  edges[start][direction] = false;
  for (;;) {
    corner = stepped(corner, direction);
    if (corner == start) {
      break;
    }
    std::array<bool, 4>& leaving = edges[corner];
    std::size_t next = direction;
    for (const std::size_t turn : {std::size_t{1}, std::size_t{0}, std::size_t{3}}) { // right, ahead, left
      if (leaving[(direction + turn) % 4]) {
        next = (direction + turn) % 4;
        break;
      }
    }
    leaving[next] = false;
    if (next != direction) {
      loop.push_back(corner);
    }
    direction = next;
  }
  return loop;
}

} // namespace

std::vector<PixelLoop> pixelOutline(const Mask& mask, std::int64_t t, std::int64_t z) {
  Edges edges = edgesOf(mask, t, z);
  std::vector<PixelLoop> loops;
  for (auto& [corner, leaving] : edges) {
    // The first corner of a loop in order of y, then x is one where it turns; there it goes east (outer) or south.
    for (const std::size_t direction : {East, South, West, North}) {
      if (leaving[direction]) {
        loops.push_back(followed(edges, corner, direction));
      }
    }
  }
  return loops;
}

std::int64_t doubledArea(const PixelLoop& loop) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < loop.size(); ++i) {
    const auto& [y0, x0] = loop[i];
    const auto& [y1, x1] = loop[(i + 1) % loop.size()];
    sum += x0 * y1 - x1 * y0;
  }
  return sum;
}

} // namespace cytosketch
