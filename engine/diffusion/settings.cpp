#include "engine/diffusion/settings.h"

#include "engine/diffusion/detail/settingnames.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>
#include <optional>

namespace cytosketch {
namespace {

using namespace settingnames;

constexpr int widestHalo = 4096;
constexpr const char* haloRemedy =
    "Choose exact, auto, a number of pixels from 0 to 4096, or 32,8: pixels, and slices of a volume";

template <typename Enum, std::size_t N>
Enum valueOf(std::string_view text, const std::array<const char*, N>& names, const char* key) {
  std::string known;
  for (std::size_t i = 0; i < N; ++i) {
    if (text == names[i]) {
      return static_cast<Enum>(i);
    }
    known += (i == 0 ? "" : ", ") + std::string(names[i]);
  }
  throw SettingsError("there is no " + std::string(key) + " \"" + std::string(text) + "\"", key,
                      "Choose one of: " + known);
}

const Parameter& parameter(std::string_view key) {
  for (const Parameter& row : generationParameters()) {
    if (row.key == key) {
      return row;
    }
  }
  throw SettingsError("unknown parameter", std::string(key), "");
}

void requireWithin(std::string_view key, double value) {
  const Parameter& row = parameter(key);
  if (!(value >= row.minimum && value <= row.maximum)) {
    const auto plain = [](double v) {
      std::string text = std::to_string(v);
      text.erase(text.find_last_not_of('0') + 1);
      return text.back() == '.' ? text.substr(0, text.size() - 1) : text;
    };
    throw SettingsError("the value " + plain(value) + " is out of range", std::string(key),
                        "Choose a value from " + plain(row.minimum) + " to " + plain(row.maximum));
  }
}

/// A whole number from JSON; a fraction or text is an error rather than being rounded.
std::int64_t integerOf(const nlohmann::json& value, std::string_view key) {
  if (!value.is_number_integer()) {
    throw SettingsError("is not a whole number", std::string(key), "");
  }
  const auto number = value.get<std::int64_t>();
  requireWithin(key, static_cast<double>(number));
  return number;
}

/// One number of a halo's text.
std::optional<int> numberOfVoxels(std::string_view text) {
  int voxels = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), voxels);
  if (error != std::errc() || end != text.data() + text.size() || voxels < 0 || voxels > widestHalo) {
    return std::nullopt;
  }
  return voxels;
}

std::map<std::uint32_t, int> cellStartsOf(const nlohmann::json& value) {
  constexpr const char* key = "cell-starts";
  if (!value.is_object()) {
    throw SettingsError("is not an object of cells and start steps", key, R"(Write for example {"12": 150})");
  }
  std::map<std::uint32_t, int> starts;
  for (const auto& [cell, start] : value.items()) {
    std::uint32_t id = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), id);
    if (error != std::errc() || end != cell.data() + cell.size() || id == 0) {
      throw SettingsError("\"" + cell + "\" is not the number of a cell", key, "Write numbers from 1 on");
    }
    starts[id] = static_cast<int>(integerOf(start, "t-start"));
  }
  return starts;
}

void readValue(GenerationSettings& settings, const std::string& key, const nlohmann::json& value) {
  if (key == "model") {
    const auto models =
        value.is_array() ? value.get<std::vector<std::string>>() : std::vector<std::string>{value.get<std::string>()};
    if (models.empty()) {
      throw SettingsError("the list of models is empty", "model", "Name one per channel");
    }
    settings.model = models.front();
    settings.furtherModels.assign(models.begin() + 1, models.end());
  } else if (key == "t-start") {
    settings.tStart = static_cast<int>(integerOf(value, key));
  } else if (key == "sigma") {
    settings.sigma = value.get<double>();
  } else if (key == "texture") {
    settings.texture = value.get<double>();
  } else if (key == "sampler") {
    settings.sampler = samplerOf(value.get<std::string>());
  } else if (key == "steps") {
    settings.steps = static_cast<int>(integerOf(value, key));
  } else if (key == "eta") {
    settings.eta = value.get<double>();
  } else if (key == "auto-start") {
    settings.autoStart = value.get<bool>();
  } else if (key == "cell-starts") {
    settings.cellStarts = cellStartsOf(value);
  } else if (key == "seed") {
    settings.seed = static_cast<std::uint64_t>(integerOf(value, key));
  } else if (key == "tile") {
    settings.tile = static_cast<int>(integerOf(value, key));
  } else if (key == "tile-depth") {
    settings.tileDepth = static_cast<int>(integerOf(value, key));
  } else if (key == "halo") {
    settings.halo = haloOf(value.is_number() ? value.dump() : value.get<std::string>());
  } else if (key == "memory") {
    settings.memory = static_cast<int>(integerOf(value, key));
  } else if (key == "state") {
    settings.state = stateStorageOf(value.get<std::string>());
  } else if (key == "precision") {
    settings.precision = precisionOf(value.get<std::string>());
  } else if (key == "device") {
    settings.device = deviceOf(value.get<std::string>());
  } else {
    throw SettingsError("unknown setting \"" + key + "\"", "settings", "Check its spelling");
  }
}

} // namespace

