#include "app/cli/parameteroptions.h"

#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace cytosketch {
namespace {

using Json = nlohmann::json;

constexpr std::streamoff largestText = 1 << 22;

std::string number(double value) {
  std::ostringstream text;
  text.precision(15);
  text << value;
  return text.str();
}

/// What an option takes, for help and errors: "1 … 1000", "a, b or c".
std::string describeValues(const Parameter& parameter) {
  std::string text;
  for (std::size_t i = 0; i < parameter.choices.size(); ++i) {
    text += (i == 0 ? "" : i + 1 < parameter.choices.size() ? ", " : " or ") + std::string(parameter.choices[i]);
  }
  if (parameter.type == ParameterType::Integer || parameter.type == ParameterType::Real) {
    text = number(parameter.minimum) + " to " + number(parameter.maximum);
    text += parameter.unit.empty() ? "" : " " + std::string(parameter.unit);
  }
  return parameter.type == ParameterType::Boolean ? "true or false" : text;
}

std::string describeDefault(const Parameter& parameter) {
  switch (parameter.type) {
  case ParameterType::Choice:
    return std::string(parameter.choices[static_cast<std::size_t>(parameter.fallback)]);
  case ParameterType::Integer:
  case ParameterType::Real:
    return number(parameter.fallback);
  case ParameterType::Boolean:
    return parameter.fallback != 0.0 ? "true" : "false";
  case ParameterType::Text:
    break;
  }
  return "";
}

/// "help [values; default]"
std::string helpOf(const Parameter& parameter) {
  std::string values = describeValues(parameter);
  const std::string fallback = describeDefault(parameter);
  if (!fallback.empty()) {
    values += "; default " + fallback;
  }
  return std::string(parameter.help) + (values.empty() ? "" : " [" + values + "]");
}

/// "a number, 1 to 64 patches" or "a whole number, …"
std::string describeNumber(const Parameter& parameter) {
  return (parameter.type == ParameterType::Integer ? "a whole number, " : "a number, ") + describeValues(parameter);
}

/// The option's text as the JSON value that the settings reader expects; it judges ranges and names.
Json jsonOf(const Parameter& parameter, const std::string& text) {
  if (parameter.type == ParameterType::Choice || parameter.type == ParameterType::Text) {
    return text;
  }
  Json value = Json::parse(text, nullptr, false);
  if (parameter.type == ParameterType::Boolean ? !value.is_boolean() : !value.is_number()) {
    const bool boolean = parameter.type == ParameterType::Boolean;
    throw SettingsError("'" + text + (boolean ? "' is neither true nor false" : "' is not a number"),
                        "--" + std::string(parameter.key),
                        "Give " + (boolean ? "true or false" : describeNumber(parameter)));
  }
  return value;
}

/// The settings object of a file: the file itself, or the "settings" of an image's sidecar.
Json settingsObject(const std::string& file) {
  Json json = Json::parse(readText(file), nullptr, false);
  if (!json.is_object()) {
    throw SettingsError("is not a settings file (JSON object)", file,
                        "Save settings in the window, or take the .json beside a generated image");
  }
  if (json.contains("settings") && json["settings"].is_object()) {
    return json["settings"];
  }
  return json;
}

} // namespace

void addParameterOptions(CLI::App& command, std::span<const Parameter> table, ParameterValues& values,
                         const std::string& group) {
  for (const Parameter& parameter : table) {
    const std::string key(parameter.key);
    CLI::Option* const option = command.add_option_function<std::string>(
        "--" + key, [&values, key](const std::string& value) { values[key] = value.empty() ? "true" : value; },
        helpOf(parameter));
    option->type_name(parameter.type == ParameterType::Choice ? "NAME" : "VALUE")->group(group);
    if (parameter.type == ParameterType::Boolean) {
      option->expected(0, 1)->type_name("[true|false]"); // the name alone says yes
    }
  }
}

std::optional<double> numberGiven(std::span<const Parameter> table, const ParameterValues& values,
                                  std::string_view key) {
  const auto given = values.find(std::string(key));
  if (given == values.end()) {
    return std::nullopt;
  }
  const auto row = std::find_if(table.begin(), table.end(), [&](const Parameter& p) { return p.key == key; });
  const double value = jsonOf(*row, given->second).get<double>();
  const bool whole = row->type != ParameterType::Integer || value == std::floor(value);
  if (!(value >= row->minimum && value <= row->maximum) || !whole) {
    throw SettingsError(given->second + " is out of range", "--" + given->first, "Give " + describeNumber(*row));
  }
  return value;
}

void addGenerationOptions(CLI::App& command, GenerationOptions& options, std::span<const std::string_view> without) {
  const std::string group = "Generation";
  command
      .add_option("--settings", options.settingsFile,
                  "Settings as saved by the window, or the .json beside a generated image; options override it")
      ->type_name("FILE.json")
      ->group(group);
  command
      .add_option(
          "--model", options.models,
          "Model file, or name of an installed model; for an image with several channels once, or once for each "
          "[default " +
              GenerationSettings().model + "]")
      ->type_name("FILE|NAME")
      ->allow_extra_args(false)
      ->group(group);
  std::vector<Parameter> rows;
  std::copy_if(
      generationParameters().begin(), generationParameters().end(), std::back_inserter(rows),
      [&](const Parameter& row) { return std::find(without.begin(), without.end(), row.key) == without.end(); });
  addParameterOptions(command, rows, options.values, group);
}

GenerationSettings settingsOf(const GenerationOptions& options) {
  Json json = options.settingsFile.empty() ? Json::object() : settingsObject(options.settingsFile);
  if (!options.settingsFile.empty()) {
    try { // judged by itself first, so that the message names the file
      settingsFromJson(json.dump());
    } catch (const SettingsError& error) {
      throw SettingsError(error.problem(), options.settingsFile + (error.where().empty() ? "" : ", " + error.where()),
                          error.remedy());
    }
  }
  if (!options.models.empty()) {
    json["model"] = options.models;
  }
  for (const Parameter& parameter : generationParameters()) {
    const auto given = options.values.find(std::string(parameter.key));
    if (given != options.values.end()) {
      json[given->first] = jsonOf(parameter, given->second);
    }
  }
  return settingsFromJson(json.dump());
}

std::string readText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const std::streamoff size = file ? static_cast<std::streamoff>(file.tellg()) : -1;
  if (size < 0 || std::filesystem::is_directory(path)) {
    throw FileError("cannot be read", path.string(), "Check the name and that you may read it");
  }
  if (size > largestText) {
    throw FormatError("is far too large for a text file of settings", path.string(), "Choose another file");
  }
  std::string text(static_cast<std::size_t>(size), '\0');
  file.seekg(0);
  file.read(text.data(), size);
  return text;
}

} // namespace cytosketch
