#pragma once

#include "engine/diffusion/texture.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace cytosketch {

/// White noise of the texture of one channel of a frame (1, 1, z, y, x). @param channel, origin as in the noise field
Image<float> textureNoise(const Extent& frame, std::uint64_t seed, const GenerationOrigin& origin,
                          std::int64_t channel);

/// Takes the finest band that is left out of textureNoise(); bands come in their order.
/// @param noise without the bands before; becomes what is left
Image<float> takeBand(Image<float>& noise, std::size_t band, double depthScale);

/// What a band of the noise is multiplied by to get a deviation of 1 grey far from the borders, in network values.
/// @param strength as in addTexture()
std::array<float, textureBands> textureFactors(bool volume, double depthScale, double strength);

/// Where a grey lies between the middles of two bins; beyond the outer ones at these.
struct GreyPlace {
  std::size_t below;
  std::size_t above;
  float rest;
};

inline GreyPlace placeOf(float grey) {
  const float place = std::clamp(grey * static_cast<float>(textureGreys) - 0.5F, 0.0F, textureGreys - 1.0F);
  const int below = static_cast<int>(place);
  const auto bin = static_cast<std::size_t>(below);
  return {bin, std::min(bin + 1, textureGreys - 1), place - static_cast<float>(below)};
}

inline float deviationAt(const std::array<float, textureGreys>& deviations, const GreyPlace& place) {
  return (1.0F - place.rest) * deviations[place.below] + place.rest * deviations[place.above];
}

} // namespace cytosketch
