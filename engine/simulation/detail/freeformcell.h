#pragma once

#include "engine/simulation/detail/placement.h"
#include "engine/sketch/mask.h"

#include <functional>

namespace cytosketch {

/// How free-form cells look, apart from their place.
struct FreeFormShape {
  Range radius;
  Range elongation;
  double irregularity = 0.0;
};

/// One cell around a place, in frame 0.
Mask drawnFreeForm(const FreeFormShape& shape, const Place& place, Draws draws, const Draws& deformation);

/// Where free-form cells may lie: discs of `radius` at random places, until they leave only `clustering` of the sketch
/// free; everywhere if it is 0. @param onDisc may throw Cancelled
Candidates freeFormRegion(const Extent& extent, double clustering, double radius, Draws draws,
                          const std::function<void()>& onDisc = {});
/// Radius of these discs, in radii of the largest cell.
inline constexpr double colonyRadius = 4.0;

} // namespace cytosketch
