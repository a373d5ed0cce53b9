#pragma once

#include "engine/diffusion/model.h"
#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/settings.h"
#include "engine/image/image.h"

#include <functional>
#include <stop_token>
#include <string>

namespace cytosketch {

/// State of a running generation.
struct GenerationProgress {
  double fraction = 0.0; ///< of the whole run, 0…1
  int step = 0;          ///< network calls finished in this frame (a call over all tiles counts once)
  int steps = 0;
  int tile = 0; ///< tiles finished in the call that is going on
  int tiles = 1;
  int frame = 0; ///< frames finished
  int frames = 1;
  int channel = 0; ///< channels finished, where each has a run of its own
  int channels = 1;
  double etaSeconds = 0.0; ///< time left; negative while not known
};

/// Predicted clean image x̂₀ (network values) while a generation goes on. Of a volume only the three slices through its
/// middle, so that a preview costs no second volume.
struct GenerationPreview {
  Image<float> xy;                  ///< (1, c, 1, y, x) at slice z; all of a 2D image
  Image<float> xz;                  ///< (1, c, 1, z, x) at row y; empty in 2D
  Image<float> yz;                  ///< (1, c, 1, z, y) at column x; empty in 2D
  std::int64_t z = 0, y = 0, x = 0; ///< where the slices lie; z is a frame where time is generated as depth
  std::int64_t frame = 0;           ///< of the sketch, where it is generated frame by frame
};

/// How a caller follows and stops a generation. The functions are called on the thread that generates.
struct GenerationHooks {
  std::stop_token stop;
  /// After every tile of a network call; the call's last one counts when the whole image has taken its step.
  std::function<void(const GenerationProgress&)> progress;
  /// At most every `previewInterval` seconds.
  std::function<void(const GenerationPreview&)> preview;
  double previewInterval = 0.2;
};

struct GenerationResult {
  Image<float> image;          ///< network values (g = (v + 1)/2), extent and spacing of the sketch
  GenerationSettings settings; ///< resolved: what makes the same bytes again
  std::string modelHash;
  double seconds = 0.0;
};

/// Settings with every Auto replaced for this model, image size and machine (tile, halo, state, precision, device).
/// @param extent of the sketch
/// @throws SettingsError if the settings do not fit the model, or ask for CUDA where there is none; MemoryError if the
/// image does not fit into memory.
GenerationSettings resolve(const GenerationSettings& settings, const Model& model, const Extent& extent);

/// The whole pipeline: blur, forward process to t_start, backward process. A 3D model generates a time series of 2D
/// images with time as depth, so that texture lasts, and one of volumes frame by frame; a 2D model generates frame by
/// frame.
///
/// Besides the network's own memory (settings.memory) a run takes two or three arrays of the image's size
/// (settings.state) and the result. Give the sketch away (std::move) and its memory becomes part of these.
///
/// @param sketch     grey g ∈ [0,1], extent (t, channels, z, y, x); z = 1 for a 2D model
/// @param tStartMap  optional start step per voxel (1 or t, 1, z, y, x), values 1 … settings.tStart: while the current
///                   step is above a voxel's own start it stays the noised sketch (Differential Diffusion, Levin &
///                   Fried 2023); it joins at the sampler's first step at or below its own start, so few calls make the
///                   grid coarse. Values above settings.tStart mean settings.tStart
/// @param origin     of a part of a larger sketch: the part gets the noise that it has in the larger one. To come out
///                   (nearly) as there it needs the context of a halo, and must begin on multiples of the network's
///                   stride along y, x and z
/// Greys are clamped to [0,1]. Cells are not known here: what the settings say about them (autoStart, cellStarts) has
/// no effect and is not in the result's settings; engine/study's generateSketch() follows it.
/// @throws Cancelled within one network layer or tile of a stop request; SettingsError if sketch, map or settings do
/// not fit; MemoryError; FileError if there is no room for a scratch file; Error if the tensor library fails.
GenerationResult generate(const Model& model, Image<float> sketch, const GenerationSettings& settings,
                          const GenerationHooks& hooks = {}, const Image<float>* tStartMap = nullptr,
                          const GenerationOrigin& origin = {});

/// x_t of the forward process at start step n for a blurred sketch or real image, as network values: what the network
/// starts from. Noise as the generation with this seed draws it, the same for every n, so previews do not flicker.
/// @param image grey g ∈ [0,1], (t, c, z, y, x); frames are noised each by itself  @returns the same extent
/// @param texture of the model's card, and its strength; a real image has its own
/// @throws SettingsError if n is outside 1…1000 or σ is negative.
Image<float> noisedPreview(Image<float> image, int tStart, double sigma, std::uint64_t seed,
                           const TextureModel& texture = {}, double strength = 0.0);

/// What the machine offers, for the status line: "CPU bf16", "CPU fp32", "CUDA". Probes once, then remembers.
std::string describeDevice(Precision precision = Precision::Auto, Device device = Device::Auto);
/// True if bf16 convolutions are measurably faster than fp32 here; probed once.
bool bf16Pays();

/// Seconds that a run is expected to take, from a network call timed once per process and model.
double predictedSeconds(const Model& model, const GenerationSettings& settings, const Extent& extent);

} // namespace cytosketch
