#include "engine/imageio/tiff.h"

#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagejdescription.h"
#include "engine/imageio/omexml.h"
#include "engine/imageio/tiffhandle.h"

#include <algorithm>
#include <vector>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

std::size_t pageBytes(const VoxelView& view) {
  return static_cast<std::size_t>(view.extent.y * view.extent.x) * bytesOf(view.type);
}

std::uint32_t rowsPerStrip(const VoxelView& view, bool compress) {
  const std::size_t rowBytes = static_cast<std::size_t>(view.extent.x) * bytesOf(view.type);
  // libtiff keeps a buffer of a strip's length even for plain pixels.
  const std::size_t stripBytes = compress ? std::size_t{1} << 20U : std::size_t{64} << 20U;
  return static_cast<std::uint32_t>(
      std::clamp<std::size_t>(stripBytes / rowBytes, 1, static_cast<std::size_t>(view.extent.y)));
}

/// The page of (t, z, c): ImageJ's pages count c fastest, then z, then t.
const std::byte* pageVoxels(const VoxelView& view, std::int64_t index) {
  const Extent& e = view.extent;
  const std::int64_t channel = index % e.c;
  const std::int64_t slice = index / e.c % e.z;
  const std::int64_t frame = index / e.c / e.z;
  return view.voxels + static_cast<std::size_t>((frame * e.c + channel) * e.z + slice) * pageBytes(view);
}

void setTags(const TiffHandle& handle, const VoxelView& view, bool compress, const std::string& description) {
  TIFF* tiff = handle.get();
  TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, static_cast<std::uint32_t>(view.extent.x));
  TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, static_cast<std::uint32_t>(view.extent.y));
  TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
  TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, static_cast<int>(8 * bytesOf(view.type)));
  TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, view.type == PixelType::Float32 ? SAMPLEFORMAT_IEEEFP : SAMPLEFORMAT_UINT);
  TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
  TIFFSetField(tiff, TIFFTAG_COMPRESSION, compress ? COMPRESSION_ADOBE_DEFLATE : COMPRESSION_NONE);
  TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, rowsPerStrip(view, compress));
  if (view.spacing.known()) {
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 1.0 / view.spacing.x);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 1.0 / view.spacing.y);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_NONE);
  }
  if (!description.empty()) {
    TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION, description.c_str());
  }
}

void writePixels(const TiffHandle& tiff, const VoxelView& view, std::int64_t index, bool compress) {
  const std::uint32_t rows = rowsPerStrip(view, compress);
  const auto height = static_cast<std::uint32_t>(view.extent.y);
  const std::size_t rowBytes = pageBytes(view) / height;
  for (std::uint32_t row = 0, strip = 0; row < height; row += rows, ++strip) {
    const auto bytes = static_cast<tmsize_t>(std::min(rows, height - row) * rowBytes);
    // libtiff takes a non-const pointer because it may swap bytes in place, which it does not in native order.
    auto* start = const_cast<std::byte*>(pageVoxels(view, index) + row * rowBytes);
    if (TIFFWriteEncodedStrip(tiff.get(), strip, start, bytes) != bytes) {
      throwIncomplete(tiff.path());
    }
  }
}

void writeCompressed(const VoxelView& view, const fs::path& path, const std::string& mode,
                     const std::string& description) {
  const TiffHandle tiff(path, mode);
  const std::int64_t pages = view.extent.t * view.extent.c * view.extent.z;
  for (std::int64_t i = 0; i < pages; ++i) {
    setTags(tiff, view, true, i == 0 ? description : "");
    writePixels(tiff, view, i, true);
    if (TIFFWriteDirectory(tiff.get()) != 1) {
      throwIncomplete(tiff.path());
    }
  }
}

/// ImageJ takes only the first page's place from the file and expects the others right behind it. So all directories
/// are written first, then all pixels.
void writeContiguous(const VoxelView& view, const fs::path& path, const std::string& mode,
                     const std::string& description) {
  const std::int64_t pages = view.extent.t * view.extent.c * view.extent.z;
  {
    const TiffHandle tiff(path, mode);
    for (std::int64_t i = 0; i < pages; ++i) {
      setTags(tiff, view, false, i == 0 ? description : "");
      if (TIFFDeferStrileArrayWriting(tiff.get()) != 1 || TIFFWriteCheck(tiff.get(), 0, "writeContiguous") != 1 ||
          TIFFWriteDirectory(tiff.get()) != 1) {
        throwIncomplete(tiff.path());
      }
    }
  }
  const TiffHandle tiff(path, "r+");
  std::vector<std::uint64_t> directories;
  do {
    directories.push_back(TIFFCurrentDirOffset(tiff.get()));
    if (TIFFForceStrileArrayWriting(tiff.get()) != 1) {
      throwIncomplete(tiff.path());
    }
  } while (TIFFReadDirectory(tiff.get()) == 1);
  for (std::int64_t i = 0; i < pages; ++i) {
    if (TIFFSetSubDirectory(tiff.get(), directories.at(static_cast<std::size_t>(i))) != 1) {
      throwIncomplete(tiff.path());
    }
    writePixels(tiff, view, i, false);
    if (TIFFFlush(tiff.get()) != 1) {
      throwIncomplete(tiff.path());
    }
  }
}

} // namespace

bool needsBigTiff(const VoxelView& view, std::size_t descriptionBytes) {
  constexpr std::uint64_t bytesPerDirectory = 512;
  constexpr std::uint64_t reserve = 64ULL << 20U; // for strips that Deflate makes longer
  constexpr std::uint64_t highestOffset = 0xFFFFFFFFULL;
  const Extent& e = view.extent;
  const auto pages = static_cast<std::uint64_t>(e.t * e.c * e.z);
  return pages * (pageBytes(view) + bytesPerDirectory) + descriptionBytes > highestOffset - reserve;
}

void writeTiff(const VoxelView& view, const fs::path& path, const WriteOptions& options, TiffKind kind) {
  const std::string description =
      options.ome ? composeOmeXml(view, options)
                  : composeImageJDescription(view.extent, view.spacing, view.low, view.high, options.description);
  const bool big = kind == TiffKind::Big || needsBigTiff(view, description.size());
  (options.compress ? writeCompressed : writeContiguous)(view, path, big ? "w8" : "w", description);
}

} // namespace cytosketch
