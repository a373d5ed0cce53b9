#include "widgets/sliceview/outlines.h"

#include "widgets/document/outline.h"

namespace cytosketch {

QList<QLineF> maskOutline(const Mask& mask, std::int64_t t, std::int64_t z) {
  QList<QLineF> lines;
  for (const QPolygonF& closed : traceOutline(mask, t, z).exact) {
    QPointF last = closed.last();
    for (const QPointF& corner : closed) {
      const bool rises = corner.x() > last.x() || corner.y() > last.y();
      lines.append(rises ? QLineF(last, corner) : QLineF(corner, last));
      last = corner;
    }
  }
  return lines;
}

const QList<QLineF>& SliceOutlines::of(const CellPtr& cell, std::int64_t t, std::int64_t z) {
  Entry& entry = entries_[cell->id];
  if (entry.cell != cell || entry.t != t || entry.z != z) {
    entry = {cell, t, z, maskOutline(cell->mask, t, z)};
  }
  return entry.lines;
}

void SliceOutlines::prune(const Sketch& sketch) {
  std::erase_if(entries_, [&sketch](const auto& entry) { return !sketch.find(entry.first); });
}

} // namespace cytosketch
