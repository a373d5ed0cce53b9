#pragma once

#include "engine/image/extent.h"

#include <vector>

namespace cytosketch {

/// A tile of a network call: what is read and which part of it is kept. Boxes are in voxels of the padded image.
struct Tile {
  Box input; ///< core and halo, clipped at the padded image; origin and size multiples of the stride
  Box core;
};

/// How an image is cut for network calls.
struct TilePlan {
  Extent padded;           ///< image size rounded up to multiples of the network's stride (z only for 3D networks)
  std::vector<Tile> tiles; ///< their cores partition the padded image
  int halo = 0;            ///< as used: rounded up to the stride
  /// Voxels computed over voxels of the image, ≥ 1.
  double redundancy(const Extent& image) const;
};

/// Cuts an image into tiles of `tile` voxels (0 = one tile) with `halo` voxels of context, origins on multiples of
/// `stride`. `dimensions` 2 leaves z alone. @throws SettingsError if tile or halo is negative.
TilePlan planTiles(const Extent& image, int dimensions, int stride, int tile, int halo);

} // namespace cytosketch
