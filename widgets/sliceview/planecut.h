#pragma once

#include "engine/sketch/sketch.h"
#include "widgets/sliceview/plane.h"

#include <QLineF>
#include <QList>

#include <map>

namespace cytosketch {

/// Slice `index` of a mask in frame t along a plane, as a flat mask in slice 0 of frame 0: rows are what runs down,
/// columns what runs to the right.
Mask planeCut(const Mask& mask, std::int64_t t, Plane plane, std::int64_t index);

/// What one slice of a plane cuts out of cells. Each cell's cut is computed when it is first asked for and kept until
/// the cell or the slice changes.
class PlaneCuts {
public:
  struct Cut {
    Mask area;
    QList<QLineF> outline; ///< as maskOutline() gives it, in plane coordinates
  };
  explicit PlaneCuts(Plane plane) : plane_(plane) {}

  const Cut& of(const CellPtr& cell, std::int64_t t, std::int64_t index);
  /// Forgets cells that are not in the sketch any more.
  void prune(const Sketch& sketch);

private:
  struct Entry {
    CellPtr cell;
    std::int64_t t = 0;
    std::int64_t index = 0;
    Cut cut;
  };
  Plane plane_;
  std::map<CellId, Entry> entries_;
};

} // namespace cytosketch
