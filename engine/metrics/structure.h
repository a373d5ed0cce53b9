#pragma once

#include "engine/image/image.h"

namespace cytosketch {

/// Mean structural similarity (Wang, Bovik, Sheikh & Simoncelli 2004), ∈ [−1,1], 1 for equal images. Network values,
/// range L = 2, K₁ = 0.01, K₂ = 0.03; Gaussian window of 11×11 pixels with σ = 1.5 and weights of sum 1, moments of the
/// weighted population (not corrected for the sample's size). Computed slice by slice (y, x) of every frame and channel
/// and averaged over all places where the window lies inside the image; along an axis shorter than the window over all
/// places, with borders mirrored at the half sample. Always finite.
/// @throws SettingsError if the extents differ, the images are empty or hold NaN or infinite values.
double ssim(const Image<float>& real, const Image<float>& generated);

} // namespace cytosketch
