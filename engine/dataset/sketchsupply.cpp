#include "engine/dataset/sketchsupply.h"

#include "engine/dataset/fingerprint.h"
#include "engine/dataset/sampledraws.h"
#include "engine/dataset/variation.h"
#include "engine/image/error.h"
#include "engine/sketch/sketchfile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

std::vector<fs::path> sketchesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".cysk" && entry->path().filename().string().front() != '.') {
      files.push_back(entry->path());
    }
  }
  if (error) {
    throw FileError("the folder of sketches cannot be read: " + error.message(), folder.string(), "Check its name");
  }
  if (files.empty()) {
    throw FileError("there is no sketch (.cysk) in this folder", folder.string(), "Choose another folder");
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool isWhole(const Organism& organism, const std::string& key) {
  return std::any_of(organism.parameters.begin(), organism.parameters.end(),
                     [&](const Parameter& row) { return row.key == key && row.type == ParameterType::Integer; });
}

/// Edge of the crop along an axis: 0 takes all.
std::int64_t cropEdge(const Recipe& recipe, const char* key, std::int64_t whole) {
  const auto wanted = static_cast<std::int64_t>(recipe.value(key));
  if (wanted > whole) {
    throw SettingsError("the crop of " + std::to_string(wanted) + " is larger than the sketch, which has " +
                            std::to_string(whole),
                        key, "Choose a smaller crop, or larger sketches");
  }
  return wanted == 0 ? whole : wanted;
}

Box cropOf(const Recipe& recipe, const Extent& e, SampleDraws draws) {
  Box box;
  const auto place = [&](const char* key, std::int64_t whole, std::int64_t& low, std::int64_t& high) {
    const std::int64_t edge = cropEdge(recipe, key, whole);
    low = draws.whole(0, whole - edge);
    high = low + edge;
  };
  place("crop-z", e.z, box.z0, box.z1);
  place("crop-y", e.y, box.y0, box.y1);
  place("crop-x", e.x, box.x0, box.x1);
  return box;
}

Orientation orientationOf(const Recipe& recipe, const Extent& e, SampleDraws& draws) {
  Orientation how;
  std::int64_t quarters = draws.whole(0, 3);
  const bool mirrored = draws.whole(0, 1) == 1;
  quarters = !recipe.on("turn") ? 0 : e.y == e.x ? quarters : quarters / 2 * 2;
  how.transpose = quarters % 2 == 1;
  how.flipX = quarters == 1 || quarters == 2;
  how.flipY = quarters == 2 || quarters == 3;
  if (recipe.on("flip") && mirrored) {
    how.flipX = !how.flipX;
  }
  return how;
}

} // namespace

SketchSupply::SketchSupply(const Recipe& recipe) : recipe_(recipe) {
  if (recipe.source.kind == SketchSource::Kind::Sketch) {
    files_ = {recipe.source.path};
  } else if (recipe.source.kind == SketchSource::Kind::Folder) {
    files_ = sketchesIn(recipe.source.path);
  }
}

std::string SketchSupply::fingerprint() const {
  Fingerprint all;
  for (const fs::path& file : files_) {
    all.add(file.filename().string() + "\n" + fileFingerprint(file) + "\n");
  }
  return files_.empty() ? "" : all.text();
}

const Sketch& SketchSupply::fileSketch(const fs::path& file) const {
  if (!lastSketch_ || lastFile_ != file) {
    lastSketch_ = readSketch(file);
    lastFile_ = file;
  }
  return *lastSketch_;
}

Sketch SketchSupply::sourceSketch(std::int64_t sample, const std::stop_token& stop, std::string& origin) const {
  if (recipe_.source.kind != SketchSource::Kind::Simulator) {
    const fs::path& file = files_[static_cast<std::size_t>(sample) % files_.size()];
    origin = Json{{"sketch", file.filename().string()}}.dump();
    return fileSketch(file);
  }
  SimulationSettings settings = recipe_.source.simulator;
  SampleDraws draws(recipe_.seed(), sample, DrawPurpose::Parameters);
  const Organism& organism = organismOf(settings.organism);
  for (const auto& [key, range] : recipe_.source.ranges) {
    settings.values[key] = isWhole(organism, key)
                               ? static_cast<double>(draws.whole(std::lround(range.low), std::lround(range.high)))
                               : draws.uniform(range.low, range.high);
  }
  settings.model.clear();
  settings.seed = SampleDraws(recipe_.seed(), sample, DrawPurpose::Simulation).bits();
  origin = Json::parse(simulationToJson(settings)).dump();
  return simulate(settings, {stop, {}}).sketch;
}

SuppliedSketch SketchSupply::sketchOf(std::int64_t sample, const std::stop_token& stop) const {
  std::string origin;
  Sketch sketch = sourceSketch(sample, stop, origin);
  Json told = Json::parse(origin);
  SampleDraws draws(recipe_.seed(), sample, DrawPurpose::Variation);
  const Box box = cropOf(recipe_, sketch.extent(), SampleDraws(recipe_.seed(), sample, DrawPurpose::Crop));
  if (box != Box::whole(sketch.extent())) {
    told["crop"] = {{"z", box.z0}, {"y", box.y0}, {"x", box.x0}};
    sketch = croppedSketch(sketch, box);
  }
  const Orientation how = orientationOf(recipe_, sketch.extent(), draws);
  if (!how.none()) {
    told["orientation"] = {{"transpose", how.transpose}, {"flipX", how.flipX}, {"flipY", how.flipY}};
    sketch = orientedSketch(sketch, how);
  }
  if (recipe_.value("move") > 0.0) {
    sketch = movedCells(sketch, recipe_.value("move"), draws);
  }
  if (recipe_.value("relight") > 0.0) {
    sketch = relitCells(sketch, recipe_.value("relight") / 100.0, draws);
  }
  sketch.setSeed(SampleDraws(recipe_.seed(), sample, DrawPurpose::Simulation).bits());
  return {sketch, told.dump()};
}

} // namespace cytosketch
