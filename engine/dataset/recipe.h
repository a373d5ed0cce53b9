#pragma once

#include "engine/diffusion/settings.h"
#include "engine/image/parameter.h"
#include "engine/simulation/simulation.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// A value drawn uniformly for each sample; fixed where both ends are equal.
struct ValueRange {
  double low = 0.0;
  double high = 0.0;
  bool operator==(const ValueRange&) const = default;
};

/// Where a dataset's sketches come from.
struct SketchSource {
  enum class Kind { Simulator, Sketch, Folder };
  Kind kind = Kind::Simulator;
  std::filesystem::path path;               ///< the sketch (.cysk), or the folder of sketches; absolute
  SimulationSettings simulator;             ///< its seed is replaced by each sample's own
  std::map<std::string, ValueRange> ranges; ///< simulator parameters that are drawn for each sample, by key
};

/// Everything that determines a dataset. Numbers, switches and choices stand in `values` by the keys of
/// recipeParameters(); what is missing there has its default.
struct Recipe {
  std::string name = "dataset";
  SketchSource source;
  GenerationSettings generation;                      ///< its seed is replaced by each sample's own
  std::map<std::string, ValueRange> generationRanges; ///< t-start, sigma, steps: drawn for each sample
  std::vector<int> channels;                          ///< channels to export, from 0; empty = all
  std::map<std::string, double> values;

  double value(std::string_view key) const;
  bool on(std::string_view key) const { return value(key) != 0.0; }
  std::string_view choice(std::string_view key) const;
  /// @throws SettingsError if there is no such parameter or the value is out of its range.
  void set(std::string_view key, double value);
  std::int64_t count() const { return static_cast<std::int64_t>(value("count")); }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(value("seed")); }
};

/// The table of a recipe's parameters: count, seed, validation, test, crop, variation, files and quality.
std::span<const Parameter> recipeParameters();
/// Keys of the generation that may be ranges.
std::span<const std::string_view> generationRangeKeys();

/// What a recipe's names are looked up in.
struct RecipePlaces {
  std::filesystem::path folder;                       ///< paths in the recipe are seen from here
  std::vector<std::filesystem::path> presetFolders{}; ///< for "preset"
};

/// Reads a recipe: a JSON object with "source" ({"simulator" or "preset", "parameters"}, {"sketch"} or {"folder"}) and
/// optionally "schema", "name", "generation" (the keys of generationParameters(); t-start, sigma and steps may be
/// [low, high]), "channels", and the keys of recipeParameters(). Simulator parameters may be [low, high] too.
/// @throws SettingsError naming the first field that is unknown, of the wrong type or out of range.
Recipe recipeFromJson(const std::string& text, const RecipePlaces& places);
/// Every value, stated; reading it gives the same recipe.
std::string recipeToJson(const Recipe& recipe);

/// @throws FileError if it cannot be written.
void writeRecipe(const Recipe& recipe, const std::filesystem::path& file);

/// @throws SettingsError if values contradict each other.
void validate(const Recipe& recipe);

} // namespace cytosketch
