#include "engine/image/blur.h"

#include "engine/image/reflection.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr double maximumSigma = 1000.0;

std::vector<float> gaussianKernel(double sigma) {
  const int radius = blurRadius(sigma);
  std::vector<double> weights(static_cast<std::size_t>(2 * radius + 1));
  double sum = 0.0;
  for (int i = -radius; i <= radius; ++i) {
    const double weight = std::exp(-0.5 * i * i / (sigma * sigma));
    weights[static_cast<std::size_t>(i + radius)] = weight;
    sum += weight;
  }
  std::vector<float> kernel;
  kernel.reserve(weights.size());
  for (const double weight : weights) {
    kernel.push_back(static_cast<float>(weight / sum));
  }
  return kernel;
}

/// Convolves along one axis: `lines` runs of `length` rows, each row `rowSize` contiguous voxels.
void convolveAxis(const float* in, float* out, std::int64_t lines, std::int64_t length, std::int64_t rowSize,
                  const std::vector<float>& kernel) {
  const auto radius = static_cast<std::int64_t>(kernel.size() / 2);
#pragma omp parallel for collapse(2) schedule(static)
  for (std::int64_t line = 0; line < lines; ++line) {
    for (std::int64_t i = 0; i < length; ++i) {
      const float* source = in + line * length * rowSize;
      float* target = out + (line * length + i) * rowSize;
      std::fill(target, target + rowSize, 0.0F);
      for (std::int64_t k = -radius; k <= radius; ++k) {
        const float weight = kernel[static_cast<std::size_t>(k + radius)];
        const float* row = source + mirrored(i + k, length) * rowSize;
        for (std::int64_t r = 0; r < rowSize; ++r) {
          target[r] += weight * row[r];
        }
      }
    }
  }
}

/// Convolves along x, where a row is a single voxel: the line is padded once and then swept.
void convolveX(const float* in, float* out, std::int64_t lines, std::int64_t length, const std::vector<float>& kernel) {
  const auto radius = static_cast<std::int64_t>(kernel.size() / 2);
#pragma omp parallel
  {
    std::vector<float> padded(static_cast<std::size_t>(length + 2 * radius));
#pragma omp for schedule(static)
    for (std::int64_t line = 0; line < lines; ++line) {
      const float* source = in + line * length;
      for (std::int64_t i = -radius; i < length + radius; ++i) {
        padded[static_cast<std::size_t>(i + radius)] = source[mirrored(i, length)];
      }
      float* target = out + line * length;
      std::fill(target, target + length, 0.0F);
      for (std::int64_t k = 0; k < static_cast<std::int64_t>(kernel.size()); ++k) {
        const float weight = kernel[static_cast<std::size_t>(k)];
        const float* shifted = padded.data() + k;
        for (std::int64_t i = 0; i < length; ++i) {
          target[i] += weight * shifted[i];
        }
      }
    }
  }
}

} // namespace

int blurRadius(double sigma) {
  return static_cast<int>(4.0 * sigma + 0.5);
}

Image<float> gaussianBlur(const Image<float>& image, const BlurSigma& sigma) {
  for (const double s : {sigma.z, sigma.y, sigma.x}) {
    if (!(s >= 0.0 && s <= maximumSigma)) {
      throw SettingsError("the blur σ must be a number of voxels from 0 to 1000", "sigma", "Choose a value such as 1");
    }
  }
  const Extent& e = image.extent();
  Image<float> current = image;
  if (sigma.x > 0.0 && blurRadius(sigma.x) > 0) {
    Image<float> next(e, 0.0F, image.spacing());
    convolveX(current.data(), next.mutableData(), e.t * e.c * e.z * e.y, e.x, gaussianKernel(sigma.x));
    current = next;
  }
  if (sigma.y > 0.0 && blurRadius(sigma.y) > 0) {
    Image<float> next(e, 0.0F, image.spacing());
    convolveAxis(current.data(), next.mutableData(), e.t * e.c * e.z, e.y, e.x, gaussianKernel(sigma.y));
    current = next;
  }
  if (sigma.z > 0.0 && e.z > 1 && blurRadius(sigma.z) > 0) {
    Image<float> next(e, 0.0F, image.spacing());
    convolveAxis(current.data(), next.mutableData(), e.t * e.c, e.z, e.y * e.x, gaussianKernel(sigma.z));
    current = next;
  }
  return current;
}

} // namespace cytosketch
