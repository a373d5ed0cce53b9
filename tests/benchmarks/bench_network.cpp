// One network call beside its own convolutions alone, and whole generations. Ratios within one run are what counts:
//   bench_network --model resources/models/nuclei-2d.cymodel
// prints, per image size: the call, its bare convolutions (same shapes, strides, type and layout, nothing between
// them), their ratio, and the convolutions' GFLOP/s beside the best 3×3 convolution of the machine. Of a 3D model the
// call is on 32×128×128 voxels; `--model untrained-3d` takes one of the shipped shape, `--model paper-3d` the paper's
// topology.
#include "engine/diffusion/detail/network.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/generator.h"
#include "engine/learning/untrained.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <map>

#include <unistd.h>

using namespace cytosketch;

namespace {

std::shared_ptr<const Model> model;

double flops(const Network::ConvolutionShape& shape) {
  double work = 2.0 * static_cast<double>(shape.input[0]); // of a volume its slices
  for (const auto w : shape.weight) {
    work *= static_cast<double>(w);
  }
  const auto stride = static_cast<double>(shape.stride);
  for (std::size_t axis = 2; axis < shape.input.size(); ++axis) {
    work *= static_cast<double>(shape.input[axis]) / stride;
  }
  return work;
}

struct Convolution {
  torch::Tensor x, weight, bias;
  std::int64_t stride;
  std::vector<std::int64_t> padding;
  void operator()() const {
    if (x.dim() == 4) {
      benchmark::DoNotOptimize(torch::conv2d(x, weight, bias, stride, padding));
    } else {
      const std::vector<std::int64_t> strides(3, stride);
      benchmark::DoNotOptimize(at::mkldnn_convolution(x, weight, bias, padding, strides, {1, 1, 1}, 1));
    }
  }
};

/// Shape of a call's input: `edge` along y and x, 32 slices of a volume.
std::vector<std::int64_t> inputSize(std::int64_t edge) {
  std::vector<std::int64_t> size{1, model->card().channels + (model->network()->wantsNoiseChannel() ? 1 : 0)};
  if (model->card().dimensions == 3) {
    size.push_back(32);
  }
  size.insert(size.end(), 2, edge);
  return size;
}

/// Activations as the network has them: slices and images channels-last, the paper's volumes plain.
torch::Tensor laidOut(const torch::Tensor& tensor) {
  return tensor.dim() == 4 ? tensor.contiguous(torch::MemoryFormat::ChannelsLast) : tensor.contiguous();
}

std::vector<Convolution> convolutions(std::int64_t edge, torch::ScalarType type, double& work) {
  std::vector<Convolution> list;
  std::map<std::vector<std::int64_t>, torch::Tensor> inputs; // shared, as a network's buffers are
  for (const auto& shape : model->network()->convolutions(inputSize(edge))) {
    torch::Tensor& x = inputs[shape.input];
    if (!x.defined()) {
      x = laidOut(torch::randn(shape.input).to(type));
    }
    list.push_back({x, laidOut(torch::randn(shape.weight).to(type)), torch::zeros({shape.weight[0]}).to(type),
                    shape.stride, shape.padding});
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
  const torch::Tensor x = torch::randn(inputSize(state.range(0)));
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

/// A model without training: time does not depend on the weights.
std::shared_ptr<const Model> untrained(const std::string& kind) {
  ModelCard card;
  card.name = kind;
  card.dimensions = 3;
  card.architecture = kind == "paper-3d" ? "paper-unet" : "tile-exact-unet";
  if (kind != "paper-3d") {
    card.widths = {64, 96, 128};
    card.blocks = {1, 2, 2};
  }
  const auto path =
      std::filesystem::temp_directory_path() / ("bench_network-" + std::to_string(::getpid()) + ".cymodel");
  writeUntrainedModel(path, card, 1, 0.02);
  auto loaded = Model::load(path);
  std::filesystem::remove(path);
  return loaded;
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
    const std::string name = path;
    model = name == "untrained-3d" || name == "paper-3d" ? untrained(name) : Model::load(path);
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
    if (model->card().dimensions == 3) {
      add("convolutions32", bareConvolutions, 128);
      add("networkCall32", networkCall, 128);
      continue; // whole volumes: bench_generation
    }
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
