#pragma once

#include "engine/simulation/simulation.h"

namespace cytosketch {

/// Settings of the simulator "free-form" under which it makes cells like those that were measured.
struct FreeFormFit {
  SimulationSettings settings;
  std::int64_t cells = 0;  ///< in all frames
  std::int64_t shapes = 0; ///< of these, the ones whose shape was measured: not cut by the edge of the sketch
};

/// Measures the cells of a flat sketch (of the kind that most of them have; frames of a series are so many samples):
/// - size of the sketch, pixel size, and the number of cells per frame;
/// - radius.min/max and elongation.min/max from mean and L-scale of the equivalent radii and of the ratios of the axes
///   of the ellipses with the cells' second moments; a uniform law between a and b has mean (a + b)/2 and L-scale
///   (b − a)/6. Cells weigh the more the likelier the edge cuts cells of their size (Miles 1974);
/// - irregularity from the area by which cells and those ellipses differ;
/// - clustering from the share of the sketch that is far from all cells, distance from the mean distance of neighbours;
/// - with `greys`, law and range of the brightness, and the background.
/// What pixels and irregularity add to radii, axes and gaps is taken off by indirect inference: the simulator's own
/// cells are measured in the same way, and the parameters moved until both agree (Gouriéroux et al., J Appl
/// Econometrics 1993). No random number comes from outside, so the same sketch gives the same settings.
/// @param greys  whether the cells' greys say anything
/// @throws SettingsError if the sketch has several slices, or fewer than three cells are whole; Cancelled
FreeFormFit fitFreeForm(const Sketch& sketch, bool greys, const SimulationHooks& hooks = {});

} // namespace cytosketch
