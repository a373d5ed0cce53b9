#pragma once

#include "engine/sketch/sketch.h"

#include <cmath>

namespace cytosketch::test {

/// A disc that shows in frames [first, last).
inline Cell disc(CellId id, std::int64_t y, std::int64_t x, double radius, float grey, std::int64_t first = 0,
                 std::int64_t last = 1) {
  Cell cell;
  cell.id = id;
  cell.grey = {grey};
  const auto reach = static_cast<std::int64_t>(radius);
  for (std::int64_t t = first; t < last; ++t) {
    for (std::int64_t v = -reach; v <= reach; ++v) {
      const auto half = static_cast<std::int64_t>(std::sqrt(radius * radius - static_cast<double>(v * v)));
      cell.mask.setSpan(t, 0, y + v, x - half, x + half + 1);
    }
  }
  return cell;
}

} // namespace cytosketch::test
