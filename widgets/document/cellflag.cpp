#include "widgets/document/cellflag.h"

#include <QPainter>
#include <QPolygonF>

namespace cytosketch {

void paintCellFlag(QPainter& painter, const QPointF& at) {
  constexpr double width = 14.0;
  constexpr double height = 13.0;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(at);
  painter.setPen(QPen(QColor(30, 30, 30), 1.2));
  painter.setBrush(cellFlagColour);
  painter.drawPolygon(QPolygonF({{0.0, 0.0}, {width, 0.0}, {width / 2.0, -height}}));
  painter.setPen(QPen(QColor(30, 30, 30), 1.8, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(width / 2.0, -8.5), QPointF(width / 2.0, -5.0));
  painter.drawPoint(QPointF(width / 2.0, -2.3));
  painter.restore();
}

} // namespace cytosketch
