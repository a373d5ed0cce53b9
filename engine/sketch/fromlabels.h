#pragma once

#include "engine/image/image.h"
#include "engine/sketch/light.h"
#include "engine/sketch/sketch.h"

namespace cytosketch {

/// A sketch from a label image (t, 1, z, y, x; 0 = background): one cell per label, brightness by `range`, seed
/// and label (so that it does not depend on the other labels).
/// @throws SettingsError if there is no label, or the range is not inside (0,1].
Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const BrightnessRange& range,
                        std::uint64_t seed);

/// The same with the mean grey of each cell in a normalised real image (g ∈ [0,1], t, c, z, y, x; channel 0), and the
/// background at the mean grey of what no label covers. A grey measured in an image is taken as it is.
/// @throws SettingsError if the extents differ.
Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const Image<float>& real);

} // namespace cytosketch
