#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

/// How a file keeps its voxels. Numbers of other types (signed, 64 bits) count as Float32, as which they are read.
enum class PixelType { UInt8, UInt16, UInt32, Float32 };

/// What a file says about its image, without its voxels. An RGB image has three channels here, even if its colours turn
/// out to be equal.
struct ImageInfo {
  Extent extent;
  Spacing spacing;
  PixelType pixelType = PixelType::UInt8;
  std::string format;      ///< "TIFF", "PNG", "NRRD", "MetaImage", "NIfTI"
  std::string description; ///< TIFF ImageDescription, if any
};

/// Suffixes that readers and writers take, lower case with dot: .tif .tiff .png .nrrd .mha .nii .nii.gz, and for
/// reading also .nhdr and .mhd with the voxels in a file beside them. A file's content goes before its name.
const std::vector<std::string>& readableSuffixes();
const std::vector<std::string>& writableSuffixes();

/// @throws FileError if the file cannot be opened; FormatError if it is truncated, foreign or hostile (declares more
/// voxels than the file can hold).
ImageInfo readImageInfo(const std::filesystem::path& path);

/// Reads grey values as they are in the file (integers of 1 to 64 bits, floats, NaN included), converted to float32,
/// with axes t, c, z, y, x. Multi-page TIFF: pages are z unless an ImageJ description (channels, slices, frames) or the
/// OME-XML of a single image says otherwise. RGB(A) whose colours are all equal is read as one channel, other RGB as
/// three; alpha is dropped. A TIFF's palette is only a way to look at its numbers, a PNG's is its colours. Spacing in
/// µm, 0 = unknown: from ImageJ's resolution and spacing tags; from OME-XML; from the resolution of other TIFFs unless
/// it is coarser than 20 µm, as the usual 72 dpi are; from the headers of NRRD, MHA and NIfTI (mm → µm, or the unit
/// they name) unless it is 1 on all axes, which is what programs write that do not know it. A spacing outside 0.1 nm …
/// 10 cm counts as unknown.
/// @throws as readImageInfo; MemoryError if it does not fit into memory.
Image<float> readImage(const std::filesystem::path& path);

/// Reads a label image: whole numbers only, exact up to 2³²−1, extent (t, 1, z, y, x). Of a PNG with a palette the
/// indices are the labels.
/// @throws as readImage; FormatError if values are negative, fractional or above 2³²−1, or there is more than one
/// channel.
Image<std::uint32_t> readLabels(const std::filesystem::path& path);

/// What a writer adds to the voxels. `description` goes into the TIFF's ImageDescription after the ImageJ lines, which
/// a line "key={JSON}" does not disturb: tifffile lists it as `key`, Fiji steps over it.
struct WriteOptions {
  std::string description;
  bool compress = true;
  /// OME-TIFF (schema 2016-06) instead of an ImageJ hyperstack; then `description` stands in the XML's Description.
  bool ome = false;
  std::string name = {};                  ///< OME: name of the image
  std::vector<std::string> channels = {}; ///< OME: names of the channels; may be fewer than there are
};

/// Writers choose the format from the suffix, write beside the target and rename, so that a failure leaves nothing half
/// written and an older file untouched. TIFFs are ImageJ hyperstacks (page order c, z, t; resolution and spacing tags,
/// unit µm) and hold no clock time. PNG takes one 2D 8- or 16-bit image.
/// @throws FileError if it cannot be written (missing folder, read-only, disk full); SettingsError if the format cannot
/// hold the image (PNG with more than one plane or 32 bits, NIfTI with an axis over 32767).
void writeImage(const Image<std::uint8_t>& image, const std::filesystem::path& path, const WriteOptions& options = {});
void writeImage(const Image<std::uint16_t>& image, const std::filesystem::path& path, const WriteOptions& options = {});
void writeImage(const Image<float>& image, const std::filesystem::path& path, const WriteOptions& options = {});
/// Label images: 16-bit if every label fits, else 32-bit; never wraps.
void writeLabels(const Image<std::uint32_t>& labels, const std::filesystem::path& path,
                 const WriteOptions& options = {});

/// uint16 = round(65535 g) of grey g ∈ [0,1] (clamped).
Image<std::uint16_t> toUInt16(const Image<float>& grey);

} // namespace cytosketch
