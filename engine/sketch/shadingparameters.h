#pragma once

#include "engine/image/parameter.h"
#include "engine/sketch/sketch.h"

#include <span>
#include <string>

namespace cytosketch {

/// The numbers of a shading as one table: the panel, the command line and the manual are made from it. Besides, the
/// background of channel k > 0 has the key "background.k" and is as the row "background".
std::span<const Parameter> shadingParameters();
/// The row of a key, also of "background.k". @throws SettingsError naming all keys, if there is none.
const Parameter& shadingParameter(std::string_view key);

/// The value of a key; a boolean is 0 or 1. @throws SettingsError if there is no such key.
double shadingValue(const Shading& shading, std::string_view key);
/// @throws SettingsError if there is no such key or the value is out of its range
void setShadingValue(Shading& shading, std::string_view key, double value);
/// Takes "key=value". @throws SettingsError
void setShadingValue(Shading& shading, const std::string& assignment);

/// The shading with the decay's centre in the middle of the box around all cells and its extent half that box's longest
/// side; in a sketch without cells, of the sketch itself.
Shading withCentreOfCells(const Shading& shading, const Sketch& sketch);

} // namespace cytosketch
