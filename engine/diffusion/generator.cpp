#include "engine/diffusion/generator.h"

#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/detail/tilednetwork.h"
#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/sampler.h"
#include "engine/image/blur.h"
#include "engine/image/grey.h"
#include "engine/image/stopwatch.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

void requireSketch(const Model& model, const Image<float>& sketch, const Image<float>* tStartMap) {
  if (sketch.empty()) {
    throw SettingsError("the sketch is empty", "sketch", "Draw or import cells first");
  }
  const Extent& e = sketch.extent();
  if (e.t != 1 || e.c != model.card().channels || (model.card().dimensions == 2 && e.z != 1)) {
    throw SettingsError("the sketch has " + std::to_string(e.c) + " channels and " + std::to_string(e.z) +
                            " slices, the model takes " + std::to_string(model.card().channels) + " channels in " +
                            std::to_string(model.card().dimensions) + "D",
                        "model \"" + model.card().name + "\"", "Choose a model that fits the sketch");
  }
  constexpr std::int64_t addressable = 65536; // of the noise field's counters
  if (e.z > addressable || e.c > addressable) {
    throw SettingsError("the sketch has more than 65,536 slices or channels", "sketch", "Work on a part of it");
  }
  if (!std::all_of(sketch.begin(), sketch.end(), [](float grey) { return std::isfinite(grey); })) {
    throw SettingsError("the sketch holds values that are not numbers", "sketch", "Check the greys of its cells");
  }
  if (tStartMap != nullptr) {
    const Extent& m = tStartMap->extent();
    if (m.t != 1 || m.c != 1 || m.z != e.z || m.y != e.y || m.x != e.x) {
      throw SettingsError("the map of start steps has another size than the sketch", "start steps",
                          "Give one channel of the sketch's size");
    }
    if (!std::all_of(tStartMap->begin(), tStartMap->end(), [](float n) { return n >= 1.0F && n <= 1000.0F; })) {
      throw SettingsError("the map of start steps holds values outside 1 to 1000", "start steps",
                          "Use start steps from 1 to 1000");
    }
  }
}

/// The state of a run: x_t and what the samplers remember, order c, z, y, x.
class DiffusionState {
public:
  DiffusionState(const Image<float>& blurredSketch, std::uint64_t seed, const Image<float>* tStartMap)
      : extent_(blurredSketch.extent()), seed_(seed), tStartMap_(tStartMap), start_(blurredSketch) {
    for (float* v = start_.mutableData(); v != start_.mutableData() + start_.size(); ++v) {
      *v = networkValue(std::clamp(*v, 0.0F, 1.0F));
    }
    const std::size_t voxels = start_.size();
    x_.resize(voxels);
    clean_.resize(voxels);
    epsilon_.resize(voxels);
  }

  const float* x() const { return x_.data(); }
  float* epsilon() { return epsilon_.data(); }

  /// x_t = √ᾱ x_0 + √(1−ᾱ) ε, ε from stream 0.
  void toForward(double alphaBar) {
    forEachVoxel([&](std::size_t i, std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t x) {
      x_[i] = forwardValue(alphaBar, i, c, z, y, x);
    });
  }

  /// One step of the plan, over the whole image.
  void update(const SamplerStep& step, int number, const SamplerStep* next) {
    const double signal = 1.0 / std::sqrt(step.alphaBar);
    const double noiseShare = std::sqrt(1.0 - step.alphaBar) * signal;
    const std::uint32_t stream = stepNoiseStream(number);
    forEachVoxel([&](std::size_t i, std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t x) {
      const double clean = signal * x_[i] - noiseShare * epsilon_[i];
      double value = step.state * x_[i] + step.clean * clean + step.previousClean * clean_[i];
      if (step.noise != 0.0) {
        value += step.noise * noiseAt(seed_, stream, 0, c, z, y, x);
      }
      clean_[i] = static_cast<float>(clean);
      // A voxel with a later start of its own stays the noised sketch until then.
      if (tStartMap_ != nullptr && next != nullptr && ownStart(z, y, x) < step.t) {
        value = forwardValue(next->alphaBar, i, c, z, y, x);
      }
      x_[i] = static_cast<float>(value);
    });
  }

