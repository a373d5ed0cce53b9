#pragma once

#include "engine/sketch/sketch.h"

namespace cytosketch::test {

/// Equality by value, cell by cell.
inline bool sameSketch(const Sketch& a, const Sketch& b) {
  if (!(a.extent() == b.extent()) || !(a.spacing() == b.spacing()) || !(a.shading() == b.shading()) ||
      a.seed() != b.seed() || a.cellCount() != b.cellCount()) {
    return false;
  }
  for (const auto& [id, cell] : a.cells()) {
    const CellPtr other = b.find(id);
    if (!other || !(*other == *cell)) {
      return false;
    }
  }
  return true;
}

} // namespace cytosketch::test
