#pragma once

#include "engine/sketch/sketch.h"

namespace cytosketch {

/// What a flood fill found.
struct FloodFill {
  enum class Outcome {
    Filled,
    OutsideCanvas,
    TooLarge ///< the area has more pixels than the cap; it is probably not closed
  };
  Outcome outcome = Outcome::OutsideCanvas;
  Mask area;
  /// The cell that surrounds the area all around; 0 if there are several or the canvas's edge takes part.
  CellId surroundedBy = 0;
};

/// The connected area (4 neighbours) around a pixel of a slice that no cell of `kind` covers. If a cell covers the
/// pixel, the area is what that cell encloses: its holes.
/// @param cap  largest number of pixels to fill; bounds the time as well
FloodFill floodFill(const Sketch& sketch, std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x, CellKind kind,
                    std::int64_t cap);

/// Largest area that the fill tool fills: a quarter of a slice, at most 4 megapixels.
std::int64_t floodFillCap(const Extent& extent);

/// The mask with what it encloses (in each slice and frame; 4 neighbours lead out).
Mask maskWithoutHoles(const Mask& mask);

} // namespace cytosketch
