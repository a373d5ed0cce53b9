#include "engine/diffusion/generator.h"

#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>

namespace cytosketch {
namespace {

constexpr double activationBudget = 1.0e9; ///< bytes that one network call may take
constexpr int paperTile2D = 256;           ///< the authors' patch
constexpr int paperTile3D = 128;
constexpr int paperHalo = 32;
constexpr int smallestTile = 64;

/// Bytes that a network call takes per input voxel, from the widest level.
double bytesPerVoxel(const Model& model, Precision precision) {
  const ModelCard& card = model.card();
  const double size = precision == Precision::Bf16 ? 2.0 : 4.0;
  if (!model.tileExact()) {
    return 4.0 * 48.0 * 4.0;
  }
  constexpr double liveBuffers = 7.0; // stream, skip, pending, two inner ones, the decoder's wide one
  return liveBuffers * card.widths.front() * size / (card.stem * card.stem);
}

int resolvedHalo(const GenerationSettings& settings, const Model& model) {
  switch (settings.halo.mode) {
  case Halo::Mode::Fixed:
    return settings.halo.voxels;
  case Halo::Mode::Exact:
    return model.receptiveRadius();
  case Halo::Mode::Auto:
    break;
  }
  if (!model.tileExact()) {
    return paperHalo;
  }
  return model.card().calibratedHalo >= 0 ? model.card().calibratedHalo : model.receptiveRadius();
}

/// The largest tile within the budget; 0 (no tiling) if the whole image fits.
int plannedTile(const Model& model, const Extent& extent, Precision precision, int halo) {
  if (!model.tileExact()) {
    return model.card().dimensions == 3 ? paperTile3D : paperTile2D;
  }
  const double perVoxel = bytesPerVoxel(model, precision);
  if (static_cast<double>(extent.volume()) * perVoxel <= activationBudget) {
    return 0;
  }
  const double edge = std::sqrt(activationBudget / perVoxel) - 2.0 * halo;
  const int stride = model.totalStride();
  return std::max(smallestTile, static_cast<int>(edge) / stride * stride);
}

/// Seconds of one call on 256² (2D) or 32×64×64 (3D), measured once per model and precision.
double referenceCallSeconds(const Model& model, Precision precision, double& voxels) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, Precision>, double> measured;
  const bool volume = model.card().dimensions == 3;
  const std::vector<std::int64_t> size = volume ? std::vector<std::int64_t>{1, model.card().channels, 32, 64, 64}
                                                : std::vector<std::int64_t>{1, model.card().channels, 256, 256};
  voxels = volume ? 32.0 * 64 * 64 : 256.0 * 256;
  const std::lock_guard lock(mutex);
  const auto key = std::make_pair(model.hash(), precision);
  if (const auto found = measured.find(key); found != measured.end()) {
    return found->second;
  }
  const torch::InferenceMode inference;
  prepareTensorRuntime();
  const auto type = precision == Precision::Bf16 ? torch::kBFloat16 : torch::kFloat;
  const torch::Tensor x = torch::zeros(size);
  const torch::Tensor t = torch::full({1}, 100.0);
  double best = std::numeric_limits<double>::max();
  for (int i = 0; i < 3; ++i) { // the first one compiles kernels
    const auto start = std::chrono::steady_clock::now();
    model.network()->predict(x, t, type, [] {});
    best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  return measured[key] = best;
}

} // namespace

GenerationSettings resolve(const GenerationSettings& settings, const Model& model, const Extent& extent) {
  validate(settings);
  GenerationSettings resolved = settings;
  if (settings.device == Device::Cuda && !torch::cuda::is_available()) {
    throw SettingsError("there is no CUDA device", "device", "Choose cpu or auto");
  }
  if (settings.device == Device::Auto) {
    resolved.device = torch::cuda::is_available() ? Device::Cuda : Device::Cpu;
  }
  if (resolved.device == Device::Cuda) {
    resolved.precision = Precision::Fp32;
  } else if (settings.precision == Precision::Auto) {
    resolved.precision = bf16Pays() ? Precision::Bf16 : Precision::Fp32;
  }
  const int halo = resolvedHalo(settings, model);
  if (settings.tile == 0) {
    resolved.tile = plannedTile(model, extent, resolved.precision, halo);
  }
  resolved.halo = {Halo::Mode::Fixed, halo};
  if (resolved.sampler == SamplerKind::Ddpm) {
    resolved.steps = resolved.tStart;
  }
  return resolved;
}

std::string describeDevice(Precision precision, Device device) {
  if (device == Device::Cuda || (device == Device::Auto && torch::cuda::is_available())) {
    return "CUDA";
  }
  const bool bf16 = precision == Precision::Bf16 || (precision == Precision::Auto && bf16Pays());
  return bf16 ? "CPU bf16" : "CPU fp32";
}

double predictedSeconds(const Model& model, const GenerationSettings& settings, const Extent& extent) {
  const GenerationSettings resolved = resolve(settings, model, extent);
  const TilePlan plan =
      planTiles(extent, model.card().dimensions, model.totalStride(), resolved.tile, resolved.halo.voxels);
  double voxels = 1.0;
  const double call = referenceCallSeconds(model, resolved.precision, voxels);
  return resolved.networkCalls() * call * plan.redundancy(extent) * static_cast<double>(extent.volume()) / voxels;
}

} // namespace cytosketch
