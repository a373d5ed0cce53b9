#pragma once

#include "engine/simulation/detail/ellipsoid.h"

#include <vector>

namespace cytosketch {

/// A star-shaped surface around its centre: radius by direction, 1 on average.
/// r(θ, φ) = 1 + Σ_{l=2}^{order} Σ_m a_lm Y_lm(θ, φ) with real orthonormal spherical harmonics Y_lm and independent
/// a_lm ~ N(0, A² l^−exponent); A is such that r deviates from 1 by `irregularity` (root mean square over the sphere,
/// in expectation). Degree 1 would only move the shape. Radii are kept between 0.3 and 2.
class HarmonicSurface {
public:
  HarmonicSurface(int order, double exponent, double irregularity, Draws draws);

  /// Radius towards (z, y, x), which need not be normalised. Polar angle from +z, azimuth from +x towards +y.
  double towards(double z, double y, double x) const;
  double largest() const { return largest_; }

private:
  std::vector<double> radii_; ///< by polar angle and azimuth
  double largest_ = 1.0;
};

/// The surface scaled to mean semi-axes (radiusZ, radiusY, radiusX), filled; voxels whose centres are inside.
Mask maskOf(const HarmonicSurface& surface, const Ellipsoid& ellipsoid);

} // namespace cytosketch
