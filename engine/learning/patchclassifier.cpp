#include "engine/learning/patchclassifier.h"

#include "engine/diffusion/detail/runtime.h"
#include "engine/image/error.h"
#include "engine/learning/detail/smallnetwork.h"

namespace cytosketch {
namespace {

constexpr int positions = 8;

/// Four convolutions, the first at full resolution (grain is what gives images away), then the mean over the patch.
struct ClassifierNetworkImpl : torch::nn::Module {
  ClassifierNetworkImpl() {
    using torch::nn::Conv2dOptions;
    fine = register_module("fine", torch::nn::Conv2d(Conv2dOptions(1, 16, 3).padding(1)));
    half = register_module("half", torch::nn::Conv2d(Conv2dOptions(16, 32, 3).stride(2).padding(1)));
    quarter = register_module("quarter", torch::nn::Conv2d(Conv2dOptions(32, 64, 3).stride(2).padding(1)));
    eighth = register_module("eighth", torch::nn::Conv2d(Conv2dOptions(64, 64, 3).stride(2).padding(1)));
    verdict = register_module("verdict", torch::nn::Linear(64, 1));
  }
  /// Above 0: of the second kind. (n)
  torch::Tensor forward(const torch::Tensor& patches) {
    const torch::Tensor deep = torch::relu(eighth(torch::relu(quarter(torch::relu(half(torch::relu(fine(patches))))))));
    return verdict(deep.mean({2, 3})).squeeze(1);
  }
  torch::nn::Conv2d fine{nullptr}, half{nullptr}, quarter{nullptr}, eighth{nullptr};
  torch::nn::Linear verdict{nullptr};
};
TORCH_MODULE(ClassifierNetwork);

} // namespace

struct PatchClassifier::Parts {
  mutable ClassifierNetwork network;
};

PatchClassifier::PatchClassifier(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PatchClassifier::~PatchClassifier() = default;
PatchClassifier::PatchClassifier(PatchClassifier&&) noexcept = default;
PatchClassifier& PatchClassifier::operator=(PatchClassifier&&) noexcept = default;

PatchClassifier PatchClassifier::fit(const PatchSet& first, const PatchSet& second, const FitSettings& settings,
                                     const FitHooks& hooks) {
  requirePatches(first, "classifier");
  requirePatches(second, "classifier");
  if (first.edge != second.edge) {
    throw SettingsError("the patches of the two kinds differ in size", "classifier", "Take patches of one size");
  }
  return runTensorWork("classifier", [&] {
    auto parts = std::make_unique<Parts>();
    FitRandom random(settings.seed);
    initialise(*parts->network, random);
    const std::int64_t each = std::max<std::int64_t>(1, settings.batch / 2);
    const torch::Tensor truth = torch::cat({torch::zeros({each}), torch::ones({each})});
    fitNetwork(*parts->network, settings, hooks, [&] {
      const torch::Tensor ofFirst = drawnPatches(first, each, random);
      const torch::Tensor batch = torch::cat({ofFirst, drawnPatches(second, each, random)});
      return torch::binary_cross_entropy_with_logits(parts->network->forward(batch), truth);
    });
    return PatchClassifier(std::move(parts));
  });
}

std::vector<bool> PatchClassifier::second(const PatchSet& patches) const {
  requirePatches(patches, "classifier");
  return runTensorWork("classifier", [&] {
    std::vector<bool> all;
    forPortions(patches, [&](const torch::Tensor& batch) {
      torch::Tensor sum = torch::zeros({batch.size(0)});
      for (int position = 0; position < positions; ++position) {
        sum += parts_->network->forward(positioned(batch, position).contiguous());
      }
      for (std::int64_t i = 0; i < sum.numel(); ++i) {
        all.push_back(sum.data_ptr<float>()[i] > 0.0F);
      }
    });
    return all;
  });
}

} // namespace cytosketch
