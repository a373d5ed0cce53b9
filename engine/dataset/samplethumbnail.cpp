#include "engine/dataset/samplethumbnail.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

/// Calls visit(target, source) for each pixel kept of the middle slice of frame 0, channel 0.
template <typename Visit>
void forEachKept(const Extent& e, std::int64_t step, const Visit& visit) {
  const std::int64_t start = e.z / 2 * e.y * e.x;
  std::int64_t target = 0;
  for (std::int64_t y = 0; y < e.y; y += step) {
    for (std::int64_t x = 0; x < e.x; x += step) {
      visit(target++, start + y * e.x + x);
    }
  }
}

} // namespace

SampleThumbnail thumbnailOf(const SampleContent& content, std::int64_t edge) {
  SampleThumbnail thumbnail;
  if (content.image.empty() && content.layers.empty()) {
    return thumbnail;
  }
  const Extent& e = content.image.empty() ? content.layers.front().labels.extent() : content.image.extent();
  const std::int64_t step = std::max<std::int64_t>(1, (std::max(e.y, e.x) + edge - 1) / edge);
  const Extent small{1, 1, 1, (e.y + step - 1) / step, (e.x + step - 1) / step};
  thumbnail.grey = Image<std::uint8_t>(small);
  if (!content.image.empty()) {
    float low = 0.0F, high = 0.0F;
    bool any = false;
    forEachKept(e, step, [&](std::int64_t, std::int64_t source) {
      const float value = content.image.data()[source];
      if (std::isfinite(value)) {
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
      }
    });
    constexpr float white = 255.0F;
    const float scale = high > low ? white / (high - low) : 0.0F;
    std::uint8_t* const grey = thumbnail.grey.mutableData();
    forEachKept(e, step, [&](std::int64_t target, std::int64_t source) {
      const float value = content.image.data()[source];
      grey[target] = std::isfinite(value) ? static_cast<std::uint8_t>(std::lround((value - low) * scale)) : 0;
    });
  }
  for (const LabelLayer& layer : content.layers) {
    if (thumbnail.labels.empty()) {
      thumbnail.labels = Image<std::uint32_t>(small);
    }
    std::uint32_t* const labels = thumbnail.labels.mutableData();
    forEachKept(e, step, [&](std::int64_t target, std::int64_t source) {
      labels[target] = layer.labels.data()[source] != 0 ? layer.labels.data()[source] : labels[target];
    });
  }
  return thumbnail;
}

} // namespace cytosketch
