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
}

constexpr const char* furtherKey = "further_backgrounds";

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
  return shading;
}

} // namespace cytosketch