std::string_view name(SamplerKind sampler) {
  return samplers.at(static_cast<std::size_t>(sampler));
}
std::string_view name(Precision precision) {
  return precisions.at(static_cast<std::size_t>(precision));
}
std::string_view name(Device device) {
  return devices.at(static_cast<std::size_t>(device));
}
std::string_view name(StateStorage state) {
  return states.at(static_cast<std::size_t>(state));
}
std::string name(const Halo& halo) {
  switch (halo.mode) {
  case Halo::Mode::Auto:
    return "auto";
  case Halo::Mode::Exact:
    return "exact";
  case Halo::Mode::Fixed:
    break;
  }
  return std::to_string(halo.voxels) + (halo.depth >= 0 ? "," + std::to_string(halo.depth) : "");
}

SamplerKind samplerOf(std::string_view text) {
  return valueOf<SamplerKind>(text, samplers, "sampler");
}
Precision precisionOf(std::string_view text) {
  return valueOf<Precision>(text, precisions, "precision");
}
Device deviceOf(std::string_view text) {
  return valueOf<Device>(text, devices, "device");
}

StateStorage stateStorageOf(std::string_view text) {
  return valueOf<StateStorage>(text, states, "state");
}

Halo haloOf(std::string_view text) {
  if (text == "auto") {
    return {Halo::Mode::Auto};
  }
  if (text == "exact") {
    return {Halo::Mode::Exact};
  }
  const std::size_t comma = text.find(',');
  const std::optional<int> voxels = numberOfVoxels(text.substr(0, comma));
  const std::optional<int> depth = comma == std::string_view::npos ? -1 : numberOfVoxels(text.substr(comma + 1));
  if (!voxels || !depth) {
    throw SettingsError("\"" + std::string(text) + "\" is not a halo", "halo", haloRemedy);
  }
  return {Halo::Mode::Fixed, *voxels, *depth};
}

void validate(const GenerationSettings& settings) {
  requireWithin("t-start", settings.tStart);
  requireWithin("sigma", settings.sigma);
  requireWithin("texture", settings.texture);
  requireWithin("steps", settings.steps);
  requireWithin("eta", settings.eta);
  for (const auto& [cell, start] : settings.cellStarts) {
    requireWithin("t-start", start);
  }
  requireWithin("seed", static_cast<double>(settings.seed));
  requireWithin("tile", settings.tile);
  requireWithin("tile-depth", settings.tileDepth);
  requireWithin("memory", settings.memory);
  const Halo& halo = settings.halo;
  if (halo.voxels < 0 || halo.voxels > widestHalo || halo.depth < -1 || halo.depth > widestHalo) {
    throw SettingsError("the halo is out of range", "halo", haloRemedy);
  }
}

std::vector<std::string> modelsOf(const GenerationSettings& settings) {
  std::vector<std::string> models{settings.model};
  models.insert(models.end(), settings.furtherModels.begin(), settings.furtherModels.end());
  return models;
}

void requireOneModel(const GenerationSettings& settings) {
  if (!settings.furtherModels.empty()) {
    throw SettingsError("there are " + std::to_string(settings.furtherModels.size() + 1) +
                            " models, and a model for each channel is only for single images",
                        "model", "Give one model for all channels");
  }
}

std::string toJson(const GenerationSettings& settings) {
  nlohmann::json model = settings.model;
  if (!settings.furtherModels.empty()) {
    model = modelsOf(settings);
  }
  nlohmann::json j{{"model", model},
                   {"t-start", settings.tStart},
                   {"sigma", settings.sigma},
                   {"texture", settings.texture},
                   {"sampler", name(settings.sampler)},
                   {"steps", settings.steps},
                   {"eta", settings.eta},
                   {"seed", settings.seed},
                   {"auto-start", settings.autoStart},
                   {"tile", settings.tile},
                   {"tile-depth", settings.tileDepth},
                   {"halo", name(settings.halo)},
                   {"memory", settings.memory},
                   {"state", name(settings.state)},
                   {"precision", name(settings.precision)},
                   {"device", name(settings.device)}};
  for (const auto& [cell, start] : settings.cellStarts) {
    j["cell-starts"][std::to_string(cell)] = start;
  }
  return j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
}

GenerationSettings settingsFromJson(std::string_view json) {
  GenerationSettings settings;
  try {
    const auto j = nlohmann::json::parse(json);
    if (!j.is_object()) {
      throw SettingsError("is not a JSON object", "settings", "Save settings from the program to see the form");
    }
    for (const auto& [key, value] : j.items()) {
      readValue(settings, key, value);
    }
  } catch (const nlohmann::json::parse_error&) {
    throw SettingsError("is not valid JSON", "settings", "Save settings from the program to see the form");
  } catch (const nlohmann::json::exception&) {
    throw SettingsError("a value has the wrong type", "settings", "Save settings from the program to see the form");
  }
  validate(settings);
  return settings;
}

} // namespace cytosketch
