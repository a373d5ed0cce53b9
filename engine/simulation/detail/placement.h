#pragma once

#include "engine/image/extent.h"
#include "engine/sketch/draws.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace cytosketch {

struct Place {
  double z = 0.0, y = 0.0, x = 0.0;
};

/// Voxels that a cell's centre may take: places in `box`, counted as Box::offset does.
struct Candidates {
  Box box;
  std::vector<std::uint32_t> voxels;

  /// Every voxel of `box` that `contains` holds true for.
  /// @throws SettingsError if the box has more voxels than simulators work with.
  static Candidates inside(const Box& box,
                           const std::function<bool(std::int64_t z, std::int64_t y, std::int64_t x)>& contains);
  Place placeOf(std::uint32_t voxel) const;
};

/// @throws SettingsError if a box has more voxels than simulators work with (2²⁸).
void requireWorkable(const Box& box);

/// Up to `count` places, one after the other uniform among the candidates that keep `distance` from all before; ends
/// when none is left, so a region is filled as far as chance allows (random sequential addition).
/// @param zStretch z differences count this many times as much as y and x (the voxels' aspect)
/// @param onPlaced called after each place with its number; may throw Cancelled
std::vector<Place> placeApart(Candidates candidates, std::int64_t count, double distance, double zStretch, Draws draws,
                              const std::function<void(std::size_t)>& onPlaced = {});

} // namespace cytosketch
