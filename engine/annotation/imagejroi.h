#pragma once

#include "engine/sketch/mask.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cytosketch {

/// One region of ImageJ as in its .roi file (the format is described in ImageJ's ij.io.RoiDecoder). Coordinates are
/// ImageJ's: (0, 0) is the top left corner of the first pixel, whose centre is at (0.5, 0.5).
struct ImageJRoi {
  enum class Shape {
    Outline,   ///< polygon, freehand, traced: one loop; composite: several, even–odd
    Rectangle, ///< box; `arc` rounds its corners
    Oval,      ///< the ellipse inside box
    Ellipse,   ///< a turned one: `axis` and `aspect`
    NoArea     ///< line, angle, points, text, image
  };
  using Loop = std::vector<std::pair<double, double>>; ///< vertices (y, x)

  Shape shape = Shape::NoArea;
  std::string name; ///< UTF-8; empty if the file has none
  std::vector<Loop> loops;
  double x = 0.0, y = 0.0, width = 0.0, height = 0.0; ///< the box
  double arc = 0.0;                                   ///< diameter of rounded corners
  std::array<double, 4> axis{};                       ///< ends of the major axis: x1, y1, x2, y2
  double aspect = 1.0;                                ///< minor over major axis
  int position = 0;                                   ///< image of the stack, from 1; 0 = in all
  int channel = 0, slice = 0, frame = 0;              ///< of a hyperstack, from 1; 0 = in all
};

/// @throws FormatError if the bytes are no ROI, end early, or reach further than any image of ImageJ.
ImageJRoi parseImageJRoi(std::string_view bytes);

/// The pixels whose centres are inside, in slice z of frame t; empty for NoArea.
Mask maskOf(const ImageJRoi& roi, std::int64_t t, std::int64_t z);

} // namespace cytosketch
