#pragma once

#include "engine/image/image.h"

#include <array>
#include <functional>
#include <vector>

namespace cytosketch {

/// Scales in voxels that relief is split at: band k holds what a Gaussian of reliefScales[k] keeps and one of
/// reliefScales[k + 1] takes away. Finer bands, the edges, stay as they are: noise hides them, and the network makes
/// them better than any filter.
inline constexpr std::array<double, 3> reliefScales{5.6, 11.2, 22.4};
inline constexpr std::size_t reliefBands = reliefScales.size() - 1;

/// How many times as strong each band of a blurred sketch has to be. A sketch is flat within its cells, while real ones
/// are domes with light around them, brighter in the middle than at the rim. So coarse a shape survives the noise, and
/// the network takes over the flat one.
using ReliefGains = std::array<float, reliefBands>;

/// Finds over pairs of images the gains with which sketches come closest to real images: least squares of
/// real − sketch by the sketch's bands, a Wiener filter of few coefficients.
class ReliefMeasurement {
public:
  /// @param depthScale scales along z are these times depthScale (in-plane by axial spacing)
  explicit ReliefMeasurement(double depthScale) : depthScale_(depthScale) {}

  /// Every pair counts alike, whatever its contrast; an even real image tells nothing and does not count.
  /// @param real, sketch grey g ∈ [0,1] of the same extent, the sketch blurred as it would be before the forward
  /// process
  /// @throws SettingsError if the extents differ, or the channels are not as many as before.
  void add(const Image<float>& real, const Image<float>& sketch);

  /// Gains of each channel, within 0…4; 1 where sketches have no such band.
  /// @throws SettingsError if nothing was added.
  std::vector<ReliefGains> result() const;

private:
  struct Channel {
    std::array<std::array<double, reliefBands>, reliefBands> products{}; ///< of two bands
    std::array<double, reliefBands> missing{};                           ///< of a band and real − sketch
  };
  double depthScale_;
  std::vector<Channel> channels_;
};

/// Multiplies the bands of a blurred sketch by 1 + s (gain − 1), with s = min(strength, 1). What lies above the last
/// scale stays, so a voxel depends on those within about 90 voxels.
/// @param start network values or greys (t, c, z, y, x); channels beyond `gains` stay as they are
/// @param checkpoint called between bands; may throw Cancelled
void applyRelief(Image<float>& start, const std::vector<ReliefGains>& gains, double strength, double depthScale,
                 const std::function<void()>& checkpoint = {});

} // namespace cytosketch
