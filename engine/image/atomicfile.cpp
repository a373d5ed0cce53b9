#include "engine/image/atomicfile.h"

#include "engine/image/error.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

/// Where the links that `target` may be lead to, whether or not there is a file yet.
fs::path placeOf(const fs::path& target) {
  constexpr int mostLinks = 40; // as in Linux
  std::error_code error;
  fs::path place = target;
  for (int links = 0; fs::is_symlink(place, error); ++links) {
    if (links == mostLinks) {
      throw FileError("the links to the file lead in a circle", target.string(), "Choose another file name");
    }
    const fs::path next = fs::read_symlink(place, error);
    if (error) {
      throw FileError("the link cannot be followed: " + error.message(), target.string(), "Choose another file name");
    }
    place = place.parent_path() / next;
  }
  return place;
}

/// "dir/name.tif" → "dir/.name.<pid>-<n>.tif": the suffixes stay, so that writers which look at them work.
fs::path temporaryIn(const fs::path& folder, const fs::path& target) {
  static std::atomic<unsigned> counter{0};
  const std::string name = target.filename().string();
  const std::size_t dot = name.find('.', 1);
  const std::string stem = name.substr(0, dot);
  const std::string suffixes = dot == std::string::npos ? "" : name.substr(dot);
  return folder / ("." + stem + "." + std::to_string(::getpid()) + "-" + std::to_string(counter++) + suffixes);
}

/// Without this a power cut shortly after the rename could leave an empty file; and some file systems report a full
/// disk only here.
void flushToDisk(const fs::path& file, const fs::path& target) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool flushed = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP);
  const int problem = errno;
  if (descriptor >= 0) {
    ::close(descriptor);
  }
  if (!flushed) {
    throw FileError(std::string("cannot be written completely: ") + std::strerror(problem), target.string(),
                    "Check that the disk is not full and that you may write there");
  }
}

} // namespace

void writeAtomically(const fs::path& target, const std::function<void(const fs::path&)>& write) {
  const fs::path place = placeOf(target);
  const fs::path folder = place.has_parent_path() ? place.parent_path() : fs::path(".");
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw FileError("the folder does not exist", folder.string(), "Create it or choose another one");
  }
  if (fs::is_directory(place, error)) {
    throw FileError("a folder stands where the file should go", target.string(), "Choose another file name");
  }
  if (::access(folder.c_str(), W_OK) != 0) {
    throw FileError("the folder is read-only", folder.string(), "Choose a folder you may write to");
  }
  const bool replaces = fs::exists(place, error);
  if (replaces && !fs::is_regular_file(place, error)) {
    throw FileError("this is not a regular file", target.string(), "Choose another file name");
  }
  if (replaces && ::access(place.c_str(), W_OK) != 0) {
    throw FileError("the file is write-protected", target.string(), "Choose another file name");
  }
  const fs::path temporary = temporaryIn(folder, target);
  try {
    write(temporary);
    flushToDisk(temporary, target);
    if (replaces) { // file systems without permissions refuse, which does no harm
      fs::permissions(temporary, fs::status(place, error).permissions() & fs::perms::all, error);
    }
    fs::rename(temporary, place, error);
    if (error) {
      throw FileError("cannot be written: " + error.message(), target.string(), "Choose another place");
    }
  } catch (...) {
    fs::remove(temporary, error);
    throw;
  }
}

void writeFileAtomically(const fs::path& target, const std::string& bytes) {
  writeAtomically(target, [&](const fs::path& temporary) {
    std::ofstream file(temporary, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) {
      throw FileError("cannot be written completely", target.string(),
                      "Check that the disk is not full and that you may write there");
    }
  });
}

} // namespace cytosketch
