#include "widgets/canvas/lighttool.h"

#include <QPainterPath>

namespace cytosketch {

LightTool::LightTool(Document& document) : RingTool(document) {
  connect(document.drawing(), &Drawing::changed, this, [this] { Q_EMIT overlayChanged({}); });
}

void LightTool::mousePress(const ToolEvent& event) {
  moveRing(event);
  if (!stroke_ && (event.button == Qt::LeftButton || event.button == Qt::RightButton)) {
    const bool darken = event.button == Qt::RightButton || event.modifiers.testFlag(Qt::AltModifier);
    stroke_.emplace(document_, event.centreY(), event.centreX(), darken);
  }
}

void LightTool::mouseMove(const ToolEvent& event) {
  moveRing(event);
  if (stroke_) {
    stroke_->lineTo(event.centreY(), event.centreX());
  }
}

void LightTool::mouseRelease(const ToolEvent& event) {
  if (!(event.buttons & (Qt::LeftButton | Qt::RightButton))) {
    stroke_.reset();
  }
}

double LightTool::ringRadius() const {
  return document_.drawing()->lightRadius();
}

QString LightTool::statusText() const {
  return tr("Drag to lighten the background · right button or Alt darkens · [ ] or Shift+wheel: size · strength in the "
            "Shading panel");
}

/// The edge of the brush, and inside it where the effect is half.
void LightTool::paintOverlay(QPainter& painter, const ViewMap& map) const {
  if (!mouse()) {
    return;
  }
  QPainterPath path;
  const QRectF edge = map.toView(ring());
  path.addEllipse(edge);
  paintContrasting(painter, path, 1.0);
  QPainterPath half;
  half.addEllipse(edge.center(), edge.width() / 4, edge.height() / 4);
  paintContrasting(painter, half, 0.5);
}

} // namespace cytosketch
