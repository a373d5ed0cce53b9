#pragma once

#include "engine/sketch/sketch.h"

#include <array>
#include <optional>

namespace cytosketch {

/// A straight line through a volume in voxel coordinates (z, y, x), where voxel (0, 0, 0) has its centre at (0, 0, 0).
struct VoxelRay {
  std::array<double, 3> start{};
  std::array<double, 3> direction{}; ///< of any length but 0
};

/// What a ray meets first.
struct RayHit {
  CellId cell = 0;
  std::int64_t z = 0;
  std::int64_t y = 0;
  std::int64_t x = 0;
  bool operator==(const RayHit&) const = default;
};

/// The first voxel of a cell on the ray inside `box`, and the topmost cell that covers it. Goes from voxel to voxel
/// (Amanatides and Woo 1987), so nothing is stepped over.
std::optional<RayHit> firstCellOn(const VoxelRay& ray, const Sketch& sketch, std::int64_t t, const Box& box);

} // namespace cytosketch
