#include "widgets/plots/plotview.h"

#include "widgets/plots/detail/chart.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QEvent>
#include <QGuiApplication>
#include <QImage>
#include <QLineF>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int fileWidth = 640;
constexpr int fileHeight = 420;
constexpr int pngScale = 2;
constexpr double hoverReach = 12.0; ///< pixels
constexpr double hoverRing = 8.0;

ChartColours onPaper() {
  return {Qt::black, QColor(222, 222, 222)};
}

QByteArray svgOf(Chart& chart, const QString& title) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize({fileWidth, fileHeight});
  generator.setViewBox(QRect(0, 0, fileWidth, fileHeight));
  generator.setTitle(title.toHtmlEscaped()); // Qt writes it as it is
  QPainter painter(&generator);
  painter.fillRect(0, 0, fileWidth, fileHeight, Qt::white);
  chart.paint(painter, fileWidth, fileHeight);
  painter.end();
  return bytes;
}

QByteArray pngOf(Chart& chart) {
  QImage image(pngScale * fileWidth, pngScale * fileHeight, QImage::Format_RGB32);
  image.fill(Qt::white);
  image.setDevicePixelRatio(pngScale);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  chart.paint(painter, fileWidth, fileHeight);
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

} // namespace

PlotView::PlotView(QWidget* parent) : QWidget(parent), chart_(std::make_unique<Chart>()) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

PlotView::~PlotView() = default;

void PlotView::setData(const PlotData& data) {
  data_ = data;
  setAccessibleName(data.title);
  hover(-1, -1);
  setMouseTracking(std::any_of(data.series.begin(), data.series.end(), [](const PlotSeries& s) { return s.points; }));
  stale_ = true;
  update();
}

QString PlotView::save(const QString& path) const {
  QByteArray bytes;
  if (path.endsWith(QLatin1String(".csv"), Qt::CaseInsensitive)) {
    bytes = toCsv(data_).toUtf8();
  } else {
    Chart chart;
    chart.setData(data_, onPaper());
    bytes = path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive) ? svgOf(chart, data_.title) : pngOf(chart);
  }
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
    return file.errorString();
  }
  return {};
}

void PlotView::paintEvent(QPaintEvent*) {
  if (stale_) {
    QColor grid = palette().color(QPalette::WindowText);
    grid.setAlpha(40);
    const QColor ground = palette().color(QPalette::Base);
    const auto mixed = [&](int a, int b) { return (a * 40 + b * 215) / 255; };
    chart_->setData(data_, {palette().color(QPalette::Text),
                            QColor(mixed(grid.red(), ground.red()), mixed(grid.green(), ground.green()),
                                   mixed(grid.blue(), ground.blue()))});
    stale_ = false;
  }
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Base));
  painter.setRenderHint(QPainter::Antialiasing);
  chart_->paint(painter, width(), height());
  if (std::all_of(data_.series.begin(), data_.series.end(), [](const PlotSeries& s) { return s.y.empty(); })) {
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(rect().marginsRemoved({24, 24, 24, 24}), Qt::AlignCenter | Qt::TextWordWrap, data_.emptyText);
  }
  if (hovered_.first >= 0) {
    const PlotSeries& series = data_.series[hovered_.first];
    painter.setPen(QPen(palette().color(QPalette::Text), 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(placeOf(series.x[std::size_t(hovered_.second)], series.y[std::size_t(hovered_.second)]),
                        hoverRing, hoverRing);
  }
}

void PlotView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) {
    stale_ = true;
    update();
  }
  QWidget::changeEvent(event);
}

void PlotView::contextMenuEvent(QContextMenuEvent* event) {
  QMenu menu(this);
  menu.addAction(tr("Save Plot…"), this, &PlotView::saveRequested);
  menu.addAction(tr("Copy Values"), this, [this] { QGuiApplication::clipboard()->setText(toCsv(data_)); });
  menu.exec(event->globalPos());
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
  std::pair<int, int> nearest{-1, -1};
  double least = hoverReach;
  for (int s = 0; s < int(data_.series.size()); ++s) {
    const PlotSeries& series = data_.series[s];
    for (std::size_t i = 0; series.points && i < series.x.size(); ++i) {
      const double distance = QLineF(event->position(), placeOf(series.x[i], series.y[i])).length();
      if (distance < least) {
        least = distance;
        nearest = {s, int(i)};
      }
    }
  }
  hover(nearest.first, nearest.second);
  QWidget::mouseMoveEvent(event);
}

void PlotView::leaveEvent(QEvent* event) {
  hover(-1, -1);
  QWidget::leaveEvent(event);
}

void PlotView::hover(int series, int point) {
  if (hovered_ != std::pair(series, point)) {
    hovered_ = {series, point};
    update();
    Q_EMIT pointHovered(series, point);
  }
}

QPointF PlotView::placeOf(double x, double y) const {
  return chart_->placeOf(x, y);
}

} // namespace cytosketch
