#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <vector>

namespace cytosketch {

/// Where the middle of a square patch lies.
struct PatchPlace {
  std::int64_t t = 0, z = 0, y = 0, x = 0;
  bool operator==(const PatchPlace&) const = default;
};

/// Places by chance near labelled voxels, each of which is as likely, so that no patch is mere background: a labelled
/// voxel and a shift of up to half a patch along y and x. @param labels (t, 1, z, y, x)  @returns as many as asked for;
/// none without labels
std::vector<PatchPlace> patchPlaces(const Image<std::uint32_t>& labels, std::int64_t edge, std::size_t count,
                                    std::uint64_t seed);

/// Appends the patches of the first channel around these places as network values, row by row. Beyond the image's edge
/// it is mirrored. @param grey g (t, c, z, y, x)
void appendPatches(const Image<float>& grey, const std::vector<PatchPlace>& places, std::int64_t edge,
                   std::vector<float>& values);

/// The part of a slice around a place as 8-bit grey, as large as the image allows up to `edge`.
Image<std::uint8_t> thumbnailAt(const Image<float>& grey, const PatchPlace& place, std::int64_t edge);

/// Of the places the one whose surroundings labels cover most. @param places not empty
PatchPlace fullestPlace(const Image<std::uint32_t>& labels, const std::vector<PatchPlace>& places, std::int64_t edge);

} // namespace cytosketch
