#pragma once

#include "engine/segmentation/detail/steps.h"

#include <vector>

namespace cytosketch {

/// How cells lie: with background between them, or filling the image, where many small blobs lie beside their borders.
enum class CellsLie { Apart, SideBySide };

/// Diameter in pixels of a typical cell of the frames, from the scales at which blobs answer best to the
/// scale-normalised Laplacian of Gaussian (Lindeberg, IJCV 1998); 0 if there is none. Cells are bright.
double estimatedSize(const std::vector<Frame>& frames, CellsLie cells);

} // namespace cytosketch
