#pragma once

#include <cstddef>
#include <string>

namespace cytosketch {

/// Memory for arrays that may be larger than the machine's: a mapped file without a name in scratchFolder(). It is gone
/// as soon as the process ends, however it ends; the system writes out what does not fit and reads it back.
class ScratchMemory {
public:
  /// @throws FileError if the file cannot be made, or the disk has no room for it. The room is reserved here, because a
  /// disk that fills up later would end the program at the write that meets it.
  explicit ScratchMemory(std::size_t bytes);
  ~ScratchMemory();
  ScratchMemory(const ScratchMemory&) = delete;
  ScratchMemory& operator=(const ScratchMemory&) = delete;

  std::byte* data() const { return data_; }
  std::size_t size() const { return bytes_; }

private:
  std::size_t bytes_;
  std::byte* data_ = nullptr;
};

/// The folder of scratch files: $TMPDIR, else /var/tmp, which unlike /tmp is not kept in memory.
std::string scratchFolder();

} // namespace cytosketch
