#include "engine/diffusion/detail/texturebands.h"

#include "engine/image/blur.h"
#include "engine/image/scalebands.h"

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

} // namespace

Image<float> textureNoise(const Extent& e, std::uint64_t seed, const GenerationOrigin& origin, std::int64_t channel) {
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

Image<float> takeBand(Image<float>& noise, std::size_t band, double depthScale) {
  Image<float> wide = widenedBlur(noise, textureScales[band], textureScales[band + 1], depthScale);
  Image<float> fine = std::move(noise);
  float* const values = fine.mutableData();
  const float* const coarse = wide.data();
  const auto size = static_cast<std::int64_t>(fine.size());
#pragma omp parallel for schedule(static)
  for (std::int64_t i = 0; i < size; ++i) {
    values[i] -= coarse[i];
  }
  noise = std::move(wide);
  return fine;
}

std::array<float, textureBands> textureFactors(bool volume, double depthScale, double strength) {
  const std::array<double, textureBands> white = deviationsOfWhiteNoise(volume, depthScale);
  std::array<float, textureBands> factors{};
  for (std::size_t band = 0; band < textureBands; ++band) {
    factors[band] = static_cast<float>(2.0 * strength / white[band]); // network values span twice the greys
  }
  return factors;
}

} // namespace cytosketch
