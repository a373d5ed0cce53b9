#pragma once

#include "engine/sketch/cell.h"

#include <QObject>

#include <set>

namespace cytosketch {

/// The selected cells and, among them, the current one: the cell that brush and eraser change. 0 = none.
class Selection : public QObject {
  Q_OBJECT
public:
  explicit Selection(QObject* parent = nullptr) : QObject(parent) {}

  const std::set<CellId>& cells() const { return cells_; }
  CellId current() const { return current_; }
  bool contains(CellId id) const { return cells_.contains(id); }
  bool empty() const { return cells_.empty(); }

  /// Selects exactly these; the current cell is `current` if it is among them, else the highest id.
  void set(const std::set<CellId>& cells, CellId current = 0);
  /// Selects one cell, or none with 0.
  void setOnly(CellId id);
  /// Adds the cell or takes it away.
  void toggle(CellId id);
  void clear() { set({}); }

Q_SIGNALS:
  void changed();

private:
  std::set<CellId> cells_;
  CellId current_ = 0;
};

} // namespace cytosketch
