#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"

namespace cytosketch {

/// A range of brightness v ∈ (0,1].
struct BrightnessRange {
  float low = 0.5F;
  float high = 0.9F;
};

/// The sketch with a brightness for each cell, uniform in `range` by seed and id (so that it does not depend on the
/// other cells). @throws SettingsError if the range is not inside (0,1].
Sketch withDrawnGreys(const Sketch& sketch, const BrightnessRange& range, std::uint64_t seed);

/// The sketch with the mean grey of each cell in each frame of a normalised real image (g ∈ [0,1], t, c, z, y, x), and
/// each channel's background at the mean grey of what no cell of it covers. A cell is measured in its channel, in the
/// only one of an image with one channel. Where a cell is absent, its grey before holds. A grey measured in an image is
/// taken as it is.
/// @throws SettingsError if the sizes differ, the image lacks a channel, or holds NaN or infinite values.
Sketch withMeasuredGreys(const Sketch& sketch, const Image<float>& real);

} // namespace cytosketch
