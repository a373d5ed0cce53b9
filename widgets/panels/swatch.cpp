#include "widgets/panels/swatch.h"

#include <QPainter>
#include <QPixmap>

namespace cytosketch {

QIcon swatch(const QColor& colour) {
  constexpr int side = 14;
  QPixmap pixmap(side, side);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(255, 255, 255, 200), 1.0));
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(0.5, 0.5, side - 1, side - 1), 3, 3);
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected);
  return icon;
}

} // namespace cytosketch
