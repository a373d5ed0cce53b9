#include "engine/dataset/recipe.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view schema = "cytosketch-recipe/1";

std::string number(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(15);
  text << value;
  return text.str();
}

std::string quoted(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

template <typename Names>
std::string listed(const Names& names) {
  std::string text;
  for (const auto& name : names) {
    text += (text.empty() ? "" : ", ") + std::string(name);
  }
  return text;
}

const Parameter* find(std::span<const Parameter> table, std::string_view key) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Parameter& p) { return p.key == key; });
  return row == table.end() ? nullptr : &*row;
}

const Parameter& rowOf(std::string_view key) {
  const Parameter* row = find(recipeParameters(), key);
  if (row == nullptr) {
    throw SettingsError("a recipe has no such field", std::string(key), "Check its spelling");
  }
  return *row;
}

double checked(const Parameter& row, double value, const std::string& where) {
  const bool mustBeWhole = row.type != ParameterType::Real;
  if (!(value >= row.minimum && value <= row.maximum) || (mustBeWhole && value != std::floor(value))) {
    throw SettingsError(number(value) + " is out of range", where,
                        std::string(mustBeWhole ? "Give a whole number from " : "Give a number from ") +
                            number(row.minimum) + " to " + number(row.maximum));
  }
  return value;
}

double valueOf(const Parameter& row, const Json& value, const std::string& where) {
  if (row.type == ParameterType::Boolean) {
    if (!value.is_boolean()) {
      throw SettingsError(quoted(value) + " is neither true nor false", where, "Write true or false");
    }
    return value.get<bool>() ? 1.0 : 0.0;
  }
  if (row.type == ParameterType::Choice) {
    const std::string text = value.is_string() ? value.get<std::string>() : quoted(value);
    const auto choice = std::find(row.choices.begin(), row.choices.end(), text);
    if (choice == row.choices.end()) {
      throw SettingsError(std::string("there is no choice '").append(text) + "'", where,
                          "Choose one of " + listed(row.choices));
    }
    return static_cast<double>(choice - row.choices.begin());
  }
  if (!value.is_number()) {
    throw SettingsError(quoted(value) + " is not a number", where, "Give a number");
  }
  return checked(row, value.get<double>(), where);
}

std::string textOf(const Json& value, const std::string& where) {
  if (!value.is_string()) {
    throw SettingsError(quoted(value) + " is not a text", where, "Write it in quotation marks");
  }
  return value.get<std::string>();
}

const Json& objectOf(const Json& value, const std::string& where) {
  if (!value.is_object()) {
    throw SettingsError("is not an object of keys and values", where, "Write {\"key\": value}");
  }
  return value;
}

/// [low, high], both within the row.
ValueRange rangeOf(const Parameter& row, const Json& value, const std::string& where) {
  if (row.type != ParameterType::Integer && row.type != ParameterType::Real) {
    throw SettingsError("cannot be a range", where, "Give one value");
  }
  if (value.size() != 2) {
    throw SettingsError(quoted(value) + " is not a range", where, "Write [low, high]");
  }
  const ValueRange range{valueOf(row, value[0], where), valueOf(row, value[1], where)};
  if (range.low > range.high) {
    throw SettingsError("the range " + quoted(value) + " ends before it starts", where, "Write [low, high]");
  }
  return range;
}

void readSimulatorParameters(SketchSource& source, const Json& parameters) {
  const Organism& organism = organismOf(source.simulator.organism);
  for (const auto& [key, value] : objectOf(parameters, "source.parameters").items()) {
    const std::string where = "source.parameters." + key;
    const Parameter* row = find(organism.parameters, key);
    if (row == nullptr) {
      std::vector<std::string_view> keys;
      for (const Parameter& known : organism.parameters) {
        keys.push_back(known.key);
      }
      throw SettingsError(std::string(organism.name) + " has no such parameter", where,
                          "Choose one of " + listed(keys));
    }
    if (value.is_array()) {
      source.ranges[key] = rangeOf(*row, value, where);
    } else {
      source.simulator.values[key] = valueOf(*row, value, where);
    }
  }
}

