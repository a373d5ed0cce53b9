#pragma once

#include "widgets/document/document.h"

#include <QPolygonF>
#include <QVector>

#include <unordered_map>

namespace cytosketch {

/// The closed outlines of one slice of a mask, in continuous image coordinates (pixel (x, y) covers [x, x+1) × [y,
/// y+1)).
struct Outline {
  QVector<QPolygonF> exact;  ///< along the pixels' edges
  QVector<QPolygonF> smooth; ///< through the middles of those edges, which looks rounder when pixels are small
  QRectF bounds;
};

/// Traces slice z of frame t. Diagonal neighbours are not joined; holes have outlines of their own.
Outline traceOutline(const Mask& mask, std::int64_t t, std::int64_t z);

/// Outlines of cells in the displayed slice, traced once per cell as long as its mask stays.
class OutlineCache {
public:
  explicit OutlineCache(Document& document) : document_(document) {}

  const Outline& of(const CellPtr& cell);
  void clear() { entries_.clear(); }
  void forget(CellId id) { entries_.erase(id); }

private:
  struct Entry {
    CellPtr cell;
    Outline outline;
  };
  Document& document_;
  std::unordered_map<CellId, Entry> entries_;
};

} // namespace cytosketch
