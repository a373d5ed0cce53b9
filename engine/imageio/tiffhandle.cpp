#include "engine/imageio/tiffhandle.h"

#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <system_error>

namespace cytosketch {

TiffHandle::TiffHandle(const std::filesystem::path& path, const std::string& mode)
    : path_(path), lastError_(std::make_unique<std::string>()) {
  constexpr tmsize_t leastLimit = 256 << 20;
  std::error_code error;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
  if (mode == "r") { // a file being written is still short
    TIFFOpenOptionsSetMaxSingleMemAlloc(options, error ? leastLimit : std::max<tmsize_t>(leastLimit, 2 * size));
  }
  TIFFOpenOptionsSetErrorHandlerExtR(options, remember, lastError_.get());
  TIFFOpenOptionsSetWarningHandlerExtR(options, ignore, nullptr);
  const bool writing = mode.front() == 'w';
  // Without "m" the library maps the file, and a file that shrinks meanwhile would kill the program.
  tiff_ = TIFFOpenExt(path.c_str(), (writing ? mode : mode + "m").c_str(), options);
  TIFFOpenOptionsFree(options);
  if (tiff_ == nullptr && writing) {
    throw FileError("cannot be written (" + *lastError_ + ")", path.string(), "Choose another place");
  }
  if (tiff_ == nullptr) {
    throwDamaged();
  }
}

TiffHandle::~TiffHandle() {
  if (tiff_ != nullptr) {
    TIFFClose(tiff_);
  }
}

void TiffHandle::throwDamaged() const {
  const std::string detail = lastError_->empty() ? "" : " (" + *lastError_ + ")";
  throw FormatError("this TIFF is damaged or truncated" + detail, path_.string(), "Get a fresh copy of it");
}

int TiffHandle::remember(TIFF* /*tiff*/, void* text, const char* /*module*/, const char* format, va_list arguments) {
  std::array<char, 256> buffer{};
  std::vsnprintf(buffer.data(), buffer.size(), format, arguments);
  static_cast<std::string*>(text)->assign(buffer.data());
  return 1;
}

int TiffHandle::ignore(TIFF* /*tiff*/, void* /*text*/, const char* /*module*/, const char* /*format*/,
                       va_list /*arguments*/) {
  return 1;
}

} // namespace cytosketch
