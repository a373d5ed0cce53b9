#pragma once

#include "engine/imageio/decoded.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cytosketch {

/// The OME-XML (http://www.openmicroscopy.org/Schemas/OME/2016-06) of a single OME-TIFF whose pages count c fastest,
/// then z, then t, as our TIFF writer lays them. Physical sizes in µm where they are known. ASCII only: other letters
/// are written as character references.
std::string composeOmeXml(const VoxelView& view, const WriteOptions& options);

/// What the OME-XML of a TIFF says about its one image.
struct OmeDescription {
  std::int64_t channels = 1; ///< samples of RGB pages counted
  std::int64_t slices = 1;
  std::int64_t frames = 1;
  Spacing spacing;                 ///< µm; 0 where it says none
  std::vector<std::int64_t> pages; ///< of the planes, c fastest, then z, then t; colours of a page are one plane
};

/// Nothing if `text` is no OME-XML, describes several images, or its planes are not the pages 0 … pages − 1.
/// @param samples  channels that each page holds
std::optional<OmeDescription> parseOmeXml(const std::string& text, std::int64_t pages, std::int64_t samples);

} // namespace cytosketch
