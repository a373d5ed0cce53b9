#pragma once

#include "engine/dataset/recipe.h"
#include "engine/sketch/sketch.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cytosketch {

/// A sample's sketch, and where it came from.
struct SuppliedSketch {
  Sketch sketch;
  std::string origin; ///< JSON: the simulator with its values and seed, or the file; crop, orientation and the like
};

/// Makes the sketches of a recipe's samples. Sample i depends on the recipe and i alone.
class SketchSupply {
public:
  /// @throws FileError or SettingsError if the source cannot be used.
  explicit SketchSupply(const Recipe& recipe);

  /// Not for two threads at once: the sketch file read last is kept.
  /// @throws as the simulator and the sketch reader do; SettingsError if the crop is larger than the sketch.
  SuppliedSketch sketchOf(std::int64_t sample, const std::stop_token& stop = {}) const;

  /// Hash of the sketch files that it takes from; the same source gives the same text. Empty for simulators.
  std::string fingerprint() const;

private:
  Sketch sourceSketch(std::int64_t sample, const std::stop_token& stop, std::string& origin) const;
  const Sketch& fileSketch(const std::filesystem::path& file) const;

  Recipe recipe_;
  std::vector<std::filesystem::path> files_; ///< sorted by name
  mutable std::filesystem::path lastFile_;
  mutable std::optional<Sketch> lastSketch_;
};

} // namespace cytosketch
