#pragma once

#include "engine/sketch/draws.h"
#include "engine/sketch/mask.h"

#include <utility>
#include <vector>

namespace cytosketch {

/// A closed outline in the plane: vertices (y, x), about one per pixel of its length.
using Outline = std::vector<std::pair<double, double>>;

/// An ellipse turned by `angle` (radians, from +x towards +y).
Outline ellipseOutline(double y, double x, double radiusY, double radiusX, double angle);

/// An irregular closed curve of unit size: r(φ) = 1 + Σ_{k=2}^{12} (a_k cos kφ + b_k sin kφ), a_k and b_k ~ N(0, A²
/// k^−3), A such that r deviates from 1 by `irregularity` (root mean square, in expectation); kept between 0.3 and 2.
class BumpyCircle {
public:
  BumpyCircle(double irregularity, Draws draws);
  double towards(double angle) const;

private:
  std::vector<double> cosines_, sines_; ///< from k = 2
};

/// The curve scaled to semi-axes and turned: its angle 0 lies along the axis radiusX.
Outline bumpyOutline(const BumpyCircle& circle, double y, double x, double radiusY, double radiusX, double angle);

/// Moves the vertices by a random cubic B-spline field: 3 × 3 control points span the square of edge `patch` around
/// (y, x), one more row on every side carries the spline to the square's border; each is displaced by U(−amplitude,
/// amplitude) in y and in x, so that no vertex moves farther than that on either axis. Vertices outside the square
/// stay.
void deform(Outline& outline, double y, double x, double patch, double amplitude, Draws draws);

} // namespace cytosketch
