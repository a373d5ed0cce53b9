#include "engine/study/patches.h"

#include "engine/image/grey.h"
#include "engine/image/reflection.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace cytosketch {
namespace {

std::int64_t below(std::mt19937_64& random, std::int64_t limit) {
  return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(limit));
}

/// A window of up to `edge` pixels around a place, inside the image.
struct Window {
  std::int64_t y0 = 0, x0 = 0, height, width;
  Window(const Extent& e, const PatchPlace& place, std::int64_t edge)
      : height(std::min(edge, e.y)), width(std::min(edge, e.x)) {
    y0 = std::clamp<std::int64_t>(place.y - height / 2, 0, e.y - height);
    x0 = std::clamp<std::int64_t>(place.x - width / 2, 0, e.x - width);
  }
};

} // namespace

std::vector<PatchPlace> patchPlaces(const Image<std::uint32_t>& labels, std::int64_t edge, std::size_t count,
                                    std::uint64_t seed) {
  const auto labelled = labels.size() - static_cast<std::size_t>(std::count(labels.begin(), labels.end(), 0U));
  if (labelled == 0) {
    return {};
  }
  std::mt19937_64 random(seed);
  std::vector<std::size_t> ranks(count);
  for (std::size_t& rank : ranks) {
    rank = random() % labelled;
  }
  std::sort(ranks.begin(), ranks.end());
  const Extent& e = labels.extent();
  std::vector<PatchPlace> places;
  std::size_t seen = 0;
  for (std::size_t i = 0; i < labels.size() && places.size() < count; ++i) {
    if (labels.data()[i] == 0) {
      continue;
    }
    for (; places.size() < count && ranks[places.size()] == seen;) {
      const auto at = static_cast<std::int64_t>(i);
      const std::int64_t shiftY = below(random, edge + 1) - edge / 2;
      const std::int64_t shiftX = below(random, edge + 1) - edge / 2;
      places.push_back({at / (e.x * e.y * e.z), at / (e.x * e.y) % e.z,
                        std::clamp<std::int64_t>(at / e.x % e.y + shiftY, 0, e.y - 1),
                        std::clamp<std::int64_t>(at % e.x + shiftX, 0, e.x - 1)});
    }
    ++seen;
  }
  return places;
}

void appendPatches(const Image<float>& grey, const std::vector<PatchPlace>& places, std::int64_t edge,
                   std::vector<float>& values) {
  const Extent& e = grey.extent();
  for (const PatchPlace& place : places) {
    const float* const slice = grey.data() + grey.offset(place.t, 0, place.z, 0, 0);
    // A patch that fits is moved inside; only what is larger than the image is mirrored.
    const std::int64_t y0 =
        e.y >= edge ? std::clamp<std::int64_t>(place.y - edge / 2, 0, e.y - edge) : place.y - edge / 2;
    const std::int64_t x0 =
        e.x >= edge ? std::clamp<std::int64_t>(place.x - edge / 2, 0, e.x - edge) : place.x - edge / 2;
    for (std::int64_t y = y0; y < y0 + edge; ++y) {
      for (std::int64_t x = x0; x < x0 + edge; ++x) {
        values.push_back(networkValue(slice[mirrored(y, e.y) * e.x + mirrored(x, e.x)]));
      }
    }
  }
}

Image<std::uint8_t> thumbnailAt(const Image<float>& grey, const PatchPlace& place, std::int64_t edge) {
  const Extent& e = grey.extent();
  const Window window(e, place, edge);
  Image<std::uint8_t> picture({1, 1, 1, window.height, window.width});
  const float* const slice = grey.data() + grey.offset(place.t, 0, place.z, 0, 0);
  std::uint8_t* pixel = picture.mutableData();
  for (std::int64_t y = window.y0; y < window.y0 + window.height; ++y) {
    for (std::int64_t x = window.x0; x < window.x0 + window.width; ++x) {
      *pixel++ = static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(slice[y * e.x + x], 0.0F, 1.0F)));
    }
  }
  return picture;
}

PatchPlace fullestPlace(const Image<std::uint32_t>& labels, const std::vector<PatchPlace>& places, std::int64_t edge) {
  const Extent& e = labels.extent();
  std::int64_t most = -1;
  PatchPlace best = places.front();
  for (const PatchPlace& place : places) {
    const Window window(e, place, edge);
    const std::uint32_t* const slice = labels.data() + labels.offset(place.t, 0, place.z, 0, 0);
    std::int64_t covered = 0;
    for (std::int64_t y = window.y0; y < window.y0 + window.height; ++y) {
      const std::uint32_t* const row = slice + y * e.x + window.x0;
      covered += std::count_if(row, row + window.width, [](std::uint32_t label) { return label != 0; });
    }
    if (covered > most) {
      most = covered;
      best = place;
    }
  }
  return best;
}

} // namespace cytosketch
