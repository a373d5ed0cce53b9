#include "engine/segmentation/detail/background.h"
#include "engine/segmentation/detail/blobs.h"
#include "engine/segmentation/detail/foreground.h"
#include "engine/segmentation/detail/labelling.h"
#include "engine/segmentation/detail/steps.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {
namespace {

constexpr std::array scales{0.9, 1.0, 1.1}; ///< of the σ that suits the diameter
constexpr double evenReach = 0.5;           ///< σ of the surround whose brightness counts, in diameters
constexpr float evenLimit = 3.0F;           ///< times the surround's brightness
constexpr double leastResponse = 0.25;      ///< of a seed, of what an ideal nucleus answers with
constexpr double highestResponse = 1.5;     ///< in the same measure: the top of the landscape
constexpr double levelCount = 60000.0;      ///< of the landscape that is flooded
constexpr double brightPart = 0.75;         ///< quantile of a region that counts as the nucleus' own brightness

/// The image without its background.
Image<float> flattened(const Frame& frame, const NucleiValues& values) {
  Image<float> smooth = blurred(frame.grey, frame.grid, values.smoothing);
  const Image<float> background = backgroundOf(smooth, frame.grid, values.size);
  float* const grey = smooth.mutableData();
  std::transform(grey, grey + smooth.size(), background.data(), grey,
                 [](float g, float b) { return std::max(0.0F, g - b); });
  return smooth;
}

/// Bright and faint nuclei alike: brightness above the background over its mean in the foreground around.
Image<float> evenedOut(const Image<float>& flat, const Foreground& foreground, const Frame& frame, double size) {
  Image<float> share(flat.extent());
  Image<float> bright(flat.extent());
  float* const s = share.mutableData();
  float* const b = bright.mutableData();
  for (std::size_t i = 0; i < flat.size(); ++i) {
    s[i] = foreground.mask[i] != 0 ? 1.0F : 0.0F;
    b[i] = s[i] * (flat.data()[i] - foreground.background);
  }
  share = blurred(std::move(share), frame.grid, evenReach * size);
  bright = blurred(std::move(bright), frame.grid, evenReach * size);
  Image<float> even(flat.extent());
  float* const e = even.mutableData();
  for (std::size_t i = 0; i < flat.size(); ++i) {
    if (foreground.mask[i] != 0) {
      const float own = (flat.data()[i] - foreground.background) * share.data()[i];
      e[i] = std::min(evenLimit, own / bright.data()[i]);
    }
  }
  return even;
}

/// The best response over the scales, of what an ideal nucleus answers with.
Image<float> responseOf(const Image<float>& even, const Frame& frame, double size) {
  Image<float> best;
  for (const double scale : scales) {
    const Image<float> response = blobResponse(even, frame.grid, scale * bestSigma(frame.grid, size));
    if (best.empty()) {
      best = response;
    }
    float* const b = best.mutableData();
    std::transform(b, b + best.size(), response.data(), b, [](float x, float y) { return std::max(x, y); });
    frame.at(0.2 + 0.3 * scale);
  }
  const auto ideal = static_cast<float>(bestResponse(frame.grid));
  float* const b = best.mutableData();
  std::transform(b, b + best.size(), b, [ideal](float r) { return r / ideal; });
  return best;
}

/// Regions of the seeds inside the foreground.
Morphology::Labels regionsOf(const Image<float>& response, const Foreground& foreground, const Frame& frame,
                             double notch) {
  Morphology::Levels landscape(response.size());
  std::transform(response.begin(), response.end(), landscape.begin(), [](float r) {
    return static_cast<std::uint16_t>(levelCount * std::clamp(1.0 - r / highestResponse, 0.0, 1.0));
  });
  const double depth = std::max(1.0, levelCount * notch / highestResponse);
  std::uint32_t count = 0;
  Morphology::Labels markers = frame.morphology.deepMinima(landscape, static_cast<std::uint16_t>(depth), count);
  frame.at(0.7);
  const std::uint32_t outside = count + 1;
  for (std::size_t i = 0; i < markers.size(); ++i) {
    if (foreground.mask[i] == 0) {
      markers[i] = outside;
    } else if (response.data()[i] < leastResponse) {
      markers[i] = 0;
    }
  }
  Morphology::Labels regions = frame.morphology.flooded(landscape, markers);
  std::replace(regions.begin(), regions.end(), outside, 0U);
  return regions;
}

/// Each nucleus ends at its own level between the background and its own brightness.
void cutAtOwnEdges(Morphology::Labels& labels, const Image<float>& flat, float background, double edge) {
  const std::uint32_t count = *std::max_element(labels.begin(), labels.end());
  std::vector<std::vector<float>> greys(count + 1);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] != 0) {
      greys[labels[i]].push_back(flat.data()[i]);
    }
  }
  std::vector<float> levels(count + 1, 0.0F);
  for (std::uint32_t label = 1; label <= count; ++label) {
    std::vector<float>& own = greys[label];
    if (!own.empty()) {
      const auto nth = own.begin() + static_cast<std::ptrdiff_t>(brightPart * static_cast<double>(own.size() - 1));
      std::nth_element(own.begin(), nth, own.end());
      levels[label] = std::lerp(background, *nth, static_cast<float>(edge));
    }
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = flat.data()[i] < levels[labels[i]] ? 0 : labels[i];
  }
}

} // namespace

Morphology::Labels findNuclei(const Frame& frame, const NucleiValues& values) {
  const Image<float> flat = flattened(frame, values);
  const Foreground foreground = foregroundOf(flat, values.contrast);
  frame.at(0.1);
  const Image<float> even = evenedOut(flat, foreground, frame, values.size);
  frame.at(0.2);
  const Image<float> response = responseOf(even, frame, values.size);
  Morphology::Labels labels = regionsOf(response, foreground, frame, values.notch);
  frame.at(0.9);
  cutAtOwnEdges(labels, flat, foreground.background, values.edge);
  keepLargestParts(labels, frame.grid);
  fillHoles(labels, frame.grid);
  keepSizes(labels, values.smallest * typicalVoxels(frame.grid, values.size));
  return labels;
}

} // namespace cytosketch
