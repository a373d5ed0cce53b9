#include "engine/simulation/simulation.h"

#include "engine/image/error.h"
#include "engine/image/parametervalue.h"
#include "engine/simulation/detail/simulator.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<Simulator>& simulators() {
  static const std::vector<Simulator> all{cElegans(), tCastaneum(), mouseStemCells(), hela(),           aThaliana(),
                                          dRerio(),   cervical(),   helaMitosis(),    harmonicNuclei(), freeForm()};
  return all;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : ", ") + word;
  }
  return text;
}

const Parameter& rowOf(const Organism& organism, std::string_view key) {
  return parameterOf(organism.parameters, key, organism.name);
}

double valueOf(const Parameter& row, const Json& value) {
  if (row.type == ParameterType::Choice && value.is_string()) {
    return valueOfText(row, value.get<std::string>());
  }
  if (row.type == ParameterType::Choice || !value.is_number()) {
    throw SettingsError(value.dump(-1, ' ', false, Json::error_handler_t::replace) + " is not a value of its kind",
                        std::string(row.key), row.type == ParameterType::Choice ? "Give a name" : "Give a number");
  }
  return checkedValue(row, value.get<double>());
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
  const auto [key, text] = assignmentOf(assignment, "count=50");
  values[key] = valueOfText(rowOf(organismOf(organism), key), text);
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
    checkedValue(rowOf(organism, key), value);
  }
  for (const Parameter& row : organism.parameters) {
    values_[std::string(row.key)] = settings.value(row.key);
  }
  for (const auto& [key, low] : values_) {
    if (key.ends_with(".min")) {
      const std::string other = key.substr(0, key.size() - 4) + ".max";
      const bool chosen = has(other) && (real(other) > 0.0 || rowOf(organism, other).minimum > 0.0); // 0: automatic
      if (chosen && low > real(other)) {
        throw SettingsError(numberText(low) + " is above " + other + " = " + numberText(real(other)), key,
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
