#include "widgets/canvas/selecttool.h"

#include "widgets/document/celledits.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace cytosketch {

namespace {

constexpr double dragDistance = 4.0;      // logical pixels from which a click is a drag
constexpr std::size_t liveMoveLimit = 24; // cells that follow the mouse while they are dragged

QPoint arrow(int key) {
  switch (key) {
  case Qt::Key_Left:
    return {-1, 0};
  case Qt::Key_Right:
    return {1, 0};
  case Qt::Key_Up:
    return {0, -1};
  case Qt::Key_Down:
    return {0, 1};
  default:
    return {};
  }
}

} // namespace

CellPtr SelectTool::cellAt(const ToolEvent& event) const {
  return document_.shownCellAt(
      {document_.position()->frame(), document_.position()->slice(), event.pixelY(), event.pixelX()});
}

std::set<CellId> SelectTool::cellsIn(const QRectF& image) const {
  const std::int64_t t = document_.position()->frame();
  const std::int64_t z = document_.position()->slice();
  const Box box{
      z,     static_cast<std::int64_t>(std::floor(image.top())),   static_cast<std::int64_t>(std::floor(image.left())),
      z + 1, static_cast<std::int64_t>(std::ceil(image.bottom())), static_cast<std::int64_t>(std::ceil(image.right()))};
  std::set<CellId> found;
  for (const CellPtr& cell : document_.sketch().cellsIn(t, box)) {
    if (document_.display()->channel(cell->channel).shown) {
      cell->mask.forEachSpan(t, z, box, [&](auto, auto, auto) { found.insert(cell->id); });
    }
  }
  return found;
}

void SelectTool::mousePress(const ToolEvent& event) {
  if (event.button != Qt::LeftButton) {
    return;
  }
  const CellPtr cell = cellAt(event);
  Selection& selection = *document_.selection();
  press_ = event;
  moved_ = {};
  pending_ = {};
  before_ = event.modifiers.testFlag(Qt::ShiftModifier) ? selection.cells() : std::set<CellId>{};
  gesture_ = cell ? Gesture::Pressed : Gesture::Band;
  if (!cell) {
    selection.set(before_);
  } else if (event.modifiers.testFlag(Qt::ShiftModifier)) {
    selection.toggle(cell->id);
  } else if (!selection.contains(cell->id)) {
    selection.setOnly(cell->id);
  } else {
    selection.set(selection.cells(), cell->id);
  }
}

void SelectTool::mouseMove(const ToolEvent& event) {
  if (gesture_ == Gesture::None) {
    const bool over = cellAt(event) != nullptr;
    if (over != overCell_) {
      overCell_ = over;
      Q_EMIT cursorChanged();
    }
    return;
  }
  if (gesture_ == Gesture::Pressed && QLineF(press_.view, event.view).length() > dragDistance) {
    gesture_ = Gesture::Move;
    moveId_ = document_.newGesture();
  }
  if (gesture_ == Gesture::Move) {
    moveTo(event);
  } else if (gesture_ == Gesture::Band) {
    const QRectF old = band_;
    band_ = QRectF(press_.image, event.image).normalized();
    std::set<CellId> found = cellsIn(band_);
    found.insert(before_.begin(), before_.end());
    document_.selection()->set(found);
    Q_EMIT overlayChanged(old.united(band_));
  }
}

void SelectTool::moveTo(const ToolEvent& event) {
  const QPoint wanted(static_cast<int>(std::lround(event.image.x() - press_.image.x())),
                      static_cast<int>(std::lround(event.image.y() - press_.image.y())));
  const QPoint step = wanted - moved_;
  if (document_.selection()->cells().size() > liveMoveLimit) {
    pending_ = step;
    Q_EMIT overlayChanged({});
    return;
  }
  moved_ = wanted;
  CellEdits(document_).move(document_.selection()->cells(), 0, step.y(), step.x(), moveId_);
}

void SelectTool::mouseRelease(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || gesture_ == Gesture::None) {
    return;
  }
  if (gesture_ == Gesture::Pressed && event.modifiers == Qt::NoModifier) {
    if (const CellPtr cell = cellAt(event)) {
      document_.selection()->setOnly(cell->id); // a plain click on one of many selects that one
    }
  }
  const QPoint rest = pending_;
  const bool moving = gesture_ == Gesture::Move;
  gesture_ = Gesture::None;
  pending_ = {};
  band_ = {};
  if (moving && !rest.isNull()) {
    CellEdits(document_).move(document_.selection()->cells(), 0, rest.y(), rest.x(), moveId_);
  }
  Q_EMIT overlayChanged({});
}

bool SelectTool::wantsKey(const QKeyEvent& event) const {
  if (event.key() == Qt::Key_Escape) {
    return busy() || !document_.selection()->empty();
  }
  const bool plain = !(event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier));
  return plain && !arrow(event.key()).isNull() && !document_.selection()->empty();
}

void SelectTool::keyPress(const QKeyEvent& event) {
  if (event.key() == Qt::Key_Escape) {
    if (busy()) {
      cancel();
    } else {
      document_.selection()->clear();
    }
    return;
  }
  const QPoint step = arrow(event.key()) * (event.modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1);
  if (!event.isAutoRepeat()) {
    moveId_ = document_.newGesture();
  }
  CellEdits(document_).move(document_.selection()->cells(), 0, step.y(), step.x(), moveId_);
}

void SelectTool::cancel() {
  if (gesture_ == Gesture::Move && !moved_.isNull()) {
    CellEdits(document_).move(document_.selection()->cells(), 0, -moved_.y(), -moved_.x(), moveId_);
  }
  gesture_ = Gesture::None;
  pending_ = {};
  band_ = {};
  Q_EMIT overlayChanged({});
}

QPoint SelectTool::outlineShift() const {
  return pending_;
}

QCursor SelectTool::cursor() const {
  return overCell_ ? Qt::SizeAllCursor : Qt::ArrowCursor;
}

QString SelectTool::statusText() const {
  return tr("Click to select, Shift+click for more · drag to move, or to draw a frame around cells · arrows move by a "
            "pixel · Ctrl+D duplicates · Del deletes");
}

void SelectTool::paintOverlay(QPainter& painter, const ViewMap& map) const {
  if (gesture_ == Gesture::Band && !band_.isNull()) {
    const QRectF band = map.toView(band_);
    painter.fillRect(band, QColor(255, 255, 255, 30));
    paintContrasting(painter, QPolygonF(band), true, 1.0);
  }
}

} // namespace cytosketch
