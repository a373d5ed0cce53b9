#include "engine/diffusion/relief.h"

#include "engine/image/error.h"
#include "engine/image/scalebands.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace {

double productOf(const float* a, const float* b, std::size_t size) {
  return std::inner_product(a, a + size, b, 0.0);
}

double varianceOf(const float* values, std::size_t size) {
  const auto count = static_cast<double>(size);
  const double mean = std::accumulate(values, values + size, 0.0) / count;
  return productOf(values, values, size) / count - mean * mean;
}

Image<float> channelOf(const Image<float>& image, std::int64_t t, std::int64_t c) {
  const Extent& e = image.extent();
  Image<float> channel({1, 1, e.z, e.y, e.x});
  std::copy_n(image.data() + image.offset(t, c, 0, 0, 0), channel.size(), channel.mutableData());
  return channel;
}

} // namespace

void ReliefMeasurement::add(const Image<float>& real, const Image<float>& sketch) {
  const Extent e = real.extent();
  const auto count = static_cast<std::size_t>(e.c);
  if (!(e == sketch.extent()) || (!channels_.empty() && channels_.size() != count)) {
    throw SettingsError("the real image and the sketch do not have the same extent", "relief",
                        "Give pairs of the same size and number of channels");
  }
  channels_.resize(count);
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      const Image<float> flat = channelOf(sketch, t, c);
      Image<float> missing = channelOf(real, t, c);
      const double weight = static_cast<double>(missing.size()) * varianceOf(missing.data(), missing.size());
      if (!(weight > 0.0)) {
        continue;
      }
      float* const values = missing.mutableData();
      std::transform(values, values + missing.size(), flat.data(), values, std::minus());
      const std::vector<Image<float>> bands = scaleBands(flat, reliefScales, depthScale_);
      Channel& channel = channels_[static_cast<std::size_t>(c)];
      for (std::size_t a = 0; a < reliefBands; ++a) {
        channel.missing[a] += productOf(bands[a].data(), missing.data(), missing.size()) / weight;
        for (std::size_t b = 0; b < reliefBands; ++b) {
          channel.products[a][b] += productOf(bands[a].data(), bands[b].data(), missing.size()) / weight;
        }
      }
    }
  }
}

std::vector<ReliefGains> ReliefMeasurement::result() const {
  if (channels_.empty()) {
    throw SettingsError("there are no images to measure relief in", "relief", "Give real images and their masks");
  }
  std::vector<ReliefGains> gains;
  for (const Channel& channel : channels_) {
    const auto& p = channel.products;
    const auto& m = channel.missing;
    const double determinant = p[0][0] * p[1][1] - p[0][1] * p[1][0];
    ReliefGains gain{1.0F, 1.0F};
    if (determinant > 1e-9 * p[0][0] * p[1][1]) {
      gain[0] += static_cast<float>((m[0] * p[1][1] - m[1] * p[0][1]) / determinant);
      gain[1] += static_cast<float>((m[1] * p[0][0] - m[0] * p[1][0]) / determinant);
    }
    std::transform(gain.begin(), gain.end(), gain.begin(), [](float g) { return std::clamp(g, 0.0F, 4.0F); });
    gains.push_back(gain);
  }
  return gains;
}

void applyRelief(Image<float>& start, const std::vector<ReliefGains>& gains, double strength, double depthScale,
                 const std::function<void()>& checkpoint) {
  const auto share = static_cast<float>(std::clamp(strength, 0.0, 1.0));
  const auto channels = std::min<std::int64_t>(start.extent().c, static_cast<std::int64_t>(gains.size()));
  for (std::int64_t i = 0; share > 0.0F && i < start.extent().t * channels; ++i) {
    const std::int64_t t = i / channels;
    const std::int64_t c = i % channels;
    Image<float> narrow = widenedBlur(channelOf(start, t, c), 0.0, reliefScales.front(), depthScale);
    float* const sketch = start.mutableChannel(t, c);
    const auto size = static_cast<std::int64_t>(narrow.size());
    for (std::size_t band = 0; band < reliefBands; ++band) {
      if (checkpoint) {
        checkpoint();
      }
      Image<float> wide = widenedBlur(narrow, reliefScales[band], reliefScales[band + 1], depthScale);
      const float more = share * (gains[static_cast<std::size_t>(c)][band] - 1.0F);
      const float* const fine = narrow.data();
      const float* const coarse = wide.data();
#pragma omp parallel for schedule(static)
      for (std::int64_t v = 0; v < size; ++v) {
        sketch[v] += more * (fine[v] - coarse[v]);
      }
      narrow = std::move(wide);
    }
  }
}

} // namespace cytosketch
