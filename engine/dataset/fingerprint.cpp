#include "engine/dataset/fingerprint.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <vector>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

void addFile(Fingerprint& fingerprint, const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::vector<char> block(std::size_t{1} << 16U);
  while (stream) {
    stream.read(block.data(), static_cast<std::streamsize>(block.size()));
    fingerprint.add({block.data(), static_cast<std::size_t>(stream.gcount())});
  }
  if (!stream.eof()) {
    throw FileError("the file cannot be read", path.string(), "Check its name and your permission to read it");
  }
}

std::vector<fs::path> filesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

} // namespace

void Fingerprint::add(std::string_view bytes) {
  constexpr std::uint64_t prime = 0x100000001B3ULL;
  for (const char byte : bytes) {
    state_ = (state_ ^ static_cast<unsigned char>(byte)) * prime;
  }
}

std::string Fingerprint::text() const {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(state_));
  return digits;
}

std::string fileFingerprint(const fs::path& path) {
  Fingerprint fingerprint;
  try {
    if (!fs::is_directory(path)) {
      addFile(fingerprint, path);
    } else {
      for (const fs::path& file : filesIn(path)) {
        fingerprint.add(file.lexically_relative(path).generic_string() + "\n");
        addFile(fingerprint, file);
      }
    }
  } catch (const fs::filesystem_error& error) {
    throw FileError("cannot be read: " + error.code().message(), path.string(), "Check your permission to read it");
  }
  return fingerprint.text();
}

std::uint64_t bytesOnDisk(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    return fs::file_size(path, error);
  }
  std::uint64_t bytes = 0;
  for (const fs::path& file : filesIn(path)) {
    bytes += fs::file_size(file, error);
  }
  return bytes;
}

} // namespace cytosketch
