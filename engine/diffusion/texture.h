#pragma once

#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/relief.h"
#include "engine/image/image.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace cytosketch {

/// Scales in voxels that texture is split at: band k holds what a Gaussian of textureScales[k] keeps and one of
/// textureScales[k + 1] takes away.
inline constexpr std::array<double, 6> textureScales{0.0, 0.7, 1.4, 2.8, 5.6, 11.2};
inline constexpr std::size_t textureBands = textureScales.size() - 1;
inline constexpr std::size_t textureGreys = 8; ///< bins of grey, of equal width over [0,1]

/// What real images have and a flat sketch lacks: relief, texture and camera noise. Noised to an early step, a flat
/// sketch still shows by its variance that it is flat, and the network then makes a picture that is too smooth; with
/// texture of about the right strength it makes that of the images it has learned from.
struct TextureModel {
  /// Standard deviation (grey) of one channel in each band, at the middle of each bin of the sketch's grey.
  using Deviations = std::array<std::array<float, textureGreys>, textureBands>;
  std::vector<Deviations> channels; ///< channels that it does not reach get no texture; empty = none at all
  std::vector<ReliefGains> relief;  ///< per channel, as `channels`
  double noise = 1.0;               ///< factor on what the sampler draws afresh, 1…1.5 (samplerPlan())
  double depthScale = 0.0;          ///< scales along z are these times depthScale (in-plane by axial spacing); 0 in 2D

  bool empty() const { return channels.empty() && relief.empty() && noise == 1.0; }
  /// The factor of a strength of texture: 1 at 0, `noise` at 1, linear, at most 1.5.
  double noiseAt(double strength) const;

  bool operator==(const TextureModel&) const = default;
};

/// Gathers over pairs of images what real ones have beyond their sketches.
class TextureMeasurement {
public:
  /// @param depthScale as in TextureModel
  explicit TextureMeasurement(double depthScale) : depthScale_(depthScale) {}

  /// @param real, sketch grey g ∈ [0,1] of the same extent, the sketch blurred as it would be before the forward
  /// process
  /// @throws SettingsError if the extents differ, or the channels are not as many as before.
  void add(const Image<float>& real, const Image<float>& sketch);

  /// Root mean square of real − sketch in each band and bin of the sketch's grey, times `strength`; bins with few
  /// voxels take the value of the nearest one that has enough.
  /// @throws SettingsError if nothing was added.
  TextureModel result(double strength = 1.0) const;

private:
  struct Channel {
    std::array<std::array<double, textureGreys>, textureBands> squares{};
    std::array<std::int64_t, textureGreys> voxels{};
  };
  double depthScale_;
  std::vector<Channel> channels_;
};

/// Gives a blurred sketch its relief, and adds Gaussian texture to it, band by band, with the deviations that belong to
/// the sketch's grey. The texture comes from the noise field (stream textureNoiseStream), so it belongs to positions,
/// and another seed is another texture.
/// @param start     network values of one frame (1, c, z, y, x)
/// @param strength  factor on all deviations; 0 leaves the sketch as it is
/// @param origin    where the frame, or a piece of it, lies in the noise field
/// @param checkpoint called between bands; may throw Cancelled
void addTexture(Image<float>& start, const TextureModel& texture, double strength, std::uint64_t seed,
                const GenerationOrigin& origin, const std::function<void()>& checkpoint = {});

} // namespace cytosketch
