#include "engine/diffusion/tiling.h"

#include "engine/image/error.h"

#include <algorithm>

namespace cytosketch {
namespace {

std::int64_t roundedUp(std::int64_t value, std::int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

struct Interval {
  std::int64_t inputBegin, inputEnd, coreBegin, coreEnd;
};

std::vector<Interval> cutAxis(std::int64_t size, std::int64_t tile, std::int64_t halo) {
  std::vector<Interval> cuts;
  for (std::int64_t begin = 0; begin < size; begin += tile) {
    const std::int64_t end = std::min(begin + tile, size);
    cuts.push_back({std::max<std::int64_t>(begin - halo, 0), std::min(end + halo, size), begin, end});
  }
  return cuts;
}

} // namespace

double TilePlan::redundancy(const Extent& image) const {
  double computed = 0.0;
  for (const Tile& tile : tiles) {
    computed += static_cast<double>(tile.input.depth() * tile.input.height() * tile.input.width());
  }
  return computed / static_cast<double>(image.volume());
}

TilePlan planTiles(const Extent& image, int dimensions, int stride, int tile, int halo) {
  if (tile < 0 || halo < 0 || stride < 1) {
    throw SettingsError("a tile or halo cannot be negative", "tile", "Choose 0 for automatic");
  }
  TilePlan plan;
  plan.padded = image;
  plan.padded.y = roundedUp(image.y, stride);
  plan.padded.x = roundedUp(image.x, stride);
  if (dimensions == 3) {
    plan.padded.z = roundedUp(image.z, stride);
  }
  plan.halo = static_cast<int>(roundedUp(halo, stride));
  const auto cut = [&](std::int64_t size) {
    return cutAxis(size, tile == 0 ? size : roundedUp(tile, stride), plan.halo);
  };
  const std::vector<Interval> depths =
      dimensions == 3 ? cut(plan.padded.z) : std::vector<Interval>{{0, plan.padded.z, 0, plan.padded.z}};
  for (const Interval& z : depths) {
    for (const Interval& y : cut(plan.padded.y)) {
      for (const Interval& x : cut(plan.padded.x)) {
        plan.tiles.push_back({{z.inputBegin, y.inputBegin, x.inputBegin, z.inputEnd, y.inputEnd, x.inputEnd},
                              {z.coreBegin, y.coreBegin, x.coreBegin, z.coreEnd, y.coreEnd, x.coreEnd}});
      }
    }
  }
  return plan;
}

} // namespace cytosketch
