#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cytosketch {

/// FNV-1a hash (64 bits), as models have it: tells whether two files are the same, not who made them.
class Fingerprint {
public:
  void add(std::string_view bytes);
  /// 16 hexadecimal digits.
  std::string text() const;

private:
  std::uint64_t state_ = 0xCBF29CE484222325ULL;
};

/// Of a file's content; of a folder's, of all names and contents in it, hidden ones too.
/// @throws FileError if something cannot be read.
std::string fileFingerprint(const std::filesystem::path& path);

/// Bytes that a file, or all files of a folder, hold.
std::uint64_t bytesOnDisk(const std::filesystem::path& path);

} // namespace cytosketch
