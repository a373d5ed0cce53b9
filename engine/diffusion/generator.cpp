#include "engine/diffusion/generator.h"

#include "engine/diffusion/detail/diffusionstate.h"
#include "engine/diffusion/detail/forwardprocess.h"
#include "engine/diffusion/detail/frames.h"
#include "engine/diffusion/detail/resolved.h"
#include "engine/diffusion/detail/runtime.h"
#include "engine/diffusion/detail/tilednetwork.h"
#include "engine/diffusion/sampler.h"
#include "engine/image/blur.h"
#include "engine/image/stopwatch.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

void requireFits(const Model& model, const Extent& e) {
  const ModelCard& card = model.card();
  const std::string where = "model \"" + card.name + "\"";
  if (card.dimensions == 2 && e.z != 1) {
    throw SettingsError("the model makes 2D images, the sketch is a volume of " + std::to_string(e.z) + " slices",
                        where, "Choose a 3D model such as nuclei-3d, or work on a single slice");
  }
  if (e.c != card.channels) {
    throw SettingsError("the sketch has " + std::to_string(e.c) + (e.c == 1 ? " channel" : " channels") +
                            ", the model makes " + std::to_string(card.channels),
                        where, "Choose a model with as many channels as the sketch");
  }
  constexpr std::int64_t addressable = 65536; // of the noise field's counters
  if (e.z > addressable || e.c > addressable || e.t > addressable) {
    throw SettingsError("the sketch has more than 65,536 slices, frames or channels", "sketch", "Work on a part of it");
  }
}

void requireMap(const Image<float>& map, const Extent& e) {
  const Extent& m = map.extent();
  if ((m.t != 1 && m.t != e.t) || m.c != 1 || m.z != e.z || m.y != e.y || m.x != e.x) {
    throw SettingsError("the map of start steps has another size than the sketch", "start steps",
                        "Give one channel of the sketch's size");
  }
  if (!std::all_of(map.begin(), map.end(), [](float n) { return n >= 1.0F && n <= 1000.0F; })) {
    throw SettingsError("the map of start steps holds values outside 1 to 1000", "start steps",
                        "Use start steps from 1 to 1000");
  }
}

void requireSketch(const Model& model, const Image<float>& sketch, const Image<float>* tStartMap) {
  if (sketch.empty()) {
    throw SettingsError("the sketch is empty", "sketch", "Draw or import cells first");
  }
  requireFits(model, sketch.extent());
  if (!std::all_of(sketch.begin(), sketch.end(), [](float grey) { return std::isfinite(grey); })) {
    throw SettingsError("the sketch holds values that are not numbers", "sketch", "Check the greys of its cells");
  }
  if (tStartMap != nullptr) {
    requireMap(*tStartMap, sketch.extent());
  }
}

/// Tells progress and previews, and turns a stop request into Cancelled.
class Follower {
public:
  Follower(const GenerationHooks& hooks, std::size_t steps, std::int64_t frames) : hooks_(hooks) {
    progress_.steps = static_cast<int>(steps);
    progress_.frames = static_cast<int>(frames);
  }

  void requireGoingOn() const {
    if (hooks_.stop.stop_requested()) {
      throw Cancelled();
    }
  }
  void finishedTile(std::size_t tile, std::size_t tiles) {
    progress_.tile = static_cast<int>(tile);
    progress_.tiles = static_cast<int>(tiles);
    if (tile < tiles) {
      tell();
    }
  }
  void finishedStep(std::size_t done) {
    progress_.step = static_cast<int>(done);
    progress_.tile = 0;
    tell();
  }
  void finishedFrame() {
    ++progress_.frame;
    progress_.step = 0;
  }
  /// True if a preview is due after call `number`; the last call's result is the image itself.
  bool wantsPreview(std::size_t number) const {
    return hooks_.preview && static_cast<int>(number) + 1 < progress_.steps &&
           lastPreview_.seconds() >= hooks_.previewInterval;
  }
  void show(GenerationPreview& preview) {
    preview.frame = progress_.frame;
    hooks_.preview(preview);
    lastPreview_.restart();
  }
  double seconds() const { return start_.seconds(); }

private:
  void tell() {
    if (!hooks_.progress) {
      return;
    }
    const double call = static_cast<double>(progress_.tile) / progress_.tiles;
    progress_.fraction = (progress_.frame + (progress_.step + call) / progress_.steps) / progress_.frames;
    progress_.etaSeconds = start_.seconds() * (1.0 / progress_.fraction - 1.0);
    hooks_.progress(progress_);
  }

  const GenerationHooks& hooks_;
  GenerationProgress progress_;
  Stopwatch start_;
  Stopwatch lastPreview_;
};

/// What all pieces of a run share.
struct Run {
  const Model& model;
  const GenerationSettings& settings;
  std::vector<SamplerStep> plan;
  GenerationOrigin origin;
  Follower& follower;
};

/// Blurs axis by axis, so that a stop request does not wait for all of a large volume.
Image<float> blurred(Image<float> sketch, double sigma, bool alongDepth, const Follower& follower) {
  for (const BlurSigma& axis :
       {BlurSigma{0.0, 0.0, sigma}, BlurSigma{0.0, sigma, 0.0}, BlurSigma{alongDepth ? sigma : 0.0, 0.0, 0.0}}) {
    sketch = gaussianBlur(std::move(sketch), axis);
    follower.requireGoingOn();
  }
  return sketch;
}

