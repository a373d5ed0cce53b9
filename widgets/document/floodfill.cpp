#include "widgets/document/floodfill.h"

#include "engine/sketch/raster.h"

#include <algorithm>
#include <set>
#include <vector>

namespace cytosketch {

namespace {

/// A rectangle of pixels, 1 = wall; flooded pixels become 2.
class Plane {
public:
  Plane(std::int64_t height, std::int64_t width)
      : height_(height), width_(width), pixels_(static_cast<std::size_t>(height * width), 0) {}

  std::int64_t height() const { return height_; }
  std::int64_t width() const { return width_; }
  std::uint8_t& at(std::int64_t y, std::int64_t x) { return pixels_[static_cast<std::size_t>(y * width_ + x)]; }

  /// Floods the open pixels around (y, x), row by row, calling visit(y, x0, x1) for each run.
  /// @returns false as soon as more than `cap` pixels were flooded
  template <typename Visit>
  bool flood(std::int64_t y, std::int64_t x, std::int64_t cap, Visit visit) {
    std::vector<std::pair<std::int64_t, std::int64_t>> seeds{{y, x}};
    std::int64_t count = 0;
    while (!seeds.empty()) {
      const auto [row, column] = seeds.back();
      seeds.pop_back();
      if (at(row, column) != 0) {
        continue;
      }
      std::int64_t x0 = column;
      std::int64_t x1 = column + 1;
      while (x0 > 0 && at(row, x0 - 1) == 0) {
        --x0;
      }
      while (x1 < width_ && at(row, x1) == 0) {
        ++x1;
      }
      std::fill_n(&at(row, x0), x1 - x0, std::uint8_t{2});
      visit(row, x0, x1);
      count += x1 - x0;
      if (count > cap) {
        return false;
      }
      addSeeds(seeds, row - 1, x0, x1);
      addSeeds(seeds, row + 1, x0, x1);
    }
    return true;
  }

private:
  void addSeeds(std::vector<std::pair<std::int64_t, std::int64_t>>& seeds, std::int64_t row, std::int64_t x0,
                std::int64_t x1) {
    if (row < 0 || row >= height_) {
      return;
    }
    for (std::int64_t x = x0; x < x1; ++x) {
      if (at(row, x) == 0 && (x == x0 || at(row, x - 1) != 0)) {
        seeds.emplace_back(row, x);
      }
    }
  }

  std::int64_t height_;
  std::int64_t width_;
  std::vector<std::uint8_t> pixels_;
};

/// The holes of one slice of a mask.
Mask holesOf(const Mask& mask, std::int64_t t, std::int64_t z) {
  Mask holes;
  const Box box = mask.bounds(t, z);
  if (box.empty()) {
    return holes;
  }
  Plane plane(box.height() + 2, box.width() + 2); // an open frame around, so that one flood reaches all that is outside
  mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    std::fill_n(&plane.at(y - box.y0 + 1, x0 - box.x0 + 1), x1 - x0, std::uint8_t{1});
  });
  plane.flood(0, 0, plane.height() * plane.width(), [](auto, auto, auto) {});
  for (std::int64_t y = 0; y < box.height(); ++y) {
    for (std::int64_t x = 0; x < box.width(); ++x) {
      if (plane.at(y + 1, x + 1) == 0) {
        holes.setSpan(t, z, y + box.y0, x + box.x0, x + box.x0 + 1);
      }
    }
  }
  return holes;
}

/// The only cell beside the area, 0 if there are several or the area touches the edge.
CellId onlyNeighbour(const Image<std::uint32_t>& labels, const Mask& area, std::int64_t t, std::int64_t z) {
  const Extent& extent = labels.extent();
  std::set<CellId> neighbours;
  const auto look = [&](std::int64_t y, std::int64_t x) {
    const bool outside = y < 0 || x < 0 || y >= extent.y || x >= extent.x;
    if (outside || !area.test(t, z, y, x)) {
      neighbours.insert(outside ? 0 : labels.at(y, x));
    }
  };
  area.forEachSpan(t, z, area.bounds(t), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    look(y, x0 - 1);
    look(y, x1);
    for (std::int64_t x = x0; x < x1; ++x) {
      look(y - 1, x);
      look(y + 1, x);
    }
  });
  return neighbours.size() == 1 ? *neighbours.begin() : 0;
}

} // namespace

std::int64_t floodFillCap(const Extent& extent) {
  return std::clamp<std::int64_t>(extent.y * extent.x / 4, 1, std::int64_t{4} << 20);
}

FloodFill floodFill(const Sketch& sketch, std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x, CellKind kind,
                    std::int64_t cap) {
  FloodFill fill;
  const Extent& extent = sketch.extent();
  if (t < 0 || t >= extent.t || z < 0 || z >= extent.z || y < 0 || y >= extent.y || x < 0 || x >= extent.x) {
    return fill;
  }
  if (const CellPtr cell = sketch.topmostAt(t, z, y, x, kind)) {
    fill.area = holesOf(cell->mask, t, z);
    fill.surroundedBy = cell->id;
    fill.outcome = fill.area.count() > cap ? FloodFill::Outcome::TooLarge : FloodFill::Outcome::Filled;
    return fill;
  }
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, t, kind, {z, 0, 0, z + 1, extent.y, extent.x});
  Plane plane(extent.y, extent.x);
  for (std::int64_t row = 0; row < extent.y; ++row) {
    for (std::int64_t column = 0; column < extent.x; ++column) {
      plane.at(row, column) = labels.at(row, column) != 0 ? 1 : 0;
    }
  }
  const bool closed = plane.flood(
      y, x, cap, [&](std::int64_t row, std::int64_t x0, std::int64_t x1) { fill.area.setSpan(t, z, row, x0, x1); });
  if (!closed) {
    fill.area = {};
    fill.outcome = FloodFill::Outcome::TooLarge;
    return fill;
  }
  fill.surroundedBy = onlyNeighbour(labels, fill.area, t, z);
  fill.outcome = FloodFill::Outcome::Filled;
  return fill;
}

Mask maskWithoutHoles(const Mask& mask) {
  Mask filled = mask;
  const auto [firstFrame, lastFrame] = mask.frames();
  for (std::int64_t t = firstFrame; t < lastFrame; ++t) {
    for (const std::int64_t z : mask.slices(t)) {
      filled.unite(holesOf(mask, t, z));
    }
  }
  return filled;
}

} // namespace cytosketch
