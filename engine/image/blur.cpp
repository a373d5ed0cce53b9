#include "engine/image/blur.h"

#include "engine/image/reflection.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

constexpr double maximumSigma = 1000.0;

/// target[i] = Σ weights[k] · row(k)[i] for `count` weights. Four rows at a time: what costs is to fetch and store
/// target.
template <typename Row>
void weightedSum(float* target, std::int64_t width, const float* weights, std::size_t count, const Row& row) {
  std::fill_n(target, width, 0.0F);
  std::size_t k = 0;
  for (; k + 4 <= count; k += 4) {
    const float* const a = row(k);
    const float* const b = row(k + 1);
    const float* const c = row(k + 2);
    const float* const d = row(k + 3);
    const float* const w = weights + k;
    for (std::int64_t i = 0; i < width; ++i) {
      target[i] += (w[0] * a[i] + w[1] * b[i]) + (w[2] * c[i] + w[3] * d[i]);
    }
  }
  for (; k < count; ++k) {
    const float* const a = row(k);
    for (std::int64_t i = 0; i < width; ++i) {
      target[i] += weights[k] * a[i];
    }
  }
}

/// Convolves lines of `length` rows of `rowSize` contiguous voxels along the rows' order, in place: a strip of columns
/// is copied aside, so that no second image is needed.
void convolveAxis(float* voxels, std::int64_t lines, std::int64_t length, std::int64_t rowSize,
                  const std::vector<float>& kernel) {
  constexpr std::int64_t stripWidth = 256;
  const auto radius = static_cast<std::int64_t>(kernel.size() / 2);
  const std::int64_t strips = (rowSize + stripWidth - 1) / stripWidth;
#pragma omp parallel
  {
    std::vector<float> strip;
#pragma omp for collapse(2) schedule(static)
    for (std::int64_t line = 0; line < lines; ++line) {
      for (std::int64_t s = 0; s < strips; ++s) {
        const std::int64_t width = std::min(stripWidth, rowSize - s * stripWidth);
        float* const first = voxels + line * length * rowSize + s * stripWidth;
        strip.resize(static_cast<std::size_t>(length * width));
        for (std::int64_t i = 0; i < length; ++i) {
          std::copy_n(first + i * rowSize, width, strip.data() + i * width);
        }
        for (std::int64_t i = 0; i < length; ++i) {
          weightedSum(first + i * rowSize, width, kernel.data(), kernel.size(), [&](std::size_t k) {
            return strip.data() + mirrored(i + static_cast<std::int64_t>(k) - radius, length) * width;
          });
        }
      }
    }
  }
}

/// Convolves along x, where a row is a single voxel: the line is padded once and then swept.
void convolveX(float* voxels, std::int64_t lines, std::int64_t length, const std::vector<float>& kernel) {
  const auto radius = static_cast<std::int64_t>(kernel.size() / 2);
#pragma omp parallel
  {
    std::vector<float> padded(static_cast<std::size_t>(length + 2 * radius));
#pragma omp for schedule(static)
    for (std::int64_t line = 0; line < lines; ++line) {
      float* const target = voxels + line * length;
      for (std::int64_t i = -radius; i < length + radius; ++i) {
        padded[static_cast<std::size_t>(i + radius)] = target[mirrored(i, length)];
      }
      weightedSum(target, length, kernel.data(), kernel.size(), [&](std::size_t k) { return padded.data() + k; });
    }
  }
}

bool blurs(double sigma) {
  return sigma > 0.0 && blurRadius(sigma) > 0;
}

} // namespace

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

int blurRadius(double sigma) {
  return static_cast<int>(4.0 * sigma + 0.5);
}

Image<float> gaussianBlur(Image<float> image, const BlurSigma& sigma) {
  for (const double s : {sigma.z, sigma.y, sigma.x}) {
    if (!(s >= 0.0 && s <= maximumSigma)) {
      throw SettingsError("the blur σ must be a number of voxels from 0 to 1000", "sigma", "Choose a value such as 1");
    }
  }
  const Extent e = image.extent();
  if (blurs(sigma.x)) {
    convolveX(image.mutableData(), e.t * e.c * e.z * e.y, e.x, gaussianKernel(sigma.x));
  }
  if (blurs(sigma.y)) {
    convolveAxis(image.mutableData(), e.t * e.c * e.z, e.y, e.x, gaussianKernel(sigma.y));
  }
  if (blurs(sigma.z) && e.z > 1) {
    convolveAxis(image.mutableData(), e.t * e.c, e.z, e.y * e.x, gaussianKernel(sigma.z));
  }
  return image;
}

} // namespace cytosketch
