#pragma once

#include "engine/image/parameter.h"
#include "engine/sketch/sketch.h"

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

namespace cytosketch {

/// What can be simulated: a name, and one table of parameters from which command line, dock and manual are made.
struct Organism {
  std::string_view name;       ///< "c-elegans": in JSON and on the command line
  std::string_view label = {}; ///< translatable
  std::string_view help = {};  ///< translatable: one sentence on what comes out
  std::span<const Parameter> parameters = {};
};

/// All of them, in the order in which they are offered.
std::span<const Organism> organisms();
/// @throws SettingsError naming all organisms, if there is none of this name.
const Organism& organismOf(std::string_view name);

/// All that determines a simulated sketch: the same settings give the same sketch.
struct SimulationSettings {
  std::string organism = "c-elegans";
  std::map<std::string, double> values; ///< by key of the organism's table; what is missing has its default
  std::uint64_t seed = 1;
  std::string model; ///< the shipped model that suits the sketches; empty if none does yet

  /// The value or its default. @throws SettingsError if the organism has no such parameter.
  double value(std::string_view key) const;
  /// Takes "key=value"; a choice by its name. @throws SettingsError if there is no such key or the value is out of
  /// range.
  void set(const std::string& assignment);
};

/// A preset: a JSON object with "simulator", and optionally "parameters" (by key), "seed" and "model".
/// @throws SettingsError if it is no such object, or a key or value is not in the organism's table.
SimulationSettings simulationFromJson(const std::string& text);
std::string simulationToJson(const SimulationSettings& settings);

/// How a caller follows and stops a simulation, on the thread that simulates.
struct SimulationHooks {
  std::stop_token stop;
  std::function<void(double fraction)> progress;
};

struct Simulation {
  Sketch sketch;
  std::int64_t requested = 0; ///< cells asked for: an upper bound
  std::int64_t placed = 0;    ///< cells that found a place and can be seen in the sketch
};

/// Makes a sketch. Counts are upper bounds: each cell takes one of the positions that are still free, drawn uniformly,
/// until all are placed or no position is left.
/// @throws SettingsError if a value is unknown, out of range or against another one; MemoryError; Cancelled.
Simulation simulate(const SimulationSettings& settings, const SimulationHooks& hooks = {});

} // namespace cytosketch
