#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include <tiffio.h>

namespace cytosketch {

/// An open TIFF that closes itself and keeps the library's last error instead of printing it. When reading, the library
/// refuses single allocations far beyond the file's size.
class TiffHandle {
public:
  /// @param mode as of TIFFOpen: "r", "r+" (a file of our own), "w", "w8" (BigTIFF)
  /// @throws FormatError (reading) or FileError (writing) if it cannot be opened.
  TiffHandle(const std::filesystem::path& path, const std::string& mode);
  ~TiffHandle();
  TiffHandle(const TiffHandle&) = delete;
  TiffHandle& operator=(const TiffHandle&) = delete;

  TIFF* get() const { return tiff_; }
  const std::filesystem::path& path() const { return path_; }

  /// A tag with its default; `fallback` where the file has none.
  template <typename Number>
  Number tag(std::uint32_t name, Number fallback) const {
    Number value = fallback;
    return TIFFGetFieldDefaulted(tiff_, name, &value) == 1 ? value : fallback;
  }

  /// @throws FormatError with the library's last words.
  [[noreturn]] void throwDamaged() const;

private:
  static int remember(TIFF* tiff, void* text, const char* module, const char* format, va_list arguments);
  static int ignore(TIFF* tiff, void* text, const char* module, const char* format, va_list arguments);

  std::filesystem::path path_;
  std::unique_ptr<std::string> lastError_;
  TIFF* tiff_ = nullptr;
};

} // namespace cytosketch
