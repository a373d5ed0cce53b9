// Metrics of a pair of volumes as large as the paper's Arabidopsis stacks.
// Run: build/release/bin/bench_metrics
#include "engine/metrics/histogram.h"
#include "engine/metrics/similarity.h"
#include "engine/metrics/structure.h"

#include <benchmark/benchmark.h>

#include <random>

using namespace cytosketch;

namespace {

Image<float> volume(unsigned seed) {
  Image<float> image({1, 1, 221, 511, 495});
  std::minstd_rand random(seed);
  float* voxels = image.mutableData();
  for (std::size_t i = 0; i < image.size(); ++i) {
    voxels[i] = static_cast<float>(random() % 2001) * 0.001F - 1.0F;
  }
  return image;
}

/// Both histograms, D_B, D_KL in both directions, PSNR and ZNCC.
void BM_HistogramMetricsPsnrZncc(benchmark::State& state) {
  const Image<float> a = volume(1);
  const Image<float> b = volume(2);
  for (auto _ : state) {
    const Histogram p = histogramOf(a);
    const Histogram q = histogramOf(b);
    benchmark::DoNotOptimize(bhattacharyyaDistance(p, q));
    benchmark::DoNotOptimize(kullbackLeiblerDivergence(p, q));
    benchmark::DoNotOptimize(kullbackLeiblerDivergence(q, p));
    benchmark::DoNotOptimize(psnr(a, b));
    benchmark::DoNotOptimize(zncc(a, b));
  }
}
BENCHMARK(BM_HistogramMetricsPsnrZncc)->Unit(benchmark::kMillisecond);

void BM_Ssim(benchmark::State& state) {
  const Image<float> a = volume(1);
  const Image<float> b = volume(2);
  for (auto _ : state) {
    benchmark::DoNotOptimize(ssim(a, b));
  }
}
BENCHMARK(BM_Ssim)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace

BENCHMARK_MAIN();
