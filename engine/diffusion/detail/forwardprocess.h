#pragma once

#include "engine/image/grey.h"
#include "engine/image/image.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

/// √ᾱ x_0 + √(1−ᾱ) ε.
class ForwardProcess {
public:
  explicit ForwardProcess(double alphaBar) : keep_(std::sqrt(alphaBar)), spread_(std::sqrt(1.0 - alphaBar)) {}
  float operator()(float start, double noise) const { return static_cast<float>(keep_ * start + spread_ * noise); }

private:
  double keep_;
  double spread_;
};

/// Greys to network values, in place.
inline void toNetworkValues(Image<float>& grey) {
  float* const values = grey.mutableData();
  const auto size = static_cast<std::int64_t>(grey.size());
#pragma omp parallel for schedule(static)
  for (std::int64_t i = 0; i < size; ++i) {
    values[i] = networkValue(std::clamp(values[i], 0.0F, 1.0F));
  }
}

} // namespace cytosketch
