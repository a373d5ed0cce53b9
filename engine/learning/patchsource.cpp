#include "engine/learning/patchsource.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/image/reflection.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace {

using Random = r123::Philox4x32::ctr_type;

double uniform(std::uint32_t bits) {
  return static_cast<double>(bits) / 4294967296.0;
}

/// Random words of a patch; `draw` 2 k and 2 k + 1 belong to its candidate place k.
Random randomWords(std::uint64_t seed, std::uint64_t number, std::uint32_t draw) {
  const auto high = [](std::uint64_t v) { return static_cast<std::uint32_t>(v >> 32); };
  const auto low = [](std::uint64_t v) { return static_cast<std::uint32_t>(v); };
  return r123::Philox4x32()({{low(number), high(number), draw, 0x9A7CU}}, {{low(seed), high(seed)}});
}

} // namespace

PatchSource::PatchSource(std::vector<TrainingImage> images, PatchShape patch,
                         std::map<std::string, double> groupWeights, std::uint64_t seed, PatchDrawing drawing)
    : images_(std::move(images)), patch_(patch), seed_(seed), drawing_(drawing) {
  if (images_.empty()) {
    throw SettingsError("there is no image to learn from", "training images", "Choose a folder with images");
  }
  if (patch_.edge < 1 || patch_.depth < 1 || drawing_.candidates < 1) {
    throw SettingsError("the patch is empty", "patch", "Choose a size such as 128, or 16 slices of 64 for volumes");
  }
  std::map<std::string, double> area;
  for (const TrainingImage& image : images_) {
    const Extent& e = image.grey.extent();
    if (e.c != channels()) {
      const auto counted = [](std::int64_t n) { return std::to_string(n) + (n == 1 ? " channel" : " channels"); };
      throw SettingsError("the image has " + counted(e.c) + ", " + images_.front().name + " has " + counted(channels()),
                          image.name, "Train on images with the same channels in the same order");
    }
    if (e.t != 1) {
      throw SettingsError("the image has several frames", image.name, "Give frames one by one, or as a volume");
    }
    if (patch_.depth == 1 && e.z != 1) {
      throw SettingsError("the image is a volume, the patches are flat", image.name, "Give patches a depth");
    }
    area[image.group] += static_cast<double>(e.volume());
  }
  double total = 0.0;
  for (const TrainingImage& image : images_) {
    const auto weight = groupWeights.find(image.group);
    const double groupWeight = weight == groupWeights.end() ? 1.0 : weight->second;
    if (!(groupWeight >= 0.0)) {
      throw SettingsError("the weight of group \"" + image.group + "\" is negative", "group weights", "");
    }
    const Extent& e = image.grey.extent();
    total += groupWeight * static_cast<double>(e.volume()) / area[image.group];
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

double PatchSource::meanGrey(const GreyVoxels& image, const Place& place) const {
  const Extent& e = image.extent();
  double sum = 0.0;
  for (std::int64_t c = 0; c < e.c; ++c) {
    for (std::int64_t z = place.z; z < place.z + patch_.depth; ++z) {
      for (std::int64_t y = place.y; y < place.y + patch_.edge; ++y) {
        const std::uint16_t* row = image.slice(c, mirrored(z, e.z)) + mirrored(y, e.y) * e.x;
        sum = std::accumulate(row + place.x, row + std::min(place.x + patch_.edge, e.x), sum);
      }
    }
  }
  return sum;
}

PatchSource::Place PatchSource::choosePlace(const GreyVoxels& image, std::uint64_t number) const {
  const Extent& e = image.extent();
  const auto start = [](std::uint32_t bits, std::int64_t size, std::int64_t patch) {
    return static_cast<std::int64_t>(uniform(bits) * static_cast<double>(std::max<std::int64_t>(size - patch, 0) + 1));
  };
  Place best{};
  double brightest = -1.0;
  for (std::uint32_t k = 0; k < static_cast<std::uint32_t>(drawing_.candidates); ++k) {
    const Random plane = randomWords(seed_, number, 2 * k);
    const Random depth = randomWords(seed_, number, 2 * k + 1);
    const Place place{start(depth[0], e.z, patch_.depth), start(plane[1], e.y, patch_.edge),
                      start(plane[2], e.x, patch_.edge)};
    const double grey = drawing_.candidates > 1 ? meanGrey(image, place) : 0.0;
    if (grey > brightest) {
      brightest = grey;
      best = place;
    }
  }
  return best;
}

void PatchSource::fill(std::uint64_t number, float* target) const {
  const Random random = randomWords(seed_, number, 0);
  const GreyVoxels& image = images_[chooseImage(uniform(random[0]))].grey;
  const Extent& e = image.extent();
  const Place place = choosePlace(image, number);
  const bool flip = (random[3] & 1U) != 0U;
  const bool mirror = (random[3] & 2U) != 0U;
  const bool transpose = (random[3] & 4U) != 0U; // with the two flips: all eight orientations
  const bool flipDepth = drawing_.flipDepth && (random[3] & 8U) != 0U;
  const std::int64_t edge = patch_.edge;
  for (std::int64_t c = 0; c < e.c; ++c) {
    for (std::int64_t k = 0; k < patch_.depth; ++k) {
      const std::int64_t z = mirrored(place.z + (flipDepth ? patch_.depth - 1 - k : k), e.z);
      const std::uint16_t* slice = image.slice(c, z);
      for (std::int64_t i = 0; i < edge; ++i) {
        for (std::int64_t j = 0; j < edge; ++j) {
          const std::int64_t a = flip ? edge - 1 - i : i;
          const std::int64_t b = mirror ? edge - 1 - j : j;
          const std::int64_t y = mirrored(place.y + (transpose ? b : a), e.y);
          const std::int64_t x = mirrored(place.x + (transpose ? a : b), e.x);
          *target++ = networkValue(GreyVoxels::grey(slice[y * e.x + x]));
        }
      }
    }
  }
}

} // namespace cytosketch
