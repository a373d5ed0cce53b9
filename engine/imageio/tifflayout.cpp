#include "engine/imageio/tifflayout.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagejdescription.h"
#include "engine/imageio/omexml.h"

#include <algorithm>
#include <optional>

namespace cytosketch {
namespace {

[[noreturn]] void throwUnsupported(const TiffHandle& tiff, const std::string& what) {
  throw FormatError("this TIFF is of a kind that is not read: " + what, tiff.path().string(),
                    "Save it as an 8-, 16- or 32-bit greyscale TIFF, for example with Fiji");
}

Component componentOf(const TiffHandle& tiff, std::uint16_t bits, std::uint16_t format) {
  const bool isSigned = format == SAMPLEFORMAT_INT;
  if (format == SAMPLEFORMAT_IEEEFP) {
    if (bits == 32 || bits == 64) {
      return bits == 32 ? Component::Float32 : Component::Float64;
    }
  } else if (format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID || isSigned) {
    switch (bits) {
    case 8:
      return isSigned ? Component::Int8 : Component::UInt8;
    case 16:
      return isSigned ? Component::Int16 : Component::UInt16;
    case 32:
      return isSigned ? Component::Int32 : Component::UInt32;
    case 64:
      return isSigned ? Component::Int64 : Component::UInt64;
    default:
      if (bits > 0 && bits < 16 && !isSigned) {
        return bits < 8 ? Component::UInt8 : Component::UInt16;
      }
    }
  }
  throwUnsupported(tiff, std::to_string(bits) + " bits per sample of sample format " + std::to_string(format));
}

/// Samples that carry an image: all but alpha.
std::uint16_t channelsWithoutAlpha(const TiffHandle& tiff, std::uint16_t samples) {
  std::uint16_t count = 0;
  std::uint16_t* kinds = nullptr;
  if (TIFFGetField(tiff.get(), TIFFTAG_EXTRASAMPLES, &count, &kinds) != 1 || kinds == nullptr || count == 0) {
    return samples;
  }
  const bool lastIsAlpha = kinds[count - 1] == EXTRASAMPLE_ASSOCALPHA || kinds[count - 1] == EXTRASAMPLE_UNASSALPHA;
  return lastIsAlpha && samples > 1 ? static_cast<std::uint16_t>(samples - 1) : samples;
}

TiffPage pageOf(const TiffHandle& tiff) {
  TiffPage page;
  page.width = tiff.tag<std::uint32_t>(TIFFTAG_IMAGEWIDTH, 0);
  page.height = tiff.tag<std::uint32_t>(TIFFTAG_IMAGELENGTH, 0);
  page.samples = tiff.tag<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
  page.bits = tiff.tag<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
  if (page.width == 0 || page.height == 0 || page.samples == 0 || page.width > 1U << 30U || page.height > 1U << 30U) {
    tiff.throwDamaged();
  }
  const auto compression = tiff.tag<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
  if (TIFFIsCODECConfigured(compression) == 0 || compression == COMPRESSION_OJPEG) {
    throwUnsupported(tiff, "compression " + std::to_string(compression));
  }
  const auto photometric = tiff.tag<std::uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
  switch (photometric) {
  case PHOTOMETRIC_MINISWHITE:
  case PHOTOMETRIC_MINISBLACK:
  case PHOTOMETRIC_PALETTE: // a palette is a way to look at the numbers, as in ImageJ; the numbers are what counts
    break;
  case PHOTOMETRIC_RGB:
    page.rgb = true;
    break;
  case PHOTOMETRIC_YCBCR:
    if (compression == COMPRESSION_JPEG) {
      TIFFSetField(tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
      page.rgb = true;
      break;
    }
    [[fallthrough]];
  default:
    throwUnsupported(tiff, "photometric interpretation " + std::to_string(photometric));
  }
  page.component = componentOf(tiff, page.bits, tiff.tag<std::uint16_t>(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT));
  page.separatePlanes =
      page.samples > 1 && tiff.tag<std::uint16_t>(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG) == PLANARCONFIG_SEPARATE;
  page.channels = channelsWithoutAlpha(tiff, page.samples);
  if (page.rgb && page.channels < 3) {
    tiff.throwDamaged();
  }
  page.channels = page.rgb ? 3 : page.channels;
  return page;
}

/// Bytes that the pixels of the current page take unpacked from the file's compression.
/// @throws FormatError if they are more than any file can hold.
std::uint64_t storedBytes(const TiffHandle& tiff, const TiffPage& page) {
  // width ≤ 2^30, samples and bits < 2^16: a row cannot overflow
  const std::uint64_t rowBytes = (std::uint64_t{page.width} * page.samples * page.bits + 7) / 8;
  std::uint64_t bytes = 0;
  if (__builtin_mul_overflow(rowBytes, std::uint64_t{page.height}, &bytes)) {
    throwTruncated(tiff.path());
  }
  return bytes;
}

/// Bytes that the current page takes in the file at least: no compression shrinks beyond its limit. Codecs without a
/// known limit (ZSTD, LZMA, …) are only held against the memory later.
std::uint64_t leastBytes(const TiffHandle& tiff, const TiffPage& page) {
  switch (tiff.tag<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE)) {
  case COMPRESSION_NONE:
    return storedBytes(tiff, page);
  case COMPRESSION_LZW:
  case COMPRESSION_DEFLATE:
  case COMPRESSION_ADOBE_DEFLATE:
  case COMPRESSION_PACKBITS:
    return storedBytes(tiff, page) / highestCompressionRatio;
  default:
    return 0;
  }
}

std::string descriptionOf(const TiffHandle& tiff) {
  char* text = nullptr;
  return TIFFGetField(tiff.get(), TIFFTAG_IMAGEDESCRIPTION, &text) == 1 && text != nullptr ? text : "";
}

Spacing spacingOf(const TiffHandle& tiff, const std::optional<ImageJDescription>& imageJ) {
  const auto x = static_cast<double>(tiff.tag<float>(TIFFTAG_XRESOLUTION, 0.0F));
  const auto y = static_cast<double>(tiff.tag<float>(TIFFTAG_YRESOLUTION, 0.0F));
  const auto resolutionUnit = tiff.tag<std::uint16_t>(TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
  const double ofTag = resolutionUnit == RESUNIT_CENTIMETER ? 1e4 : resolutionUnit == RESUNIT_INCH ? 25400.0 : 0.0;
  double micrometres = imageJ && !imageJ->unit.empty() ? micrometresPer(imageJ->unit) : ofTag;
  Spacing spacing;
  if (micrometres > 0.0 && x > 0.0F && y > 0.0F) {
    spacing.x = micrometres / x;
    spacing.y = micrometres / y;
  }
  // 72 or 300 dots per inch are what programs write for want of better knowledge, not the voxels of a microscope.
  constexpr double coarsest = 20.0;
  if (!imageJ && (spacing.x > coarsest || spacing.y > coarsest)) {
    spacing = {};
  }
  if (imageJ && micrometres > 0.0) {
    spacing.z = micrometres * imageJ->spacing;
  }
  return spacing;
}

/// ImageJ's form for stacks beyond 4 GiB: a single directory whose description counts more pages.
void findRawStack(const TiffHandle& tiff, const ImageJDescription& imageJ, std::uint64_t fileSize, TiffLayout& layout) {
  if (layout.offsets.size() != 1 || imageJ.images <= 1 || layout.page.bits % 8 != 0 ||
      tiff.tag<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE) != COMPRESSION_NONE ||
      TIFFIsTiled(tiff.get()) != 0 || layout.page.separatePlanes) {
    return;
  }
  const std::uint64_t start = TIFFGetStrileOffset(tiff.get(), 0);
  const std::uint64_t pageBytes = storedBytes(tiff, layout.page);
  const bool directoryBehind = start < layout.offsets.front();
  if (directoryBehind || start > fileSize || fileSize - start == pageBytes) {
    return; // a single page that was cut out of a stack and kept its description
  }
  if ((fileSize - start) / pageBytes < static_cast<std::uint64_t>(imageJ.images)) {
    throwTruncated(tiff.path());
  }
  layout.rawStack = true;
  layout.rawStart = start;
}

/// libtiff takes a directory that is cut off before the place of the next one as the last.
void requireWholeDirectory(const TiffHandle& tiff, std::uint64_t fileSize) {
  const std::uint64_t offset = TIFFCurrentDirOffset(tiff.get());
  const bool big = TIFFIsBigTIFF(tiff.get()) != 0;
  std::string count = fileBytes(tiff.path(), offset, big ? 8 : 2);
  if (TIFFIsBigEndian(tiff.get()) == 0) {
    std::reverse(count.begin(), count.end());
  }
  std::uint64_t entries = 0;
  for (const char byte : count) {
    entries = (entries << 8U) | static_cast<unsigned char>(byte);
  }
  const std::uint64_t bytes = big ? 16 + 20 * entries : 6 + 12 * entries;
  if (entries > 0xFFFF || offset + bytes > fileSize) {
    throwTruncated(tiff.path());
  }
}

void collectPages(TiffHandle& tiff, std::uint64_t fileSize, TiffLayout& layout) {
  std::uint64_t claimed = 0;
  for (bool first = true;; first = false) {
    if (first) {
      layout.page = pageOf(tiff);
    }
    const bool reduced = (tiff.tag<std::uint32_t>(TIFFTAG_SUBFILETYPE, 0) & FILETYPE_REDUCEDIMAGE) != 0;
    if (first || !reduced) { // smaller copies of a page are not pages
      if (pageOf(tiff) != layout.page) {
        throwUnsupported(tiff, "its pages differ in size or type");
      }
      const std::uint64_t bytes = leastBytes(tiff, layout.page);
      if (bytes > fileSize - claimed) {
        throwTruncated(tiff.path());
      }
      claimed += bytes;
      layout.offsets.push_back(TIFFCurrentDirOffset(tiff.get()));
    }
    if (TIFFLastDirectory(tiff.get()) != 0) {
      requireWholeDirectory(tiff, fileSize);
      return;
    }
    if (TIFFReadDirectory(tiff.get()) != 1) {
      tiff.throwDamaged();
    }
  }
}

/// Pages of an OME-TIFF in our order: c fastest, then z, then t.
void takeOme(TiffLayout& layout) {
  const auto pages = static_cast<std::int64_t>(layout.offsets.size());
  const std::optional<OmeDescription> ome = parseOmeXml(layout.info.description, pages, layout.page.channels);
  if (!ome) {
    return;
  }
  std::vector<std::uint64_t> offsets;
  for (const std::int64_t page : ome->pages) {
    offsets.push_back(layout.offsets[static_cast<std::size_t>(page)]);
  }
  layout.offsets = std::move(offsets);
  layout.pageChannels = ome->channels / layout.page.channels;
  layout.info.extent.z = ome->slices;
  layout.info.extent.t = ome->frames;
  if (ome->spacing.known() || ome->spacing.z > 0.0) {
    layout.info.spacing = ome->spacing;
  }
}

} // namespace

TiffLayout inspectTiff(TiffHandle& tiff, std::uint64_t fileSize) {
  TiffLayout layout;
  ImageInfo& info = layout.info;
  info.format = "TIFF";
  info.description = descriptionOf(tiff);
  const std::optional<ImageJDescription> imageJ = parseImageJDescription(info.description);
  info.spacing = spacingOf(tiff, imageJ);
  collectPages(tiff, fileSize, layout);
  const Extent onePage{1, layout.page.samples, 1, layout.page.height, layout.page.width};
  checkedBytes(onePage, bytesOf(layout.page.component), tiff.path());
  if (imageJ && TIFFSetSubDirectory(tiff.get(), layout.offsets.front()) == 1) {
    findRawStack(tiff, *imageJ, fileSize, layout);
  }
  info.pixelType = pixelTypeOf(layout.page.component);
  info.extent = {1, 1, 1, layout.page.height, layout.page.width};
  const std::int64_t pages = layout.rawStack ? imageJ->images : static_cast<std::int64_t>(layout.offsets.size());
  info.extent.z = pages;
  if (imageJ && imageJ->channels <= pages && imageJ->slices <= pages && imageJ->frames <= pages &&
      imageJ->channels * imageJ->slices <= pages && imageJ->channels * imageJ->slices * imageJ->frames == pages) {
    info.extent.t = imageJ->frames;
    info.extent.z = imageJ->slices;
    layout.pageChannels = imageJ->channels;
  }
  takeOme(layout);
  info.extent.c = layout.pageChannels * layout.page.channels;
  checkedBytes(info.extent, bytesOf(layout.page.component), tiff.path());
  return layout;
}

} // namespace cytosketch
