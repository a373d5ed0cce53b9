#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cytosketch {

/// An image with its label images, as an OME-Zarr holds them.
struct OmeZarrContent {
  std::string name;
  std::variant<Image<std::uint8_t>, Image<std::uint16_t>, Image<float>> image;
  std::vector<std::string> channels;                                ///< names; may be fewer than there are
  double low = 0.0;                                                 ///< value shown black
  double high = 65535.0;                                            ///< value shown white
  std::vector<std::pair<std::string, Image<std::uint32_t>>> labels; ///< by name
};

/// Writes a folder NAME.zarr as OME-NGFF 0.4 (Zarr 2: one zlib-packed file per plane, of at most 512 × 512 pixels): the
/// image and under labels/ its label images (16 bits, 32 if ids need it), axes t, c, z, y, x in µm, each with
/// resolutions halved in y and x down to 128 pixels (mean of image greys, top left label). The whole folder is written
/// beside its target and renamed; a folder of that name is replaced.
/// @throws FileError if it cannot be written.
void writeOmeZarr(const OmeZarrContent& content, const std::filesystem::path& path);

/// What an OME-Zarr says about itself.
struct OmeZarrInfo {
  Extent extent; ///< of the highest resolution
  Spacing spacing;
  std::string dtype;               ///< as in the file: "<u2"
  std::vector<std::string> labels; ///< names below labels/
};

/// Whether a folder says that it is an OME-Zarr image (.zattrs with multiscales).
bool isOmeZarr(const std::filesystem::path& folder);

/// OME-NGFF 0.4 and older with Zarr 2: any of the axes t, c, z, y, x in this order, any chunks, numbers of 8 to 64
/// bits, unpacked or packed by zlib, gzip or (where the build has it) blosc. Read with distrust: paths in the JSON lead
/// nowhere outside, sizes are checked before memory is taken. Missing chunks are the fill value, as Zarr has it.
/// @throws FileError, FormatError, MemoryError
OmeZarrInfo readOmeZarrInfo(const std::filesystem::path& folder);
/// The highest resolution, values as in the file, spacing in µm.
Image<float> readOmeZarr(const std::filesystem::path& folder);
/// The label image of this name: (t, 1, z, y, x). @throws also FormatError if values are no labels.
Image<std::uint32_t> readOmeZarrLabels(const std::filesystem::path& folder, const std::string& name);

} // namespace cytosketch
