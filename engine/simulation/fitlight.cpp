#include "engine/simulation/detail/fitparts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double darkest = 0.01;
constexpr double sameBrightness = 0.004; ///< a spread that one grey level in 256 explains

struct Spread {
  double mean = 0.0, deviation = 0.0;
};

Spread spreadOf(const std::vector<double>& values) {
  Spread spread;
  const auto n = static_cast<double>(values.size());
  for (const double value : values) {
    spread.mean += value / n;
  }
  for (const double value : values) {
    spread.deviation += (value - spread.mean) * (value - spread.mean) / n;
  }
  spread.deviation = std::sqrt(spread.deviation);
  return spread;
}

double normalCdf(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// Between two standard deviations to either side.
double cutNormalCdf(double z) {
  return std::clamp((normalCdf(z) - normalCdf(-2.0)) / (normalCdf(2.0) - normalCdf(-2.0)), 0.0, 1.0);
}

/// The range of the uniform law, or of the cut normal one, with this mean and deviation.
std::pair<double, double> rangeOf(const Spread& spread, bool uniform) {
  constexpr double cutDeviation = 0.879626; // of a standard normal cut at ±2
  const double half = uniform ? std::numbers::sqrt3 * spread.deviation : 2.0 * spread.deviation / cutDeviation;
  return {spread.mean - half, spread.mean + half};
}

/// Largest difference of the values' distribution and a law's. @param values sorted
double distanceTo(const std::vector<double>& values, const std::function<double(double)>& cdf) {
  const auto n = static_cast<double>(values.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double f = cdf(values[i]);
    largest = std::max({largest, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  return largest;
}

} // namespace

BrightnessRange fittedBrightness(const std::vector<double>& brightnesses) {
  std::vector<double> values = brightnesses;
  for (double& value : values) {
    value = std::clamp(value, darkest, 1.0);
  }
  std::sort(values.begin(), values.end());
  std::vector<double> logarithms(values.size());
  std::transform(values.begin(), values.end(), logarithms.begin(), [](double v) { return std::log(v); });
  const Spread plain = spreadOf(values);
  const auto rangeWith = [](double low, double high, BrightnessLaw law) {
    low = std::clamp(low, darkest, 1.0);
    return BrightnessRange{static_cast<float>(low), static_cast<float>(std::clamp(high, low, 1.0)), law};
  };
  if (plain.deviation < sameBrightness) {
    return rangeWith(plain.mean, plain.mean, BrightnessLaw::Equal);
  }
  const auto normal = [](double low, double high) {
    return [=](double v) { return cutNormalCdf((v - 0.5 * (low + high)) / (0.25 * (high - low))); };
  };
  const auto [uniformLow, uniformHigh] = rangeOf(plain, true);
  const auto [normalLow, normalHigh] = rangeOf(plain, false);
  const auto [logLow, logHigh] = rangeOf(spreadOf(logarithms), false);
  const double low = uniformLow;
  const double width = uniformHigh - uniformLow;
  const double toUniform = distanceTo(values, [=](double v) { return std::clamp((v - low) / width, 0.0, 1.0); });
  const double toNormal = distanceTo(values, normal(normalLow, normalHigh));
  const double toLogNormal = distanceTo(logarithms, normal(logLow, logHigh));
  if (toUniform <= std::min(toNormal, toLogNormal)) {
    return rangeWith(uniformLow, uniformHigh, BrightnessLaw::Uniform);
  }
  return toNormal <= toLogNormal ? rangeWith(normalLow, normalHigh, BrightnessLaw::Normal)
                                 : rangeWith(std::exp(logLow), std::exp(logHigh), BrightnessLaw::LogNormal);
}

} // namespace cytosketch
