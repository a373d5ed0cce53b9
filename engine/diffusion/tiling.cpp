#include "engine/diffusion/tiling.h"

#include "engine/image/error.h"

#include <algorithm>
#include <limits>
#include <set>

namespace cytosketch {
namespace {

constexpr std::int64_t mostCuts = 256; ///< per axis that are tried

std::int64_t roundedUp(std::int64_t value, std::int64_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

std::int64_t summedInput(const std::vector<AxisCut>& cuts) {
  std::int64_t sum = 0;
  for (const AxisCut& cut : cuts) {
    sum += cut.inputEnd - cut.inputBegin;
  }
  return sum;
}

std::int64_t longestInput(const std::vector<AxisCut>& cuts) {
  std::int64_t longest = 0;
  for (const AxisCut& cut : cuts) {
    longest = std::max(longest, cut.inputEnd - cut.inputBegin);
  }
  return longest;
}

/// Without the tiles themselves, which can be many.
TilePlan planAxes(const Extent& image, const TileGeometry& g) {
  TilePlan plan;
  plan.padded = {1, image.c, roundedUp(image.z, g.depthStride), roundedUp(image.y, g.stride),
                 roundedUp(image.x, g.stride)};
  plan.halo = static_cast<int>(roundedUp(g.halo, g.stride));
  plan.depthHalo = static_cast<int>(roundedUp(g.depthHalo, g.depthStride));
  plan.depths = cutAxis(plan.padded.z, g.depthStride, g.tileDepth, plan.depthHalo);
  plan.rows = cutAxis(plan.padded.y, g.stride, g.tile, plan.halo);
  plan.columns = cutAxis(plan.padded.x, g.stride, g.tile, plan.halo);
  return plan;
}

/// Lengths that cut `size` into 1, 2, 3, … equal parts.
void addEqualParts(std::int64_t size, std::int64_t stride, std::set<int>& lengths) {
  for (std::int64_t parts = 1; parts <= std::min(mostCuts, size); ++parts) {
    lengths.insert(static_cast<int>(roundedUp((size + parts - 1) / parts, stride)));
  }
}

} // namespace

std::vector<AxisCut> cutAxis(std::int64_t size, std::int64_t stride, std::int64_t tile, std::int64_t halo) {
  const std::int64_t wanted = tile == 0 ? size : roundedUp(tile, stride);
  const std::int64_t parts = (size + wanted - 1) / wanted;
  const std::int64_t length = roundedUp((size + parts - 1) / parts, stride);
  std::vector<AxisCut> cuts;
  for (std::int64_t begin = 0; begin < size; begin += length) {
    const std::int64_t end = std::min(begin + length, size);
    cuts.push_back({std::max<std::int64_t>(begin - halo, 0), std::min(end + halo, size), begin, end});
  }
  return cuts;
}

double TilePlan::redundancy(const Extent& image) const {
  return static_cast<double>(summedInput(depths)) * static_cast<double>(summedInput(rows)) *
         static_cast<double>(summedInput(columns)) / static_cast<double>(image.volume());
}

std::int64_t TilePlan::largestInput() const {
  return longestInput(depths) * longestInput(rows) * longestInput(columns);
}

TilePlan planTiles(const Extent& image, const TileGeometry& geometry) {
  if (geometry.tile < 0 || geometry.tileDepth < 0 || geometry.halo < 0 || geometry.depthHalo < 0 ||
      geometry.stride < 1 || geometry.depthStride < 1) {
    throw SettingsError("a tile or halo cannot be negative", "tile", "Choose 0 for automatic");
  }
  TilePlan plan = planAxes(image, geometry);
  for (const AxisCut& z : plan.depths) {
    for (const AxisCut& y : plan.rows) {
      for (const AxisCut& x : plan.columns) {
        plan.tiles.push_back({{z.inputBegin, y.inputBegin, x.inputBegin, z.inputEnd, y.inputEnd, x.inputEnd},
                              {z.coreBegin, y.coreBegin, x.coreBegin, z.coreEnd, y.coreEnd, x.coreEnd}});
      }
    }
  }
  return plan;
}

TileGeometry leastRedundantTiles(const Extent& image, TileGeometry geometry, double voxelBudget) {
  std::set<int> edges, depths;
  if (geometry.tile > 0) {
    edges.insert(geometry.tile);
  } else {
    addEqualParts(image.y, geometry.stride, edges);
    addEqualParts(image.x, geometry.stride, edges);
  }
  if (geometry.tileDepth > 0) {
    depths.insert(geometry.tileDepth);
  } else {
    addEqualParts(image.z, geometry.depthStride, depths);
  }
  geometry.tile = *edges.begin();
  geometry.tileDepth = *depths.begin();
  TileGeometry best = geometry;
  double leastWork = std::numeric_limits<double>::max();
  for (const int edge : edges) {
    for (const int depth : depths) {
      geometry.tile = edge;
      geometry.tileDepth = depth;
      const TilePlan plan = planAxes(image, geometry);
      const double work = plan.redundancy(image);
      if (work < leastWork && static_cast<double>(plan.largestInput()) <= voxelBudget) {
        leastWork = work;
        best = geometry;
      }
    }
  }
  return best;
}

} // namespace cytosketch
