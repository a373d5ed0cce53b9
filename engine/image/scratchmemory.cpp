#include "engine/image/scratchmemory.h"

#include "engine/image/error.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace cytosketch {
namespace {

[[noreturn]] void throwScratchError(const std::string& what, int number, const std::string& folder) {
  throw FileError(what + ": " + std::strerror(number), folder,
                  "Free disk space, or set TMPDIR to a folder on a larger disk");
}

} // namespace

std::string scratchFolder() {
  const char* const wanted = std::getenv("TMPDIR");
  if (wanted != nullptr && *wanted != '\0') {
    return wanted;
  }
  std::error_code error;
  return std::filesystem::is_directory("/var/tmp", error) ? "/var/tmp" : "/tmp";
}

ScratchMemory::ScratchMemory(std::size_t bytes) : bytes_(bytes == 0 ? 1 : bytes) {
  const std::string folder = scratchFolder();
  std::string path = folder + "/cytosketch-XXXXXX";
  const int file = ::mkostemp(path.data(), O_CLOEXEC);
  if (file < 0) {
    throwScratchError("a scratch file cannot be made", errno, folder);
  }
  ::unlink(path.c_str());
  const int reserved = ::posix_fallocate(file, 0, static_cast<off_t>(bytes_));
  if (reserved != 0) {
    ::close(file);
    throwScratchError("there is no room for a scratch file of " + std::to_string(bytes_ >> 20U) + " MiB", reserved,
                      folder);
  }
  void* const mapped = ::mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  const int failure = errno;
  ::close(file);
  if (mapped == MAP_FAILED) {
    throwScratchError("a scratch file cannot be mapped", failure, folder);
  }
  data_ = static_cast<std::byte*>(mapped);
}

ScratchMemory::~ScratchMemory() {
  ::munmap(data_, bytes_);
}

} // namespace cytosketch