  Image<float> cleanImage() const { return Image<float>(extent_, clean_, start_.spacing()); }
  Image<float> takeImage() { return Image<float>(extent_, std::move(x_), start_.spacing()); }

private:
  float forwardValue(double alphaBar, std::size_t i, std::int64_t c, std::int64_t z, std::int64_t y,
                     std::int64_t x) const {
    return static_cast<float>(std::sqrt(alphaBar) * start_.data()[i] +
                              std::sqrt(1.0 - alphaBar) * noiseAt(seed_, forwardNoiseStream, 0, c, z, y, x));
  }
  /// Index of the voxel's own start step.
  double ownStart(std::int64_t z, std::int64_t y, std::int64_t x) const {
    return static_cast<double>(tStartMap_->at(0, 0, z, y, x)) - 1.0;
  }
  template <typename Body>
  void forEachVoxel(const Body& body) {
    const std::int64_t rows = extent_.c * extent_.z * extent_.y;
#pragma omp parallel for schedule(static)
    for (std::int64_t row = 0; row < rows; ++row) {
      const std::int64_t y = row % extent_.y;
      const std::int64_t z = row / extent_.y % extent_.z;
      const std::int64_t c = row / (extent_.y * extent_.z);
      for (std::int64_t x = 0; x < extent_.x; ++x) {
        body(static_cast<std::size_t>(row * extent_.x + x), c, z, y, x);
      }
    }
  }

  Extent extent_;
  std::uint64_t seed_;
  const Image<float>* tStartMap_;
  Image<float> start_; ///< blurred sketch as network values
  std::vector<float> x_;
  std::vector<float> clean_; ///< x̂₀ of the last call
  std::vector<float> epsilon_;
};

/// Tells progress and previews, and turns a stop request into Cancelled.
class Follower {
public:
  Follower(const GenerationHooks& hooks, std::size_t steps) : hooks_(hooks), steps_(steps) {}

  void requireGoingOn() const {
    if (hooks_.stop.stop_requested()) {
      throw Cancelled();
    }
  }
  void finishedStep(std::size_t done, const DiffusionState& state) {
    if (hooks_.progress) {
      GenerationProgress progress;
      progress.step = static_cast<int>(done);
      progress.steps = static_cast<int>(steps_);
      progress.fraction = static_cast<double>(done) / static_cast<double>(steps_);
      progress.etaSeconds = start_.seconds() / static_cast<double>(done) * static_cast<double>(steps_ - done);
      hooks_.progress(progress);
    }
    if (hooks_.preview && done < steps_ && lastPreview_.seconds() >= hooks_.previewInterval) {
      hooks_.preview(state.cleanImage());
      lastPreview_.restart();
    }
  }
  double seconds() const { return start_.seconds(); }

private:
  const GenerationHooks& hooks_;
  std::size_t steps_;
  Stopwatch start_;
  Stopwatch lastPreview_;
};

GenerationResult denoise(const Model& model, const Image<float>& sketch, const GenerationSettings& settings,
                         const GenerationHooks& hooks, const Image<float>* tStartMap) {
  const std::vector<SamplerStep> plan = samplerPlan(Schedule(), settings.sampler, settings.tStart, settings.steps);
  Follower follower(hooks, plan.size());
  const BlurSigma sigma{model.card().dimensions == 3 ? settings.sigma : 0.0, settings.sigma, settings.sigma};
  DiffusionState state(gaussianBlur(sketch, sigma), settings.seed, tStartMap);
  state.toForward(plan.front().alphaBar);
  follower.requireGoingOn();

  const torch::Device device = settings.device == Device::Cuda ? torch::kCUDA : torch::kCPU;
  const torch::ScalarType type = settings.precision == Precision::Bf16 ? torch::kBFloat16 : torch::kFloat;
  const TiledNetwork network(
      networkOn(model.network(), model.card(), device), sketch.extent(),
      planTiles(sketch.extent(), model.card().dimensions, model.totalStride(), settings.tile, settings.halo.voxels),
      settings.seed, type, device, [&] { follower.requireGoingOn(); });
  for (std::size_t k = 0; k < plan.size(); ++k) {
    network.predictNoise(state.x(), plan[k].t, state.epsilon());
    state.update(plan[k], static_cast<int>(k), k + 1 < plan.size() ? &plan[k + 1] : nullptr);
    follower.finishedStep(k + 1, state);
    follower.requireGoingOn();
  }
  return {state.takeImage(), settings, model.hash(), follower.seconds()};
}

} // namespace

GenerationResult generate(const Model& model, const Image<float>& sketch, const GenerationSettings& settings,
                          const GenerationHooks& hooks, const Image<float>* tStartMap) {
  requireSketch(model, sketch, tStartMap);
  const GenerationSettings resolved = resolve(settings, model, sketch.extent());
  return runTensorWork("generate", [&] { return denoise(model, sketch, resolved, hooks, tStartMap); });
}

Image<float> noisedPreview(const Image<float>& image, int tStart, double sigma, std::uint64_t seed) {
  const Schedule schedule;
  schedule.noisePercent(tStart); // checks the range
  if (image.empty() || image.extent().t != 1) {
    throw SettingsError("the image is empty or has several frames", "noisy preview", "Give one frame");
  }
  const BlurSigma blur{image.extent().z > 1 ? sigma : 0.0, sigma, sigma};
  DiffusionState state(gaussianBlur(image, blur), seed, nullptr);
  state.toForward(schedule.alphaBar(tStart - 1));
  return state.takeImage();
}

} // namespace cytosketch
