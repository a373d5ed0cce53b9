#pragma once

#include "engine/learning/patchset.h"

#include <torch/torch.h>

#include <functional>
#include <random>
#include <string>

namespace cytosketch {

/// All random choices of a fit come from one generator that the standard fixes; torch's own is left alone, since others
/// may be training at the same time.
using FitRandom = std::mt19937_64;

/// @throws SettingsError naming `where` if there is no patch or the edge is no multiple of patchStride.
void requirePatches(const PatchSet& patches, const std::string& where);

/// Patches `from` to `to` as they are, (n, 1, edge, edge).
torch::Tensor patchTensor(const PatchSet& patches, std::size_t from, std::size_t to);
/// `count` patches by chance, each in one of its eight positions.
torch::Tensor drawnPatches(const PatchSet& patches, std::int64_t count, FitRandom& random);
/// One of the eight positions of a square: flips and quarter turns of the last two axes.
torch::Tensor positioned(const torch::Tensor& patches, int position);

/// Gaussian weights of variance 2 / inputs (He et al. 2015), biases 0.
void initialise(torch::nn::Module& network, FitRandom& random);

/// Adam steps on the loss of fresh batches. @throws Cancelled between two steps
void fitNetwork(torch::nn::Module& network, const FitSettings& settings, const FitHooks& hooks,
                const std::function<torch::Tensor()>& lossOfBatch);

/// Calls `work` with the patches in portions that fit into a cache, without gradients.
void forPortions(const PatchSet& patches, const std::function<void(const torch::Tensor&)>& work);

} // namespace cytosketch
