#pragma once

#include "engine/segmentation/detail/steps.h"

#include <limits>

namespace cytosketch {

/// Of each label only its largest connected part stays (neighbours share a face).
void keepLargestParts(Morphology::Labels& labels, const Grid& grid);
/// Fills what a label encloses within a slice, unless it is another label's.
void fillHoles(Morphology::Labels& labels, const Grid& grid);
/// Removes labels with fewer voxels than `least` or more than `most` and renumbers the rest 1…n in the order in which
/// they come. @returns n
std::uint32_t keepSizes(Morphology::Labels& labels, double least,
                        double most = std::numeric_limits<double>::infinity());
/// Median number of voxels of the labels; 0 if there are none.
double medianVoxels(const Morphology::Labels& labels);
/// Voxels of a ball, or disc in a plane, of this diameter in pixels.
double typicalVoxels(const Grid& grid, double diameter);

} // namespace cytosketch
