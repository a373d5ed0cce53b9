#include "widgets/document/selection.h"

namespace cytosketch {

void Selection::set(const std::set<CellId>& cells, CellId current) {
  const CellId wanted = cells.contains(current) ? current : cells.empty() ? 0 : *cells.rbegin();
  if (cells == cells_ && wanted == current_) {
    return;
  }
  cells_ = cells;
  current_ = wanted;
  Q_EMIT changed();
}

void Selection::setOnly(CellId id) {
  if (id == 0) {
    clear();
  } else {
    set({id}, id);
  }
}

void Selection::toggle(CellId id) {
  if (id == 0) {
    return;
  }
  std::set<CellId> cells = cells_;
  if (!cells.erase(id)) {
    cells.insert(id);
  }
  set(cells, id);
}

} // namespace cytosketch
