#pragma once

#include "engine/image/image.h"

#include <cstdint>

namespace cytosketch::annotation {

/// Each area of connected voxels of one label (other than 0) becomes a label of its own, from 1 on in the order t, z,
/// y, x of their first voxels. Voxels that touch at a corner are connected; frames are not connected with each other.
/// @throws MemoryError
Image<std::uint32_t> connectedComponents(const Image<std::uint32_t>& labels);

} // namespace cytosketch::annotation
