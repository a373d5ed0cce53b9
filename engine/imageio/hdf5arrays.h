#pragma once

#include "engine/imageio/decoded.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

/// One array of an HDF5 file.
struct Hdf5Array {
  std::string name; ///< with its groups: "data/image"
  PixelType type = PixelType::Float32;
  std::vector<std::uint64_t> shape; ///< slowest axis first
  const void* values = nullptr;     ///< in native byte order
};

/// Writes arrays into a new HDF5 file, deflated, one plane per chunk, without clock times: equal arrays give equal
/// bytes. Beside its target, then renamed.
/// @throws FileError if it cannot be written.
void writeHdf5Arrays(const std::vector<Hdf5Array>& arrays, const std::filesystem::path& path);

} // namespace cytosketch
