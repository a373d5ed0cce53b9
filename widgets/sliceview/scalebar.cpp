#include "widgets/sliceview/scalebar.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace cytosketch {

ScaleBar scaleBarFor(const Spacing& spacing, double zoom, double maximum) {
  const double unit = spacing.known() ? spacing.x : 1.0; // µm (or pixels) per image pixel
  const double longest = maximum / zoom * unit;
  const double decade = std::pow(10.0, std::floor(std::log10(longest) + 1e-9));
  double length = decade;
  for (const double factor : {2.0, 5.0}) {
    if (factor * decade <= longest * (1.0 + 1e-9)) {
      length = factor * decade;
    }
  }
  const QString number = QLocale().toString(length, 'g', 6);
  return {length / unit * zoom, spacing.known() ? QCoreApplication::translate("ScaleBar", "%1 µm").arg(number)
                                                : QCoreApplication::translate("ScaleBar", "%1 px").arg(number)};
}

void paintScaleBar(QPainter& painter, const QRectF& view, const ScaleBar& bar) {
  constexpr double margin = 12.0;
  constexpr double thickness = 3.0;
  const QRectF line(view.left() + margin, view.bottom() - margin - thickness, bar.screenLength, thickness);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(0, 0, 0, 160));
  painter.drawRoundedRect(line.adjusted(-1.5, -1.5, 1.5, 1.5), 1.5, 1.5);
  painter.setBrush(Qt::white);
  painter.drawRect(line);
  QPainterPath text;
  text.addText(QPointF(line.left(), line.top() - 6.0), painter.font(), bar.text);
  painter.strokePath(text, QPen(QColor(0, 0, 0, 160), 3.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.fillPath(text, Qt::white);
  painter.restore();
}

} // namespace cytosketch
