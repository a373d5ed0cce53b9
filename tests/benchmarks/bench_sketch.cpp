// Painting: what one mouse event costs on a 2048×2048 sketch with 500 cells, and what a snapshot of a large one costs.
// Run: build/release/bin/bench_sketch
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketch.h"

#include <benchmark/benchmark.h>

#include <cmath>

using namespace cytosketch;

namespace {

/// Cells on a jittered grid, dense enough that a 64-pixel window meets several; every tenth lies on its neighbour.
Sketch gridSketch(std::int64_t side, std::int64_t count) {
  Sketch sketch({1, 1, 1, side, side});
  const auto columns = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(count))));
  const double pitch = static_cast<double>(side) / static_cast<double>(columns);
  for (std::int64_t i = 0; i < count; ++i) {
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    const double y = pitch * (static_cast<double>(i / columns) + 0.5 + 0.1 * std::sin(static_cast<double>(i)));
    const double x = pitch * (static_cast<double>(i % columns) + (i % 10 == 0 ? 0.9 : 0.5));
    cell.mask = ellipseMask(0, 0, y, x, 0.45 * pitch, 0.35 * pitch, static_cast<double>(i));
    sketch.put(std::move(cell));
  }
  return sketch;
}

/// One brush event: stroke, cell with it, put, and the grey and labels around it; while a worker holds a snapshot of
/// the state before, so that everything shared must be detached.
void paintEvent(benchmark::State& state, const Shading& shading) {
  Sketch sketch = gridSketch(2048, 500);
  sketch.setShading(shading);
  const auto window = state.range(0);
  double at = 100.0;
  for (auto _ : state) {
    const Sketch snapshot = sketch;
    at = at > 1900.0 ? 100.0 : at + 7.3;
    Cell cell = *sketch.find(250);
    cell.mask.unite(strokeMask(0, 0, at, 1000.0, at + 7.3, 1004.0, 12.0));
    sketch.put(std::move(cell));
    const auto y = static_cast<std::int64_t>(at);
    const Box box{0, y - window / 2, 1000 - window / 2, 1, y + window / 2, 1000 + window / 2};
    benchmark::DoNotOptimize(rasteriseGrey(sketch, 0, 0, box));
    benchmark::DoNotOptimize(rasteriseLabels(sketch, 0, CellKind::Nucleus, box));
  }
}

void BM_PaintEvent(benchmark::State& state) {
  paintEvent(state, {});
}
BENCHMARK(BM_PaintEvent)->Arg(64)->Arg(200)->Unit(benchmark::kMicrosecond);

void BM_PaintEventAllShading(benchmark::State& state) {
  Shading shading;
  shading.overlapDarkening = 0.1F;
  shading.radialDecay = 0.5F;
  shading.radialExtent = 1000.0;
  shading.membraneThickness = 4.0;
  paintEvent(state, shading);
}
BENCHMARK(BM_PaintEventAllShading)->Arg(64)->Arg(200)->Unit(benchmark::kMicrosecond);

void BM_Snapshot(benchmark::State& state) {
  const Sketch sketch = gridSketch(4096, state.range(0));
  for (auto _ : state) {
    Sketch snapshot = sketch;
    benchmark::DoNotOptimize(snapshot);
  }
}
BENCHMARK(BM_Snapshot)->Arg(500)->Arg(10000)->Unit(benchmark::kMicrosecond);

/// The first change after a snapshot pays for the list of cells.
void BM_SnapshotAndFirstPut(benchmark::State& state) {
  const Sketch sketch = gridSketch(4096, state.range(0));
  Cell cell = *sketch.find(3);
  for (auto _ : state) {
    Sketch snapshot = sketch;
    snapshot.put(cell);
    benchmark::DoNotOptimize(snapshot);
  }
}
BENCHMARK(BM_SnapshotAndFirstPut)->Arg(500)->Arg(10000)->Unit(benchmark::kMicrosecond);

void BM_TopmostAt(benchmark::State& state) {
  const Sketch sketch = gridSketch(2048, 500);
  std::int64_t x = 0;
  for (auto _ : state) {
    x = (x + 37) % 2048;
    benchmark::DoNotOptimize(sketch.topmostAt(0, 0, 1024, x));
  }
}
BENCHMARK(BM_TopmostAt)->Unit(benchmark::kMicrosecond);

void BM_WholeGrey(benchmark::State& state) {
  const Sketch sketch = gridSketch(2048, 500);
  for (auto _ : state) {
    benchmark::DoNotOptimize(rasteriseGrey(sketch));
  }
}
BENCHMARK(BM_WholeGrey)->Unit(benchmark::kMillisecond);

void BM_FromLabels(benchmark::State& state) {
  const Image<std::uint32_t> labels = rasteriseLabels(gridSketch(2048, 500), CellKind::Nucleus);
  for (auto _ : state) {
    benchmark::DoNotOptimize(sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange{}, 1));
  }
}
BENCHMARK(BM_FromLabels)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
