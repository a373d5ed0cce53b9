#include "engine/diffusion/generator.h"

#include "engine/diffusion/detail/frames.h"
#include "engine/diffusion/detail/resolved.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/detail/tilednetwork.h"
#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"
#include "engine/image/memory.h"
#include "engine/image/stopwatch.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>
#include <tuple>

namespace cytosketch {
namespace {

constexpr double largestBudget = 1.0e9;       ///< bytes that one 2D network call may take, however much memory is free
constexpr double largestVolumeBudget = 2.0e9; ///< of volumes, whose halos cost more the smaller their tiles are
constexpr double smallestBudget = 6.4e7;
constexpr double shareOfFreeMemory = 0.5;
constexpr double stateArrays = 3.0; ///< x_t, ε̂ and x̂₀ of the call before
constexpr int paperTile2D = 256;    ///< the authors' patch
constexpr int paperTile3D = 128;
constexpr int paperDepth = 32;
constexpr int paperHalo = 32;
constexpr int paperDepthHalo = 8;
constexpr std::int64_t timedDepth = 16;                ///< slices of a call that is timed
constexpr std::int64_t worthMeasuring = 1100LL * 1100; ///< smaller images are not worth timing tiles for

/// Bytes that a network call takes per input voxel: what is alive at once, over all levels.
double bytesPerVoxel(const Model& model, Precision precision) {
  const ModelCard& card = model.card();
  if (!model.tileExact()) {
    return 4.0 * 48.0 * 4.0;
  }
  // Stream, skip, pending, two inner ones, the decoder's wide one; of large volumes 5.0 were measured.
  const double liveBuffers = card.dimensions == 3 ? 5.2 : 7.0;
  double values = 0.0;
  double voxelsPerPixel = 1.0 / (card.stem * card.stem);
  for (const int width : card.widths) {
    values += liveBuffers * width * voxelsPerPixel;
    voxelsPerPixel /= 4.0;
  }
  return values * (precision == Precision::Bf16 ? 2.0 : 4.0);
}

double stateBytes(const Extent& piece, StateStorage storage) {
  const double bytes = storage == StateStorage::Fp16 ? 2.0 : storage == StateStorage::Scratch ? 0.0 : 4.0;
  return stateArrays * bytes * static_cast<double>(piece.voxels());
}

/// Where the state is kept: in memory if it fits, else in a file, which gives the same bytes.
StateStorage resolvedState(StateStorage wanted, const Extent& piece) {
  const double free = static_cast<double>(availableMemory());
  if (wanted == StateStorage::Auto) {
    return stateBytes(piece, StateStorage::Fp32) <= shareOfFreeMemory * free ? StateStorage::Fp32
                                                                             : StateStorage::Scratch;
  }
  if (stateBytes(piece, wanted) > free) {
    throw MemoryError("a run of " + extentText(piece) + " voxels does not fit into the memory that is free", "state",
                      "Choose auto or scratch, which keeps it in a temporary file");
  }
  return wanted;
}

/// Bytes that a network call may take: what the settings say, or half of what the state leaves free.
double memoryBudget(const GenerationSettings& settings, const Model& model, const Extent& piece) {
  if (settings.memory > 0) {
    return static_cast<double>(settings.memory) * 1024.0 * 1024.0;
  }
  const double free = static_cast<double>(availableMemory()) - stateBytes(piece, settings.state);
  return std::clamp(shareOfFreeMemory * free, smallestBudget,
                    model.card().dimensions == 3 ? largestVolumeBudget : largestBudget);
}

int resolvedPlaneHalo(const GenerationSettings& settings, const Model& model) {
  if (settings.halo.mode == Halo::Mode::Fixed) {
    return settings.halo.voxels;
  }
  if (settings.halo.mode == Halo::Mode::Auto && !model.tileExact()) {
    return paperHalo;
  }
  const bool calibrated = settings.halo.mode == Halo::Mode::Auto && model.card().calibratedHalo >= 0;
  return calibrated ? model.card().calibratedHalo : model.receptiveRadius();
}

int resolvedDepthHalo(const GenerationSettings& settings, const Model& model) {
  if (model.card().dimensions == 2) {
    return -1;
  }
  const Halo& halo = settings.halo;
  if (halo.mode == Halo::Mode::Fixed) {
    return halo.depth >= 0 ? halo.depth : std::min(halo.voxels, model.depthReceptiveRadius());
  }
  if (halo.mode == Halo::Mode::Auto && !model.tileExact()) {
    return paperDepthHalo;
  }
  const bool calibrated = halo.mode == Halo::Mode::Auto && model.card().calibratedDepthHalo >= 0;
  return calibrated ? model.card().calibratedDepthHalo : model.depthReceptiveRadius();
}

torch::Device torchDevice(Device device) {
  return device == Device::Cuda ? torch::kCUDA : torch::kCPU;
}

/// Seconds per voxel of a call on a square (2D) or 16-slice (3D) input of `edge`, timed once per model, precision,
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
  const std::int64_t depth = model.card().dimensions == 3 ? timedDepth : 1;
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

/// An edge that covers the whole image.
int wholeEdge(const Extent& extent) {
  return static_cast<int>(std::max(extent.y, extent.x));
}

/// Edge of the tile of an image with the least predicted time among those within the memory budget.
int plannedTile(const Model& model, const Extent& extent, const GenerationSettings& settings) {
  const double voxelsInBudget = memoryBudget(settings, model, extent) / bytesPerVoxel(model, settings.precision);
  const bool wholeFits = static_cast<double>(extent.volume()) <= voxelsInBudget;
  if (wholeFits && extent.volume() <= worthMeasuring) {
    return wholeEdge(extent);
  }
  const int stride = model.totalStride();
  int best = 0;
  double bestSeconds = std::numeric_limits<double>::max();
  for (const int inputEdge : {512, 1024, 2048}) {
    GenerationSettings tiled = settings;
    tiled.tile = (inputEdge - 2 * settings.halo.voxels) / stride * stride;
    const bool fits = static_cast<double>(inputEdge) * inputEdge <= voxelsInBudget;
    if (tiled.tile < stride || (!fits && best != 0)) {
      continue;
    }
    const TilePlan plan = planTiles(extent, tileGeometry(model, tiled));
    // A call on 1024² costs per voxel what larger ones cost.
    const double seconds = plan.redundancy(extent) *
                           secondsPerVoxel(model, settings.precision, settings.device, std::min(inputEdge, 1024));
    if (seconds < bestSeconds) {
      best = tiled.tile;
      bestSeconds = seconds;
    }
  }
  if (wholeFits && secondsPerVoxel(model, settings.precision, settings.device, 1024) <= bestSeconds) {
    return wholeEdge(extent);
  }
  return std::max(best, stride);
}

/// Fills in what the settings leave open about tiles. @param piece what is generated at once, (1, c, z, y, x)
void planTilesOf(GenerationSettings& settings, const Model& model, const Extent& piece) {
  if (!model.tileExact()) {
    const bool volume = model.card().dimensions == 3;
    settings.tile = settings.tile > 0 ? settings.tile : volume ? paperTile3D : paperTile2D;
    settings.tileDepth = !volume ? 1 : settings.tileDepth > 0 ? settings.tileDepth : paperDepth;
  } else if (model.card().dimensions == 3) {
    // A voxel costs about the same in tiles of any size, so the least redundant tiles are the fastest.
    const double voxels = memoryBudget(settings, model, piece) / bytesPerVoxel(model, settings.precision);
    const TileGeometry tiles = leastRedundantTiles(piece, tileGeometry(model, settings), voxels);
    settings.tile = tiles.tile;
    settings.tileDepth = tiles.tileDepth;
  } else {
    settings.tile = settings.tile > 0 ? settings.tile : plannedTile(model, piece, settings);
    settings.tileDepth = 1;
  }
  settings.memory = 0; // spent: the tiles say it all
}

} // namespace

TileGeometry tileGeometry(const Model& model, const GenerationSettings& resolved) {
  TileGeometry geometry;
  geometry.stride = model.totalStride();
  geometry.depthStride = model.depthStride();
  geometry.tile = resolved.tile;
  geometry.tileDepth = resolved.tileDepth;
  geometry.halo = resolved.halo.voxels;
  geometry.depthHalo = std::max(resolved.halo.depth, 0);
  return geometry;
}

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
  const Extent piece = pieceExtent(model.card(), extent);
  resolved.halo = {Halo::Mode::Fixed, resolvedPlaneHalo(settings, model), resolvedDepthHalo(settings, model)};
  resolved.state = resolvedState(settings.state, piece);
  planTilesOf(resolved, model, piece);
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
  const Extent piece = pieceExtent(model.card(), extent);
  const TilePlan plan = planTiles(piece, tileGeometry(model, resolved));
  const double voxels = plan.redundancy(piece) * static_cast<double>(piece.volume());
  const double pieces = frameUse(model.card(), extent) == FrameUse::Each ? static_cast<double>(extent.t) : 1.0;
  const std::int64_t edge = model.card().dimensions == 3 ? 64 : 256;
  return resolved.networkCalls() * pieces * voxels * secondsPerVoxel(model, resolved.precision, resolved.device, edge);
}

} // namespace cytosketch
