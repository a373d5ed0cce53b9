#pragma once

#include "engine/image/image.h"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

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

inline std::string bytesOfFile(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

inline void putBytes(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::remove(path); // many file systems are slow to overwrite
  std::ofstream stream(path, std::ios::binary);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// Turns the bytes of an uncompressed little-endian TIFF stack into ImageJ's form for huge ones: the first directory is
/// the last, the other pages follow its pixels bare.
inline std::string asRawStack(std::string tiff) {
  const auto number = [&](std::size_t offset, int bytes) {
    std::size_t value = 0;
    for (int i = bytes - 1; i >= 0; --i) {
      value = value << 8U | static_cast<unsigned char>(tiff.at(offset + static_cast<std::size_t>(i)));
    }
    return value;
  };
  const std::size_t directory = number(4, 4);
  tiff.replace(directory + 2 + 12 * number(directory, 2), 4, 4, '\0');
  return tiff;
}

} // namespace cytosketch::samples
