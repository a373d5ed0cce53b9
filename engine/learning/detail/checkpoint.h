#pragma once

#include "engine/diffusion/detail/network.h"

#include <torch/torch.h>

#include <filesystem>
#include <map>
#include <string>

namespace cytosketch {

/// Everything that a training run needs to go on exactly where it stopped.
struct TrainingState {
  std::int64_t step = 0;
  double elapsedSeconds = 0.0;
  std::shared_ptr<Network> network;
  std::map<std::string, torch::Tensor> ema; ///< fp32 copies of the parameters, on the network's device
  std::shared_ptr<torch::optim::AdamW> optimiser;
};

/// ema ← decay · ema + (1 − decay) · parameters. @throws nothing
void updateEma(TrainingState& state, double decay);

/// One safetensors file: parameters, EMA, the optimiser's state, step, elapsed time.
void writeCheckpoint(const TrainingState& state, const ModelCard& card, const std::filesystem::path& path);
/// Fills a state whose network and optimiser are made already. @throws FileError, FormatError
void readCheckpoint(TrainingState& state, const std::filesystem::path& path);

} // namespace cytosketch
