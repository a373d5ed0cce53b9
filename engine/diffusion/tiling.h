#pragma once

#include "engine/image/extent.h"

#include <vector>

namespace cytosketch {

/// How an image is to be cut. All in voxels, the plane (y and x) and the depth (z) each by itself.
struct TileGeometry {
  int stride = 1; ///< of the network: sizes and origins are multiples of it
  int depthStride = 1;
  int tile = 0;      ///< edge along y and x without halo; 0 = uncut
  int tileDepth = 0; ///< along z; 0 = uncut
  int halo = 0;      ///< context around a tile along y and x
  int depthHalo = 0;
};

/// One of the intervals that an axis is cut into.
struct AxisCut {
  std::int64_t inputBegin, inputEnd, coreBegin, coreEnd;
};

/// The cuts of one axis of `size` voxels, a multiple of `stride`: as few as `tile` (0 = one) allows, all about equally
/// long. Inputs are the cores and their halo, clipped at the ends.
std::vector<AxisCut> cutAxis(std::int64_t size, std::int64_t stride, std::int64_t tile, std::int64_t halo);

/// A tile of a network call: what is read and which part of it is kept. Boxes are in voxels of the padded image.
struct Tile {
  Box input; ///< core and halo, clipped at the padded image; origin and size multiples of the stride
  Box core;
};

/// How an image is cut for network calls.
struct TilePlan {
  Extent padded;                              ///< image size rounded up to multiples of the network's strides
  std::vector<AxisCut> depths, rows, columns; ///< along z, y and x
  std::vector<Tile> tiles;                    ///< their product, x fastest; the cores partition the padded image
  int halo = 0;                               ///< as used: rounded up to the stride
  int depthHalo = 0;
  /// Voxels computed over voxels of the image, ≥ 1.
  double redundancy(const Extent& image) const;
  /// Voxels of the largest input.
  std::int64_t largestInput() const;
};

/// Cuts one frame of an image. @throws SettingsError if tile or halo is negative.
TilePlan planTiles(const Extent& image, const TileGeometry& geometry);

/// The tile of a volume that makes the least redundant work among those whose input has at most `voxelBudget` voxels:
/// depth and edge are chosen independently, so thin volumes stay whole along z. What `geometry` already gives (tile or
/// tileDepth > 0) is kept. If not even the smallest tile fits, that one.
/// @returns the geometry with tile and tileDepth > 0
TileGeometry leastRedundantTiles(const Extent& image, TileGeometry geometry, double voxelBudget);

} // namespace cytosketch
