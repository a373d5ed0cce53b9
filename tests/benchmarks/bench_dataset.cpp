// What a dataset costs besides its images: bench_dataset MODEL [SAMPLES]. Simulates and generates the samples of a
// recipe (HeLa nuclei, 256², default sampler) bare, and makes the dataset of the same recipe; by turns in pieces of ten
// samples, so that other load on the machine meets both. Prints times, the ratio, and memory in the first and last
// quarter.
#include "engine/dataset/datasetrun.h"
#include "engine/dataset/sketchsupply.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"
#include "engine/study/faithful.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include <ctime>
#include <unistd.h>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t piece = 10;

double processorSeconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Resident memory in MiB: now, and the highest so far.
double memoryOf(const char* key) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with(key)) {
      return std::stod(line.substr(std::string(key).size())) / 1024.0;
    }
  }
  return 0.0;
}

Recipe recipeOf(const std::string& model, std::int64_t samples) {
  Recipe recipe = recipeFromJson(R"({"source": {"simulator": "hela",
      "parameters": {"count": [20, 45], "size.x": 256, "size.y": 256}}, "layout": "cellpose", "sketches": true})",
                                 {"."});
  recipe.generation.model = model;
  recipe.set("count", static_cast<double>(samples));
  return recipe;
}

struct Times {
  double wall = 0.0;
  double processor = 0.0;
};

template <typename Work>
void timed(Times& times, const Work& work) {
  const Stopwatch watch;
  const double before = processorSeconds();
  work();
  times.wall += watch.seconds();
  times.processor += processorSeconds() - before;
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::cerr << "bench_dataset MODEL [SAMPLES]\n";
    return 2;
  }
  const std::int64_t samples = argc > 2 ? std::stoll(argv[2]) : 200;
  const fs::path folder = fs::temp_directory_path() / ("bench-dataset-" + std::to_string(::getpid()));
  try {
    const auto model = Model::load(argv[1]);
    const DatasetPlan plan = planDataset(recipeOf(argv[1], samples), *model);
    const SketchSupply supply(plan.recipe);
    generateSketch(*model, supply.sketchOf(0).sketch, plan.recipe.generation); // compiles kernels
    Times bare, whole;
    double early = 0.0, late = 0.0;
    for (std::int64_t first = 0; first < samples; first += piece) {
      timed(bare, [&] {
        for (std::int64_t i = first; i < std::min(samples, first + piece); ++i) {
          generateSketch(*model, supply.sketchOf(i).sketch, plan.recipe.generation);
        }
      });
      timed(whole, [&] {
        std::stop_source stop;
        DatasetHooks hooks;
        hooks.stop = stop.get_token();
        std::int64_t made = 0;
        hooks.sample = [&](const SampleRecord& record, const Image<std::uint8_t>&) {
          made += record.index >= first ? 1 : 0;
          if (made == piece && first + piece < samples) {
            stop.request_stop();
          }
        };
        try {
          makeDataset(plan, *model, {folder, {}, true}, hooks);
        } catch (const Cancelled&) { // goes on with the next piece
        }
      });
      (first < samples / 4 ? early : late) = memoryOf("VmRSS:");
    }
    std::printf("%lld samples: bare %.1f s (%.1f s of processors), dataset %.1f s (%.1f s)\n",
                static_cast<long long>(samples), bare.wall, bare.processor, whole.wall, whole.processor);
    std::printf("throughput: %.1f %% of bare by the clock, %.1f %% by processor time\n", 100.0 * bare.wall / whole.wall,
                100.0 * bare.processor / whole.processor);
    std::printf("memory: %.0f MiB in the first quarter, %.0f MiB at the end, %.0f MiB at most\n", early, late,
                memoryOf("VmHWM:"));
  } catch (const Error& error) {
    std::cerr << error.what() << '\n';
  }
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return 0;
}
