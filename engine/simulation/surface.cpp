#include "engine/simulation/detail/surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr int polarSteps = 64;
constexpr int azimuthSteps = 128;
constexpr double pi = std::numbers::pi;

/// Orthonormal Legendre functions of degree l and order m at every polar step, computed once.
const std::vector<double>& legendre(int l, int m) {
  constexpr int highest = 64;
  thread_local std::vector<std::vector<double>> all(static_cast<std::size_t>(highest * (highest + 1)));
  std::vector<double>& values = all[static_cast<std::size_t>(l * highest + m)];
  if (values.empty()) {
    for (int i = 0; i <= polarSteps; ++i) {
      values.push_back(std::sph_legendre(static_cast<unsigned>(l), static_cast<unsigned>(m),
                                         pi * i / static_cast<double>(polarSteps)));
    }
  }
  return values;
}

/// A so that the expected mean square of Σ a_lm Y_lm over the sphere is irregularity².
double amplitudeOf(int order, double exponent, double irregularity) {
  double sum = 0.0;
  for (int l = 2; l <= order; ++l) {
    sum += (2.0 * l + 1.0) / (4.0 * pi) * std::pow(l, -exponent);
  }
  return sum > 0.0 ? irregularity / std::sqrt(sum) : 0.0;
}

} // namespace

HarmonicSurface::HarmonicSurface(int order, double exponent, double irregularity, Draws draws)
    : radii_(static_cast<std::size_t>((polarSteps + 1) * azimuthSteps), 1.0) {
  const double amplitude = amplitudeOf(order, exponent, irregularity);
  for (int l = 2; l <= order && amplitude > 0.0; ++l) {
    const double deviation = amplitude * std::pow(l, -0.5 * exponent);
    for (int m = 0; m <= l; ++m) {
      const double cosine = deviation * draws.normal() * (m == 0 ? 1.0 : std::numbers::sqrt2);
      const double sine = m == 0 ? 0.0 : deviation * draws.normal() * std::numbers::sqrt2;
      const std::vector<double>& byPolar = legendre(l, m);
      for (int j = 0; j < azimuthSteps; ++j) {
        const double azimuth = 2.0 * pi * j / azimuthSteps;
        const double wave = cosine * std::cos(m * azimuth) + sine * std::sin(m * azimuth);
        for (int i = 0; i <= polarSteps; ++i) {
          radii_[static_cast<std::size_t>(i * azimuthSteps + j)] += wave * byPolar[static_cast<std::size_t>(i)];
        }
      }
    }
  }
  for (double& radius : radii_) {
    radius = std::clamp(radius, 0.3, 2.0);
    largest_ = std::max(largest_, radius);
  }
}

double HarmonicSurface::towards(double z, double y, double x) const {
  const double length = std::hypot(z, y, x);
  if (length == 0.0) {
    return 1.0;
  }
  const double polar = std::acos(std::clamp(z / length, -1.0, 1.0)) / pi * polarSteps;
  double azimuth = std::atan2(y, x) / (2.0 * pi) * azimuthSteps;
  azimuth += azimuth < 0.0 ? azimuthSteps : 0.0;
  const int i = std::min(static_cast<int>(polar), polarSteps - 1);
  const int j = static_cast<int>(azimuth);
  const double u = polar - i;
  const double v = azimuth - j;
  const auto at = [&](int row, int column) {
    return radii_[static_cast<std::size_t>(row * azimuthSteps + column % azimuthSteps)];
  };
  return (1 - u) * ((1 - v) * at(i, j) + v * at(i, j + 1)) + u * ((1 - v) * at(i + 1, j) + v * at(i + 1, j + 1));
}

Mask maskOf(const HarmonicSurface& surface, const Ellipsoid& e) {
  const double cosine = std::cos(e.angle);
  const double sine = std::sin(e.angle);
  const double reach = surface.largest() * std::max(e.radiusY, e.radiusX);
  const double reachZ = surface.largest() * e.radiusZ;
  const auto from = [](double value) { return static_cast<std::int64_t>(std::ceil(value)); };
  Mask mask;
  for (std::int64_t z = from(e.centre.z - reachZ); static_cast<double>(z) <= e.centre.z + reachZ; ++z) {
    const double w = (static_cast<double>(z) - e.centre.z) / e.radiusZ;
    for (std::int64_t y = from(e.centre.y - reach); static_cast<double>(y) <= e.centre.y + reach; ++y) {
      const double dy = static_cast<double>(y) - e.centre.y;
      const auto contains = [&](std::int64_t x) {
        const double dx = static_cast<double>(x) - e.centre.x;
        const double u = (cosine * dx + sine * dy) / e.radiusX;
        const double v = (cosine * dy - sine * dx) / e.radiusY;
        const double distance = std::hypot(w, v, u);
        return distance <= surface.largest() && distance <= surface.towards(w, v, u);
      };
      const auto end = static_cast<std::int64_t>(std::floor(e.centre.x + reach)) + 1;
      for (std::int64_t x = from(e.centre.x - reach); x < end; ++x) {
        const std::int64_t x0 = x;
        while (x < end && contains(x)) {
          ++x;
        }
        mask.setSpan(0, z, y, x0, x);
      }
    }
  }
  return mask;
}

} // namespace cytosketch
