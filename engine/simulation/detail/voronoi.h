#pragma once

#include "engine/simulation/detail/placement.h"
#include "engine/simulation/detail/simulator.h"

#include <vector>

namespace cytosketch {

struct Seed {
  Place place;
  double weight = 1.0; ///< multiplies distances: heavier seeds have smaller cells
};

/// Gives each seed the weight 1 + `strength` · d/d_max, d being the distance to its nearest other seed.
void weighBySpacing(std::vector<Seed>& seeds, double strength);

/// Weighted Voronoi cells: voxel (z, y, x) belongs to the seed with the smallest weight × distance (the first of equal
/// ones). @param inside 1 for the voxels of `box` that belong to a cell at all, in the order of Box::offset
/// @returns 1 + number of the seed, 0 outside
std::vector<std::uint32_t> voronoiLabels(const Box& box, const std::vector<std::uint8_t>& inside,
                                         const std::vector<Seed>& seeds, const Task& task, const Range& progress);

/// Puts one cell per label into the sketch, with the label as id plus `firstId` − 1.
void putCells(Sketch& sketch, const Box& box, const std::vector<std::uint32_t>& labels, const Cell& pattern,
              CellId firstId);

} // namespace cytosketch
