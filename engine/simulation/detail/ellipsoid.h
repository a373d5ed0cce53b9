#pragma once

#include "engine/simulation/detail/placement.h"
#include "engine/sketch/mask.h"

namespace cytosketch {

/// An ellipsoid with one axis along z, the others turned by `angle` (radians, from +x towards +y). Voxels.
struct Ellipsoid {
  Place centre;
  double radiusZ = 1.0, radiusY = 1.0, radiusX = 1.0;
  double angle = 0.0;
};

/// The voxels whose centres are inside, in frame t.
Mask maskOf(const Ellipsoid& ellipsoid, std::int64_t t = 0);

} // namespace cytosketch
