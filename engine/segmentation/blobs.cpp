#include "engine/segmentation/detail/blobs.h"

#include "engine/image/blur.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {

Image<float> blurred(const Image<float>& grey, const Grid& grid, double sigma) {
  return gaussianBlur(grey, {grid.flat() ? 0.0 : sigma / grid.depth, sigma / grid.height, sigma});
}

Image<float> blobResponse(const Image<float>& image, const Grid& grid, double sigma) {
  const Image<float> smooth = blurred(image, grid, sigma);
  Image<float> response(smooth.extent());
  float* const out = response.mutableData();
  const float* const s = smooth.data();
  const auto wx = static_cast<float>(sigma * sigma);
  const auto wy = static_cast<float>(sigma * sigma / (grid.height * grid.height));
  const auto wz = static_cast<float>(sigma * sigma / (grid.depth * grid.depth)); // flat: its neighbours are itself
#pragma omp parallel for collapse(2)
  for (std::int64_t z = 0; z < grid.z; ++z) {
    for (std::int64_t y = 0; y < grid.y; ++y) {
      const float* const row = s + grid.at(z, y, 0);
      const float* const up = s + grid.at(z, std::max<std::int64_t>(y - 1, 0), 0);
      const float* const down = s + grid.at(z, std::min(y + 1, grid.y - 1), 0);
      const float* const front = s + grid.at(std::max<std::int64_t>(z - 1, 0), y, 0);
      const float* const back = s + grid.at(std::min(z + 1, grid.z - 1), y, 0);
      for (std::int64_t x = 0; x < grid.x; ++x) {
        const float left = row[std::max<std::int64_t>(x - 1, 0)];
        const float right = row[std::min(x + 1, grid.x - 1)];
        out[grid.at(z, y, x)] = wx * (2.0F * row[x] - left - right) + wy * (2.0F * row[x] - up[x] - down[x]) +
                                wz * (2.0F * row[x] - front[x] - back[x]);
      }
    }
  }
  return response;
}

double bestSigma(const Grid& grid, double diameter) {
  return diameter / 2.0 / std::sqrt(grid.flat() ? 2.0 : 3.0);
}

double bestResponse(const Grid& grid) {
  // 2D: 2 e^(−1). 3D: √(2/π) 3√3 e^(−3/2).
  return grid.flat() ? 2.0 * std::exp(-1.0)
                     : std::sqrt(2.0 / std::numbers::pi) * 3.0 * std::numbers::sqrt3 * std::exp(-1.5);
}

} // namespace cytosketch
