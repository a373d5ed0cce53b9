#pragma once

#include "engine/simulation/simulation.h"
#include "engine/sketch/draws.h"

#include <vector>

namespace cytosketch {

/// The values of one run: complete, in range, and every name.min at most name.max.
class Values {
public:
  /// @throws SettingsError
  explicit Values(const SimulationSettings& settings);

  double real(std::string_view key) const;
  std::int64_t whole(std::string_view key) const { return static_cast<std::int64_t>(real(key)); }
  /// name.min and name.max.
  Range range(std::string_view name) const;
  bool has(std::string_view key) const { return values_.contains(key); }

private:
  std::map<std::string, double, std::less<>> values_;
};

/// What a simulator works with.
struct Task {
  const Values& values;
  std::uint64_t seed;
  const SimulationHooks& hooks;

  Draws draws(Purpose purpose, std::uint64_t item = 0) const { return {seed, purpose, item}; }
  /// Reports and looks whether to stop. @throws Cancelled
  void at(double fraction) const;
};

struct Simulator {
  Organism organism;
  Simulation (*run)(const Task&);
};

Simulator cElegans();
Simulator tCastaneum();
Simulator mouseStemCells();
Simulator hela();
Simulator aThaliana();
Simulator dRerio();
Simulator cervical();
Simulator helaMitosis();
Simulator harmonicNuclei();
Simulator freeForm();

} // namespace cytosketch
