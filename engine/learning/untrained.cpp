#include "engine/learning/untrained.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/detail/network.h"

namespace cytosketch {

void writeUntrainedModel(const std::filesystem::path& path, const ModelCard& card, std::uint64_t seed, double shake) {
  torch::manual_seed(seed);
  const auto network = makeNetwork(modelCardFromJson(toJson(card), path.string()));
  if (shake > 0.0) {
    const torch::NoGradGuard noGradients;
    for (torch::Tensor& parameter : network->parameters()) {
      parameter.add_(shake * torch::randn_like(parameter));
    }
  }
  writeModelFile(path, card, parametersOf(*network));
}

} // namespace cytosketch
