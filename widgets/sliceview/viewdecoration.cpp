#include "widgets/sliceview/viewdecoration.h"

#include <QIcon>
#include <QPainter>
#include <QToolButton>

namespace cytosketch {

void paintCaption(QPainter& painter, const QPointF& corner, const QString& text) {
  const QRectF extent = painter.fontMetrics().boundingRect(text);
  const QRectF plate(corner, QSizeF(extent.width() + 14.0, extent.height() + 6.0));
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0, 0, 0, 150));
  painter.drawRoundedRect(plate, 4.0, 4.0);
  painter.setPen(QColor(235, 235, 235));
  painter.drawText(plate, Qt::AlignCenter, text);
  painter.restore();
}

QToolButton* makeViewButton(QWidget* view, const QString& icon, const QString& name, const QString& tip) {
  auto* const button = new QToolButton(view);
  button->setIcon(QIcon::fromTheme(icon));
  button->setAutoRaise(true);
  button->setFixedSize(26, 26);
  button->setToolTip(tip);
  button->setAccessibleName(name);
  button->setStyleSheet(QStringLiteral(
      "QToolButton { background: rgba(255,255,255,150); border: none; border-radius: 4px; }"
      "QToolButton:hover, QToolButton:focus, QToolButton:checked { background: rgba(255,255,255,220); }"));
  return button;
}

} // namespace cytosketch
