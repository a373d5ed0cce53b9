// What a simulated sketch costs, by preset, with the settings of the paper.
// Run: build/release/bin/bench_simulation
#include "engine/simulation/simulation.h"

#include <benchmark/benchmark.h>

#include <string>

using namespace cytosketch;

int main(int argc, char** argv) {
  for (const Organism& organism : organisms()) {
    benchmark::RegisterBenchmark(std::string(organism.name).c_str(), [&organism](benchmark::State& state) {
      SimulationSettings settings;
      settings.organism = organism.name;
      Simulation simulation;
      for (auto _ : state) {
        ++settings.seed;
        simulation = simulate(settings);
      }
      state.counters["requested"] = static_cast<double>(simulation.requested);
      state.counters["placed"] = static_cast<double>(simulation.placed);
    })->Unit(benchmark::kMillisecond);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
