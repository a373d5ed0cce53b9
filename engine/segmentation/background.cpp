#include "engine/segmentation/detail/background.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

constexpr double blockInSizes = 2.0;
constexpr double backgroundPart = 0.2; ///< quantile of a block that counts as background

/// Blocks of nearly equal size that a line of voxels is divided into.
struct Blocks {
  std::int64_t voxels;
  std::int64_t count;

  Blocks(std::int64_t length, double unit, double side)
      : voxels(length),
        count(std::clamp<std::int64_t>(std::llround(static_cast<double>(length) * unit / side), 1, length)) {}
  std::int64_t begin(std::int64_t block) const { return block * voxels / count; }

  /// The two blocks whose middles lie around a voxel, and how far it is on the way to the second.
  struct Place {
    std::int64_t first, second;
    float part;
  };
  Place place(std::int64_t voxel) const {
    const double blocks = static_cast<double>(count);
    const double at = (static_cast<double>(voxel) + 0.5) * blocks / static_cast<double>(voxels) - 0.5;
    const double inside = std::clamp(at, 0.0, blocks - 1.0);
    const auto first = static_cast<std::int64_t>(inside);
    return {first, std::min(first + 1, count - 1), static_cast<float>(inside - static_cast<double>(first))};
  }
};

class BackgroundMap {
public:
  BackgroundMap(const Image<float>& smooth, const Grid& grid, double side)
      : z_(grid.z, grid.depth, side), y_(grid.y, grid.height, side), x_(grid.x, 1.0, side) {
    low_.reserve(static_cast<std::size_t>(z_.count * y_.count * x_.count));
    for (std::int64_t z = 0; z < z_.count; ++z) {
      for (std::int64_t y = 0; y < y_.count; ++y) {
        for (std::int64_t x = 0; x < x_.count; ++x) {
          low_.push_back(lowOf(smooth, grid, z, y, x));
        }
      }
    }
  }

  Image<float> image(const Grid& grid) const {
    Image<float> result({1, 1, grid.z, grid.y, grid.x});
    float* out = result.mutableData();
    for (std::int64_t z = 0; z < grid.z; ++z) {
      const Blocks::Place pz = z_.place(z);
      for (std::int64_t y = 0; y < grid.y; ++y) {
        const Blocks::Place py = y_.place(y);
        for (std::int64_t x = 0; x < grid.x; ++x) {
          const Blocks::Place px = x_.place(x);
          const auto row = [&](std::int64_t bz, std::int64_t by) {
            return std::lerp(at(bz, by, px.first), at(bz, by, px.second), px.part);
          };
          const auto plane = [&](std::int64_t bz) { return std::lerp(row(bz, py.first), row(bz, py.second), py.part); };
          *out++ = std::lerp(plane(pz.first), plane(pz.second), pz.part);
        }
      }
    }
    return result;
  }

private:
  float at(std::int64_t z, std::int64_t y, std::int64_t x) const {
    return low_[static_cast<std::size_t>((z * y_.count + y) * x_.count + x)];
  }
  float lowOf(const Image<float>& smooth, const Grid& grid, std::int64_t z, std::int64_t y, std::int64_t x) {
    block_.clear();
    for (std::int64_t zz = z_.begin(z); zz < z_.begin(z + 1); ++zz) {
      for (std::int64_t yy = y_.begin(y); yy < y_.begin(y + 1); ++yy) {
        const float* const row = smooth.data() + grid.at(zz, yy, 0);
        block_.insert(block_.end(), row + x_.begin(x), row + x_.begin(x + 1));
      }
    }
    const auto nth =
        block_.begin() + static_cast<std::ptrdiff_t>(backgroundPart * static_cast<double>(block_.size() - 1));
    std::nth_element(block_.begin(), nth, block_.end());
    return *nth;
  }

  Blocks z_, y_, x_;
  std::vector<float> low_;
  std::vector<float> block_; ///< to sort in
};

} // namespace

Image<float> backgroundOf(const Image<float>& smooth, const Grid& grid, double size) {
  return BackgroundMap(smooth, grid, std::max(4.0, blockInSizes * size)).image(grid);
}

} // namespace cytosketch
