#include "engine/diffusion/noisypreview.h"

#include "engine/diffusion/detail/forwardprocess.h"
#include "engine/diffusion/generator.h"
#include "engine/diffusion/schedule.h"
#include "engine/image/blur.h"

#include <algorithm>

namespace cytosketch {

bool NoisyPreview::Source::operator==(const Source& other) const {
  return sigma == other.sigma && seed == other.seed && strength == other.strength && texture == other.texture &&
         image.extent() == other.image.extent() && std::equal(image.begin(), image.end(), other.image.begin());
}

Image<float> NoisyPreview::noised(const Image<float>& image, int tStart, double sigma, std::uint64_t seed,
                                  const TextureModel& texture, double strength) {
  if (image.empty() || image.size() > TextureField::mostVoxels) {
    *this = {};
    return noisedPreview(image, tStart, sigma, seed, texture, strength);
  }
  const Schedule schedule;
  schedule.noisePercent(tStart); // checks the range
  const ForwardProcess forward(schedule.alphaBar(tStart - 1));
  prepareStart({image, sigma, seed, texture, strength});
  prepareNoise(image.extent(), seed);
  Image<float> noisy = start_;
  noisy.setSpacing(image.spacing());
  std::transform(noisy.begin(), noisy.end(), noise_.begin(), noisy.mutableData(), forward);
  return noisy;
}

void NoisyPreview::prepareStart(const Source& source) {
  if (!start_.empty() && source == source_) {
    return;
  }
  start_ = {}; // stays so if something throws
  Image<float> start =
      gaussianBlur(source.image, {source.image.extent().z > 1 ? source.sigma : 0.0, source.sigma, source.sigma});
  toNetworkValues(start);
  field_.addTo(start, source.texture, source.strength, source.seed);
  start_ = std::move(start);
  source_ = source;
}

void NoisyPreview::prepareNoise(const Extent& extent, std::uint64_t seed) {
  if (!noise_.empty() && noiseExtent_ == extent && noiseSeed_ == seed) {
    return;
  }
  noise_.resize(static_cast<std::size_t>(extent.voxels()));
  const std::int64_t rows = extent.voxels() / extent.x;
#pragma omp parallel for schedule(static)
  for (std::int64_t row = 0; row < rows; ++row) {
    const std::int64_t y = row % extent.y;
    const std::int64_t z = row / extent.y % extent.z;
    const std::int64_t c = row / (extent.y * extent.z) % extent.c;
    const std::int64_t t = row / (extent.y * extent.z * extent.c);
    for (std::int64_t x = 0; x < extent.x; ++x) {
      noise_[static_cast<std::size_t>(row * extent.x + x)] = noiseAt(seed, forwardNoiseStream, t, c, z, y, x);
    }
  }
  noiseExtent_ = extent;
  noiseSeed_ = seed;
}

} // namespace cytosketch
