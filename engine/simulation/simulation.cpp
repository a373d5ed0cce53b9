#include "engine/simulation/simulation.h"

#include "engine/image/error.h"
#include "engine/simulation/detail/simulator.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<Simulator>& simulators() {
  static const std::vector<Simulator> all{cElegans(), tCastaneum(), mouseStemCells(), hela(),           aThaliana(),
                                          dRerio(),   cervical(),   helaMitosis(),    harmonicNuclei(), freeForm()};
  return all;
}

std::string number(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(15);
  text << value;
  return text.str();
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

const Parameter* find(const Organism& organism, std::string_view key) {
  const auto row = std::find_if(organism.parameters.begin(), organism.parameters.end(),
                                [&](const Parameter& p) { return p.key == key; });
  return row == organism.parameters.end() ? nullptr : &*row;
}

const Parameter& rowOf(const Organism& organism, std::string_view key) {
  if (const Parameter* row = find(organism, key)) {
    return *row;
  }
  std::vector<std::string> keys;
  for (const Parameter& row : organism.parameters) {
    keys.emplace_back(row.key);
  }
  throw SettingsError(std::string(organism.name) + " has no such parameter", std::string(key),
                      "Choose one of " + joined(keys));
}

/// "a whole number, 1 to 200 px"
std::string describe(const Parameter& row) {
  return (row.type == ParameterType::Integer ? "a whole number, " : "a number, ") + number(row.minimum) + " to " +
         number(row.maximum) + (row.unit.empty() ? "" : " " + std::string(row.unit));
}

double checked(const Parameter& row, double value) {
  const bool whole = row.type == ParameterType::Real || value == std::floor(value);
  if (!(value >= row.minimum && value <= row.maximum) || !whole) {
    throw SettingsError(number(value) + " is out of range", std::string(row.key), "Give " + describe(row));
  }
  return value;
}

double choiceOf(const Parameter& row, const std::string& name) {
  const auto choice = std::find(row.choices.begin(), row.choices.end(), name);
  if (choice == row.choices.end()) {
    std::vector<std::string> names(row.choices.begin(), row.choices.end());
    throw SettingsError(std::string("there is no choice '").append(name) + "'", std::string(row.key),
                        "Choose one of " + joined(names));
  }
  return static_cast<double>(choice - row.choices.begin());
}

double valueOf(const Parameter& row, const Json& value) {
  if (row.type == ParameterType::Choice && value.is_string()) {
    return choiceOf(row, value.get<std::string>());
  }
  if (row.type == ParameterType::Choice || !value.is_number()) {
    throw SettingsError(value.dump(-1, ' ', false, Json::error_handler_t::replace) + " is not a value of its kind",
                        std::string(row.key), row.type == ParameterType::Choice ? "Give a name" : "Give a number");
  }
  return checked(row, value.get<double>());
}

std::string textOf(const Json& json, const char* key) {
  if (!json.contains(key) || json[key].is_null()) {
    return "";
  }
  if (!json[key].is_string()) {
    throw SettingsError("is not a text", key, "Write it in quotation marks");
  }
  return json[key].get<std::string>();
}

} // namespace

std::span<const Organism> organisms() {
  static const std::vector<Organism> all = [] {
    std::vector<Organism> list;
    for (const Simulator& simulator : simulators()) {
      list.push_back(simulator.organism);
    }
    return list;
  }();
  return all;
}

const Organism& organismOf(std::string_view name) {
  std::vector<std::string> names;
  for (const Organism& organism : organisms()) {
    if (organism.name == name) {
      return organism;
    }
    names.emplace_back(organism.name);
  }
  throw SettingsError(std::string("there is no simulator '").append(name) + "'", "simulator",
                      "Choose one of " + joined(names));
}

double SimulationSettings::value(std::string_view key) const {
  const Parameter& row = rowOf(organismOf(organism), key);
  const auto given = values.find(std::string(key));
  return given == values.end() ? row.fallback : given->second;
}

