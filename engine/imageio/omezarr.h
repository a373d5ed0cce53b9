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
  std::vector<std::string> channels; ///< names; may be fewer than there are
  double low = 0.0;                  ///< value shown black
  double high = 65535.0;             ///< value shown white
  std::vector<std::pair<std::string, Image<std::uint32_t>>> labels; ///< by name
};

/// Writes a folder NAME.zarr as OME-NGFF 0.4 (Zarr 2: one zlib-packed file per plane, of at most 512 × 512 pixels): the
/// image and under labels/ its label images (16 bits, 32 if ids need it), axes t, c, z, y, x in µm, each with
/// resolutions halved in y and x down to 128 pixels (mean of image greys, top left label). The whole folder is written
/// beside its target and renamed; a folder of that name is replaced.
/// @throws FileError if it cannot be written.
void writeOmeZarr(const OmeZarrContent& content, const std::filesystem::path& path);

} // namespace cytosketch
