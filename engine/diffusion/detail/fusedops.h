#pragma once

#include <torch/torch.h>

namespace cytosketch {

/// SiLU(x / rms(x) · gain + shift): RMS norm over the channels of each pixel (no statistic over space), modulation and
/// activation in one pass. Differentiable in x, gain and shift.
/// @param x     (N, C, y, x), fp32 or bf16; channels-last on the CPU
/// @param gain  (N, C), fp32   @param shift (N, C), fp32
torch::Tensor normSilu(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift);

/// For inference: y = normSilu(x) into `y`, without allocating.
void normSiluInto(const torch::Tensor& x, const torch::Tensor& gain, const torch::Tensor& shift, torch::Tensor& y);
/// For inference: x += residual, y = normSilu(x), one pass.
void addNormSiluInto(torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& gain,
                     const torch::Tensor& shift, torch::Tensor& y);

} // namespace cytosketch
