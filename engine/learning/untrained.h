#pragma once

#include "engine/diffusion/modelcard.h"

#include <cstdint>
#include <filesystem>

namespace cytosketch {

/// Writes a model file with random weights: where training starts from, and a stand-in for tests. A fresh tile-exact
/// network predicts ε = 0; `shake` adds normal noise of that standard deviation to every weight, so that it does not.
/// @throws FormatError if the card describes none of our networks; FileError if the file cannot be written.
void writeUntrainedModel(const std::filesystem::path& path, const ModelCard& card, std::uint64_t seed,
                         double shake = 0.0);

} // namespace cytosketch