void SimulationSettings::set(const std::string& assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string::npos) {
    throw SettingsError("is not of the form key=value", assignment, "Write for example count=50");
  }
  const std::string key = assignment.substr(0, equals);
  const std::string text = assignment.substr(equals + 1);
  const Parameter& row = rowOf(organismOf(organism), key);
  if (row.type == ParameterType::Choice) {
    values[key] = choiceOf(row, text);
    return;
  }
  const Json value = Json::parse(text, nullptr, false);
  if (!value.is_number()) {
    throw SettingsError(std::string("'").append(text) + "' is not a number", key, "Give " + describe(row));
  }
  values[key] = valueOf(row, value);
}

SimulationSettings simulationFromJson(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || !json.contains("simulator")) {
    throw SettingsError("is not a simulation preset (a JSON object with \"simulator\")", "preset",
                        "Take one that the program saved");
  }
  SimulationSettings settings;
  settings.organism = textOf(json, "simulator");
  settings.model = textOf(json, "model");
  const Organism& organism = organismOf(settings.organism);
  if (json.contains("seed")) {
    if (!json["seed"].is_number_unsigned()) {
      throw SettingsError("is not a whole number from 0", "seed", "Give one");
    }
    settings.seed = json["seed"].get<std::uint64_t>();
  }
  if (json.contains("parameters")) {
    if (!json["parameters"].is_object()) {
      throw SettingsError("is not an object of keys and values", "parameters", "Write {\"count\": 50}");
    }
    for (const auto& [key, value] : json["parameters"].items()) {
      settings.values[key] = valueOf(rowOf(organism, key), value);
    }
  }
  return settings;
}

std::string simulationToJson(const SimulationSettings& settings) {
  const Organism& organism = organismOf(settings.organism);
  Json json{{"simulator", settings.organism}, {"model", nullptr}, {"seed", settings.seed}};
  if (!settings.model.empty()) {
    json["model"] = settings.model;
  }
  json["parameters"] = Json::object();
  for (const Parameter& row : organism.parameters) {
    const double value = settings.value(row.key);
    Json& place = json["parameters"][std::string(row.key)];
    if (row.type == ParameterType::Choice) {
      place = row.choices.at(static_cast<std::size_t>(value));
    } else if (row.type == ParameterType::Integer) {
      place = static_cast<std::int64_t>(value);
    } else {
      place = value;
    }
  }
  return json.dump(2) + "\n";
}

Values::Values(const SimulationSettings& settings) {
  const Organism& organism = organismOf(settings.organism);
  for (const auto& [key, value] : settings.values) {
    checked(rowOf(organism, key), value);
  }
  for (const Parameter& row : organism.parameters) {
    values_[std::string(row.key)] = settings.value(row.key);
  }
  for (const auto& [key, low] : values_) {
    if (key.ends_with(".min")) {
      const std::string other = key.substr(0, key.size() - 4) + ".max";
      const bool chosen = has(other) && (real(other) > 0.0 || rowOf(organism, other).minimum > 0.0); // 0: automatic
      if (chosen && low > real(other)) {
        throw SettingsError(number(low) + " is above " + other + " = " + number(real(other)), key,
                            "Give a lower " + key + " or a higher " + other);
      }
    }
  }
}

double Values::real(std::string_view key) const {
  const auto found = values_.find(key);
  if (found == values_.end()) {
    throw Error("a simulator asks for a parameter that its table does not have", std::string(key), "");
  }
  return found->second;
}

Range Values::range(std::string_view name) const {
  return {real(std::string(name) + ".min"), real(std::string(name) + ".max")};
}

void Task::at(double fraction) const {
  if (hooks.stop.stop_requested()) {
    throw Cancelled();
  }
  if (hooks.progress) {
    hooks.progress(fraction);
  }
}

Simulation simulate(const SimulationSettings& settings, const SimulationHooks& hooks) {
  const auto simulator = std::find_if(simulators().begin(), simulators().end(), [&](const Simulator& s) {
    return s.organism.name == organismOf(settings.organism).name;
  });
  const Values values(settings);
  try {
    return simulator->run({values, settings.seed, hooks});
  } catch (const std::bad_alloc&) {
    throw MemoryError("the simulation does not fit into memory", settings.organism, "Choose a smaller size");
  }
}

} // namespace cytosketch
