#include "engine/diffusion/settings.h"

#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace cytosketch {
namespace {

constexpr std::array samplerNames{"sde-dpmsolver++", "dpmsolver++", "ddpm", "ddpm-respaced", "ddim"};
constexpr std::array precisionNames{"auto", "bf16", "fp32"};
constexpr std::array deviceNames{"auto", "cpu", "cuda"};

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

std::vector<Parameter> makeTable() {
  std::vector<Parameter> table;
  table.push_back(
      {.key = "t-start",
       .type = ParameterType::Integer,
       .fallback = 400,
       .minimum = 1,
       .maximum = 1000,
       .usefulMinimum = 150,
       .usefulMaximum = 600,
       .step = 10,
       .unit = "",
       .label = CYTOSKETCH_TRANSLATE("Start step"),
       .help = CYTOSKETCH_TRANSLATE("How much noise the sketch gets before the network removes it: a late start "
                                    "keeps the sketch's shapes, an early one (a larger number) gives more "
                                    "realistic texture but may lose dim cells.")});
  table.push_back(
      {.key = "sigma",
       .type = ParameterType::Real,
       .fallback = 1,
       .minimum = 0,
       .maximum = 20,
       .usefulMinimum = 0,
       .usefulMaximum = 3,
       .step = 0.1,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Blur σ"),
       .help = CYTOSKETCH_TRANSLATE("Softens the sketch's edges before noise is added, so that they look like "
                                    "those of a microscope; 1 suits most images.")});
  table.push_back(
      {.key = "sampler",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Sampler"),
       .help = CYTOSKETCH_TRANSLATE("How noise is removed: SDE-DPM-Solver++ is as good as the paper's DDPM in a "
                                    "fraction of the time; the ODE samplers stay closer to the sketch and look "
                                    "flatter."),
       .choices = {samplerNames.begin(), samplerNames.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("SDE-DPM-Solver++(2M)"), CYTOSKETCH_TRANSLATE("DPM-Solver++(2M), ODE"),
                        CYTOSKETCH_TRANSLATE("DDPM, as in the paper"), CYTOSKETCH_TRANSLATE("DDPM, respaced"),
                        CYTOSKETCH_TRANSLATE("DDIM")}});
  table.push_back(
      {.key = "steps",
       .type = ParameterType::Integer,
       .fallback = 10,
       .minimum = 1,
       .maximum = 1000,
       .usefulMinimum = 8,
       .usefulMaximum = 50,
       .step = 1,
       .unit = CYTOSKETCH_TRANSLATE("calls"),
       .label = CYTOSKETCH_TRANSLATE("Network calls"),
       .help = CYTOSKETCH_TRANSLATE("How often the network is called, exactly; more calls take longer and refine "
                                    "the texture a little. DDPM ignores it and makes as many calls as the start "
                                    "step says.")});
  table.push_back(
      {.key = "seed",
       .type = ParameterType::Integer,
       .fallback = 1,
       .minimum = 0,
       .maximum = 4294967295.0,
       .usefulMinimum = 0,
       .usefulMaximum = 4294967295.0,
       .step = 1,
       .unit = "",
       .label = CYTOSKETCH_TRANSLATE("Seed"),
       .help = CYTOSKETCH_TRANSLATE("Chooses the random noise: another seed gives another image of the same "
                                    "cells, the same seed the same image.")});
  table.push_back(
      {.key = "tile",
       .type = ParameterType::Integer,
       .fallback = 0,
       .minimum = 0,
       .maximum = 16384,
       .usefulMinimum = 0,
       .usefulMaximum = 4096,
       .step = 16,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Tile edge"),
       .help = CYTOSKETCH_TRANSLATE("Size of the pieces that the image is computed in; 0 chooses it by memory "
                                    "and speed. The image does not depend on it.")});
  table.push_back(
      {.key = "halo",
       .type = ParameterType::Text,
       .label = CYTOSKETCH_TRANSLATE("Halo"),
       .help = CYTOSKETCH_TRANSLATE("Context around a tile in pixels: \"exact\" gives what an untiled image "
                                    "would give, \"auto\" the smallest halo without visible difference.")});
  table.push_back(
      {.key = "precision",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Precision"),
       .help = CYTOSKETCH_TRANSLATE("Arithmetic inside the network: bf16 is faster where the processor has it "
                                    "and changes the image by less than a grey level."),
       .choices = {precisionNames.begin(), precisionNames.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("Automatic"), "bf16", "fp32"}});
  table.push_back(
      {.key = "device",
       .type = ParameterType::Choice,
       .fallback = 0,
       .label = CYTOSKETCH_TRANSLATE("Device"),
       .help = CYTOSKETCH_TRANSLATE("Where the network runs; the image is the same, only the time differs."),
       .choices = {deviceNames.begin(), deviceNames.end()},
       .choiceLabels = {CYTOSKETCH_TRANSLATE("Automatic"), "CPU", "CUDA"}});
  return table;
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

void readValue(GenerationSettings& settings, const std::string& key, const nlohmann::json& value) {
  if (key == "model") {
    settings.model = value.get<std::string>();
  } else if (key == "t-start") {
    settings.tStart = static_cast<int>(integerOf(value, key));
  } else if (key == "sigma") {
    settings.sigma = value.get<double>();
  } else if (key == "sampler") {
    settings.sampler = samplerOf(value.get<std::string>());
  } else if (key == "steps") {
    settings.steps = static_cast<int>(integerOf(value, key));
  } else if (key == "seed") {
    settings.seed = static_cast<std::uint64_t>(integerOf(value, key));
  } else if (key == "tile") {
    settings.tile = static_cast<int>(integerOf(value, key));
  } else if (key == "halo") {
    settings.halo = haloOf(value.is_number() ? value.dump() : value.get<std::string>());
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
  return samplerNames.at(static_cast<std::size_t>(sampler));
}
std::string_view name(Precision precision) {
  return precisionNames.at(static_cast<std::size_t>(precision));
}
std::string_view name(Device device) {
  return deviceNames.at(static_cast<std::size_t>(device));
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
  return std::to_string(halo.voxels);
}

SamplerKind samplerOf(std::string_view text) {
  return valueOf<SamplerKind>(text, samplerNames, "sampler");
}
Precision precisionOf(std::string_view text) {
  return valueOf<Precision>(text, precisionNames, "precision");
}
Device deviceOf(std::string_view text) {
  return valueOf<Device>(text, deviceNames, "device");
}

Halo haloOf(std::string_view text) {
  if (text == "auto") {
    return {Halo::Mode::Auto, 0};
  }
  if (text == "exact") {
    return {Halo::Mode::Exact, 0};
  }
  int voxels = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), voxels);
  if (error != std::errc() || end != text.data() + text.size() || voxels < 0 || voxels > 4096) {
    throw SettingsError("\"" + std::string(text) + "\" is not a halo", "halo",
                        "Choose exact, auto, or a number of pixels from 0 to 4096");
  }
  return {Halo::Mode::Fixed, voxels};
}

std::span<const Parameter> generationParameters() {
  static const std::vector<Parameter> table = makeTable();
  return table;
}

void validate(const GenerationSettings& settings) {
  requireWithin("t-start", settings.tStart);
  requireWithin("sigma", settings.sigma);
  requireWithin("steps", settings.steps);
  requireWithin("seed", static_cast<double>(settings.seed));
  requireWithin("tile", settings.tile);
  if (settings.halo.voxels < 0 || settings.halo.voxels > 4096) {
    throw SettingsError("the halo is out of range", "halo", "Choose exact, auto, or 0 to 4096 pixels");
  }
}

std::string toJson(const GenerationSettings& settings) {
  const nlohmann::json j{{"model", settings.model},
                         {"t-start", settings.tStart},
                         {"sigma", settings.sigma},
                         {"sampler", name(settings.sampler)},
                         {"steps", settings.steps},
                         {"seed", settings.seed},
                         {"tile", settings.tile},
                         {"halo", name(settings.halo)},
                         {"precision", name(settings.precision)},
                         {"device", name(settings.device)}};
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
