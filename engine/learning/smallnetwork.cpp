#include "engine/learning/detail/smallnetwork.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr std::size_t portion = 64;
constexpr double largestGradient = 1.0;
constexpr double warmUpSteps = 20.0;

double uniform(FitRandom& random) {
  return (static_cast<double>(random() >> 11U) + 0.5) * 0x1.0p-53;
}

double rateOf(const FitSettings& settings, int step) {
  const double along = static_cast<double>(step) / std::max(1, settings.steps);
  return settings.learningRate * std::min(1.0, (step + 1) / warmUpSteps) * 0.5 *
         (1.0 + std::cos(std::numbers::pi * along));
}

} // namespace

void requirePatches(const PatchSet& patches, const std::string& where) {
  if (patches.edge < patchStride || patches.edge % patchStride != 0) {
    throw SettingsError("the patch size is not a multiple of " + std::to_string(patchStride), where,
                        "Choose a multiple of it, such as 64");
  }
  if (patches.count() == 0 || patches.values.size() % patches.patchSize() != 0) {
    throw SettingsError("there is no patch to learn from", where, "Give more images");
  }
}

torch::Tensor patchTensor(const PatchSet& patches, std::size_t from, std::size_t to) {
  torch::Tensor batch = torch::empty({static_cast<std::int64_t>(to - from), 1, patches.edge, patches.edge});
  std::copy(patches.values.begin() + static_cast<std::ptrdiff_t>(from * patches.patchSize()),
            patches.values.begin() + static_cast<std::ptrdiff_t>(to * patches.patchSize()), batch.data_ptr<float>());
  return batch;
}

torch::Tensor positioned(const torch::Tensor& patches, int position) {
  const torch::Tensor turned = torch::rot90(patches, position % 4, {-2, -1});
  return position >= 4 ? turned.flip({-1}) : turned;
}

torch::Tensor drawnPatches(const PatchSet& patches, std::int64_t count, FitRandom& random) {
  torch::Tensor batch = torch::empty({count, 1, patches.edge, patches.edge});
  float* target = batch.data_ptr<float>();
  const std::int64_t last = patches.edge - 1;
  for (std::int64_t i = 0; i < count; ++i) {
    const float* const patch = patches.values.data() + random() % patches.count() * patches.patchSize();
    const std::uint64_t position = random() % 8;
    for (std::int64_t y = 0; y <= last; ++y) {
      for (std::int64_t x = 0; x <= last; ++x) {
        const std::int64_t row = (position & 1U) != 0 ? last - y : y;
        const std::int64_t column = (position & 2U) != 0 ? last - x : x;
        *target++ = (position & 4U) != 0 ? patch[column * patches.edge + row] : patch[row * patches.edge + column];
      }
    }
  }
  return batch;
}

void initialise(torch::nn::Module& network, FitRandom& random) {
  const torch::NoGradGuard noGradients;
  for (torch::Tensor& weights : network.parameters()) {
    if (weights.dim() < 2) {
      weights.zero_();
      continue;
    }
    const double deviation =
        std::sqrt(2.0 * static_cast<double>(weights.size(0)) / static_cast<double>(weights.numel()));
    float* const values = weights.data_ptr<float>();
    for (std::int64_t i = 0; i < weights.numel(); ++i) {
      values[i] = static_cast<float>(deviation * std::sqrt(-2.0 * std::log(uniform(random))) *
                                     std::cos(2.0 * std::numbers::pi * uniform(random)));
    }
  }
}

void fitNetwork(torch::nn::Module& network, const FitSettings& settings, const FitHooks& hooks,
                const std::function<torch::Tensor()>& lossOfBatch) {
  const torch::AutoGradMode gradients(true);
  torch::optim::AdamW optimiser(network.parameters(),
                                torch::optim::AdamWOptions(settings.learningRate).weight_decay(1e-4));
  network.train();
  for (int step = 0; step < settings.steps; ++step) {
    if (hooks.stop.stop_requested()) {
      throw Cancelled();
    }
    for (auto& group : optimiser.param_groups()) {
      group.options().set_lr(rateOf(settings, step));
    }
    optimiser.zero_grad();
    lossOfBatch().backward();
    torch::nn::utils::clip_grad_norm_(network.parameters(), largestGradient);
    optimiser.step();
    if (hooks.progress) {
      hooks.progress(step + 1);
    }
  }
  network.eval();
}

void forPortions(const PatchSet& patches, const std::function<void(const torch::Tensor&)>& work) {
  const torch::NoGradGuard noGradients;
  for (std::size_t from = 0; from < patches.count(); from += portion) {
    work(patchTensor(patches, from, std::min(from + portion, patches.count())));
  }
}

} // namespace cytosketch
