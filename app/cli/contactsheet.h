#pragma once

#include "engine/image/image.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

/// One example: three pictures of the same place, grey g ∈ [0,1], 2D.
struct SheetExample {
  std::string caption;
  Image<float> real;
  Image<float> sketch;
  Image<float> generated;
};

/// The place, at most `edge` pixels wide and high, that labels cover most; of a volume in the slice they cover most.
Box densestWindow(const Image<std::uint32_t>& labels, std::int64_t edge);
/// That part of the first frame and channel, one slice.
Image<float> windowOf(const Image<float>& image, const Box& window);

/// A section of a volume along z and x through row y of the first frame and channel, columns [x0, x1), with square
/// pixels: slices are repeated as the voxel spacing says.
struct SideView {
  std::int64_t y = 0;
  std::int64_t x0 = 0;
  std::int64_t x1 = 0;
};
/// The section through the row of `window` that labels cover most.
SideView densestSide(const Image<std::uint32_t>& labels, const Box& window);
Image<float> sideOf(const Image<float>& image, const SideView& side);

/// Edge in pixels of the pictures on a contact sheet.
inline constexpr std::int64_t sheetEdge = 192;

/// Writes real | sketch | generated side by side, two examples a row, with captions; an 8-bit image.
/// @throws FileError, SettingsError as writeImage
void writeContactSheet(const std::vector<SheetExample>& examples, const std::filesystem::path& path);

} // namespace cytosketch
