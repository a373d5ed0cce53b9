#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace cytosketch {

class Console;

/// What a subcommand does once its options are parsed.
using Run = std::function<void(Console&)>;

/// Each adds its options and help to its subcommand and returns what runs. One file each.
Run addInfo(CLI::App& command);
Run addLatentMap(CLI::App& command);
Run addDataset(CLI::App& command);
Run addConvert(CLI::App& command);
Run addEvaluate(CLI::App& command);
Run addGenerate(CLI::App& command);
Run addShade(CLI::App& command);
Run addSimulate(CLI::App& command);
Run addSketch(CLI::App& command);
Run addSweep(CLI::App& command);
Run addTexture(CLI::App& command);
Run addTrain(CLI::App& command);

} // namespace cytosketch
