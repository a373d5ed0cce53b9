#include "engine/imageio/pngimage.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"

#include <bit>
#include <csetjmp>
#include <cstdio>
#include <memory>
#include <vector>

#include <png.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

void ignoreWarning(png_structp /*png*/, png_const_charp /*text*/) {}
void jumpBack(png_structp png, png_const_charp /*text*/) {
  png_longjmp(png, 1);
}

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

/// Runs calls of libpng; false if one failed. libpng leaves a failing call by longjmp, so `calls` must not own
/// anything.
template <typename Calls>
bool succeeds(png_structp png, Calls calls) {
  if (setjmp(png_jmpbuf(png)) != 0) { // NOLINT(cert-err52-cpp): libpng's way
    return false;
  }
  calls();
  return true;
}

class PngReader {
public:
  PngReader(const fs::path& path, bool expandPalette)
      : path_(path),
        fileSize_(checkedFileSize(path)),
        file_(std::fopen(path.c_str(), "rb"), std::fclose),
        png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, jumpBack, ignoreWarning)),
        information_(png_ != nullptr ? png_create_info_struct(png_) : nullptr) {
    if (!file_ || information_ == nullptr) {
      png_destroy_read_struct(&png_, &information_, nullptr);
      throw FileError("cannot be read", path.string(), "Check its permissions");
    }
    try {
      readHeader(expandPalette);
    } catch (...) {
      png_destroy_read_struct(&png_, &information_, nullptr);
      throw;
    }
  }
  ~PngReader() { png_destroy_read_struct(&png_, &information_, nullptr); }
  PngReader(const PngReader&) = delete;
  PngReader& operator=(const PngReader&) = delete;

  const ImageInfo& info() const { return info_; }
  std::size_t samples() const { return samples_; }
  std::uint64_t bytes() const { return rowBytes_ * static_cast<std::uint64_t>(info_.extent.y); }
  Component component() const { return info_.pixelType == PixelType::UInt8 ? Component::UInt8 : Component::UInt16; }

  std::vector<std::byte> read() {
    std::vector<std::byte> pixels(bytes());
    std::vector<png_bytep> rows(static_cast<std::size_t>(info_.extent.y));
    for (std::size_t y = 0; y < rows.size(); ++y) {
      rows[y] = reinterpret_cast<png_bytep>(pixels.data()) + y * rowBytes_;
    }
    if (!succeeds(png_, [&] {
          png_read_image(png_, rows.data());
          png_read_end(png_, nullptr);
        })) {
      throwTruncated(path_);
    }
    return pixels;
  }

private:
  void readHeader(bool expandPalette) {
    constexpr png_uint_32 longestEdge = 1U << 30U;
    png_set_user_limits(png_, longestEdge, longestEdge);
    if (!succeeds(png_, [&] {
          png_init_io(png_, file_.get());
          png_read_info(png_, information_);
        })) {
      throw FormatError("this PNG is damaged or truncated", path_.string(), "Get a fresh copy of it");
    }
    const std::uint64_t width = png_get_image_width(png_, information_);
    const std::uint64_t height = png_get_image_height(png_, information_);
    if (png_get_rowbytes(png_, information_) * height / highestCompressionRatio > fileSize_) {
      throwTruncated(path_);
    }
    const bool palette = png_get_color_type(png_, information_) == PNG_COLOR_TYPE_PALETTE;
    if (!succeeds(png_, [&] {
          png_set_packing(png_); // fewer than 8 bits: the numbers as they are, a byte each
          if (palette && expandPalette) {
            png_set_palette_to_rgb(png_);
          }
          png_set_strip_alpha(png_);
          if constexpr (std::endian::native == std::endian::little) {
            png_set_swap(png_);
          }
          png_set_interlace_handling(png_);
          png_read_update_info(png_, information_);
        })) {
      throwTruncated(path_);
    }
    samples_ = png_get_channels(png_, information_);
    rowBytes_ = png_get_rowbytes(png_, information_);
    info_.extent = {1, samples_ >= 3 ? 3 : 1, 1, static_cast<std::int64_t>(height), static_cast<std::int64_t>(width)};
    info_.pixelType = png_get_bit_depth(png_, information_) == 16 ? PixelType::UInt16 : PixelType::UInt8;
    info_.format = "PNG";
  }

  fs::path path_;
  std::uint64_t fileSize_;
  File file_;
  png_structp png_;
  png_infop information_;
  ImageInfo info_;
  std::size_t samples_ = 1;
  std::size_t rowBytes_ = 0;
};

void requireFitting(const VoxelView& view) {
  const Extent& e = view.extent;
  if (e.t * e.c * e.z != 1) {
    throw SettingsError("PNG holds a single 2D image, this one has " + std::to_string(e.t * e.c * e.z) + " planes",
                        "format", "Choose TIFF, or export a single slice");
  }
  if (view.type != PixelType::UInt8 && view.type != PixelType::UInt16) {
    throw SettingsError("PNG holds 8- or 16-bit numbers only, this image has 32 bits", "format", "Choose TIFF");
  }
  constexpr std::int64_t longestEdge = 1'000'000; // the limit of most readers
  if (e.x > longestEdge || e.y > longestEdge) {
    throw SettingsError("the image is too large for PNG", "format", "Choose TIFF");
  }
}

} // namespace

ImageInfo readPngInfo(const fs::path& path) {
  return PngReader(path, true).info();
}

template <typename T>
DecodedImage<T> readPng(const fs::path& path) {
  PngReader reader(path, std::is_floating_point_v<T>);
  const Extent& extent = reader.info().extent;
  requireMemory(checkedBytes(extent, sizeof(T), path) + reader.bytes(), path);
  const std::vector<std::byte> pixels = reader.read();
  Image<T> image(extent, T{});
  for (std::int64_t c = 0; c < extent.c; ++c) {
    const std::size_t first = static_cast<std::size_t>(c) * bytesOf(reader.component());
    convertComponents(pixels.data() + first, reader.component(), reader.samples(),
                      static_cast<std::size_t>(extent.volume()), image.mutableChannel(0, c));
  }
  return {image, extent.c == 3};
}

template DecodedImage<float> readPng<float>(const fs::path& path);
template DecodedImage<std::uint32_t> readPng<std::uint32_t>(const fs::path& path);

void writePng(const VoxelView& view, const fs::path& path, bool compress) {
  requireFitting(view);
  File file(std::fopen(path.c_str(), "wb"), std::fclose);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, jumpBack, ignoreWarning);
  png_infop information = png != nullptr ? png_create_info_struct(png) : nullptr;
  const auto rowBytes = static_cast<std::size_t>(view.extent.x) * bytesOf(view.type);
  bool complete = false;
  if (file && information != nullptr) {
    complete = succeeds(png, [&] {
      png_init_io(png, file.get());
      png_set_compression_level(png, compress ? 6 : 0);
      png_set_IHDR(png, information, static_cast<png_uint_32>(view.extent.x), static_cast<png_uint_32>(view.extent.y),
                   static_cast<int>(8 * bytesOf(view.type)), PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                   PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
      png_write_info(png, information);
      if constexpr (std::endian::native == std::endian::little) {
        png_set_swap(png);
      }
      for (std::int64_t y = 0; y < view.extent.y; ++y) {
        png_write_row(png, reinterpret_cast<png_const_bytep>(view.voxels) + static_cast<std::size_t>(y) * rowBytes);
      }
      png_write_end(png, nullptr);
    });
  }
  png_destroy_write_struct(&png, &information);
  if (!complete || std::fclose(file.release()) != 0) {
    throwIncomplete(path);
  }
}

} // namespace cytosketch
