#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace cytosketch {

/// The safetensors format: 8 bytes of header length, a JSON header, then the tensors' bytes. It holds data only;
/// reading one never runs code. Used for model files, checkpoints and packed patch files.
struct TensorEntry {
  std::string dtype; ///< "F32", "BF16", "F64", "I64", "U8", "U16", …
  std::vector<std::int64_t> shape;
  const std::byte* data = nullptr;
  std::size_t bytes = 0;
};

/// A safetensors file in memory; entries point into the content, which the object and its copies own.
class SafetensorsFile {
public:
  /// Reads it whole. @throws FileError if it cannot be opened; FormatError if the header is damaged or any tensor
  /// reaches outside the file.
  static SafetensorsFile open(const std::filesystem::path& path);
  /// Maps it, for files larger than memory. A program that shortens the file meanwhile takes the process with it, so
  /// this is not for files from elsewhere. @throws as open
  static SafetensorsFile map(const std::filesystem::path& path);

  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::map<std::string, TensorEntry>& tensors() const { return tensors_; }
  const std::filesystem::path& path() const { return path_; }
  /// What keeps the entries' bytes alive.
  const std::shared_ptr<const std::byte>& content() const { return content_; }
  /// Hash of header and content (FNV-1a, 64 bit) as 16 hexadecimal digits: tells files apart, is no signature.
  std::string contentHash() const;

private:
  static SafetensorsFile read(const std::filesystem::path& path, bool mapped);

  std::filesystem::path path_;
  std::shared_ptr<const std::byte> content_; ///< the tensors' bytes
  std::size_t contentSize_ = 0;
  std::string headerText_;
  std::map<std::string, std::string> metadata_;
  std::map<std::string, TensorEntry> tensors_;
};

/// The metadata alone, without reading tensors. @throws as SafetensorsFile::open
std::map<std::string, std::string> readSafetensorsMetadata(const std::filesystem::path& path);

/// Writes through writeAtomically; tensors in the order of their names, so the same content gives the same bytes.
/// @throws FileError if it cannot be written.
void writeSafetensors(const std::filesystem::path& path, const std::map<std::string, std::string>& metadata,
                      const std::map<std::string, TensorEntry>& tensors);

} // namespace cytosketch
