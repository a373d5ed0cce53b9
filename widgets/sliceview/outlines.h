#pragma once

#include "engine/sketch/sketch.h"

#include <QLineF>
#include <QList>

#include <map>

namespace cytosketch {

/// The borders of a mask's pixels in slice z of frame t: horizontal and vertical lines in image coordinates (pixel (x,
/// y) covers [x, x+1) × [y, y+1)), as long as they can be, from left to right or downwards.
QList<QLineF> maskOutline(const Mask& mask, std::int64_t t, std::int64_t z);

/// Outlines of a sketch's cells. Each cell's is computed when it is first asked for and kept until the cell changes, so
/// a stroke costs one cell.
class SliceOutlines {
public:
  const QList<QLineF>& of(const CellPtr& cell, std::int64_t t, std::int64_t z);
  /// Forgets cells that are not in the sketch any more.
  void prune(const Sketch& sketch);
  void clear() { entries_.clear(); }

private:
  struct Entry {
    CellPtr cell;
    std::int64_t t = 0;
    std::int64_t z = 0;
    QList<QLineF> lines;
  };
  std::map<CellId, Entry> entries_;
};

} // namespace cytosketch