SimulationSettings presetNamed(const std::string& name, const RecipePlaces& places) {
  std::vector<fs::path> candidates{places.folder / name};
  for (const fs::path& folder : places.presetFolders) {
    candidates.push_back(folder / (name + ".json"));
  }
  for (const fs::path& candidate : candidates) {
    std::error_code error;
    if (fs::is_regular_file(candidate, error)) {
      std::ifstream stream(candidate, std::ios::binary);
      return simulationFromJson({std::istreambuf_iterator<char>(stream), {}});
    }
  }
  throw SettingsError(std::string("there is no preset '").append(name) + "'", "source.preset",
                      "cytosketch-cli simulate --list shows the presets");
}

SketchSource readSource(const Json& json, const RecipePlaces& places) {
  SketchSource source;
  std::string chosen;
  for (const auto& [key, value] : objectOf(json, "source").items()) {
    if (key == "parameters") {
      continue;
    }
    const std::string text = textOf(value, "source." + key);
    if (!chosen.empty() || (key != "simulator" && key != "preset" && key != "sketch" && key != "folder")) {
      throw SettingsError(chosen.empty() ? std::string("unknown field '").append(key) + "'" : "two sources are named",
                          "source", "Give one of simulator, preset, sketch, folder; and parameters for the first two");
    }
    chosen = key;
    if (key == "simulator") {
      source.simulator.organism = organismOf(text).name;
    } else if (key == "preset") {
      source.simulator = presetNamed(text, places);
    } else {
      source.kind = key == "sketch" ? SketchSource::Kind::Sketch : SketchSource::Kind::Folder;
      source.path = fs::absolute(places.folder / text).lexically_normal();
    }
  }
  if (chosen.empty()) {
    throw SettingsError("the source of the sketches is missing", "source",
                        "Give {\"simulator\": NAME}, {\"preset\": NAME}, {\"sketch\": FILE} or {\"folder\": FOLDER}");
  }
  if (json.contains("parameters")) {
    if (source.kind != SketchSource::Kind::Simulator) {
      throw SettingsError("only simulators have parameters", "source.parameters", "Leave it out");
    }
    readSimulatorParameters(source, json["parameters"]);
  }
  return source;
}

void readGeneration(Recipe& recipe, const Json& json) {
  Json fixed = Json::object();
  for (const auto& [key, value] : objectOf(json, "generation").items()) {
    const auto keys = generationRangeKeys();
    if (value.is_array() && std::find(keys.begin(), keys.end(), key) != keys.end()) {
      recipe.generationRanges[key] = rangeOf(*find(generationParameters(), key), value, "generation." + key);
    } else if (value.is_array() && key != "model") { // a list of models is judged by validate()
      throw SettingsError("cannot be a range", "generation." + key, "Ranges are for " + listed(keys));
    } else {
      fixed[key] = value;
    }
  }
  try {
    recipe.generation = settingsFromJson(fixed.dump(-1, ' ', false, Json::error_handler_t::replace));
  } catch (const SettingsError& error) {
    throw SettingsError(error.problem(), "generation, " + error.where(), error.remedy());
  }
}

std::vector<int> readChannels(const Json& json) {
  std::vector<int> channels;
  for (const Json& value : json.is_array() ? json : Json::array({json})) {
    constexpr int most = 1000;
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() >= most ||
        std::find(channels.begin(), channels.end(), value.get<int>()) != channels.end()) {
      throw SettingsError(quoted(json) + " is no list of channels", "channels",
                          "Write [0, 1]: each once, counted from 0");
    }
    channels.push_back(value.get<int>());
  }
  return channels;
}

void readField(Recipe& recipe, const std::string& key, const Json& value, const RecipePlaces& places) {
  if (key == "schema") {
    if (value != schema) {
      throw SettingsError("its form is not known: " + quoted(value), "schema",
                          "It may come from a newer version of CytoSketch");
    }
  } else if (key == "name") {
    recipe.name = textOf(value, key);
  } else if (key == "source") {
    recipe.source = readSource(value, places);
  } else if (key == "generation") {
    readGeneration(recipe, value);
  } else if (key == "channels") {
    recipe.channels = readChannels(value);
  } else {
    recipe.values[key] = valueOf(rowOf(key), value, key);
  }
}

