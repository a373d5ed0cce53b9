#include "engine/metrics/distinction.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

Distinction distinctionOf(std::span<const PatchTally> images) {
  Distinction result;
  std::int64_t correct = 0;
  for (const PatchTally& image : images) {
    result.patches += image.patches;
    correct += image.correct;
    result.images += image.patches > 0 ? 1 : 0;
  }
  if (result.patches == 0) {
    throw SettingsError("no patch was judged", "classifier", "Give more images");
  }
  const auto n = static_cast<double>(result.patches);
  const double a = static_cast<double>(correct) / n;
  result.accuracy = a;
  const double binomial = a * (1.0 - a) / n;
  double between = 0.0;
  if (result.images > 1) {
    for (const PatchTally& image : images) {
      const double residual = static_cast<double>(image.correct) - a * static_cast<double>(image.patches);
      between += residual * residual / (n * n);
    }
    between *= static_cast<double>(result.images) / static_cast<double>(result.images - 1);
  }
  const double variance = std::max(binomial, between);
  result.standardError = std::sqrt(variance);
  constexpr double z = 1.959963984540054;
  const double independent = variance > 0.0 ? a * (1.0 - a) / variance : n;
  const double shrink = 1.0 / (1.0 + z * z / independent);
  const double middle = shrink * (a + 0.5 * z * z / independent);
  const double half = shrink * z * std::sqrt(a * (1.0 - a) / independent + 0.25 * z * z / (independent * independent));
  result.low = std::max(0.0, middle - half);
  result.high = std::min(1.0, middle + half);
  return result;
}

} // namespace cytosketch
