#pragma once

#include "engine/image/extent.h"

#include <algorithm>

namespace cytosketch {

/// The spacing that volumes are shown with, positive on all axes: the one known, else cubes. A z-spacing beyond a
/// hundredth or a hundred times the pixel is taken for a mistake in the file and cut there, so that it can be seen.
inline Spacing displaySpacing(const Spacing& spacing) {
  constexpr double extreme = 100.0;
  if (!spacing.known()) {
    return {1.0, 1.0, 1.0};
  }
  const double y = std::clamp(spacing.y, spacing.x / extreme, spacing.x * extreme);
  const double z = spacing.z > 0.0 ? std::clamp(spacing.z, spacing.x / extreme, spacing.x * extreme) : spacing.x;
  return {z, y, spacing.x};
}

} // namespace cytosketch
