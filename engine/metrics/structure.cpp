#include "engine/metrics/structure.h"

#include "engine/image/reflection.h"

#include <array>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace {

constexpr std::int64_t reach = 5;
constexpr double windowSigma = 1.5;
constexpr double range = 2.0;
constexpr double c1 = (0.01 * range) * (0.01 * range);
constexpr double c2 = (0.03 * range) * (0.03 * range);
constexpr std::size_t momentCount = 5; ///< a, b, aa, bb, ab

using Kernel = std::array<double, 2 * reach + 1>;
using Moments = std::array<double, momentCount>;

Kernel windowWeights() {
  Kernel kernel{};
  double sum = 0.0;
  for (std::int64_t i = -reach; i <= reach; ++i) {
    const double weight = std::exp(-0.5 * static_cast<double>(i * i) / (windowSigma * windowSigma));
    kernel[static_cast<std::size_t>(i + reach)] = weight;
    sum += weight;
  }
  for (double& weight : kernel) {
    weight /= sum;
  }
  return kernel;
}

double similarity(const Moments& m) {
  const double varianceA = std::max(0.0, m[2] - m[0] * m[0]);
  const double varianceB = std::max(0.0, m[3] - m[1] * m[1]);
  const double covariance = m[4] - m[0] * m[1];
  return (2.0 * m[0] * m[1] + c1) * (2.0 * covariance + c2) /
         ((m[0] * m[0] + m[1] * m[1] + c1) * (varianceA + varianceB + c2));
}

/// First and last place of the window's centre along an axis.
std::pair<std::int64_t, std::int64_t> places(std::int64_t size) {
  return size > 2 * reach ? std::pair(reach, size - reach) : std::pair(std::int64_t{0}, size);
}

/// Sum of the local similarities of one slice: the window first along y for one row of places, then along x.
double sliceSum(const float* a, const float* b, std::int64_t height, std::int64_t width, const Kernel& kernel) {
  std::vector<Moments> columns(static_cast<std::size_t>(width));
  const auto [y0, y1] = places(height);
  const auto [x0, x1] = places(width);
  double sum = 0.0;
  for (std::int64_t y = y0; y < y1; ++y) {
    std::fill(columns.begin(), columns.end(), Moments{});
    for (std::int64_t k = -reach; k <= reach; ++k) {
      const std::int64_t row = mirrored(y + k, height) * width;
      const double weight = kernel[static_cast<std::size_t>(k + reach)];
      for (std::int64_t x = 0; x < width; ++x) {
        const double va = a[row + x];
        const double vb = b[row + x];
        Moments& m = columns[static_cast<std::size_t>(x)];
        m[0] += weight * va;
        m[1] += weight * vb;
        m[2] += weight * va * va;
        m[3] += weight * vb * vb;
        m[4] += weight * va * vb;
      }
    }
    for (std::int64_t x = x0; x < x1; ++x) {
      Moments m{};
      for (std::int64_t k = -reach; k <= reach; ++k) {
        const Moments& column = columns[static_cast<std::size_t>(mirrored(x + k, width))];
        for (std::size_t i = 0; i < momentCount; ++i) {
          m[i] += kernel[static_cast<std::size_t>(k + reach)] * column[i];
        }
      }
      sum += similarity(m);
    }
  }
  return sum;
}

} // namespace

double ssim(const Image<float>& real, const Image<float>& generated) {
  if (real.empty() || !(real.extent() == generated.extent())) {
    throw SettingsError("the images are empty or differ in size", "SSIM", "Choose images that belong together");
  }
  const Kernel kernel = windowWeights();
  const Extent& e = real.extent();
  const std::int64_t slice = e.y * e.x;
  std::vector<double> sums(static_cast<std::size_t>(e.voxels() / slice));
#pragma omp parallel for schedule(static)
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const std::int64_t first = static_cast<std::int64_t>(i) * slice;
    sums[i] = sliceSum(real.data() + first, generated.data() + first, e.y, e.x, kernel);
  }
  const double sum = std::accumulate(sums.begin(), sums.end(), 0.0); // in order: the same bytes on any machine
  const auto [y0, y1] = places(e.y);
  const auto [x0, x1] = places(e.x);
  const double mean = sum / static_cast<double>((y1 - y0) * (x1 - x0) * (e.voxels() / slice));
  if (!std::isfinite(mean)) {
    throw SettingsError("an image holds voxels that are no numbers (NaN or infinite)", "SSIM",
                        "Choose images of finite values");
  }
  return mean;
}

} // namespace cytosketch
