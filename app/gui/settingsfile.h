#pragma once

#include "engine/diffusion/settings.h"

#include <QString>

namespace cytosketch {

/// Settings as the window and the command line write them. Takes the description of an exported image as well.
/// @throws FileError if it cannot be read; SettingsError if it does not hold settings.
GenerationSettings readSettingsFile(const QString& path);

} // namespace cytosketch
