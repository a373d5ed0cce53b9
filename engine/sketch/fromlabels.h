#pragma once

#include "engine/image/image.h"
#include "engine/sketch/greys.h"
#include "engine/sketch/sketch.h"

namespace cytosketch {

/// A sketch from a label image (t, 1, z, y, x; 0 = background): one cell per label, brightness uniform in `range` by
/// seed and label (so that it does not depend on the other labels).
/// @throws SettingsError if there is no label, or the range is not inside (0,1].
Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const BrightnessRange& range,
                        std::uint64_t seed);

/// The same with greys measured in channel 0 of a normalised real image (g ∈ [0,1], t, c, z, y, x): withMeasuredGreys().
/// @throws SettingsError if the extents differ.
Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const Image<float>& real);

} // namespace cytosketch
