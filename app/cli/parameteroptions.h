#pragma once

#include "engine/diffusion/settings.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cytosketch {

/// What was given on the command line for a table of parameters, by key.
using ParameterValues = std::map<std::string, std::string>;

/// Adds one option per row of a table to `command`; what is given goes into `values`.
void addParameterOptions(CLI::App& command, std::span<const Parameter> table, ParameterValues& values,
                         const std::string& group);

/// The number given for `key`, if any. @throws SettingsError naming the option, if it is no number, not a whole one
/// where the table wants one, or out of the table's range.
std::optional<double> numberGiven(std::span<const Parameter> table, const ParameterValues& values,
                                  std::string_view key);

/// Generation settings as they come from the command line: a settings file, and options on top of it.
struct GenerationOptions {
  std::string settingsFile;
  std::vector<std::string> models; ///< one, or one per channel
  ParameterValues values;          ///< for generationParameters()
};

/// Adds --settings, --model and one option per row of generationParameters(), but for the keys in `without`.
void addGenerationOptions(CLI::App& command, GenerationOptions& options,
                          std::span<const std::string_view> without = {});

/// Defaults, then the settings file, then the options.
/// @throws FileError, SettingsError
GenerationSettings settingsOf(const GenerationOptions& options);

/// A whole text file. @throws FileError if it cannot be read; FormatError if it is larger than any settings file.
std::string readText(const std::filesystem::path& path);

} // namespace cytosketch
