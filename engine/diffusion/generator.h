#pragma once

#include "engine/diffusion/model.h"
#include "engine/diffusion/settings.h"
#include "engine/image/image.h"

#include <functional>
#include <stop_token>
#include <string>

namespace cytosketch {

/// State of a running generation.
struct GenerationProgress {
  double fraction = 0.0; ///< of the whole run, 0…1
  int step = 0;          ///< network calls finished (a call over all tiles counts once)
  int steps = 0;
  double etaSeconds = 0.0; ///< time left; negative while not known
};

/// How a caller follows and stops a generation. The functions are called on the thread that generates.
struct GenerationHooks {
  std::stop_token stop;
  std::function<void(const GenerationProgress&)> progress;
  /// Predicted clean image x̂₀ (network values, extent of the sketch), at most every `previewInterval` seconds.
  std::function<void(const Image<float>&)> preview;
  double previewInterval = 0.2;
};

struct GenerationResult {
  Image<float> image;          ///< network values (g = (v + 1)/2), extent and spacing of the sketch
  GenerationSettings settings; ///< resolved: what makes the same bytes again
  std::string modelHash;
  double seconds = 0.0;
};

/// Settings with every Auto replaced for this model, image size and machine (tile, halo, precision, device).
/// @throws SettingsError if the settings do not fit the model, or ask for CUDA where there is none.
GenerationSettings resolve(const GenerationSettings& settings, const Model& model, const Extent& extent);

/// The whole pipeline for one frame or volume: blur, forward process to t_start, backward process.
///
/// @param sketch     grey g ∈ [0,1], extent (1, channels, z, y, x); z = 1 for a 2D model
/// @param tStartMap  optional start step per voxel (1, 1, z, y, x), values 1 … settings.tStart: while the current step
/// is
///                   above a voxel's own start it stays the noised sketch (Differential Diffusion, Levin & Fried 2023);
///                   it joins at the sampler's first step at or below its own start, so few calls make the grid coarse.
///                   Values above settings.tStart mean settings.tStart
/// Greys are clamped to [0,1].
/// @throws Cancelled within one network layer or tile of a stop request; SettingsError if sketch, map or settings do
/// not fit; MemoryError; Error if the tensor library fails.
GenerationResult generate(const Model& model, const Image<float>& sketch, const GenerationSettings& settings,
                          const GenerationHooks& hooks = {}, const Image<float>* tStartMap = nullptr);

/// x_t of the forward process at start step n for a blurred sketch or real image, as network values: what the network
/// starts from. Noise as the generation with this seed draws it, the same for every n, so previews do not flicker.
/// @param image grey g ∈ [0,1], one frame (1, c, z, y, x)  @returns the same extent
/// @throws SettingsError if n is outside 1…1000 or σ is negative.
Image<float> noisedPreview(const Image<float>& image, int tStart, double sigma, std::uint64_t seed);

/// What the machine offers, for the status line: "CPU bf16", "CPU fp32", "CUDA". Probes once, then remembers.
std::string describeDevice(Precision precision = Precision::Auto, Device device = Device::Auto);
/// True if bf16 convolutions are measurably faster than fp32 here; probed once.
bool bf16Pays();

/// Seconds that a run is expected to take, from a network call timed once per process and model.
double predictedSeconds(const Model& model, const GenerationSettings& settings, const Extent& extent);

} // namespace cytosketch
