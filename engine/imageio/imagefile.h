#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

enum class PixelType { UInt8, UInt16, UInt32, Float32 };

/// What a file says about its image, without its voxels.
struct ImageInfo {
  Extent extent;
  Spacing spacing;
  PixelType pixelType = PixelType::UInt8;
  std::string format;      ///< "TIFF", "PNG", "NRRD", "MetaImage", "NIfTI"
  std::string description; ///< TIFF ImageDescription, if any
};

/// Suffixes that readers and writers take, lower case with dot: .tif .tiff .png .nrrd .mha .nii .nii.gz …
const std::vector<std::string>& readableSuffixes();
const std::vector<std::string>& writableSuffixes();

/// @throws FileError if the file cannot be opened; FormatError if it is truncated, foreign or hostile (declares more
/// voxels than the file or memory can hold).
ImageInfo readImageInfo(const std::filesystem::path& path);

/// Reads grey values as they are in the file (8/16/32-bit integers, float), converted to float32, with axes t, c, z, y,
/// x. Multi-page TIFF: pages are z unless an ImageJ description says otherwise (channels, slices, frames). RGB(A) whose
/// colours are all equal is read as one channel, other RGB as three. Spacing in µm from ImageJ resolution and spacing
/// tags, or from the format's own header (NRRD, MHA, NIfTI: mm → µm); 0 = unknown.
/// @throws as readImageInfo; MemoryError if it does not fit into memory.
Image<float> readImage(const std::filesystem::path& path);

/// Reads a label image: integer values only, extent (t, 1, z, y, x).
/// @throws as readImage; FormatError if values are negative, fractional or above 2³²−1, or there is more than one
/// channel.
Image<std::uint32_t> readLabels(const std::filesystem::path& path);

/// What a writer adds to the voxels. `description` goes into the TIFF's ImageDescription after the ImageJ lines.
struct WriteOptions {
  std::string description;
  bool compress = true;
};

/// Writers choose the format from the suffix, write beside the target and rename, so that a failure leaves nothing half
/// written and an older file untouched. TIFFs are ImageJ hyperstacks (page order c, z, t; resolution and spacing tags,
/// unit µm) and hold no clock time. PNG takes one 2D 8- or 16-bit image.
/// @throws FileError if it cannot be written (missing folder, read-only, disk full); SettingsError if the format cannot
/// hold the image (PNG with z > 1, NIfTI with …).
void writeImage(const Image<std::uint8_t>& image, const std::filesystem::path& path, const WriteOptions& options = {});
void writeImage(const Image<std::uint16_t>& image, const std::filesystem::path& path, const WriteOptions& options = {});
void writeImage(const Image<float>& image, const std::filesystem::path& path, const WriteOptions& options = {});
/// Label images: 16-bit if every label fits, else 32-bit; never wraps.
void writeLabels(const Image<std::uint32_t>& labels, const std::filesystem::path& path,
                 const WriteOptions& options = {});

/// uint16 = round(65535 g) of grey g ∈ [0,1] (clamped).
Image<std::uint16_t> toUInt16(const Image<float>& grey);

} // namespace cytosketch
