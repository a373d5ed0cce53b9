#include "engine/diffusion/generator.h"

#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/detail/tilednetwork.h"
#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>

#include <unistd.h>

namespace cytosketch {
namespace {

constexpr double largestBudget = 1.0e9; ///< bytes that one network call may take, however much memory is free
constexpr double shareOfFreeMemory = 0.5;
constexpr int paperTile2D = 256; ///< the authors' patch
constexpr int paperTile3D = 128;
constexpr int paperHalo = 32;
constexpr std::int64_t worthMeasuring = 1100LL * 1100; ///< smaller images are not worth timing tiles for

/// Bytes that a network call takes per input voxel: what is alive at once, over all levels.
double bytesPerVoxel(const Model& model, Precision precision) {
  const ModelCard& card = model.card();
  if (!model.tileExact()) {
    return 4.0 * 48.0 * 4.0;
  }
  constexpr double liveBuffers = 7.0; // stream, skip, pending, two inner ones, the decoder's wide one
  double values = 0.0;
  double voxelsPerPixel = 1.0 / (card.stem * card.stem);
  for (const int width : card.widths) {
    values += liveBuffers * width * voxelsPerPixel;
    voxelsPerPixel /= 4.0;
  }
  return values * (precision == Precision::Bf16 ? 2.0 : 4.0);
}

/// Bytes that may be taken: half of what is free, at most 1 GB.
double memoryBudget() {
  const double available =
      static_cast<double>(::sysconf(_SC_AVPHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
  return std::min(largestBudget, shareOfFreeMemory * available);
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

torch::Device torchDevice(Device device) {
  return device == Device::Cuda ? torch::kCUDA : torch::kCPU;
}

/// Seconds per voxel of a call on a square (2D) or 32-slice (3D) input of `edge`, timed once per model, precision,
/// device and edge.
double secondsPerVoxel(const Model& model, Precision precision, Device device, std::int64_t edge) {
  static std::mutex mutex;
  static std::map<std::tuple<std::string, Precision, Device, std::int64_t>, double> measured;
  const auto key = std::make_tuple(model.hash(), precision, device, edge);
  {
    const std::lock_guard lock(mutex);
    if (const auto found = measured.find(key); found != measured.end()) {
      return found->second;
    }
  }
  const std::int64_t depth = model.card().dimensions == 3 ? 32 : 1;
  std::vector<std::int64_t> size{1, model.card().channels, edge, edge};
  if (depth > 1) {
    size.insert(size.begin() + 2, depth);
  }
  const double best = runTensorWork("timing of a network call", [&] {
    const torch::InferenceMode inference;
    const auto network = networkOn(model.network(), model.card(), torchDevice(device));
    const auto type = precision == Precision::Bf16 ? torch::kBFloat16 : torch::kFloat;
    const torch::Tensor x = torch::zeros(size, torchDevice(device));
    const torch::Tensor t = torch::full({1}, 100.0, torchDevice(device));
    double fastest = std::numeric_limits<double>::max();
    for (int i = 0; i < 3; ++i) { // the first one compiles kernels
      const Stopwatch watch;
      network->predict(x, t, type, [] {}).to(torch::kCPU);
      fastest = std::min(fastest, watch.seconds());
    }
    return fastest / static_cast<double>(depth * edge * edge);
  });
  const std::lock_guard lock(mutex);
  return measured[key] = best;
}

/// Edge of the tile (0 = no tiling) with the least predicted time among those within the memory budget.
int plannedTile(const Model& model, const Extent& extent, const GenerationSettings& settings, int halo) {
  if (!model.tileExact()) {
    return model.card().dimensions == 3 ? paperTile3D : paperTile2D;
  }
  const double voxelsInBudget = memoryBudget() / bytesPerVoxel(model, settings.precision);
  const bool wholeFits = static_cast<double>(extent.volume()) <= voxelsInBudget;
  if (wholeFits && extent.volume() <= worthMeasuring) {
    return 0;
  }
  const int stride = model.totalStride();
  int best = 0;
  double bestSeconds = std::numeric_limits<double>::max();
  for (const int inputEdge : {512, 1024, 2048}) {
    const int tile = (inputEdge - 2 * halo) / stride * stride;
    const bool fits = static_cast<double>(inputEdge) * inputEdge <= voxelsInBudget;
    if (tile < stride || (!fits && best != 0)) {
      continue;
    }
    const TilePlan plan = planTiles(extent, model.card().dimensions, stride, tile, halo);
    // A call on 1024² costs per voxel what larger ones cost.
    const double seconds = plan.redundancy(extent) *
                           secondsPerVoxel(model, settings.precision, settings.device, std::min(inputEdge, 1024));
    if (seconds < bestSeconds) {
      best = tile;
      bestSeconds = seconds;
    }
  }
  if (wholeFits && secondsPerVoxel(model, settings.precision, settings.device, 1024) <= bestSeconds) {
    return 0;
  }
  return std::max(best, stride);
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
    if (settings.precision == Precision::Bf16) {
      throw SettingsError("bf16 is for the processor; a CUDA device computes in fp32 here", "precision",
                          "Choose auto or fp32");
    }
    resolved.precision = Precision::Fp32;
  } else if (settings.precision == Precision::Auto) {
    resolved.precision = bf16Pays() ? Precision::Bf16 : Precision::Fp32;
  }
  const int halo = resolvedHalo(settings, model);
  if (settings.tile == 0) {
    resolved.tile = plannedTile(model, extent, resolved, halo);
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
  const double voxels = plan.redundancy(extent) * static_cast<double>(extent.volume());
  const std::int64_t edge = model.card().dimensions == 3 ? 64 : 256;
  return resolved.networkCalls() * voxels * secondsPerVoxel(model, resolved.precision, resolved.device, edge);
}

} // namespace cytosketch
