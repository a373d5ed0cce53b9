#pragma once

#include "engine/segmentation/detail/grid.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace cytosketch {

/// What ITK does for the segmentation; its only door. Neighbours are all 8 in a plane, 26 in a volume.
/// All throw Cancelled once `stop` asks for it.
class Morphology {
public:
  using Mask = std::vector<std::uint8_t>;    ///< 0 or 1
  using Levels = std::vector<std::uint16_t>; ///< a landscape
  using Labels = std::vector<std::uint32_t>; ///< 0 = none

  Morphology(const Grid& grid, std::stop_token stop) : grid_(grid), stop_(std::move(stop)) {}

  /// Euclidean distance in pixels from each voxel of the mask to the nearest one outside; 0 outside. What lies beyond
  /// the image's border counts as more of the same. (Maurer et al., IEEE PAMI 2003)
  std::vector<float> distanceInside(const Mask& mask) const;
  /// Labels 1…n of the mask's connected parts.
  Labels parts(const Mask& mask, std::uint32_t& count) const;
  /// The connected minima of the landscape that are deeper than `depth` levels, as labels 1…n.
  Labels deepMinima(const Levels& levels, std::uint16_t depth, std::uint32_t& count) const;
  /// Floods the landscape from the markers until every voxel has a label, without lines between them.
  /// (Beucher and Meyer, 1993)
  Labels flooded(const Levels& levels, const Labels& markers) const;

private:
  Grid grid_;
  std::stop_token stop_;
};

} // namespace cytosketch
