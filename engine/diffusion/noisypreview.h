#pragma once

#include "engine/diffusion/texturefield.h"

#include <cstdint>
#include <vector>

namespace cytosketch {

/// noisedPreview() for a slider: what a call has in common with the one before is not made again. With another t_start
/// the textured sketch and its noise stay, with another σ or strength the noises of texture and forward process. One
/// thread at a time.
class NoisyPreview {
public:
  /// The same bytes as noisedPreview(), and the same errors.
  /// Of images of more than TextureField::mostVoxels voxels nothing is kept; else 36 bytes a voxel, at most 151 MB.
  Image<float> noised(const Image<float>& image, int tStart, double sigma, std::uint64_t seed,
                      const TextureModel& texture = {}, double strength = 0.0);

private:
  struct Source { ///< what the start depends on
    Image<float> image;
    double sigma = 0.0;
    std::uint64_t seed = 0;
    TextureModel texture;
    double strength = 0.0;
    bool operator==(const Source& other) const;
  };

  void prepareStart(const Source& source);
  void prepareNoise(const Extent& extent, std::uint64_t seed);

  TextureField field_;
  Source source_;
  Image<float> start_; ///< network values, of source_; empty before the first
  Extent noiseExtent_;
  std::uint64_t noiseSeed_ = 0;
  std::vector<double> noise_; ///< of the forward process, as drawn, so that rounding is the generation's
};

} // namespace cytosketch
