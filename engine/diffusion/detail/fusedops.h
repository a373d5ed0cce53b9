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
/// For inference: x += residual; both channels-last of one type.
void addInto(torch::Tensor& x, const torch::Tensor& residual);
/// For inference: x += residual, y = normSilu(x), one pass.
void addNormSiluInto(torch::Tensor& x, const torch::Tensor& residual, const torch::Tensor& gain,
                     const torch::Tensor& shift, torch::Tensor& y);

/// For inference: skip += pixelShuffle(wide, 2), y = normSilu(skip), one pass. wide: (N, 4·C, y/2, x/2), channel
/// (sy·2 + sx)·C + c; skip, y: (N, C, y, x); channels-last.
void addShuffledNormSiluInto(torch::Tensor& skip, const torch::Tensor& wide, const torch::Tensor& gain,
                             const torch::Tensor& shift, torch::Tensor& y);

/// (N, C, f·y, f·x) fp32, contiguous → (N, f²·C, y, x) of `type`, channels-last, channel (sy·f + sx)·C + c. No
/// gradient.
torch::Tensor pixelUnshuffled(const torch::Tensor& x, std::int64_t f, torch::ScalarType type);
/// The inverse: channels-last of any of our types → (N, C, f·y, f·x) fp32, contiguous. No gradient.
torch::Tensor pixelShuffled(const torch::Tensor& x, std::int64_t f);

} // namespace cytosketch
