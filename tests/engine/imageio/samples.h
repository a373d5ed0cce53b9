#pragma once

#include "engine/image/image.h"

#include <cstring>
#include <random>

namespace cytosketch::samples {

/// An image with every kind of number in it: the type's extremes, and noise.
template <typename T>
Image<T> noise(const Extent& extent, const Spacing& spacing, unsigned seed = 1) {
  std::mt19937 random(seed);
  Image<T> image(extent, T{}, spacing);
  T* voxels = image.mutableData();
  for (std::size_t i = 0; i < image.size(); ++i) {
    if constexpr (std::is_floating_point_v<T>) {
      voxels[i] = std::uniform_real_distribution<T>(T{-3}, T{3})(random);
    } else {
      voxels[i] = static_cast<T>(random());
    }
  }
  voxels[0] = std::numeric_limits<T>::lowest();
  voxels[image.size() - 1] = std::numeric_limits<T>::max();
  return image;
}

/// Equal to the last bit.
template <typename T>
bool same(const Image<T>& a, const Image<T>& b) {
  return a.extent() == b.extent() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

} // namespace cytosketch::samples
