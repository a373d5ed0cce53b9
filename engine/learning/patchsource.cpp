#include "engine/learning/patchsource.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/reflection.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>

namespace cytosketch {
PatchSource::PatchSource(std::vector<TrainingImage> images, std::int64_t patchSize,
                         std::map<std::string, double> groupWeights, std::uint64_t seed)
    : images_(std::move(images)), patchSize_(patchSize), seed_(seed) {
  if (images_.empty()) {
    throw SettingsError("there is no image to learn from", "training images", "Choose a folder with images");
  }
  if (patchSize_ < 1) {
    throw SettingsError("the patch edge is " + std::to_string(patchSize_), "patch", "Choose a size such as 128");
  }
  std::map<std::string, double> area;
  for (const TrainingImage& image : images_) {
    const Extent& e = image.grey.extent();
    if (e.c != channels() || e.z != 1 || e.t != 1) {
      throw SettingsError("the images do not all have the same channels, or are not 2D", image.name,
                          "Train on images of one kind");
    }
    area[image.group] += static_cast<double>(e.y * e.x);
  }
  double total = 0.0;
  for (const TrainingImage& image : images_) {
    const auto weight = groupWeights.find(image.group);
    const double groupWeight = weight == groupWeights.end() ? 1.0 : weight->second;
    if (!(groupWeight >= 0.0)) {
      throw SettingsError("the weight of group \"" + image.group + "\" is negative", "group weights", "");
    }
    const Extent& e = image.grey.extent();
    total += groupWeight * static_cast<double>(e.y * e.x) / area[image.group];
    cumulative_.push_back(total);
  }
  if (total <= 0.0) {
    throw SettingsError("all group weights are 0", "group weights", "Give at least one group a weight");
  }
  for (double& value : cumulative_) {
    value /= total;
  }
}

std::size_t PatchSource::chooseImage(double uniform) const {
  const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), uniform);
  return std::min(static_cast<std::size_t>(found - cumulative_.begin()), images_.size() - 1);
}

void PatchSource::fill(std::uint64_t number, float* target) const {
  r123::Philox4x32 generator;
  const auto high = [](std::uint64_t v) { return static_cast<std::uint32_t>(v >> 32); };
  const auto low = [](std::uint64_t v) { return static_cast<std::uint32_t>(v); };
  const r123::Philox4x32::key_type key{{low(seed_), high(seed_)}};
  const auto random = generator({{low(number), high(number), 0U, 0x9A7CU}}, key);
  const auto uniform = [](std::uint32_t bits) { return static_cast<double>(bits) / 4294967296.0; };

  const Image<float>& image = images_[chooseImage(uniform(random[0]))].grey;
  const Extent& e = image.extent();
  const auto start = [&](std::uint32_t bits, std::int64_t size) {
    return static_cast<std::int64_t>(uniform(bits) *
                                     static_cast<double>(std::max<std::int64_t>(size - patchSize_, 0) + 1));
  };
  const std::int64_t y0 = start(random[1], e.y);
  const std::int64_t x0 = start(random[2], e.x);
  const bool flip = (random[3] & 1U) != 0U;
  const bool mirror = (random[3] & 2U) != 0U;
  const bool transpose = (random[3] & 4U) != 0U; // with the two flips: all eight orientations
  for (std::int64_t c = 0; c < e.c; ++c) {
    const float* voxels = image.channel(0, c);
    for (std::int64_t i = 0; i < patchSize_; ++i) {
      for (std::int64_t j = 0; j < patchSize_; ++j) {
        const std::int64_t a = flip ? patchSize_ - 1 - i : i;
        const std::int64_t b = mirror ? patchSize_ - 1 - j : j;
        const std::int64_t y = mirrored(y0 + (transpose ? b : a), e.y);
        const std::int64_t x = mirrored(x0 + (transpose ? a : b), e.x);
        *target++ = networkValue(voxels[y * e.x + x]);
      }
    }
  }
}

} // namespace cytosketch
