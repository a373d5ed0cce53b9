#include "engine/diffusion/texture.h"

#include "engine/diffusion/detail/texturebands.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/scalebands.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

std::size_t binOf(float grey) {
  const float place = std::clamp(grey, 0.0F, 1.0F) * static_cast<float>(textureGreys);
  return std::min(static_cast<std::size_t>(place), textureGreys - 1);
}

/// The bin with enough voxels that is nearest to `bin`; of two the brighter, of none the fullest.
std::size_t nearestFilled(const std::array<std::int64_t, textureGreys>& voxels, std::size_t bin) {
  constexpr std::int64_t enough = 200;
  for (std::size_t distance = 0; distance < textureGreys; ++distance) {
    if (bin + distance < textureGreys && voxels[bin + distance] >= enough) {
      return bin + distance;
    }
    if (distance <= bin && voxels[bin - distance] >= enough) {
      return bin - distance;
    }
  }
  return static_cast<std::size_t>(std::max_element(voxels.begin(), voxels.end()) - voxels.begin());
}

} // namespace

double TextureModel::noiseAt(double strength) const {
  return std::min(1.0 + strength * (noise - 1.0), 1.5);
}

void TextureMeasurement::add(const Image<float>& real, const Image<float>& sketch) {
  const Extent e = real.extent();
  const auto count = static_cast<std::size_t>(e.c);
  if (!(e == sketch.extent()) || (!channels_.empty() && channels_.size() != count)) {
    throw SettingsError("the real image and the sketch do not have the same extent", "texture",
                        "Give pairs of the same size and number of channels");
  }
  channels_.resize(count);
  Image<float> difference = real;
  float* const values = difference.mutableData();
  std::transform(values, values + difference.size(), sketch.data(), values, std::minus());
  const std::vector<Image<float>> bands = scaleBands(difference, textureScales, depthScale_);
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(sketch.size()); ++i) {
    Channel& channel = channels_[static_cast<std::size_t>(i / (e.z * e.y * e.x) % e.c)];
    const std::size_t bin = binOf(sketch.data()[i]);
    ++channel.voxels[bin];
    for (std::size_t band = 0; band < textureBands; ++band) {
      const double value = bands[band].data()[i];
      channel.squares[band][bin] += value * value;
    }
  }
}

TextureModel TextureMeasurement::result(double strength) const {
  if (channels_.empty()) {
    throw SettingsError("there are no images to measure texture in", "texture", "Give real images and their masks");
  }
  TextureModel texture;
  texture.depthScale = depthScale_;
  for (const Channel& channel : channels_) {
    TextureModel::Deviations deviations{};
    for (std::size_t bin = 0; bin < textureGreys; ++bin) {
      const std::size_t source = nearestFilled(channel.voxels, bin);
      const auto voxels = static_cast<double>(std::max<std::int64_t>(channel.voxels[source], 1));
      for (std::size_t band = 0; band < textureBands; ++band) {
        deviations[band][bin] = static_cast<float>(strength * std::sqrt(channel.squares[band][source] / voxels));
      }
    }
    texture.channels.push_back(deviations);
  }
  return texture;
}

void addTexture(Image<float>& start, const TextureModel& texture, double strength, std::uint64_t seed,
                const GenerationOrigin& origin, const std::function<void()>& checkpoint) {
  const Extent e = start.extent();
  const auto channels = std::min<std::int64_t>(e.c, static_cast<std::int64_t>(texture.channels.size()));
  applyRelief(start, texture.relief, strength, texture.depthScale, checkpoint);
  if (strength <= 0.0 || channels == 0) {
    return;
  }
  const std::array<float, textureBands> factors = textureFactors(e.z > 1, texture.depthScale, strength);
  for (std::int64_t c = 0; c < channels; ++c) {
    Image<float> noise = textureNoise(e, seed, origin, origin.channel + c);
    Image<float> sum({1, 1, e.z, e.y, e.x}, 0.0F);
    float* const sketch = start.mutableChannel(0, c);
    float* const added = sum.mutableData();
    const auto size = static_cast<std::int64_t>(sum.size());
    for (std::size_t band = 0; band < textureBands; ++band) {
      if (checkpoint) {
        checkpoint();
      }
      const Image<float> fine = takeBand(noise, band, texture.depthScale);
      const auto& deviations = texture.channels[static_cast<std::size_t>(c)][band];
      const float* const values = fine.data();
#pragma omp parallel for schedule(static)
      for (std::int64_t i = 0; i < size; ++i) {
        added[i] += factors[band] * deviationAt(deviations, placeOf(greyOfNetworkValue(sketch[i]))) * values[i];
      }
    }
    std::transform(sketch, sketch + size, added, sketch, std::plus());
  }
}

} // namespace cytosketch
