#include "engine/sketch/solidshapes.h"

#include "engine/image/error.h"

#include <cmath>

namespace cytosketch {
namespace {

/// The slices at most `reach` away from `middle`, cut at `slices`; reach may be infinite.
SliceRange reachable(double middle, double reach, const SliceRange& slices) {
  const auto first = static_cast<double>(slices.first);
  const auto end = static_cast<double>(slices.end);
  return {static_cast<std::int64_t>(std::clamp(std::ceil(middle - reach), first, end)),
          static_cast<std::int64_t>(std::clamp(std::floor(middle + reach) + 1.0, first, end))};
}

} // namespace

double voxelDepth(const Spacing& spacing) {
  return spacing.known() && spacing.z > 0.0 ? spacing.z / spacing.x : 1.0;
}

Mask ellipsoidMask(std::int64_t t, double z, double y, double x, double radiusZ, double radiusY, double radiusX,
                   const SliceRange& slices) {
  if (std::isnan(radiusZ) || !std::isfinite(z)) {
    throw SettingsError("an ellipsoid has no depth", "drawing", "Draw inside the sketch");
  }
  Mask mask;
  if (radiusZ <= 0.0) {
    return mask;
  }
  const SliceRange range = reachable(z, radiusZ, slices);
  for (std::int64_t slice = range.first; slice < range.end; ++slice) {
    const double away = (static_cast<double>(slice) - z) / radiusZ;
    const double scale = std::sqrt(std::max(0.0, 1.0 - away * away));
    mask.unite(ellipseMask(t, slice, y, x, scale * radiusY, scale * radiusX));
  }
  return mask;
}

Mask ballStrokeMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius,
                    double depth, const SliceRange& slices) {
  if (!(depth > 0.0)) {
    throw SettingsError("slices have no distance", "drawing", "Give the spacing in µm, 0 = unknown");
  }
  Mask mask = strokeMask(t, z, y0, x0, y1, x1, radius);
  const SliceRange range = reachable(static_cast<double>(z), radius / depth, slices);
  for (std::int64_t slice = range.first; slice < range.end; ++slice) {
    if (slice != z) {
      const double away = static_cast<double>(slice - z) * depth;
      mask.unite(capsuleMask(t, slice, y0, x0, y1, x1, std::sqrt(std::max(0.0, radius * radius - away * away))));
    }
  }
  return mask;
}

} // namespace cytosketch
