#include "engine/imageio/imagefile.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/itkimage.h"
#include "engine/imageio/pngimage.h"
#include "engine/imageio/tiff.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using namespace std::string_view_literals;

enum class Format { Tiff, Png, Nrrd, MetaImage, Nifti };

ItkFormat itkFormat(Format format) {
  switch (format) {
  case Format::Nrrd:
    return ItkFormat::Nrrd;
  case Format::MetaImage:
    return ItkFormat::MetaImage;
  default:
    return ItkFormat::Nifti;
  }
}

std::string lowerCaseName(const fs::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

std::optional<Format> formatOfSuffix(const fs::path& path, const std::vector<std::string>& suffixes) {
  const std::string name = lowerCaseName(path);
  const auto found = std::find_if(suffixes.begin(), suffixes.end(), [&](const auto& s) { return name.ends_with(s); });
  if (found == suffixes.end()) {
    return std::nullopt;
  }
  if (found->starts_with(".tif")) {
    return Format::Tiff;
  }
  if (*found == ".png") {
    return Format::Png;
  }
  if (*found == ".nrrd" || *found == ".nhdr") {
    return Format::Nrrd;
  }
  return found->starts_with(".nii") ? Format::Nifti : Format::MetaImage;
}

std::string listed(const std::vector<std::string>& suffixes) {
  std::string list;
  for (const std::string& suffix : suffixes) {
    list += (list.empty() ? "" : ", ") + suffix;
  }
  return list;
}

/// The content decides, so that a PNG that is called .tif still opens; the name only where the content does not tell.
Format formatOfFile(const fs::path& path) {
  checkedFileSize(path);
  const std::string start = fileBytes(path, 0, 8);
  const std::string head = start.substr(0, 4);
  for (const std::string_view magic : {"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv}) {
    if (head == magic) {
      return Format::Tiff;
    }
  }
  if (start.starts_with("\x89PNG")) {
    return Format::Png;
  }
  if (start.starts_with("NRRD000")) {
    return Format::Nrrd;
  }
  const std::optional<Format> format = formatOfSuffix(path, readableSuffixes());
  if (!format) {
    throw FormatError("this is no image file of a known kind", path.string(),
                      "Choose one of " + listed(readableSuffixes()));
  }
  if (*format == Format::Tiff || *format == Format::Png || *format == Format::Nrrd) {
    throw FormatError("the content is not what the name says: it is no " + path.extension().string() + " file",
                      path.string(), "Choose an image file");
  }
  return *format;
}

/// Three colour channels that are all equal become one.
template <typename T>
Image<T> withoutIdleColours(const DecodedImage<T>& decoded) {
  const Image<T>& image = decoded.image;
  const Extent& e = image.extent();
  if (!decoded.colour || e.c != 3) {
    return image;
  }
  const auto same = [](T a, T b) { return a == b || (a != a && b != b); };
  for (std::int64_t t = 0; t < e.t; ++t) {
    const T* red = image.channel(t, 0);
    for (const T* other : {image.channel(t, 1), image.channel(t, 2)}) {
      if (!std::equal(red, red + e.volume(), other, same)) {
        return image;
      }
    }
  }
  Image<T> grey({e.t, 1, e.z, e.y, e.x}, T{}, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::copy_n(image.channel(t, 0), e.volume(), grey.mutableChannel(t, 0));
  }
  return grey;
}

/// Spacings that no microscope has (metres, femtometres, infinity, less than nothing) are unknown ones.
Spacing plausible(const Spacing& spacing) {
  constexpr double finest = 1e-4, coarsest = 1e5; // µm
  const auto axis = [](double s) { return s >= finest && s <= coarsest ? s : 0.0; };
  return {axis(spacing.z), axis(spacing.y), axis(spacing.x)};
}

template <typename T>
DecodedImage<T> decode(const fs::path& path) {
  const Format format = formatOfFile(path);
  switch (format) {
  case Format::Tiff:
    return readTiff<T>(path);
  case Format::Png:
    return readPng<T>(path);
  default:
    return readItk<T>(path, itkFormat(format));
  }
}

template <typename T>
Image<T> readVoxels(const fs::path& path) {
  Image<T> image = withoutIdleColours(decode<T>(path));
  image.setSpacing(plausible(image.spacing()));
  return image;
}

ImageInfo decodeInfo(const fs::path& path) {
  const Format format = formatOfFile(path);
  switch (format) {
  case Format::Tiff:
    return readTiffInfo(path);
  case Format::Png:
    return readPngInfo(path);
  default:
    return readItkInfo(path, itkFormat(format));
  }
}

void write(const VoxelView& view, const fs::path& path, const WriteOptions& options) {
  const std::optional<Format> format = formatOfSuffix(path, writableSuffixes());
  if (!format) {
    throw SettingsError("no image format is known by this suffix", path.string(),
                        "Choose one of " + listed(writableSuffixes()));
  }
  writeAtomically(path, [&](const fs::path& temporary) {
    try {
      if (*format == Format::Tiff) {
        writeTiff(view, temporary, options);
      } else if (*format == Format::Png) {
        writePng(view, temporary, options.compress);
      } else {
        writeItk(view, temporary, itkFormat(*format), options.compress);
      }
    } catch (const FileError& error) { // speaks of the temporary file
      throw FileError(error.problem(), path.string(), error.remedy());
    }
  });
}

/// Lowest and highest finite value, for the display range that the file suggests.
template <typename T>
std::pair<double, double> displayRange(const Image<T>& image) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const T value : image) {
    const auto number = static_cast<double>(value);
    if (std::isfinite(number)) {
      low = std::min(low, number);
      high = std::max(high, number);
    }
  }
  if (!(low <= high)) {
    return {0.0, 1.0};
  }
  return {low, high > low ? high : low + 1.0};
}

