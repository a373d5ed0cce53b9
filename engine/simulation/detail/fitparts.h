#pragma once

#include "engine/simulation/detail/freeformcell.h"
#include "engine/simulation/detail/population.h"
#include "engine/sketch/light.h"

#include <functional>

namespace cytosketch {

/// Law and range of brightnesses v with these mean and spread; of the laws the one whose distribution is nearest
/// (Kolmogorov).
BrightnessRange fittedBrightness(const std::vector<double>& brightnesses);

/// How free-form cells are spread over a sketch.
struct FreeFormPlaces {
  double distance = 1.0;
  double clustering = 0.0;
};
/// @param largestRadius  of the cells, which says how large colonies are  @param at  told the progress; may throw
/// Cancelled
FreeFormPlaces fittedPlaces(const Population& population, const Extent& extent, double largestRadius,
                            const std::function<void(double)>& at);

} // namespace cytosketch
