#pragma once

#include "engine/image/image.h"

#include <string_view>

namespace cytosketch {

/// Height in pixels of drawText's letters.
inline constexpr std::int64_t textHeight = 10;

/// Writes `text` (letters, digits, and . - + |; others become spaces) in white with its top left corner at (y, x), in
/// letters of 3×5 dots of 2×2 pixels, cut at the image's edge.
void drawText(Image<std::uint8_t>& image, std::int64_t y, std::int64_t x, std::string_view text);

} // namespace cytosketch
