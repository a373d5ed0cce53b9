#pragma once

#include "engine/diffusion/settings.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace cytosketch {

/// Generation settings as they come from the command line: a settings file, and options on top of it.
struct GenerationOptions {
  std::string settingsFile;
  std::string model;
  std::map<std::string, std::string> values; ///< by key of generationParameters(); only what was given
};

/// Adds --settings, --model and one option per row of generationParameters().
void addGenerationOptions(CLI::App& command, GenerationOptions& options);

/// Defaults, then the settings file, then the options.
/// @throws FileError, SettingsError
GenerationSettings settingsOf(const GenerationOptions& options);

/// A whole text file. @throws FileError if it cannot be read; FormatError if it is larger than any settings file.
std::string readText(const std::filesystem::path& path);

} // namespace cytosketch
