#pragma once

#include "engine/segmentation/detail/steps.h"

namespace cytosketch {

/// −σ² ΔG ∗ image, the scale-normalised Laplacian of Gaussian: positive on bright blobs. (Lindeberg, IJCV 1998)
/// @param sigma in pixels, the same distance along all axes
Image<float> blobResponse(const Image<float>& image, const Grid& grid, double sigma);

/// σ at which a disc, or ball in a volume, of this diameter answers best at its centre: radius / √dimensions.
double bestSigma(const Grid& grid, double diameter);
/// What a disc or ball of brightness 1 answers with at its centre and best σ: 2/e ≈ 0.74, or about 0.93.
double bestResponse(const Grid& grid);

} // namespace cytosketch
