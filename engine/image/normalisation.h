#pragma once

#include "engine/image/image.h"

#include <vector>

namespace cytosketch {

/// Grey values of the source that map to g = 0 and g = 1.
struct GreyLimits {
  double low = 0.0;
  double high = 1.0;
  bool operator==(const GreyLimits&) const = default;
};

/// Percentiles that the product normalises real images with.
inline constexpr double defaultLowPercentile = 0.1;
inline constexpr double defaultHighPercentile = 99.9;

/// Percentile (0…100) of `values` with linear interpolation between order statistics (NumPy's default).
/// @throws SettingsError if `values` is empty, holds a NaN, or the percentile is outside 0…100.
double percentile(std::vector<float> values, double percent);

/// Limits of each channel, over all frames and voxels: the given percentiles.
/// @throws SettingsError if the image is empty, holds NaN or infinite values, or has zero range, or unless
/// 0 ≤ low < high ≤ 100.
std::vector<GreyLimits> percentileLimits(const Image<float>& image, double lowPercent = defaultLowPercentile,
                                         double highPercent = defaultHighPercentile);

/// g = (value − low) / (high − low), clamped to [0,1], channel by channel.
/// @throws SettingsError if the number of limits is not the number of channels or a range is zero.
Image<float> normalised(const Image<float>& image, const std::vector<GreyLimits>& limits);

/// The inverse: low + g (high − low).
Image<float> denormalised(const Image<float>& image, const std::vector<GreyLimits>& limits);

} // namespace cytosketch
