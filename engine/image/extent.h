#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace cytosketch {

/// Size of an image in voxels; axes t, c, z, y, x, x fastest in memory. A 2D image has z = 1.
struct Extent {
  std::int64_t t = 1;
  std::int64_t c = 1;
  std::int64_t z = 1;
  std::int64_t y = 1;
  std::int64_t x = 1;

  std::int64_t voxels() const { return t * c * z * y * x; }
  /// Voxels of one channel of one frame.
  std::int64_t volume() const { return z * y * x; }
  bool operator==(const Extent&) const = default;
};

/// For messages: the axes t, c, z, y, x, as in "1x1x8x512x512".
inline std::string extentText(const Extent& e) {
  return std::to_string(e.t) + "x" + std::to_string(e.c) + "x" + std::to_string(e.z) + "x" + std::to_string(e.y) + "x" +
         std::to_string(e.x);
}

/// Voxel spacing in µm. 0 means unknown.
struct Spacing {
  double z = 0.0;
  double y = 0.0;
  double x = 0.0;

  bool known() const { return y > 0.0 && x > 0.0; }
  bool operator==(const Spacing&) const = default;
};

/// Half-open box of voxels [z0, z1) × [y0, y1) × [x0, x1) in one frame; may reach outside an image.
struct Box {
  std::int64_t z0 = 0;
  std::int64_t y0 = 0;
  std::int64_t x0 = 0;
  std::int64_t z1 = 0;
  std::int64_t y1 = 0;
  std::int64_t x1 = 0;

  static Box whole(const Extent& extent) { return {0, 0, 0, extent.z, extent.y, extent.x}; }

  bool empty() const { return z1 <= z0 || y1 <= y0 || x1 <= x0; }
  std::int64_t depth() const { return z1 - z0; }
  std::int64_t height() const { return y1 - y0; }
  std::int64_t width() const { return x1 - x0; }
  std::size_t voxels() const { return empty() ? 0 : static_cast<std::size_t>(depth() * height() * width()); }
  /// Place of voxel (z, y, x) of the image among the box's own voxels, which lie in the order z, y, x.
  std::size_t offset(std::int64_t z, std::int64_t y, std::int64_t x) const {
    return static_cast<std::size_t>(((z - z0) * height() + (y - y0)) * width() + (x - x0));
  }

  Box intersected(const Box& other) const {
    return {std::max(z0, other.z0), std::max(y0, other.y0), std::max(x0, other.x0),
            std::min(z1, other.z1), std::min(y1, other.y1), std::min(x1, other.x1)};
  }
  /// The smallest box that holds both; an empty box adds nothing.
  Box united(const Box& other) const {
    if (empty()) {
      return other;
    }
    if (other.empty()) {
      return *this;
    }
    return {std::min(z0, other.z0), std::min(y0, other.y0), std::min(x0, other.x0),
            std::max(z1, other.z1), std::max(y1, other.y1), std::max(x1, other.x1)};
  }
  bool intersects(const Box& other) const { return !intersected(other).empty(); }
  bool operator==(const Box&) const = default;
};

} // namespace cytosketch
