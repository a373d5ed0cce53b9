#pragma once

#include <cstddef>
#include <cstdint>

namespace cytosketch {

/// The voxels of one frame, z, y, x with x fastest, and their distances in pixels along x.
struct Grid {
  std::int64_t z = 1, y = 1, x = 1;
  double depth = 1.0;  ///< distance of two slices
  double height = 1.0; ///< distance of two rows

  bool flat() const { return z == 1; }
  std::size_t voxels() const { return static_cast<std::size_t>(z * y * x); }
  std::size_t at(std::int64_t zz, std::int64_t yy, std::int64_t xx) const {
    return static_cast<std::size_t>((zz * y + yy) * x + xx);
  }
};

} // namespace cytosketch
