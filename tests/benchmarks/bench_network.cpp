// One network call beside its own convolutions alone, and whole generations. Ratios within one run are what counts:
//   bench_network --model resources/models/nuclei-2d.cymodel
// prints, per image size: the call, its bare convolutions (same shapes, strides, type and layout, nothing between
// them), their ratio, and the convolutions' GFLOP/s beside the best 3×3 convolution of the machine.
#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/generator.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <map>

using namespace cytosketch;

namespace {

std::shared_ptr<const Model> model;

double flops(const Network::ConvolutionShape& shape) {
  double work = 2.0;
  for (const auto w : shape.weight) {
    work *= static_cast<double>(w);
  }
  const auto stride = static_cast<double>(shape.stride);
  return work * static_cast<double>(shape.input[2]) / stride * static_cast<double>(shape.input[3]) / stride;
}

struct Convolution {
  torch::Tensor x, weight, bias;
  std::int64_t stride;
  std::vector<std::int64_t> padding;
  void operator()() const { benchmark::DoNotOptimize(torch::conv2d(x, weight, bias, stride, padding)); }
};

std::vector<Convolution> convolutions(std::int64_t edge, torch::ScalarType type, double& work) {
  std::vector<Convolution> list;
  std::map<std::vector<std::int64_t>, torch::Tensor> inputs; // shared, as a network's buffers are
  for (const auto& shape : model->network()->convolutions({1, model->card().channels, edge, edge})) {
    torch::Tensor& x = inputs[shape.input];
    if (!x.defined()) {
      x = torch::randn(shape.input).to(type).contiguous(torch::MemoryFormat::ChannelsLast);
    }
    list.push_back({x, torch::randn(shape.weight).to(type).contiguous(torch::MemoryFormat::ChannelsLast),
                    torch::zeros({shape.weight[0]}).to(type), shape.stride, shape.padding});
    work += flops(shape);
  }
  return list;
}

torch::ScalarType typeOf(const benchmark::State& state) {
  return state.range(1) != 0 ? torch::kBFloat16 : torch::kFloat;
}

void networkCall(benchmark::State& state) {
  prepareTensorRuntime();
  const torch::InferenceMode inference;
  const torch::Tensor x = torch::randn({1, model->card().channels, state.range(0), state.range(0)});
  const torch::Tensor t = torch::full({1}, 200.0);
  for (auto _ : state) {
    benchmark::DoNotOptimize(model->network()->predict(x, t, typeOf(state), [] {}));
  }
}

void bareConvolutions(benchmark::State& state) {
  prepareTensorRuntime();
  const torch::InferenceMode inference;
  double work = 0.0;
  const auto list = convolutions(state.range(0), typeOf(state), work);
  for (auto _ : state) {
    for (const Convolution& convolution : list) {
      convolution();
    }
  }
  state.counters["GFLOP/s"] = benchmark::Counter(work / 1e9, benchmark::Counter::kIsIterationInvariantRate);
}

/// The machine's best 3×3 convolution: 128 channels at 128², which keeps weights and activations in cache.
void bestConvolution(benchmark::State& state) {
  prepareTensorRuntime();
  const torch::InferenceMode inference;
  constexpr std::int64_t channels = 128, edge = 128;
  const torch::Tensor x =
      torch::randn({1, channels, edge, edge}).to(typeOf(state)).contiguous(torch::MemoryFormat::ChannelsLast);
  const torch::Tensor w =
      torch::randn({channels, channels, 3, 3}).to(typeOf(state)).contiguous(torch::MemoryFormat::ChannelsLast);
  for (auto _ : state) {
    benchmark::DoNotOptimize(torch::conv2d(x, w, {}, 1, 1));
  }
  state.counters["GFLOP/s"] = benchmark::Counter(2.0 * channels * channels * 9 * edge * edge / 1e9,
                                                 benchmark::Counter::kIsIterationInvariantRate);
}

void generation(benchmark::State& state) {
  Image<float> sketch(Extent{1, 1, 1, state.range(0), state.range(0)});
  float* grey = sketch.mutableData();
  for (std::int64_t i = 0; i < state.range(0) * state.range(0); ++i) {
    const auto y = i / state.range(0) % 48 - 24, x = i % state.range(0) % 48 - 24;
    grey[i] = x * x + y * y < 200 ? 0.7F : 0.05F;
  }
  GenerationSettings settings;
  settings.precision = state.range(1) != 0 ? Precision::Bf16 : Precision::Fp32;
  for (auto _ : state) {
    benchmark::DoNotOptimize(generate(*model, sketch, settings));
  }
}

} // namespace

int main(int argc, char** argv) {
  const char* path = nullptr;
  std::vector<char*> rest{argv[0]};
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--model") == 0 && i + 1 < argc) {
      path = argv[++i];
    } else {
      rest.push_back(argv[i]);
    }
  }
  if (path == nullptr) {
    std::fprintf(stderr, "Usage: bench_network --model FILE.cymodel [Google Benchmark's options]\n");
    return 2;
  }
  try {
    model = Model::load(path);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_network: %s\n", error.what());
    return 1;
  }
  for (const int bf16 : {1, 0}) {
    const std::string type = bf16 != 0 ? "bf16" : "fp32";
    const auto add = [&](const char* name, void (*function)(benchmark::State&), std::int64_t edge) {
      benchmark::RegisterBenchmark((std::string(name) + "/" + type + "/" + std::to_string(edge)).c_str(), function)
          ->Args({edge, bf16})
          ->Unit(benchmark::kMillisecond)
          ->UseRealTime();
    };
    add("best3x3", bestConvolution, 128);
    for (const std::int64_t edge : {256, 1024}) {
      add("convolutions", bareConvolutions, edge);
      add("networkCall", networkCall, edge);
      add("generation", generation, edge);
    }
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
