#include "engine/image/scalebands.h"

#include "engine/image/blur.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace cytosketch {

Image<float> widenedBlur(Image<float> image, double from, double to, double depthScale) {
  const double sigma = std::sqrt(to * to - from * from);
  const double depthSigma = image.extent().z > 1 ? sigma * depthScale : 0.0; // before the image has moved on
  return gaussianBlur(std::move(image), {depthSigma, sigma, sigma});
}

std::vector<Image<float>> scaleBands(const Image<float>& image, std::span<const double> scales, double depthScale) {
  std::vector<Image<float>> bands;
  Image<float> narrow = widenedBlur(image, 0.0, scales.front(), depthScale);
  for (std::size_t band = 0; band + 1 < scales.size(); ++band) {
    Image<float> wide = widenedBlur(narrow, scales[band], scales[band + 1], depthScale);
    float* const values = narrow.mutableData();
    std::transform(values, values + narrow.size(), wide.data(), values, std::minus());
    bands.push_back(std::move(narrow));
    narrow = std::move(wide);
  }
  return bands;
}

} // namespace cytosketch
