#pragma once

#include "engine/sketch/shading.h"

#include <string>

namespace cytosketch {

/// The shading as a JSON object; its keys are the members' names in snake case.
std::string shadingToJson(const Shading& shading);

/// Keys that are missing keep their default and unknown ones are passed over, so that versions mix.
/// @throws SettingsError if the text is no JSON object or a value is not a finite number; ranges are not checked.
Shading shadingFromJson(const std::string& text);

} // namespace cytosketch
