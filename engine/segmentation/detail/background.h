#pragma once

#include "engine/segmentation/detail/steps.h"

namespace cytosketch {

/// A smooth map of the background of an image with bright cells of this diameter: a low percentile of each block of two
/// diameters, linear between the blocks' middles. Out-of-focus light and uneven illumination are in it.
Image<float> backgroundOf(const Image<float>& smooth, const Grid& grid, double size);

} // namespace cytosketch
