#pragma once

#include "engine/segmentation/detail/steps.h"

#include <vector>

namespace cytosketch {

/// Diameter in pixels of a typical cell of the frames, from the scales at which blobs answer best to the
/// scale-normalised Laplacian of Gaussian (Lindeberg, IJCV 1998); 0 if there is none. Cells are bright.
double estimatedSize(const std::vector<Frame>& frames);

} // namespace cytosketch
