#pragma once

#include "engine/sketch/sketch.h"

#include <random>

namespace cytosketch::test {

/// Random numbers that are the same on every machine (the distributions of <random> are not).
class Random {
public:
  explicit Random(std::uint32_t seed) : engine_(seed) {}
  double uniform(double low, double high) {
    return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0);
  }
  float grey() { return static_cast<float>(uniform(0.0, 1.0)); }
  /// Both ends included.
  std::int64_t integer(std::int64_t low, std::int64_t high) {
    return low + static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(double probability) { return uniform(0.0, 1.0) < probability; }

private:
  std::mt19937 engine_;
};

/// A cell of one ellipse per slice and frame, which may hang over every edge of the sketch.
inline Cell randomCell(Random& random, CellId id, const Extent& extent) {
  Cell cell;
  cell.id = id;
  cell.kind = static_cast<CellKind>(random.integer(0, 2));
  cell.channel = static_cast<std::int32_t>(random.integer(0, extent.c - 1));
  cell.zOrder = static_cast<std::int32_t>(random.integer(-2, 2));
  cell.parent = random.chance(0.3) ? static_cast<CellId>(random.integer(1, 5)) : 0;
  cell.grey.clear();
  for (std::int64_t t = 0; t < (random.chance(0.5) ? extent.t : 1); ++t) {
    cell.grey.push_back(random.grey());
  }
  const double y = random.uniform(-10.0, static_cast<double>(extent.y) + 10.0);
  const double x = random.uniform(-10.0, static_cast<double>(extent.x) + 10.0);
  const std::int64_t first = random.integer(-1, extent.z - 1);
  for (std::int64_t t = 0; t < extent.t; ++t) {
    for (std::int64_t z = first; z <= first + random.integer(0, 3); ++z) {
      cell.mask.unite(ellipseMask(t, z, y + random.uniform(-3, 3), x, random.uniform(2, 22), random.uniform(2, 22),
                                  random.uniform(0, 3)));
    }
  }
  while (random.chance(0.4)) {
    cell.nucleoli.push_back({static_cast<double>(first), y + random.uniform(-4, 4), x + random.uniform(-4, 4),
                             random.uniform(0.5, 2), random.uniform(1, 6), random.uniform(1, 6), random.grey()});
  }
  return cell;
}

/// Light on the background, and whether nucleoli show.
inline void addLight(Random& random, Shading& shading, const Extent& extent) {
  shading.nucleoli = random.chance(0.8);
  shading.illuminationLinear = random.chance(0.4) ? static_cast<float>(random.uniform(-1, 1)) : 0.0F;
  shading.illuminationAngle = random.uniform(0, 360);
  shading.illuminationRadial = random.chance(0.4) ? static_cast<float>(random.uniform(-1, 1)) : 0.0F;
  shading.illuminationCentreY = random.uniform(0, 1);
  shading.illuminationCentreX = random.uniform(0, 1);
  shading.illuminationRadius = random.uniform(0.1, 2);
  if (random.chance(0.5)) {
    // As made for the sketch, or as left over from a canvas of another size.
    IlluminationMap map = random.chance(0.5)
                              ? IlluminationMap::over(extent)
                              : IlluminationMap(random.integer(1, 30), 3, 5, std::vector<float>(15, 0.25F));
    for (std::int64_t row = 0; row < map.rows(); ++row) {
      for (std::int64_t column = 0; column < map.columns(); ++column) {
        map.setNode(row, column, static_cast<float>(random.uniform(-1, 1)));
      }
    }
    shading.illuminationMap = map;
  }
}

inline Sketch randomSketch(std::uint32_t seed) {
  Random random(seed);
  const bool volume = random.chance(0.5);
  const Extent extent{random.chance(0.3) ? 3 : 1, random.integer(1, 2), volume ? random.integer(2, 6) : 1,
                      random.integer(20, 150), random.integer(20, 150)};
  Sketch sketch(extent, random.chance(0.5) ? Spacing{1.0, 0.25, 0.2} : Spacing{});
  for (CellId id = 1; id <= 18; ++id) {
    sketch.put(randomCell(random, id * 7, extent));
  }
  Shading shading;
  shading.background = random.chance(0.5) ? random.grey() : 0.0F;
  if (extent.c > 1 && random.chance(0.5)) {
    shading.furtherBackgrounds = {random.grey()};
  }
  shading.overlapDarkening = random.chance(0.5) ? 0.3F * random.grey() : 0.0F;
  shading.zDecay = random.chance(0.5) ? random.grey() : 0.0F;
  shading.radialDecay = random.chance(0.5) ? random.grey() : 0.0F;
  shading.radialCentreZ = 1.5;
  shading.radialCentreY = random.uniform(0, 100);
  shading.radialCentreX = random.uniform(0, 100);
  shading.radialExtent = random.uniform(10, 100);
  shading.membraneThickness = random.chance(0.5) ? random.uniform(0.1, sketch.spacing().known() ? 2.0 : 6.0) : 0.0;
  shading.membraneGrey = random.grey();
  addLight(random, shading, extent);
  sketch.setShading(shading);
  sketch.setSeed(seed * 0x9E3779B97F4A7C15ULL);
  return sketch;
}

} // namespace cytosketch::test
