#include "widgets/panels/histogramview.h"

#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace cytosketch {

HistogramView::HistogramView(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setAccessibleName(tr("Histogram"));
}

void HistogramView::setBins(const Bins& bins, int decimals, const QString& unit) {
  bins_ = bins;
  decimals_ = decimals;
  unit_ = unit;
  hovered_.reset();
  QStringList counts;
  for (const std::size_t count : bins.counts) {
    counts.append(QString::number(count));
  }
  setAccessibleDescription(
      tr("From %1 to %2: %3").arg(number(bins.low), number(bins.high), counts.join(QStringLiteral(", "))));
  update();
}

QString HistogramView::number(double value) const {
  const QString text = QLocale().toString(value, 'f', decimals_);
  return unit_.isEmpty() ? text : text + QLatin1Char(' ') + unit_;
}

QRectF HistogramView::plot() const {
  return QRectF(rect()).adjusted(2, 4, -2, -fontMetrics().height() - 4);
}

QRectF HistogramView::barRect(std::size_t bar) const {
  const QRectF area = plot();
  const double width = area.width() / static_cast<double>(bins_.counts.size());
  return {area.left() + static_cast<double>(bar) * width, area.top(), width, area.height()};
}

std::optional<std::size_t> HistogramView::barAt(const QPointF& position) const {
  for (std::size_t bar = 0; bar < bins_.counts.size(); ++bar) {
    if (barRect(bar).contains(position)) {
      return bar;
    }
  }
  return std::nullopt;
}

void HistogramView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  const QRectF area = plot();
  painter.setPen(palette().color(QPalette::Mid));
  painter.drawLine(area.bottomLeft(), area.bottomRight());
  if (bins_.counts.empty()) {
    return;
  }
  const auto highest = static_cast<double>(std::max<std::size_t>(std::ranges::max(bins_.counts), 1));
  for (std::size_t bar = 0; bar < bins_.counts.size(); ++bar) {
    QRectF box = barRect(bar).adjusted(0.5, 0.0, -0.5, 0.0);
    box.setTop(box.bottom() - box.height() * static_cast<double>(bins_.counts[bar]) / highest);
    painter.fillRect(box, palette().color(hovered_ == bar ? QPalette::Link : QPalette::Highlight));
  }
  painter.setPen(palette().color(QPalette::WindowText));
  const QRectF labels(area.left(), area.bottom() + 2, area.width(), fontMetrics().height());
  painter.drawText(labels, Qt::AlignLeft, number(bins_.low));
  painter.drawText(labels, Qt::AlignRight, number(bins_.high));
}

void HistogramView::mouseMoveEvent(QMouseEvent* event) {
  const auto bar = barAt(event->position());
  if (bar == hovered_) {
    return;
  }
  hovered_ = bar;
  if (bar) {
    const double low = bins_.low + static_cast<double>(*bar) * bins_.width();
    setToolTip(tr("%1 to %2: %n cell(s); click to select them", nullptr, static_cast<int>(bins_.counts[*bar]))
                   .arg(number(low), number(low + bins_.width())));
  }
  update();
}

void HistogramView::mousePressEvent(QMouseEvent* event) {
  if (const auto bar = barAt(event->position()); bar && event->button() == Qt::LeftButton) {
    const bool last = *bar + 1 == bins_.counts.size();
    const double low = bins_.low + static_cast<double>(*bar) * bins_.width();
    Q_EMIT chosen(low, last ? bins_.high : low + bins_.width(), last);
  }
}

void HistogramView::leaveEvent(QEvent* event) {
  hovered_.reset();
  update();
  QWidget::leaveEvent(event);
}

} // namespace cytosketch
