#pragma once

#include "engine/simulation/detail/draws.h"
#include "engine/sketch/mask.h"

#include <utility>
#include <vector>

namespace cytosketch {

/// A closed outline in the plane: vertices (y, x), about one per pixel of its length.
using Outline = std::vector<std::pair<double, double>>;

/// An ellipse turned by `angle` (radians, from +x towards +y).
Outline ellipseOutline(double y, double x, double radiusY, double radiusX, double angle);

/// Moves the vertices by a random cubic B-spline field: 3 × 3 control points span the square of edge `patch` around
/// (y, x), one more row on every side carries the spline to the square's border; each is displaced by U(−amplitude,
/// amplitude) in y and in x, so that no vertex moves farther than that on either axis. Vertices outside the square
/// stay.
void deform(Outline& outline, double y, double x, double patch, double amplitude, Draws draws);

} // namespace cytosketch
