#include "engine/sketch/detail/shadingjson.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

/// Calls each(key, member) for every value, so that reading and writing cannot differ.
template <typename ShadingT, typename Each>
void forEachValue(ShadingT& shading, const Each& each) {
  each("background", shading.background);
  each("overlap_darkening", shading.overlapDarkening);
  each("z_decay", shading.zDecay);
  each("radial_decay", shading.radialDecay);
  each("radial_centre_z", shading.radialCentreZ);
  each("radial_centre_y", shading.radialCentreY);
  each("radial_centre_x", shading.radialCentreX);
  each("radial_extent", shading.radialExtent);
  each("membrane_thickness", shading.membraneThickness);
  each("membrane_grey", shading.membraneGrey);
  each("illumination_linear", shading.illuminationLinear);
  each("illumination_angle", shading.illuminationAngle);
  each("illumination_radial", shading.illuminationRadial);
  each("illumination_centre_y", shading.illuminationCentreY);
  each("illumination_centre_x", shading.illuminationCentreX);
  each("illumination_radius", shading.illuminationRadius);
}

constexpr const char* furtherKey = "further_backgrounds";
constexpr const char* nucleoliKey = "nucleoli";
constexpr const char* stepKey = "illumination_step";

bool showsNucleoli(const Json& json) {
  const auto found = json.find(nucleoliKey);
  if (found != json.end() && !found->is_boolean()) {
    throw SettingsError("the shading's '" + std::string(nucleoliKey) + "' is neither true nor false", "shading", "");
  }
  return found == json.end() || found->get<bool>();
}

std::vector<float> furtherBackgrounds(const Json& json) {
  const auto found = json.find(furtherKey);
  if (found == json.end()) {
    return {};
  }
  if (!found->is_array() || !std::all_of(found->begin(), found->end(), [](const Json& g) { return g.is_number(); })) {
    throw SettingsError("the shading's '" + std::string(furtherKey) + "' are not numbers", "shading", "");
  }
  return found->get<std::vector<float>>();
}

} // namespace

std::string shadingToJson(const Shading& shading) {
  Json json = Json::object();
  forEachValue(shading, [&](const char* key, auto value) { json[key] = value; });
  if (!shading.furtherBackgrounds.empty()) {
    json[furtherKey] = shading.furtherBackgrounds;
  }
  if (!shading.nucleoli) {
    json[nucleoliKey] = false;
  }
  if (!shading.illuminationMap.empty()) {
    json[stepKey] = shading.illuminationMap.step();
  }
  return json.dump();
}

Shading shadingFromJson(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  if (!json.is_object()) {
    throw SettingsError("the shading is not a JSON object", "shading", "");
  }
  Shading shading;
  forEachValue(shading, [&](const char* key, auto& value) {
    const auto found = json.find(key);
    if (found == json.end()) {
      return;
    }
    if (!found->is_number() || !std::isfinite(found->template get<double>())) {
      throw SettingsError("the shading's '" + std::string(key) + "' is not a number", "shading", "");
    }
    value = static_cast<std::remove_reference_t<decltype(value)>>(found->template get<double>());
  });
  shading.furtherBackgrounds = furtherBackgrounds(json);
  shading.nucleoli = showsNucleoli(json);
  return shading;
}

std::int64_t illuminationStepOf(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  const auto found = json.is_object() ? json.find(stepKey) : json.end();
  if (!json.is_object() || found == json.end()) {
    return 0;
  }
  if (!found->is_number_unsigned() || found->get<std::uint64_t>() == 0 || found->get<std::uint64_t>() > (1U << 24)) {
    throw SettingsError("the shading's '" + std::string(stepKey) + "' is not a number of pixels", "shading", "");
  }
  return found->get<std::int64_t>();
}

std::string channelNamesToJson(const std::vector<std::string>& names) {
  try {
    return Json(names).dump();
  } catch (const Json::exception&) {
    throw SettingsError("the name of a channel is not UTF-8", "channels", "Type it again");
  }
}

std::vector<std::string> channelNamesFromJson(const std::string& text) {
  const Json json = Json::parse(text, nullptr, false);
  const auto isText = [](const Json& name) { return name.is_string(); };
  if (!json.is_array() || !std::all_of(json.begin(), json.end(), isText)) {
    throw SettingsError("the names of the channels are not a list of texts", "channels", "");
  }
  return json.get<std::vector<std::string>>();
}

} // namespace cytosketch