/// One frame, or a series with time as depth. @param sketch (1, c, z, y, x)
Image<float> denoise(const Run& run, Image<float> sketch, std::int64_t frame, const Image<float>* tStartMap) {
  const GenerationSettings& settings = run.settings;
  Follower& follower = run.follower;
  const Extent extent = sketch.extent();
  Image<float> start = blurred(std::move(sketch), settings.sigma, run.model.card().dimensions == 3, follower);
  toNetworkValues(start);
  const auto checkpoint = [&follower] { follower.requireGoingOn(); };
  GenerationOrigin origin = run.origin;
  origin.frame += frame;
  addTexture(start, run.model.card().texture, settings.texture, settings.seed, origin, checkpoint);
  DiffusionState state(std::move(start), {run.plan, settings.state, settings.seed, origin, tStartMap, checkpoint});

  const torch::Device device = settings.device == Device::Cuda ? torch::kCUDA : torch::kCPU;
  const torch::ScalarType type = settings.precision == Precision::Bf16 ? torch::kBFloat16 : torch::kFloat;
  const TiledNetwork network(networkOn(run.model.network(), run.model.card(), device), extent,
                             planTiles(extent, tileGeometry(run.model, settings)), settings.seed, type, device,
                             checkpoint);
  for (std::size_t k = 0; k < run.plan.size(); ++k) {
    network.predictNoise(state.x(), run.plan[k].t, state.epsilon(),
                         [&](std::size_t tile) { follower.finishedTile(tile, network.tileCount()); });
    GenerationPreview preview;
    const bool show = follower.wantsPreview(k);
    state.update(static_cast<int>(k), show ? &preview : nullptr);
    follower.finishedStep(k + 1);
    if (show) {
      follower.show(preview);
    }
    follower.requireGoingOn();
  }
  return state.takeImage();
}

Image<float> denoiseEachFrame(const Run& run, Image<float> sketch, const Image<float>* tStartMap) {
  for (std::int64_t t = 0; t < sketch.extent().t; ++t) {
    const Image<float> map =
        tStartMap == nullptr || tStartMap->extent().t == 1 ? Image<float>() : frameOf(*tStartMap, t);
    const Image<float> frame = denoise(run, frameOf(sketch, t), t, map.empty() ? tStartMap : &map);
    std::copy_n(frame.data(), frame.size(), sketch.mutableChannel(t, 0)); // a frame's sketch is not needed any more
    run.follower.finishedFrame();
  }
  return sketch;
}

Image<float> denoiseAll(const Run& run, Image<float> sketch, const Image<float>* tStartMap) {
  const Spacing spacing = sketch.spacing();
  switch (frameUse(run.model.card(), sketch.extent())) {
  case FrameUse::AsDepth: {
    const Extent& e = sketch.extent();
    Image<float> map;
    if (tStartMap != nullptr && tStartMap->extent().t == e.t) {
      map = framesAsDepth(*tStartMap);
    } else if (tStartMap != nullptr) { // the same for every frame
      map = Image<float>({1, 1, e.t, e.y, e.x});
      for (std::int64_t t = 0; t < e.t; ++t) {
        std::copy_n(tStartMap->data(), tStartMap->size(), map.mutableData() + map.offset(0, 0, t, 0, 0));
      }
    }
    sketch = framesAsDepth(sketch);
    return depthAsFrames(denoise(run, std::move(sketch), 0, tStartMap != nullptr ? &map : nullptr), spacing);
  }
  case FrameUse::Each:
    return denoiseEachFrame(run, std::move(sketch), tStartMap);
  case FrameUse::Single:
    break;
  }
  return denoise(run, std::move(sketch), 0, tStartMap);
}

} // namespace

GenerationResult generate(const Model& model, Image<float> sketch, const GenerationSettings& settings,
                          const GenerationHooks& hooks, const Image<float>* tStartMap, const GenerationOrigin& origin) {
  requireSketch(model, sketch, tStartMap);
  const Extent extent = sketch.extent();
  GenerationSettings resolved = resolve(settings, model, extent);
  resolved.autoStart = false;
  resolved.cellStarts.clear();
  return runTensorWork("generate", [&]() -> GenerationResult {
    std::vector<SamplerStep> plan = samplerPlan(Schedule(), resolved.sampler, resolved.tStart, resolved.steps,
                                                resolved.eta, model.card().texture.noiseAt(resolved.texture));
    const std::int64_t frames = frameUse(model.card(), extent) == FrameUse::Each ? extent.t : 1;
    Follower follower(hooks, plan.size(), frames);
    const Run run{model, resolved, std::move(plan), origin, follower};
    Image<float> image = denoiseAll(run, std::move(sketch), tStartMap);
    return {std::move(image), resolved, model.hash(), follower.seconds()};
  });
}

Image<float> noisedPreview(Image<float> image, int tStart, double sigma, std::uint64_t seed,
                           const TextureModel& texture, double strength) {
  const Schedule schedule;
  schedule.noisePercent(tStart); // checks the range
  if (image.empty()) {
    throw SettingsError("the image is empty", "noisy preview", "Choose an image with at least one voxel");
  }
  const double depthSigma = image.extent().z > 1 ? sigma : 0.0; // before the image moves on
  image = gaussianBlur(std::move(image), {depthSigma, sigma, sigma});
  toNetworkValues(image);
  for (std::int64_t t = 0; t < image.extent().t; ++t) {
    Image<float> frame = frameOf(image, t);
    addTexture(frame, texture, strength, seed, {t});
    toForward(frame, schedule.alphaBar(tStart - 1), seed, {t}, {});
    std::copy_n(frame.data(), frame.size(), image.mutableChannel(t, 0));
  }
  return image;
}

} // namespace cytosketch
