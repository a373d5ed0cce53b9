#include "engine/simulation/detail/ellipsoid.h"

#include <cmath>

namespace cytosketch {

Mask maskOf(const Ellipsoid& e, std::int64_t t) {
  Mask mask;
  const auto first = static_cast<std::int64_t>(std::ceil(e.centre.z - e.radiusZ));
  for (std::int64_t z = first; static_cast<double>(z) <= e.centre.z + e.radiusZ; ++z) {
    const double dz = (static_cast<double>(z) - e.centre.z) / e.radiusZ;
    const double section = std::sqrt(std::max(0.0, 1.0 - dz * dz));
    mask.unite(ellipseMask(t, z, e.centre.y, e.centre.x, e.radiusY * section, e.radiusX * section, e.angle));
  }
  return mask;
}

} // namespace cytosketch
