#pragma once

#include "engine/image/image.h"

namespace cytosketch {

/// Range of network values: −1 … 1.
inline constexpr double networkRange = 2.0;

/// Peak signal-to-noise ratio in dB over the whole image: 10 log₁₀(MAX² / MSE), MSE = mean((real − generated)²).
/// Both images hold network values ∈ [−1,1] and MAX is their range (the paper's eqs. 6 and 7). Equal images give +∞.
/// Averages over images are means of the dB.
/// @throws SettingsError if the extents differ or the images are empty.
double psnr(const Image<float>& real, const Image<float>& generated, double maximum = networkRange);

/// Zero-mean normalised cross-correlation over the whole image, ∈ [−1,1]: mean((a − ā)(b − b̄)) / (σ_a σ_b) with
/// standard deviations (the paper's eq. 8). Independent of any affine change of grey. NaN if either image has no
/// variation.
/// @throws SettingsError if the extents differ or the images are empty.
double zncc(const Image<float>& a, const Image<float>& b);

} // namespace cytosketch
