#pragma once

#include "engine/diffusion/texture.h"

#include <array>
#include <cstdint>
#include <vector>

namespace cytosketch {

/// addTexture() for callers that ask for the texture of images of one size and seed again and again, as under a slider:
/// the bands of the noise, most of the work, are kept from call to call. One thread at a time.
class TextureField {
public:
  /// Of an image of more voxels (2048²; all frames and channels) nothing is kept: the bands take 20 bytes a voxel, so
  /// 84 MB at most.
  static constexpr std::size_t mostVoxels = 4'194'304;

  /// Gives each frame its relief and texture: the same bytes as addTexture() with the frame's number as origin.
  /// @param start network values (t, c, z, y, x)  @param strength as in addTexture()
  void addTo(Image<float>& start, const TextureModel& texture, double strength, std::uint64_t seed);

private:
  using Bands = std::array<Image<float>, textureBands>; ///< each (1, 1, z, y, x)
  struct Source {                                       ///< what the bands depend on
    Extent extent;
    std::int64_t channels = 0; ///< with texture
    double depthScale = 0.0;
    std::uint64_t seed = 0;
    bool operator==(const Source&) const = default;
  };

  void prepare(const Source& source);

  Source source_;
  std::vector<Bands> bands_; ///< per frame and channel, t slowest
};

} // namespace cytosketch