template <typename T>
VoxelView viewOf(const Image<T>& image, PixelType type, double low, double high) {
  if (image.empty()) {
    throw SettingsError("the image is empty", "", "Choose an image with at least one voxel");
  }
  return {reinterpret_cast<const std::byte*>(image.data()), type, image.extent(), image.spacing(), low, high};
}

} // namespace

const std::vector<std::string>& readableSuffixes() {
  static const std::vector<std::string> suffixes{".tif", ".tiff", ".png", ".nrrd",  ".nhdr",
                                                 ".mha", ".mhd",  ".nii", ".nii.gz"};
  return suffixes;
}

const std::vector<std::string>& writableSuffixes() {
  static const std::vector<std::string> suffixes{".tif", ".tiff", ".png", ".nrrd", ".mha", ".nii", ".nii.gz"};
  return suffixes;
}

ImageInfo readImageInfo(const fs::path& path) {
  ImageInfo info = decodeInfo(path);
  info.spacing = plausible(info.spacing);
  return info;
}

Image<float> readImage(const fs::path& path) {
  return readVoxels<float>(path);
}

Image<std::uint32_t> readLabels(const fs::path& path) {
  try {
    const Image<std::uint32_t> labels = readVoxels<std::uint32_t>(path);
    if (labels.extent().c != 1) {
      throw FormatError("a label image has one channel, this one has " + std::to_string(labels.extent().c),
                        path.string(), "Choose the label image, or split the channels");
    }
    return labels;
  } catch (const FormatError& error) {
    if (!error.where().empty()) {
      throw;
    }
    throw FormatError(error.problem(), path.string(), error.remedy());
  }
}

void writeImage(const Image<std::uint8_t>& image, const fs::path& path, const WriteOptions& options) {
  write(viewOf(image, PixelType::UInt8, 0.0, 255.0), path, options);
}

void writeImage(const Image<std::uint16_t>& image, const fs::path& path, const WriteOptions& options) {
  const auto [low, high] = displayRange(image);
  write(viewOf(image, PixelType::UInt16, low, high), path, options);
}

void writeImage(const Image<float>& image, const fs::path& path, const WriteOptions& options) {
  const auto [low, high] = displayRange(image);
  write(viewOf(image, PixelType::Float32, low, high), path, options);
}

void writeLabels(const Image<std::uint32_t>& labels, const fs::path& path, const WriteOptions& options) {
  const std::uint32_t highest = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end());
  if (highest > 0xFFFFU) {
    write(viewOf(labels, PixelType::UInt32, 0.0, highest), path, options);
    return;
  }
  if (labels.empty()) {
    throw SettingsError("the label image is empty", "", "Choose an image with at least one voxel");
  }
  std::vector<std::uint16_t> narrow(labels.size());
  std::transform(labels.begin(), labels.end(), narrow.begin(), [](auto v) { return static_cast<std::uint16_t>(v); });
  const Image<std::uint16_t> image(labels.extent(), std::move(narrow), labels.spacing());
  write(viewOf(image, PixelType::UInt16, 0.0, std::max<double>(highest, 1.0)), path, options);
}

Image<std::uint16_t> toUInt16(const Image<float>& grey) {
  Image<std::uint16_t> result(grey.extent(), 0, grey.spacing());
  // The comparison sends NaN to 0.
  std::transform(grey.begin(), grey.end(), result.mutableData(), [](float g) {
    return static_cast<std::uint16_t>(g > 0.0F ? std::lround(65535.0 * std::min<double>(g, 1.0)) : 0);
  });
  return result;
}

} // namespace cytosketch
