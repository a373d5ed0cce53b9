#pragma once

#include "engine/sketch/shading.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cytosketch {

/// The shading as a JSON object; its keys are the members' names in snake case. Of a painted illumination the object
/// has the step only: the grid is a table of its own.
std::string shadingToJson(const Shading& shading);

/// Keys that are missing keep their default and unknown ones are passed over, so that versions mix.
/// @throws SettingsError if the text is no JSON object or a value is not a finite number; ranges are not checked.
Shading shadingFromJson(const std::string& text);

/// The step of the painted illumination that belongs to the shading; 0 if there is none. @throws SettingsError if it is
/// no whole number of pixels.
std::int64_t illuminationStepOf(const std::string& text);

/// The names of the channels as a JSON list. Writing throws SettingsError if one is not UTF-8; reading throws
/// SettingsError if the text is no list of texts.
std::string channelNamesToJson(const std::vector<std::string>& names);
std::vector<std::string> channelNamesFromJson(const std::string& text);

} // namespace cytosketch
