#pragma once

#include "engine/imageio/decoded.h"

#include <string>

namespace cytosketch {

/// The OME-XML (http://www.openmicroscopy.org/Schemas/OME/2016-06) of a single OME-TIFF whose pages count c fastest,
/// then z, then t, as our TIFF writer lays them. Physical sizes in µm where they are known. ASCII only: other letters
/// are written as character references.
std::string composeOmeXml(const VoxelView& view, const WriteOptions& options);

} // namespace cytosketch
