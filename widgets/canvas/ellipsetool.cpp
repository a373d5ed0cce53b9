#include "widgets/canvas/ellipsetool.h"

#include "widgets/document/celledits.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace cytosketch {

void EllipseTool::mousePress(const ToolEvent& event) {
  if (start_ || (event.button != Qt::LeftButton && event.button != Qt::RightButton)) {
    return;
  }
  start_ = event.image;
  cut_ = event.button == Qt::RightButton || event.modifiers.testFlag(Qt::AltModifier);
  shape_ = {};
}

void EllipseTool::mouseMove(const ToolEvent& event) {
  if (start_) {
    follow(event);
  }
}

void EllipseTool::mouseRelease(const ToolEvent& event) {
  if (start_) {
    follow(event);
    finish();
  }
}

void EllipseTool::follow(const ToolEvent& event) {
  const QRectF old = shape_;
  QPointF reach = event.image - *start_;
  if (event.modifiers.testFlag(Qt::ShiftModifier)) {
    const double side = std::max(std::abs(reach.x()), std::abs(reach.y()));
    reach = {std::copysign(side, reach.x()), std::copysign(side, reach.y())};
  }
  const bool fromMiddle = event.modifiers.testFlag(Qt::ControlModifier);
  shape_ = QRectF(fromMiddle ? *start_ - reach : *start_, *start_ + reach).normalized();
  Q_EMIT overlayChanged(shape_.united(old));
}

void EllipseTool::finish() {
  const QRectF shape = shape_;
  const bool cut = cut_;
  cancel();
  if (shape.width() < 1.0 || shape.height() < 1.0) {
    return;
  }
  const Mask ellipse =
      ellipseMask(document_.position()->frame(), document_.position()->slice(), shape.center().y() - 0.5,
                  shape.center().x() - 0.5, shape.height() / 2, shape.width() / 2);
  CellEdits edits(document_);
  if (cut) {
    edits.cut(ellipse);
  } else {
    edits.add(ellipse, tr("Draw an ellipse"));
  }
}

bool EllipseTool::wantsKey(const QKeyEvent& event) const {
  return start_ && event.key() == Qt::Key_Escape;
}

void EllipseTool::keyPress(const QKeyEvent& event) {
  if (wantsKey(event)) {
    cancel();
  }
}

void EllipseTool::cancel() {
  if (start_) {
    start_.reset();
    shape_ = {};
    Q_EMIT overlayChanged({});
  }
}

QString EllipseTool::statusText() const {
  return tr("Drag to draw an elliptic cell · Shift keeps it round · Ctrl draws from the middle · right button or Alt "
            "cuts out of the selected cell · Esc discards");
}

void EllipseTool::paintOverlay(QPainter& painter, const ViewMap& map) const {
  if (start_ && !shape_.isEmpty()) {
    QPainterPath path;
    path.addEllipse(map.toView(shape_));
    paintContrasting(painter, path);
  }
}

} // namespace cytosketch
