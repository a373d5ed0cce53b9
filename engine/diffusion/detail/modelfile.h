#pragma once

#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/safetensors.h"
#include "engine/diffusion/modelcard.h"

#include <filesystem>
#include <map>
#include <string>

namespace cytosketch {

/// Key of the model card in the safetensors' __metadata__.
inline constexpr const char* modelCardKey = "cytosketch.card";

/// A contiguous CPU tensor as an entry for writeSafetensors; it must outlive the entry. fp32, fp64, int64 or uint8.
TensorEntry entryOf(const torch::Tensor& tensor);
/// A copy of an entry as a tensor. @throws FormatError for a type torch does not have.
torch::Tensor tensorOf(const TensorEntry& entry, const std::string& where);

/// The network's parameters by name, as contiguous fp32 CPU tensors.
std::map<std::string, torch::Tensor> parametersOf(const torch::nn::Module& network);

/// Copies weights into the network. @throws FormatError unless the names and shapes are exactly the network's, and all
/// values finite.
void loadParameters(torch::nn::Module& network, const std::map<std::string, TensorEntry>& tensors,
                    const std::string& where);

/// Writes weights and card as a `.cymodel`. torch::kHalf halves the file; the rounding (11 bits) is finer than what
/// bf16 inference does to the weights anyway.
void writeModelFile(const std::filesystem::path& path, const ModelCard& card,
                    const std::map<std::string, torch::Tensor>& parameters, torch::ScalarType type = torch::kFloat);

} // namespace cytosketch
