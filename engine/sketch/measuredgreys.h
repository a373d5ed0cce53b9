#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

#include <vector>

namespace cytosketch {

/// Greys of a sketch as a real image has them.
struct MeasuredGreys {
  std::vector<CellPtr> cells;     ///< all cells of the sketch, each with its mean grey per frame
  std::vector<float> backgrounds; ///< per channel: the mean of what no cell of the channel covers, 0 if it covers all
};

/// The mean grey inside each cell's mask, in every frame, in a normalised real image (g ∈ [0,1]; t, c, z, y, x). An
/// image with one channel serves all channels of the sketch. In frames without the cell its last grey holds on; cells
/// that lie outside the sketch keep their grey.
/// @throws SettingsError if the sizes differ, there are too few channels, or a grey is not finite.
MeasuredGreys measuredGreys(const Sketch& sketch, const Image<float>& real);

/// The sketch with these greys and backgrounds and without anything that would darken or lighten them again: decays,
/// darkening by overlap and lights on the background, all of which a real image holds already.
Sketch withGreysOf(const Sketch& sketch, const Image<float>& real);
/// The shading of that sketch.
Shading measuredShading(const Shading& shading, const std::vector<float>& backgrounds);

} // namespace cytosketch
