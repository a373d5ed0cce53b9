#pragma once

#include "engine/image/image.h"

#include <span>
#include <vector>

namespace cytosketch {

/// Blurs an image that a Gaussian of `from` voxels has blurred, so that it is as if one of `to` had.
/// @param depthScale scales along z are these times depthScale; images of one slice are not blurred along z
/// @throws SettingsError as gaussianBlur() does.
Image<float> widenedBlur(Image<float> image, double from, double to, double depthScale);

/// Takes the scales of an image apart: band k is what a Gaussian of scales[k] keeps and one of scales[k + 1] takes
/// away. From scale 0 on, the sum of all bands and a Gaussian of the last scale is the image again.
/// @param image any extent, blurred channel by channel
/// @param scales in voxels, rising; one more than there are bands
std::vector<Image<float>> scaleBands(const Image<float>& image, std::span<const double> scales, double depthScale);

} // namespace cytosketch
