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

/// A safetensors file in memory; entries point into the content, which the object and its copies own. (Not mapped: a
/// file that another program truncates meanwhile would take the process with it.)
class SafetensorsFile {
public:
  /// @throws FileError if it cannot be opened; FormatError if the header is damaged or any tensor reaches outside the
  /// file.
  static SafetensorsFile open(const std::filesystem::path& path);

  const std::map<std::string, std::string>& metadata() const { return metadata_; }
  const std::map<std::string, TensorEntry>& tensors() const { return tensors_; }
  const std::filesystem::path& path() const { return path_; }
  /// Hash of header and content (FNV-1a, 64 bit) as 16 hexadecimal digits: tells files apart, is no signature.
  std::string contentHash() const;

private:
  std::filesystem::path path_;
  std::shared_ptr<const std::vector<std::byte>> content_;
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
