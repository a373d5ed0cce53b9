#include "widgets/canvas/brushtool.h"

#include <QPainter>
#include <QPainterPath>

#include <utility>

namespace cytosketch {

namespace {
constexpr double smallestRing = 3.0; // below this radius on the screen a cross shows the place better
}

BrushTool::BrushTool(Document& document, PaintStroke::Mode mode) : RingTool(document), mode_(mode) {
  connect(document.drawing(), &Drawing::changed, this, [this] {
    Q_EMIT overlayChanged({});
    Q_EMIT cursorChanged();
    Q_EMIT statusTextChanged();
  });
  connect(&document, &Document::extentChanged, this, &Tool::statusTextChanged);
  connect(document.viewport(), &Viewport::changed, this, &Tool::cursorChanged);
}

void BrushTool::mousePress(const ToolEvent& event) {
  moveRing(event);
  if (stroke_ || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) {
    return;
  }
  const bool opposite = event.button == Qt::RightButton || event.modifiers.testFlag(Qt::AltModifier);
  const bool erase = (mode_ == PaintStroke::Mode::Erase) != opposite;
  stroke_.emplace(document_, erase ? PaintStroke::Mode::Erase : PaintStroke::Mode::Paint, event.centreY(),
                  event.centreX(), event.modifiers.testFlag(Qt::ShiftModifier));
}

void BrushTool::mouseMove(const ToolEvent& event) {
  moveRing(event);
  if (stroke_) {
    stroke_->lineTo(event.centreY(), event.centreX());
  }
}

void BrushTool::mouseRelease(const ToolEvent& event) {
  if (!(event.buttons & (Qt::LeftButton | Qt::RightButton))) {
    stroke_.reset();
  }
}

double BrushTool::ringRadius() const {
  return document_.drawing()->brushRadius();
}

QCursor BrushTool::cursor() const {
  const bool tooSmall = document_.drawing()->brushRadius() * document_.viewport()->zoom() < smallestRing;
  return tooSmall ? Qt::CrossCursor : Qt::BlankCursor;
}

bool BrushTool::isBall() const {
  return document_.drawing()->inDepth() && document_.sketch().extent().z > 1;
}

QString BrushTool::statusText() const {
  if (isBall()) {
    return mode_ == PaintStroke::Mode::Paint
               ? tr("Drag to paint with a ball (D: only in this slice): on a cell you go on with it, elsewhere you "
                    "begin a new one · right button or Alt erases · [ ] or Shift+wheel: size")
               : tr("Drag to erase with a ball (D: only in this slice) · right button or Alt paints · [ ] or "
                    "Shift+wheel: size");
  }
  return mode_ == PaintStroke::Mode::Paint
             ? tr("Drag to paint: on a cell you go on with it, elsewhere you begin a new one (Shift adds to the "
                  "selected "
                  "cell) · right button or Alt erases · [ ] or Shift+wheel: size")
             : tr("Drag to erase from the cell under the pointer · right button or Alt paints · [ and ] or Shift+wheel "
                  "change the size");
}

void BrushTool::paintOverlay(QPainter& painter, const ViewMap& map) const {
  if (!mouse()) {
    return;
  }
  QPainterPath path;
  path.addEllipse(map.toView(ring()));
  const QPointF middle = map.toView(*mouse());
  if (document_.drawing()->brushRadius() * map.zoom() > 4 * smallestRing) {
    if (isBall()) { // its equator
      const QRectF view = map.toView(ring());
      path.addEllipse(view.center(), view.width() / 2, view.height() / 7);
    }
    if (mode_ == PaintStroke::Mode::Paint) {
      path.addEllipse(middle, 0.5, 0.5);
    } else {
      path.moveTo(middle - QPointF(3, 0));
      path.lineTo(middle + QPointF(3, 0));
    }
  }
  paintContrasting(painter, path, 1.0);
}

} // namespace cytosketch
