#pragma once

#include <algorithm>

namespace cytosketch {

/// Image grey g ∈ [0,1] as the network's value ∈ [-1,1].
constexpr float networkValue(float grey) {
  return 2.0F * grey - 1.0F;
}

/// The network's value as image grey, clamped to [0,1].
constexpr float greyOfNetworkValue(float value) {
  return std::clamp(0.5F * (value + 1.0F), 0.0F, 1.0F);
}

/// The grey of a drawn or simulated cell of brightness v ∈ (0,1]: g = 0.15 + 0.85 v. In network values this is the
/// 1.7 v − 0.7 of the paper's authors. A grey measured in a real image is taken as it is and does not pass here.
constexpr float greyOfBrightness(float brightness) {
  return std::clamp(0.15F + 0.85F * brightness, 0.0F, 1.0F);
}

/// The brightness that greyOfBrightness maps to `grey`, clamped to [0,1].
constexpr float brightnessOfGrey(float grey) {
  return std::clamp((grey - 0.15F) / 0.85F, 0.0F, 1.0F);
}

} // namespace cytosketch
