#include "engine/imageio/filecheck.h"

#include "engine/image/error.h"
#include "engine/image/memory.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <limits>
#include <system_error>

#include <unistd.h>

namespace cytosketch {
namespace fs = std::filesystem;

std::uint64_t checkedFileSize(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    throw FileError("there is no such file", path.string(), "Check the path");
  }
  if (fs::is_directory(status)) {
    throw FileError("this is a folder, not an image file", path.string(), "Choose a file in it");
  }
  if (!fs::is_regular_file(status)) {
    throw FileError("this is not a regular file", path.string(), "Choose an image file");
  }
  if (::access(path.c_str(), R_OK) != 0) {
    throw FileError(std::string("cannot be read: ") + std::strerror(errno), path.string(), "Check its permissions");
  }
  const std::uint64_t size = fs::file_size(path, error);
  if (error) {
    throw FileError("cannot be read: " + error.message(), path.string(), "Check its permissions");
  }
  if (size == 0) {
    throw FormatError("the file is empty", path.string(), "Choose an image file with content");
  }
  return size;
}

std::string fileBytes(const fs::path& path, std::uint64_t offset, std::size_t count) {
  std::ifstream file(path, std::ios::binary);
  file.seekg(static_cast<std::streamoff>(offset));
  std::string bytes(count, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

std::uint64_t checkedBytes(const Extent& extent, std::uint64_t bytesPerVoxel, const fs::path& path) {
  std::uint64_t bytes = bytesPerVoxel;
  for (const std::int64_t axis : {extent.t, extent.c, extent.z, extent.y, extent.x}) {
    if (axis <= 0) {
      throw FormatError("the header gives the image an axis without voxels", path.string(), "The file is damaged");
    }
    if (bytes > std::numeric_limits<std::uint64_t>::max() / 16 / static_cast<std::uint64_t>(axis)) {
      throw FormatError("the header claims an impossibly large image", path.string(), "The file is damaged");
    }
    bytes *= static_cast<std::uint64_t>(axis);
  }
  return bytes;
}

void requireMemory(std::uint64_t bytes, const fs::path& path) {
  if (bytes > availableMemory()) {
    throw MemoryError("the image needs " + std::to_string(bytes >> 20U) + " MiB, more than there is free memory",
                      path.string(), "Close other programs, or cut the image into smaller ones");
  }
}

void throwIncomplete(const fs::path& path) {
  throw FileError("cannot be written completely", path.string(),
                  "Check that the disk is not full and that you may write there");
}

void throwTruncated(const fs::path& path) {
  throw FormatError("the file is truncated or damaged: its header promises more voxels than it holds", path.string(),
                    "Get a fresh copy of it");
}

} // namespace cytosketch
