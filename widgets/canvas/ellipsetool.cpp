#include "widgets/canvas/ellipsetool.h"

#include "engine/sketch/solidshapes.h"
#include "widgets/document/celledits.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace cytosketch {

EllipseTool::EllipseTool(Document& document) : Tool(document) {
  connect(document.drawing(), &Drawing::changed, this, &Tool::statusTextChanged);
  connect(&document, &Document::extentChanged, this, &Tool::statusTextChanged);
}

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
  CellEdits edits(document_);
  if (cut) {
    edits.cut(maskOf(shape));
  } else if (isSolid()) {
    edits.add(maskOf(shape), tr("Draw an ellipsoid"));
  } else {
    edits.addSection(maskOf(shape), tr("Draw an ellipse"));
  }
}

bool EllipseTool::isSolid() const {
  return document_.drawing()->inDepth() && document_.sketch().extent().z > 1;
}

Mask EllipseTool::maskOf(const QRectF& shape) const {
  const Position& position = *document_.position();
  const double y = shape.center().y() - 0.5;
  const double x = shape.center().x() - 0.5;
  const double radiusY = shape.height() / 2;
  const double radiusX = shape.width() / 2;
  if (!isSolid()) {
    return ellipseMask(position.frame(), position.slice(), y, x, radiusY, radiusX);
  }
  const double radiusZ = (radiusY + radiusX) / 2 / voxelDepth(document_.sketch().spacing());
  return ellipsoidMask(position.frame(), static_cast<double>(position.slice()), y, x, radiusZ, radiusY, radiusX,
                       {0, document_.sketch().extent().z});
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
  if (isSolid()) {
    return tr("Drag to draw an ellipsoid, as deep as it is wide and high on average (D: only in this slice) · Shift "
              "keeps it round · Ctrl draws from the middle · right button or Alt cuts out of the selected cell");
  }
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
