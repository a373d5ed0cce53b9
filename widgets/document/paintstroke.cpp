#include "widgets/document/paintstroke.h"

#include "engine/sketch/solidshapes.h"
#include "widgets/document/celledits.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr double neighbourhood = 1.5; // pixels between a dab and a cell that still touch

Cell newCell(const Document& document, const Drawing& drawing) {
  Cell cell;
  cell.id = document.sketch().nextId();
  cell.kind = drawing.newCellKind();
  cell.channel = std::min(drawing.newCellChannel(), static_cast<std::int32_t>(document.sketch().extent().c - 1));
  cell.grey = {drawing.newCellGrey()};
  return cell;
}

} // namespace

PaintStroke::PaintStroke(Document& document, Mode mode, double y, double x, bool keepCurrent)
    : document_(document), mode_(mode), gesture_(document.newGesture()), y_(y), x_(x) {
  if (mode_ == Mode::Paint) {
    target_ = paintTarget(keepCurrent);
  } else {
    const Mask dab = discMask(frame(), slice(), y, x, document.drawing()->brushRadius());
    target_ = document.drawing()->preserveOthers() || currentCellIsUnder(dab) ? document.selection()->current() : 0;
  }
  draw(y, x, y, x);
}

CellId PaintStroke::paintTarget(bool keepCurrent) const {
  const CellPtr current = document_.sketch().find(document_.selection()->current());
  if (!current) {
    return 0;
  }
  // A dab beside the cell counts as on it: the person wants to widen it.
  const Mask around = discMask(frame(), slice(), y_, x_, document_.drawing()->brushRadius() + neighbourhood);
  if (keepCurrent || currentCellIsUnder(around)) {
    return current->id;
  }
  const auto y = static_cast<std::int64_t>(std::floor(y_ + 0.5));
  const auto x = static_cast<std::int64_t>(std::floor(x_ + 0.5));
  const CellPtr other = document_.sketch().topmostAt(frame(), slice(), y, x, current->kind, current->channel);
  if (other) {
    return other->id;
  }
  return CellEdits::goesOn(*current, around) ? current->id : 0;
}

void PaintStroke::lineTo(double y, double x) {
  draw(y_, x_, y, x);
  y_ = y;
  x_ = x;
}

Mask PaintStroke::strokeBetween(double y0, double x0, double y1, double x1) const {
  const double radius = document_.drawing()->brushRadius();
  const Sketch& sketch = document_.sketch();
  if (document_.drawing()->inDepth() && sketch.extent().z > 1) {
    return ballStrokeMask(frame(), slice(), y0, x0, y1, x1, radius, voxelDepth(sketch.spacing()),
                          {0, sketch.extent().z});
  }
  return strokeMask(frame(), slice(), y0, x0, y1, x1, radius);
}

void PaintStroke::draw(double y0, double x0, double y1, double x1) {
  Mask stroke = clippedMask(strokeBetween(y0, x0, y1, x1), document_.sketch().extent());
  if (stroke.empty()) {
    return;
  }
  if (mode_ == Mode::Paint) {
    paint(std::move(stroke));
  } else {
    erase(stroke);
  }
}

void PaintStroke::paint(Mask stroke) {
  const CellPtr before = document_.sketch().find(target_);
  Cell after = before ? *before : newCell(document_, *document_.drawing());
  if (document_.drawing()->preserveOthers()) {
    stroke = withoutCells(stroke, document_.sketch(), after);
    if (stroke.empty()) {
      return;
    }
  }
  after.mask.unite(stroke);
  target_ = after.id;
  document_.changeCells({{target_, before, std::make_shared<const Cell>(std::move(after))}},
                        before ? tr("Paint") : tr("Paint a new cell"), gesture_);
  document_.selection()->setOnly(target_);
}

void PaintStroke::erase(const Mask& stroke) {
  CellChanges changes;
  for (const CellPtr& before : document_.sketch().cellsIn(frame(), stroke.bounds())) {
    if (target_ != 0 ? before->id != target_ : !document_.display()->channel(before->channel).shown) {
      continue;
    }
    Cell after = *before;
    after.mask.subtract(stroke);
    const bool gone = after.mask.empty();
    changes.push_back({before->id, before, gone ? nullptr : std::make_shared<const Cell>(std::move(after))});
  }
  document_.changeCells(std::move(changes), tr("Erase"), gesture_);
}

bool PaintStroke::currentCellIsUnder(const Mask& stroke) const {
  const CellPtr current = document_.sketch().find(document_.selection()->current());
  if (!current) {
    return false;
  }
  Mask common = stroke;
  common.intersect(current->mask);
  return !common.empty();
}

} // namespace cytosketch
