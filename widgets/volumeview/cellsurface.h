#pragma once

#include "engine/sketch/mask.h"

#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

namespace cytosketch {

/// Work and triangles per cell are bounded by this edge: a larger cell is looked at in blocks of voxels.
inline constexpr std::int64_t finestSurfaceEdge = 64;

/// The surface of a mask in frame t, lightly smoothed, with normals that point outwards. Voxel (z, y, x) has its
/// centre at (x · spacing.x, y · spacing.y, z · spacing.z). Only the mask's own box inside `canvas` is looked at, at
/// most finestSurfaceEdge steps along each axis.
/// @param spacing  positive on all axes
/// @returns nullptr if the frame has no pixel of the mask on the canvas
vtkSmartPointer<vtkPolyData> cellSurface(const Mask& mask, std::int64_t t, const Box& canvas, const Spacing& spacing);

} // namespace cytosketch
