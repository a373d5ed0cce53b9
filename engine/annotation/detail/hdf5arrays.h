#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace cytosketch::annotation {

/// Arrays of numbers in an HDF5 file that others wrote, read with distrust: only what lies in this file itself, packed
/// with HDF5's own filters. Axes (z, y, x) or (y, x).
class Hdf5Arrays {
public:
  /// @throws FileError if it cannot be opened; FormatError if it is no HDF5 file or damaged.
  explicit Hdf5Arrays(const std::filesystem::path& path);

  /// Whether there is an array at `name` ("data/instance").
  bool contains(const std::string& name) const;
  /// @throws FormatError if it is no array of numbers with two or three axes, or declares more than the file holds.
  Extent extentOf(const std::string& name) const;
  /// Whole numbers. @throws as extentOf; FormatError if values are negative, fractional or above 2³²−1.
  Image<std::uint32_t> labels(const std::string& name) const;
  Image<float> reals(const std::string& name) const;

private:
  struct File;
  template <typename T, typename Stored, typename Convert>
  Image<T> read(const std::string& name, const Convert& convert) const;

  std::shared_ptr<const File> file_;
};

} // namespace cytosketch::annotation
