// Whole volumes of the paper's sizes, each in a process of its own: a few tiles are computed, the run is stopped, and
// the rest extrapolated; with --complete the run goes to its end.
//   bench_generation [--model FILE.cymodel] [--size z,y,x[,channels]] [--halo auto|exact|32,8] [--memory MiB]
//                [--state auto|fp32|fp16|scratch] [--precision auto|bf16|fp32] [--steps N] [--tiles N] [--complete]
// Without a model untrained networks of the shipped shape are used: time does not depend on the weights.
#include "engine/diffusion/generator.h"
#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"
#include "engine/learning/untrained.h"

#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

using namespace cytosketch;

namespace {

struct Options {
  std::string model;
  GenerationSettings settings;
  std::vector<std::pair<std::string, Extent>> volumes{{"C. elegans", {1, 1, 35, 512, 708}},
                                                      {"A. thaliana", {1, 1, 221, 511, 495}},
                                                      {"D. rerio", {1, 2, 112, 512, 512}},
                                                      {"T. castaneum", {1, 1, 13, 2450, 1700}}};
  int tiles = 2;
  bool complete = false;
};

/// A line of /proc/self/status in MiB.
double statusMebibytes(const char* key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) {
      return std::stod(line.substr(line.find(':') + 1)) / 1024.0;
    }
  }
  return std::nan("");
}

/// Nuclei of several greys in a regular arrangement.
Image<float> nuclei(const Extent& e) {
  Image<float> sketch(e, 0.0F, {1.0, 0.2, 0.2});
  float* voxel = sketch.mutableData();
  for (std::int64_t i = 0; i < e.voxels(); ++i) {
    const double x = static_cast<double>(i % e.x % 40 - 20), y = static_cast<double>(i / e.x % e.y % 40 - 20);
    const double z = static_cast<double>(i / (e.x * e.y) % e.z % 10 - 5) * 3.0;
    voxel[i] = x * x + y * y + z * z < 196.0 ? 0.4F + 0.1F * static_cast<float>(i / 40 % 5) : 0.05F;
  }
  return sketch;
}

std::shared_ptr<const Model> modelFor(const Options& options, const Extent& extent) {
  if (!options.model.empty()) {
    return Model::load(options.model);
  }
  ModelCard card;
  card.name = "untrained";
  card.architecture = "tile-exact-unet";
  card.dimensions = 3;
  card.channels = static_cast<int>(extent.c);
  card.widths = {64, 96, 128};
  card.blocks = {1, 2, 2};
  card.calibratedHalo = 32;
  card.calibratedDepthHalo = 8;
  const auto path =
      std::filesystem::temp_directory_path() / ("bench_generation-" + std::to_string(::getpid()) + ".cymodel");
  writeUntrainedModel(path, card, 1, 0.02);
  auto model = Model::load(path);
  std::filesystem::remove(path);
  return model;
}

void measure(const Options& options, const std::string& name, const Extent& extent) {
  const auto model = modelFor(options, extent);
  const GenerationSettings resolved = resolve(options.settings, *model, extent);
  TileGeometry geometry{model->totalStride(), model->depthStride(), resolved.tile,
                        resolved.tileDepth,   resolved.halo.voxels, std::max(resolved.halo.depth, 0)};
  const TilePlan plan = planTiles(extent, geometry);
  Image<float> sketch = nuclei(extent);
  const Stopwatch noiseWatch; // blur and noise of the whole volume: about what an update costs
  if (!options.complete) {
    noisedPreview(sketch, 400, 1.0, 1);
  }
  const double updateSeconds = noiseWatch.seconds();
  std::stop_source stop;
  GenerationHooks hooks;
  hooks.stop = stop.get_token();
  Stopwatch tileWatch;
  double tileSeconds = 0.0, voxels = 0.0;
  int tiles = 0;
  hooks.progress = [&](const GenerationProgress& p) {
    if (++tiles > 1) { // the first one compiles kernels; the last one of a call comes with the update
      const std::size_t last = p.tile > 0 ? static_cast<std::size_t>(p.tile) : plan.tiles.size();
      tileSeconds += tileWatch.seconds();
      voxels += static_cast<double>(plan.tiles[last - 1].input.voxels());
    }
    if (!options.complete && tiles > options.tiles) {
      stop.request_stop();
    }
    tileWatch.restart();
  };
  const double base = statusMebibytes("VmRSS") - static_cast<double>(extent.voxels()) * 4 / (1 << 20);
  double total = 0.0;
  try {
    total = generate(*model, std::move(sketch), resolved, hooks).seconds;
  } catch (const Cancelled&) {
    const double all = plan.redundancy(extent) * static_cast<double>(extent.volume());
    total = resolved.networkCalls() * (all / voxels * tileSeconds + updateSeconds) + updateSeconds;
  }
  std::printf("%-13s %4dx%4dx%4d c%d  %s  tile %3dx%4d halo %d,%d  %3zu tiles  redundancy %.2f  %.2f us/voxel  "
              "%s %.1f min  peak %.0f MiB (before: %.0f)\n",
              name.c_str(), int(extent.z), int(extent.y), int(extent.x), int(extent.c),
              describeDevice(resolved.precision, resolved.device).c_str(), resolved.tileDepth, resolved.tile, plan.halo,
              plan.depthHalo, plan.tiles.size(), plan.redundancy(extent), tileSeconds / voxels * 1e6,
              options.complete ? "took" : "extrapolated", total / 60.0, statusMebibytes("VmHWM"), base);
  std::fflush(stdout);
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string key = argv[i];
    if (key == "--complete") {
      options.complete = true;
      continue;
    }
    if (i + 1 >= argc) {
      throw SettingsError("has no value", key, "See the head of bench_generation.cpp");
    }
    const std::string value = argv[++i];
    if (key == "--model") {
      options.model = value;
    } else if (key == "--halo") {
      options.settings.halo = haloOf(value);
    } else if (key == "--memory") {
      options.settings.memory = std::stoi(value);
    } else if (key == "--state") {
      options.settings.state = stateStorageOf(value);
    } else if (key == "--precision") {
      options.settings.precision = precisionOf(value);
    } else if (key == "--steps") {
      options.settings.steps = std::stoi(value);
    } else if (key == "--tiles") {
      options.tiles = std::stoi(value);
    } else if (key == "--size") {
      Extent e;
      if (std::sscanf(value.c_str(), "%ld,%ld,%ld,%ld", &e.z, &e.y, &e.x, &e.c) < 3) {
        throw SettingsError("is no size", value, "Write z,y,x");
      }
      options.volumes = {{"volume", e}};
    } else {
      throw SettingsError("unknown option", key, "See the head of bench_generation.cpp");
    }
  }
  return options;
}

} // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse(argc, argv);
    int failures = 0;
    for (const auto& [name, extent] : options.volumes) {
      const pid_t child = ::fork();
      if (child == 0) {
        try {
          measure(options, name, extent);
          std::_Exit(0);
        } catch (const std::exception& error) {
          std::fprintf(stderr, "bench_generation: %s\n", error.what());
          std::_Exit(1);
        }
      }
      int status = 0;
      ::waitpid(child, &status, 0);
      failures += status != 0 ? 1 : 0;
    }
    return failures == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_generation: %s\n", error.what());
    return 2;
  }
}
