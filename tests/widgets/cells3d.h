#pragma once

#include "engine/sketch/sketch.h"

#include <cmath>
#include <random>

namespace cytosketch {

/// An ellipsoid, slice by slice; centre and semi-axes in voxels.
inline Mask ellipsoidMask(double z, double y, double x, double radiusZ, double radiusY, double radiusX) {
  Mask mask;
  for (auto slice = std::int64_t(std::ceil(z - radiusZ)); double(slice) <= z + radiusZ; ++slice) {
    const double height = (double(slice) - z) / radiusZ;
    const double share = std::sqrt(std::max(0.0, 1.0 - height * height));
    if (share > 0.0) {
      mask.unite(ellipseMask(0, slice, y, x, radiusY * share, radiusX * share));
    }
  }
  return mask;
}

/// `count` ellipsoids of 7 to 12 pixels, with slices three times as thick as a pixel is wide, on a jittered grid.
inline Sketch ellipsoidSketch(int count, const Extent& extent = {1, 1, 24, 128, 160}) {
  Sketch sketch(extent, {0.9, 0.3, 0.3});
  std::mt19937 random(3);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const int columns = int(std::ceil(std::sqrt(double(count) * double(extent.x) / double(extent.y))));
  const int rows = (count + columns - 1) / columns;
  for (int i = 0; i < count; ++i) {
    const double radius = 7.0 + 5.0 * unit(random);
    const double z = double(extent.z) * (0.25 + 0.5 * unit(random));
    const double y = double(extent.y) * (i / columns + 0.35 + 0.3 * unit(random)) / rows;
    const double x = double(extent.x) * (i % columns + 0.35 + 0.3 * unit(random)) / columns;
    Cell cell;
    cell.id = CellId(i + 1);
    cell.grey = {float(0.4 + 0.5 * unit(random))};
    cell.mask = ellipsoidMask(z, y, x, radius / 3.0, radius * (0.8 + 0.4 * unit(random)), radius);
    sketch.put(std::move(cell));
  }
  return sketch;
}

} // namespace cytosketch
