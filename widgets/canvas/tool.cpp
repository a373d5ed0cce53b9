#include "widgets/canvas/tool.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace cytosketch {

std::int64_t ToolEvent::pixelX() const {
  return static_cast<std::int64_t>(std::floor(image.x()));
}
std::int64_t ToolEvent::pixelY() const {
  return static_cast<std::int64_t>(std::floor(image.y()));
}

void paintContrasting(QPainter& painter, const QPainterPath& shape, double width) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(0, 0, 0, 170), width + 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(shape);
  painter.setPen(QPen(QColor(255, 255, 255, 235), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPath(shape);
}

void paintContrasting(QPainter& painter, const QPolygonF& shape, bool closed, double width) {
  QPainterPath path;
  path.addPolygon(shape);
  if (closed) {
    path.closeSubpath();
  }
  paintContrasting(painter, path, width);
}

} // namespace cytosketch
