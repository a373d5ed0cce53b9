#include "engine/dataset/datasetrun.h"
#include "engine/dataset/detail/samplemaker.h"
#include "engine/diffusion/generator.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

/// MiB for tiles where a recipe leaves it open: not what is free at the moment, so that every machine and every start
/// plans alike.
constexpr int memoryOf2D = 950;
constexpr int memoryOf3D = 1900;

void requireModelFits(const Model& model, const Extent& e) {
  const ModelCard& card = model.card();
  if (card.dimensions == 2 && e.z > 1) {
    throw SettingsError("the model makes 2D images, the sketches are volumes of " + std::to_string(e.z) + " slices",
                        "model \"" + card.name + "\"", "Choose a 3D model, or crop-z 1");
  }
  if (card.channels != e.c) {
    throw SettingsError("the sketches have " + std::to_string(e.c) + " channels, the model makes " +
                            std::to_string(card.channels),
                        "model \"" + card.name + "\"", "Choose a model for as many channels");
  }
}

double meanOf(const Recipe& recipe, const char* key, double fixed) {
  const auto range = recipe.generationRanges.find(key);
  return range == recipe.generationRanges.end() ? fixed : 0.5 * (range->second.low + range->second.high);
}

/// The folder itself, or the lowest one above it that exists.
fs::path existingPartOf(const fs::path& folder) {
  fs::path place = fs::absolute(folder);
  std::error_code error;
  while (!fs::exists(place, error) && place.has_relative_path()) {
    place = place.parent_path();
  }
  return place;
}

/// Permissions do not tell it all: /proc and read-only disks refuse the administrator too. So it is tried.
void requireWritable(const fs::path& folder) {
  const fs::path place = existingPartOf(folder);
  std::string trial = (place / ".cytosketch-XXXXXX").string();
  if (mkdtemp(trial.data()) == nullptr) {
    throw FileError("cannot be made: " + place.string() + " cannot be written to", folder.string(),
                    "Choose another place, or change its permissions");
  }
  std::error_code error;
  fs::remove(trial, error);
}

} // namespace

std::string clockTime() {
  std::time_t now = std::time(nullptr);
  if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH")) {
    now = static_cast<std::time_t>(std::strtoll(epoch, nullptr, 10));
  }
  std::tm parts{};
  gmtime_r(&now, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

DatasetPlan planDataset(const Recipe& recipe, const Model& model) {
  validate(recipe);
  const SketchSupply supply(recipe);
  Extent extent = supply.sketchOf(0).sketch.extent();
  requireModelFits(model, extent);
  DatasetPlan plan;
  plan.recipe = recipe;
  GenerationSettings settings = recipe.generation;
  settings.cellStarts.clear(); // of cells that the samples do not have
  if (settings.memory == 0) {
    settings.memory = model.card().dimensions == 3 ? memoryOf3D : memoryOf2D;
  }
  plan.recipe.generation = resolve(settings, model, extent);
  plan.modelName = model.card().name;
  plan.modelHash = model.hash();
  plan.sourceHash = supply.fingerprint();
  plan.created = clockTime();
  extent.c = exportedChannelCount(recipe, extent.c);
  layoutOf(recipe).requireFits(extent);
  return plan;
}

DatasetEstimate estimateDataset(const DatasetPlan& plan, const Model& model, const fs::path& folder,
                                std::int64_t samples) {
  const Recipe& recipe = plan.recipe;
  const Stopwatch watch;
  const Sketch sketch = SketchSupply(recipe).sketchOf(0).sketch;
  const double sketchSeconds = watch.seconds();
  GenerationSettings settings = recipe.generation;
  settings.tStart = static_cast<int>(std::lround(meanOf(recipe, "t-start", settings.tStart)));
  settings.steps = static_cast<int>(std::lround(meanOf(recipe, "steps", settings.steps)));
  Extent extent = sketch.extent();
  DatasetEstimate estimate;
  estimate.seconds = static_cast<double>(samples) * (sketchSeconds + predictedSeconds(model, settings, extent));
  extent.c = exportedChannelCount(recipe, extent.c);
  constexpr double bytesPerCell = 600.0, journal = 16384.0;
  const double sketchBytes = recipe.on("sketches") ? bytesPerCell * static_cast<double>(sketch.cellCount()) +
                                                         static_cast<double>(extent.t * extent.volume()) / 4.0
                                                   : 0.0;
  estimate.bytes =
      static_cast<double>(samples) * (layoutOf(recipe).largestBytes(extent, recipe) + sketchBytes + journal);
  std::error_code error;
  const fs::space_info space = fs::space(existingPartOf(folder), error);
  estimate.freeBytes = error ? 1e18 : static_cast<double>(space.available);
  return estimate;
}

void requireDisk(const DatasetEstimate& estimate, const fs::path& folder) {
  requireWritable(folder);
  if (estimate.bytes > estimate.freeBytes) {
    const auto gigabytes = [](double bytes) {
      char text[32];
      std::snprintf(text, sizeof text, "%.3g GB", bytes / 1e9);
      return std::string(text);
    };
    throw FileError("the disk is too small: the dataset takes up to " + gigabytes(estimate.bytes) + ", " +
                        gigabytes(estimate.freeBytes) + " are free",
                    folder.string(), "Make fewer samples, crop them, or choose another disk");
  }
}

} // namespace cytosketch
