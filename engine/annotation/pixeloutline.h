#pragma once

#include "engine/sketch/mask.h"

#include <cstdint>
#include <utility>
#include <vector>

namespace cytosketch {

/// A closed loop along pixels' edges: corners (y, x), where (0, 0) is the top left corner of the first pixel. Corners
/// in the middle of a straight edge are left out.
using PixelLoop = std::vector<std::pair<std::int64_t, std::int64_t>>;

/// The outlines of one slice of a mask: filling all loops together by the even–odd rule gives its pixels exactly. Outer
/// loops go clockwise (y down), holes the other way; pixels that only touch at a corner lie in loops of their own.
std::vector<PixelLoop> pixelOutline(const Mask& mask, std::int64_t t, std::int64_t z);

/// Twice the signed area; positive for outer loops.
std::int64_t doubledArea(const PixelLoop& loop);

} // namespace cytosketch
