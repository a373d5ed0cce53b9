#pragma once

#include <torch/torch.h>

#include <cmath>

namespace cytosketch {

/// Sinusoids of a real-valued timestep index: (N) → (N, 2·frequencies), sines then cosines, rates 10000^(−i/(n−1)).
inline torch::Tensor sinusoidalEmbedding(const torch::Tensor& t, std::int64_t frequencies) {
  const auto options = t.options().dtype(torch::kFloat);
  const double step = -std::log(10000.0) / static_cast<double>(frequencies - 1);
  const torch::Tensor rates = (torch::arange(frequencies, options) * step).exp();
  const torch::Tensor angles = t.to(torch::kFloat).unsqueeze(1) * rates.unsqueeze(0);
  return torch::cat({angles.sin(), angles.cos()}, 1);
}

} // namespace cytosketch
