#pragma once

#include "engine/image/image.h"

#include <vector>

namespace cytosketch {

/// Standard deviations of a Gaussian, in voxels.
struct BlurSigma {
  double z = 0.0;
  double y = 0.0;
  double x = 0.0;
};

/// Radius in voxels that a blur with `sigma` reaches: the kernel is cut at 4 σ.
int blurRadius(double sigma);

/// The weights of such a blur on one axis, 2 · blurRadius(σ) + 1 of them, with sum 1; σ > 0.
std::vector<float> gaussianKernel(double sigma);

/// Separable Gaussian blur of each channel and frame on z, y, x. The kernel is sampled, cut at 4 σ, normalised to sum
/// 1; outside the image the voxels are mirrored at the half sample (d c b a | a b c d | d c b a), as SciPy's
/// gaussian_filter does by default. A σ of 0 leaves its axis alone.
/// Works in place if the image is given away (std::move) and nothing else shares its voxels, else on a copy.
/// @throws SettingsError if a σ is outside 0 … 1000.
Image<float> gaussianBlur(Image<float> image, const BlurSigma& sigma);

} // namespace cytosketch
