#pragma once

#include "engine/image/image.h"

#include <array>
#include <cstdint>

namespace cytosketch {

/// Bins of equal width over network values of noisy images: 256 on [−4, 4].
inline constexpr std::size_t histogramBins = 256;
inline constexpr double histogramMinimum = -4.0;
inline constexpr double histogramMaximum = 4.0;

/// How often values fall into each bin. What lies outside is counted in the outermost bins.
struct Histogram {
  std::array<std::int64_t, histogramBins> counts{};
  std::int64_t total = 0;

  /// @param value finite
  void add(float value) {
    constexpr auto binsPerUnit = static_cast<float>(histogramBins / (histogramMaximum - histogramMinimum));
    constexpr auto last = static_cast<float>(histogramBins - 1);
    const float bin = (value - static_cast<float>(histogramMinimum)) * binsPerUnit;
    ++counts[static_cast<std::size_t>(bin < 0.0F ? 0.0F : bin > last ? last : bin)];
    ++total;
  }
  void add(const Histogram& other);
  bool operator==(const Histogram&) const = default;
};

/// @param image network values, all axes counted together
/// @throws SettingsError if the image is empty or holds NaN or infinite values.
Histogram histogramOf(const Image<float>& image);

/// Bhattacharyya distance −ln Σᵢ √(pᵢ qᵢ) of the relative frequencies (the paper's eq. 4): 0 for equal histograms,
/// +∞ for those that share no bin.
/// @throws SettingsError if either histogram is empty.
double bhattacharyyaDistance(const Histogram& p, const Histogram& q);

/// Kullback–Leibler divergence D_KL(p‖q) = Σᵢ pᵢ ln(pᵢ/qᵢ) in nats (the paper's eq. 5, with p of the real image). Half
/// a count is added to every bin of both histograms (Krichevsky & Trofimov 1981), so that empty bins give no infinity:
/// the result is always finite. Not symmetric.
/// @throws SettingsError if either histogram is empty.
double kullbackLeiblerDivergence(const Histogram& p, const Histogram& q);

} // namespace cytosketch
