#include "widgets/sliceview/planecut.h"

#include "widgets/sliceview/outlines.h"

namespace cytosketch {

Mask planeCut(const Mask& mask, std::int64_t t, Plane plane, std::int64_t index) {
  Mask cut;
  Box box = mask.bounds(t);
  switch (plane) {
  case Plane::XY:
    mask.forEachSpan(t, index, box,
                     [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { cut.setSpan(0, 0, y, x0, x1); });
    break;
  case Plane::XZ:
    box.y0 = index;
    box.y1 = index + 1;
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      mask.forEachSpan(t, z, box,
                       [&](std::int64_t /*y*/, std::int64_t x0, std::int64_t x1) { cut.setSpan(0, 0, z, x0, x1); });
    }
    break;
  case Plane::YZ:
    box.x0 = index;
    box.x1 = index + 1;
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      mask.forEachSpan(
          t, z, box, [&](std::int64_t y, std::int64_t /*x0*/, std::int64_t /*x1*/) { cut.setSpan(0, 0, y, z, z + 1); });
    }
    break;
  }
  return cut;
}

const PlaneCuts::Cut& PlaneCuts::of(const CellPtr& cell, std::int64_t t, std::int64_t index) {
  Entry& entry = entries_[cell->id];
  if (entry.cell != cell || entry.t != t || entry.index != index) {
    Mask area = planeCut(cell->mask, t, plane_, index);
    QList<QLineF> outline = maskOutline(area, 0, 0);
    entry = {cell, t, index, {std::move(area), std::move(outline)}};
  }
  return entry.cut;
}

void PlaneCuts::prune(const Sketch& sketch) {
  std::erase_if(entries_, [&sketch](const auto& entry) { return !sketch.find(entry.first); });
}

} // namespace cytosketch
