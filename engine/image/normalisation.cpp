#include "engine/image/normalisation.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

/// Value between the order statistics around `percent`; `values` is reordered.
double interpolatedPercentile(std::vector<float>& values, double percent) {
  const double position = percent / 100.0 * static_cast<double>(values.size() - 1);
  const auto lower = static_cast<std::size_t>(position);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(lower);
  std::nth_element(values.begin(), nth, values.end());
  const double low = *nth;
  const double fraction = position - static_cast<double>(lower);
  if (fraction == 0.0 || lower + 1 == values.size()) {
    return low;
  }
  const double high = *std::min_element(nth + 1, values.end());
  return low + fraction * (high - low);
}

void requireChannels(const Image<float>& image, const std::vector<GreyLimits>& limits) {
  if (static_cast<std::int64_t>(limits.size()) != image.extent().c) {
    throw SettingsError("there are " + std::to_string(limits.size()) + " grey limits for " +
                            std::to_string(image.extent().c) + " channels",
                        "grey limits", "Give one pair of limits per channel");
  }
}

template <typename Map>
Image<float> mapChannels(const Image<float>& image, const std::vector<GreyLimits>& limits, Map map) {
  requireChannels(image, limits);
  Image<float> result = image;
  const Extent& e = image.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      float* voxels = result.mutableChannel(t, c);
      const GreyLimits& limit = limits[static_cast<std::size_t>(c)];
      std::transform(voxels, voxels + e.volume(), voxels, [&](float value) { return map(value, limit); });
    }
  }
  return result;
}

} // namespace

double percentile(std::vector<float> values, double percent) {
  if (values.empty() || !(percent >= 0.0 && percent <= 100.0)) {
    throw SettingsError("a percentile needs values and a percentage from 0 to 100", "percentile", "");
  }
  if (std::any_of(values.begin(), values.end(), [](float v) { return std::isnan(v); })) {
    throw SettingsError("the image holds NaN values", "percentile", "Replace them before loading the image");
  }
  return interpolatedPercentile(values, percent);
}

std::vector<GreyLimits> percentileLimits(const Image<float>& image, double lowPercent, double highPercent) {
  if (image.empty()) {
    throw SettingsError("the image is empty", "normalisation", "Choose an image with at least one voxel");
  }
  if (!(lowPercent >= 0.0 && lowPercent < highPercent && highPercent <= 100.0)) {
    throw SettingsError("the percentiles must satisfy 0 ≤ low < high ≤ 100", "normalisation",
                        "Choose for example 0.1 and 99.9");
  }
  const Extent& e = image.extent();
  std::vector<GreyLimits> limits;
  for (std::int64_t c = 0; c < e.c; ++c) {
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(e.t * e.volume()));
    for (std::int64_t t = 0; t < e.t; ++t) {
      const float* voxels = image.channel(t, c);
      values.insert(values.end(), voxels, voxels + e.volume());
    }
    if (std::any_of(values.begin(), values.end(), [](float v) { return !std::isfinite(v); })) {
      throw SettingsError("channel " + std::to_string(c) + " holds NaN or infinite values", "normalisation",
                          "Replace them, for example with the background's grey, before loading the image");
    }
    const GreyLimits limit{interpolatedPercentile(values, lowPercent), interpolatedPercentile(values, highPercent)};
    if (!(limit.high > limit.low)) {
      throw SettingsError("channel " + std::to_string(c) +
                              " has zero range: nearly all its voxels have the grey value " + std::to_string(limit.low),
                          "normalisation", "Choose an image with structure in it");
    }
    limits.push_back(limit);
  }
  return limits;
}

Image<float> normalised(const Image<float>& image, const std::vector<GreyLimits>& limits) {
  for (const GreyLimits& limit : limits) {
    if (!(limit.high > limit.low)) {
      throw SettingsError("the grey limits have zero range", "grey limits", "Choose limits with low < high");
    }
  }
  return mapChannels(image, limits, [](float value, const GreyLimits& limit) {
    return static_cast<float>(std::clamp((value - limit.low) / (limit.high - limit.low), 0.0, 1.0));
  });
}

Image<float> denormalised(const Image<float>& image, const std::vector<GreyLimits>& limits) {
  return mapChannels(image, limits, [](float value, const GreyLimits& limit) {
    return static_cast<float>(limit.low + value * (limit.high - limit.low));
  });
}

} // namespace cytosketch
