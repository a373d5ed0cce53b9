#pragma once

#include "engine/simulation/simulation.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <map>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

/// Kolmogorov's statistic √n · sup |F_n − F|. Where the samples obey F it exceeds 1.95 once in a thousand times.
inline double kolmogorov(std::vector<double> samples, const std::function<double(double)>& cdf) {
  std::sort(samples.begin(), samples.end());
  const auto n = static_cast<double>(samples.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const double f = cdf(samples[i]);
    largest =
        std::max({largest, std::abs(f - static_cast<double>(i) / n), std::abs(f - static_cast<double>(i + 1) / n)});
  }
  return std::sqrt(n) * largest;
}
inline constexpr double kolmogorovBound = 1.95;

inline std::function<double(double)> uniformCdf(double low, double high) {
  return [=](double x) { return std::clamp((x - low) / (high - low), 0.0, 1.0); };
}

/// True if `hits` of `n` is within four standard deviations of the probability.
inline bool isShare(std::size_t hits, std::size_t n, double probability) {
  const double mean = static_cast<double>(n) * probability;
  return std::abs(static_cast<double>(hits) - mean) <= 4.0 * std::sqrt(mean * (1.0 - probability)) + 1.0;
}

/// A mask's pixels seen as an ellipse: centre, semi-axes and direction of the longer one, in one slice.
struct Ellipse {
  double y = 0.0, x = 0.0;
  double major = 0.0, minor = 0.0;
  double angle = 0.0; ///< of the longer axis, in [0, π)
  std::size_t pixels = 0;
};

inline Ellipse ellipseOf(const cytosketch::Mask& mask, std::int64_t z = 0, std::int64_t t = 0) {
  double n = 0, sy = 0, sx = 0, syy = 0, sxx = 0, syx = 0;
  mask.forEachSpan(t, z, mask.bounds(t), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (std::int64_t x = x0; x < x1; ++x) {
      const auto dy = static_cast<double>(y);
      const auto dx = static_cast<double>(x);
      n += 1;
      sy += dy;
      sx += dx;
      syy += dy * dy;
      sxx += dx * dx;
      syx += dy * dx;
    }
  });
  Ellipse e;
  if (n == 0) {
    return e;
  }
  e.pixels = static_cast<std::size_t>(n);
  e.y = sy / n;
  e.x = sx / n;
  const double vy = syy / n - e.y * e.y; // a quarter of the squared semi-axis, and a pixel's own spread
  const double vx = sxx / n - e.x * e.x;
  const double c = syx / n - e.y * e.x;
  const double middle = 0.5 * (vy + vx);
  const double spread = std::hypot(0.5 * (vx - vy), c);
  e.major = 2.0 * std::sqrt(middle + spread);
  e.minor = 2.0 * std::sqrt(std::max(0.0, middle - spread));
  e.angle = 0.5 * std::atan2(2.0 * c, vx - vy);
  e.angle += e.angle < 0.0 ? std::numbers::pi : 0.0;
  return e;
}

inline cytosketch::Simulation simulated(const std::string& organism, std::uint64_t seed,
                                        const std::map<std::string, double>& values) {
  cytosketch::SimulationSettings settings;
  settings.organism = organism;
  settings.seed = seed;
  settings.values = values;
  return cytosketch::simulate(settings);
}
