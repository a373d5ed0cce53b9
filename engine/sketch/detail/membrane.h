#pragma once

#include "engine/image/extent.h"
#include "engine/sketch/shading.h"

#include <cstdint>
#include <vector>

namespace cytosketch {

/// How far a membrane reaches from a label change: semi-axes in voxels of the ellipsoid in which another label is
/// looked for. A change lies on the face between two voxels, half a voxel from their centres.
struct MembraneReach {
  double z = 0.0, y = 0.0, x = 0.0;

  MembraneReach(const Shading& shading, const Spacing& spacing, const Extent& extent);
  /// `box` grown by the whole voxels that the reach covers.
  Box grown(const Box& box) const;
};

/// Marks in `membrane` (z, y, x of `box`) every voxel within whose reach, inside `extent`, lies another label.
/// @param labels labels of `margin`, z, y, x; margin must hold reach.grown(box).
std::vector<std::uint8_t> findMembrane(const std::vector<std::uint32_t>& labels, const Box& margin, const Box& box,
                                       const MembraneReach& reach, const Extent& extent);

} // namespace cytosketch
