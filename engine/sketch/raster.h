#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

#include <optional>

namespace cytosketch {

/// The grey sketch image g ∈ [0,1] of one frame and one channel inside `box` (1, 1, box depth, height, width). A
/// voxel's grey depends on the cells over it and the shading alone, so any box gives the same values as the whole
/// image. Of the cells over a voxel the topmost gives its grey (nuclei above cytoplasm above whole cells, then z-order,
/// then id), darkened per additional overlapping cell of the same kind as the shading says.
Image<float> rasteriseGrey(const Sketch& sketch, std::int64_t t, std::int64_t channel, const Box& box);

/// Grey of the whole sketch: all frames and channels.
Image<float> rasteriseGrey(const Sketch& sketch);

/// Where greys may change when cells change inside `changed`: the box itself, grown by the reach of the membranes if
/// they are drawn.
Box greyReach(const Sketch& sketch, const Box& changed);

/// Where greys may change when one shading takes the place of another; empty if both are equal.
Box greyReach(const Shading& before, const Shading& after, const Extent& extent);

/// Label image of one frame and one kind inside `box`: the id of the topmost cell of that kind, 0 = none.
/// @param channel  only the cells of this channel; by default those of all
Image<std::uint32_t> rasteriseLabels(const Sketch& sketch, std::int64_t t, CellKind kind, const Box& box,
                                     std::optional<std::int64_t> channel = std::nullopt);

/// Labels of the whole sketch for one kind: extent (t, 1, z, y, x).
Image<std::uint32_t> rasteriseLabels(const Sketch& sketch, CellKind kind,
                                     std::optional<std::int64_t> channel = std::nullopt);

} // namespace cytosketch