Json jsonOf(const Parameter& row, double value) {
  switch (row.type) {
  case ParameterType::Boolean:
    return value != 0.0;
  case ParameterType::Choice:
    return std::string(row.choices.at(static_cast<std::size_t>(value)));
  case ParameterType::Integer:
    return static_cast<std::int64_t>(value);
  default:
    return value;
  }
}

Json jsonOf(const Parameter& row, const ValueRange& range) {
  return Json::array({jsonOf(row, range.low), jsonOf(row, range.high)});
}

Json jsonOf(const SketchSource& source) {
  if (source.kind != SketchSource::Kind::Simulator) {
    return {{source.kind == SketchSource::Kind::Sketch ? "sketch" : "folder", source.path.string()}};
  }
  Json json{{"simulator", source.simulator.organism}, {"parameters", Json::object()}};
  for (const Parameter& row : organismOf(source.simulator.organism).parameters) {
    const std::string key(row.key);
    const auto range = source.ranges.find(key);
    json["parameters"][key] =
        range == source.ranges.end() ? jsonOf(row, source.simulator.value(key)) : jsonOf(row, range->second);
  }
  return json;
}

} // namespace

double Recipe::value(std::string_view key) const {
  const Parameter& row = rowOf(key);
  const auto given = values.find(std::string(key));
  return given == values.end() ? row.fallback : given->second;
}

std::string_view Recipe::choice(std::string_view key) const {
  return rowOf(key).choices.at(static_cast<std::size_t>(value(key)));
}

void Recipe::set(std::string_view key, double number) {
  values[std::string(key)] = checked(rowOf(key), number, std::string(key));
}

Recipe recipeFromJson(const std::string& text, const RecipePlaces& places) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    throw SettingsError("is not a recipe (a JSON object)", "recipe",
                        "Take one of the examples that come with CytoSketch");
  }
  if (!json.contains("source")) {
    throw SettingsError("the source of the sketches is missing", "source", "Write \"source\": {\"preset\": \"hela\"}");
  }
  Recipe recipe;
  for (const auto& [key, value] : json.items()) {
    readField(recipe, key, value, places);
  }
  const bool namesModel = json.contains("generation") && json["generation"].contains("model");
  if (!namesModel && !recipe.source.simulator.model.empty()) {
    recipe.generation.model = recipe.source.simulator.model;
  }
  std::error_code error;
  if (const fs::path beside = places.folder / recipe.generation.model; fs::is_regular_file(beside, error)) {
    recipe.generation.model = fs::absolute(beside).lexically_normal().string();
  }
  validate(recipe);
  return recipe;
}

std::string recipeToJson(const Recipe& recipe) {
  Json json{{"schema", schema}, {"name", recipe.name}, {"source", jsonOf(recipe.source)}};
  json["generation"] = Json::parse(toJson(recipe.generation));
  json["generation"].erase("seed");
  for (const auto& [key, range] : recipe.generationRanges) {
    json["generation"][key] = jsonOf(*find(generationParameters(), key), range);
  }
  json["channels"] = recipe.channels;
  for (const Parameter& row : recipeParameters()) {
    json[std::string(row.key)] = jsonOf(row, recipe.value(row.key));
  }
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void writeRecipe(const Recipe& recipe, const fs::path& file) {
  writeFileAtomically(file, recipeToJson(recipe));
}

void validate(const Recipe& recipe) {
  for (const auto& [key, value] : recipe.values) {
    checked(rowOf(key), value, key);
  }
  if (recipe.value("validation") + recipe.value("test") > 90.0) {
    throw SettingsError("validation and test take more than 90 % of the samples together", "validation, test",
                        "Leave some to train from");
  }
  validate(recipe.generation);
  requireOneModel(recipe.generation);
  const bool flat = recipe.choice("layout") == "coco";
  if (flat && recipe.choice("bit-depth") == "float") {
    throw SettingsError("COCO's images are PNG, which holds no floats", "bit-depth", "Choose 8 or 16");
  }
}

} // namespace cytosketch
