#include "engine/diffusion/texture.h"

#include "engine/diffusion/noisefield.h"
#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/scalebands.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

/// A Gaussian of textureScales[band] becomes one of the next scale.
double widening(std::size_t band) {
  return std::sqrt(textureScales[band + 1] * textureScales[band + 1] - textureScales[band] * textureScales[band]);
}

using Kernel = std::vector<double>;

Kernel convolved(const Kernel& a, const Kernel& b) {
  Kernel result(a.size() + b.size() - 1, 0.0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      result[i + j] += a[i] * b[j];
    }
  }
  return result;
}

Kernel afterBlur(const Kernel& kernel, double sigma) {
  const std::vector<float> blur = sigma > 0.0 ? gaussianKernel(sigma) : std::vector<float>{1.0F};
  return convolved(kernel, Kernel(blur.begin(), blur.end()));
}

/// Inner product of two kernels about their middles.
double product(const Kernel& a, const Kernel& b) {
  const Kernel& shorter = a.size() < b.size() ? a : b;
  const Kernel& longer = a.size() < b.size() ? b : a;
  const std::size_t shift = (longer.size() - shorter.size()) / 2;
  double sum = 0.0;
  for (std::size_t i = 0; i < shorter.size(); ++i) {
    sum += shorter[i] * longer[i + shift];
  }
  return sum;
}

/// Standard deviation of each band of white noise of variance 1, far from the borders.
std::array<double, textureBands> deviationsOfWhiteNoise(bool volume, double depthScale) {
  std::array<double, textureBands> deviations{};
  Kernel plane{1.0};
  Kernel depth{1.0};
  for (std::size_t band = 0; band < textureBands; ++band) {
    const Kernel widerPlane = afterBlur(plane, widening(band));
    const Kernel widerDepth = afterBlur(depth, volume ? widening(band) * depthScale : 0.0);
    const auto power = [](const Kernel& p, const Kernel& q, const Kernel& d, const Kernel& e) {
      return product(p, q) * product(p, q) * product(d, e);
    };
    deviations[band] = std::sqrt(power(plane, plane, depth, depth) - 2.0 * power(plane, widerPlane, depth, widerDepth) +
                                 power(widerPlane, widerPlane, widerDepth, widerDepth));
    plane = widerPlane;
    depth = widerDepth;
  }
  return deviations;
}

Image<float> whiteNoise(const Extent& e, std::uint64_t seed, const GenerationOrigin& origin, std::int64_t channel) {
  Image<float> noise({1, 1, e.z, e.y, e.x});
  float* const values = noise.mutableData();
#pragma omp parallel for collapse(2) schedule(static)
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x < e.x; ++x) {
        values[(z * e.y + y) * e.x + x] = static_cast<float>(
            noiseAt(seed, textureNoiseStream, origin.frame, channel, origin.z + z, origin.y + y, origin.x + x));
      }
    }
  }
  return noise;
}

/// Between the middles of the bins linear, beyond the outer ones constant.
float deviationAt(const std::array<float, textureGreys>& deviations, float grey) {
  const float place = std::clamp(grey * static_cast<float>(textureGreys) - 0.5F, 0.0F, textureGreys - 1.0F);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, textureGreys - 1);
  const float rest = place - static_cast<float>(below);
  return (1.0F - rest) * deviations[below] + rest * deviations[above];
}

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
  const std::array<double, textureBands> white = deviationsOfWhiteNoise(e.z > 1, texture.depthScale);
  for (std::int64_t c = 0; c < channels; ++c) {
    Image<float> narrow = whiteNoise(e, seed, origin, origin.channel + c);
    Image<float> sum({1, 1, e.z, e.y, e.x}, 0.0F);
    float* const sketch = start.mutableChannel(0, c);
    float* const added = sum.mutableData();
    const auto size = static_cast<std::int64_t>(sum.size());
    for (std::size_t band = 0; band < textureBands; ++band) {
      if (checkpoint) {
        checkpoint();
      }
      Image<float> wide = widenedBlur(narrow, textureScales[band], textureScales[band + 1], texture.depthScale);
      const auto& deviations = texture.channels[static_cast<std::size_t>(c)][band];
      const auto factor = static_cast<float>(2.0 * strength / white[band]); // network values span twice the greys
      const float* const fine = narrow.data();
      const float* const coarse = wide.data();
#pragma omp parallel for schedule(static)
      for (std::int64_t i = 0; i < size; ++i) {
        added[i] += factor * deviationAt(deviations, greyOfNetworkValue(sketch[i])) * (fine[i] - coarse[i]);
      }
      narrow = std::move(wide);
    }
    std::transform(sketch, sketch + size, added, sketch, std::plus());
  }
}

} // namespace cytosketch
