#pragma once

#include "engine/sketch/mask.h"

namespace cytosketch {

/// Depth of a voxel (the distance of two slices) in edges of a pixel; 1 where the spacing does not tell.
double voxelDepth(const Spacing& spacing);

/// Slices that a solid shape may reach: [first, end).
struct SliceRange {
  std::int64_t first = 0;
  std::int64_t end = 1;
};

/// Filled ellipsoid in frame t with its axes along z, y and x; pixel centres at integer coordinates, radii in voxels. A
/// voxel belongs to it if its centre does, except poles that touch a slice in one point. Only what lies in `slices` is
/// made.
/// @throws SettingsError if a coordinate or an in-plane radius is not finite or beyond 2²⁴ pixels, or radiusZ is NaN.
Mask ellipsoidMask(std::int64_t t, double z, double y, double x, double radiusZ, double radiusY, double radiusX,
                   const SliceRange& slices);

/// A stroke of a ball along a segment in slice z: every ball of `radius` pixels whose centre lies on the segment, in
/// slices that are `depth` pixels apart. In slice z itself the same as strokeMask.
/// @throws SettingsError as strokeMask does, or if `depth` is not positive.
Mask ballStrokeMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius,
                    double depth, const SliceRange& slices);

} // namespace cytosketch
