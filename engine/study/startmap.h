#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

#include <array>
#include <map>
#include <vector>

namespace cytosketch {

/// The rule by which a lost cell gets a start step of its own: these shares of the image's start step, one after the
/// other until the cell can be seen, i.e. until a quarter of its contrast in the sketch is left. The later the start,
/// the surer the cell and the flatter its texture, so the first that suffices is taken; nothing but the cell's own
/// voxels is held back (tuned on training images, see README).
inline constexpr std::array<double, 3> startShares{0.75, 0.5, 0.25};

/// What is generated again around a cell that starts later: all up to `healReach` voxels away, blended into the image
/// over the next `healBlend` voxels. Beyond these nothing changes.
inline constexpr int healReach = 8;
inline constexpr int healBlend = 8;

/// The start step that the rule gives a cell in try number `attempt` (from 0 on), 1 … tStart.
int laterStart(int tStart, std::size_t attempt);
/// The first start step of the rule that is later than `now`; half of it where the rule has none.
int nextStart(int tStart, int now);

/// Distance in voxels (Euclidean, between voxel centres) from the nearest voxel of one frame whose `marks` are not 0;
/// what lies farther than `reach` gets reach + 1.
/// @param marks (1, 1, z, y, x)
Image<float> distancesUpTo(const Image<std::uint32_t>& marks, int reach);

/// A start step for every voxel of `box` in one frame of a sketch, for generate(): that of the cell that shows there,
/// of several (kinds and channels) the latest; `tStart` elsewhere.
/// @returns extent (1, 1, box depth, height, width)
Image<float> startMap(const Sketch& sketch, const std::map<CellId, int>& starts, std::int64_t frame, const Box& box,
                      int tStart);

/// How much of what is generated again counts, for every voxel of `box`: 1 up to `healReach` voxels from a voxel where
/// one of the cells shows, falling to 0 over the next `healBlend`. @returns as startMap()
Image<float> blendWeights(const Sketch& sketch, const std::map<CellId, int>& cells, std::int64_t frame, const Box& box);

/// A part of an image that is generated again for the sake of some cells.
struct HealRegion {
  std::map<CellId, int> starts; ///< the cells, with their start steps
  Box core;                     ///< where something may change
  Box box;                      ///< with the context that the network needs; what is generated
};

/// The regions of frame `frame` (of all frames, if it is negative) in which cells with start steps of their own show.
/// Cells whose cores meet share a region; where the regions together are larger than the image, it is one region.
/// @param halo    context along y and x, and along z @param stride  origins are multiples of it, likewise
struct HealContext {
  std::int64_t halo = 0, depthHalo = 0;
  std::int64_t stride = 1, depthStride = 1;
  bool whole = false; ///< the network couples all of the image: no part of it can be generated alone
};
std::vector<HealRegion> healRegions(const Sketch& sketch, const std::map<CellId, int>& starts, std::int64_t frame,
                                    const HealContext& context);

} // namespace cytosketch
