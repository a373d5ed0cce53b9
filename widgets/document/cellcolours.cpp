#include "widgets/document/cellcolours.h"

#include <algorithm>
#include <array>

namespace cytosketch {

namespace {
constexpr std::array<QRgb, CellColours::cycleLength> okabeIto = {0xffe69f00, 0xff56b4e9, 0xff009e73, 0xfff0e442,
                                                                 0xff5468ff, 0xffd55e00, 0xffcc79a7};
constexpr std::int64_t neighbourhood = 24; // pixels around a cell in which colours should differ
} // namespace

QColor CellColours::cycle(int index) {
  return QColor::fromRgb(okabeIto.at(static_cast<std::size_t>(index)));
}

QColor CellColours::of(const Sketch& sketch, CellId id) {
  return cycle(indexOf(sketch, id));
}

int CellColours::indexOf(const Sketch& sketch, CellId id) {
  const auto known = indices_.find(id);
  if (known != indices_.end()) {
    return known->second;
  }
  const int index = choose(sketch, id);
  indices_.emplace(id, index);
  return index;
}

int CellColours::choose(const Sketch& sketch, CellId id) const {
  const int preferred = static_cast<int>(id % cycleLength);
  const CellPtr cell = sketch.find(id);
  if (!cell) {
    return preferred;
  }
  std::array<int, cycleLength> uses{};
  const auto [firstFrame, lastFrame] = cell->mask.frames();
  Box around = cell->mask.bounds(firstFrame);
  if (lastFrame > firstFrame && !around.empty()) {
    around.y0 -= neighbourhood;
    around.x0 -= neighbourhood;
    around.y1 += neighbourhood;
    around.x1 += neighbourhood;
    for (const CellPtr& other : sketch.cellsIn(firstFrame, around)) {
      const auto known = indices_.find(other->id);
      if (other->id != id && known != indices_.end()) {
        ++uses[static_cast<std::size_t>(known->second)];
      }
    }
  }
  int best = preferred;
  for (int step = 1; step < cycleLength; ++step) {
    const int candidate = (preferred + step) % cycleLength;
    if (uses[static_cast<std::size_t>(candidate)] < uses[static_cast<std::size_t>(best)]) {
      best = candidate;
    }
  }
  return best;
}

} // namespace cytosketch
