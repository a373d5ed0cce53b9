#include "engine/segmentation/detail/labelling.h"
#include "engine/segmentation/detail/steps.h"

#include <algorithm>

namespace cytosketch {
namespace {

constexpr double levelCount = 60000.0; ///< of the landscape that is flooded

} // namespace

Morphology::Labels findMembranes(const Frame& frame, const MembraneValues& values) {
  const Image<float> smooth = blurred(frame.grey, frame.grid, values.smoothing);
  Morphology::Levels landscape(smooth.size());
  std::transform(smooth.begin(), smooth.end(), landscape.begin(), [](float g) {
    return static_cast<std::uint16_t>(levelCount * static_cast<double>(std::clamp(g, 0.0F, 1.0F)));
  });
  frame.at(0.2);
  std::uint32_t count = 0;
  const auto height = static_cast<std::uint16_t>(std::max(1.0, levelCount * values.height));
  Morphology::Labels labels = frame.morphology.deepMinima(landscape, height, count);
  if (count == 0) {
    return labels;
  }
  frame.at(0.5);
  labels = frame.morphology.flooded(landscape, labels);
  frame.at(0.7);
  // The neighbours take what is too small; what is too large beside the others is outside.
  const double typical = typicalVoxels(frame.grid, values.size);
  if (keepSizes(labels, values.smallest * typical) > 0) {
    labels = frame.morphology.flooded(landscape, labels);
  }
  if (values.largest > 0.0) {
    keepSizes(labels, 0.0, values.largest * medianVoxels(labels));
  }
  return labels;
}

} // namespace cytosketch
