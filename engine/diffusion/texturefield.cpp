#include "engine/diffusion/texturefield.h"

#include "engine/diffusion/detail/frames.h"
#include "engine/diffusion/detail/texturebands.h"
#include "engine/image/grey.h"

#include <algorithm>

namespace cytosketch {
namespace {

void addBands(float* sketch, std::int64_t size, const std::array<Image<float>, textureBands>& bands,
              const TextureModel::Deviations& deviations, const std::array<float, textureBands>& factors) {
  std::array<const float*, textureBands> values{};
  std::transform(bands.begin(), bands.end(), values.begin(), [](const Image<float>& band) { return band.data(); });
#pragma omp parallel for schedule(static)
  for (std::int64_t i = 0; i < size; ++i) {
    const GreyPlace place = placeOf(greyOfNetworkValue(sketch[i]));
    float added = 0.0F;
    for (std::size_t band = 0; band < textureBands; ++band) {
      added += factors[band] * deviationAt(deviations[band], place) * values[band][i];
    }
    sketch[i] += added;
  }
}

void addFrameByFrame(Image<float>& start, const TextureModel& texture, double strength, std::uint64_t seed) {
  for (std::int64_t t = 0; t < start.extent().t; ++t) {
    Image<float> frame = frameOf(start, t);
    addTexture(frame, texture, strength, seed, {t});
    std::copy_n(frame.data(), frame.size(), start.mutableChannel(t, 0));
  }
}

} // namespace

void TextureField::addTo(Image<float>& start, const TextureModel& texture, double strength, std::uint64_t seed) {
  const Extent e = start.extent();
  if (start.size() > mostVoxels) {
    *this = {};
    addFrameByFrame(start, texture, strength, seed);
    return;
  }
  applyRelief(start, texture.relief, strength, texture.depthScale);
  const auto channels = std::min<std::int64_t>(e.c, static_cast<std::int64_t>(texture.channels.size()));
  if (strength <= 0.0 || channels == 0) {
    return;
  }
  prepare({e, channels, texture.depthScale, seed});
  const std::array<float, textureBands> factors = textureFactors(e.z > 1, texture.depthScale, strength);
  for (std::int64_t i = 0; i < e.t * channels; ++i) {
    const std::int64_t c = i % channels;
    addBands(start.mutableChannel(i / channels, c), e.volume(), bands_[static_cast<std::size_t>(i)],
             texture.channels[static_cast<std::size_t>(c)], factors);
  }
}

void TextureField::prepare(const Source& source) {
  if (source == source_) {
    return;
  }
  *this = {}; // first, so that no two fields are in memory
  for (std::int64_t i = 0; i < source.extent.t * source.channels; ++i) {
    Image<float> noise = textureNoise(source.extent, source.seed, {i / source.channels}, i % source.channels);
    Bands& bands = bands_.emplace_back();
    for (std::size_t band = 0; band < textureBands; ++band) {
      bands[band] = takeBand(noise, band, source.depthScale);
    }
  }
  source_ = source;
}

} // namespace cytosketch
