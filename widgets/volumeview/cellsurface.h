#pragma once

#include "engine/sketch/mask.h"

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

namespace cytosketch {

/// Steps along each axis of a cell's box: they bound work and triangles per cell. A cell that is larger is looked at in
/// blocks of voxels. Many cells get coarser surfaces, so that the whole stays near a million triangles.
inline constexpr std::int64_t finestSurfaceEdge = 64;
std::int64_t surfaceEdgeFor(std::size_t cells);

/// The surface of a mask in frame t, lightly smoothed, with normals that point outwards. Voxel (z, y, x) has its
/// centre at (x · spacing.x, y · spacing.y, z · spacing.z). Only the mask's own box inside `canvas` is looked at, in
/// at most `edge` steps along each axis.
/// @param spacing  positive on all axes
/// @returns nullptr if the frame has no pixel of the mask on the canvas
vtkSmartPointer<vtkPolyData> cellSurface(const Mask& mask, std::int64_t t, const Box& canvas, const Spacing& spacing,
                                         std::int64_t edge = finestSurfaceEdge);

} // namespace cytosketch
