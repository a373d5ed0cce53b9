#include "widgets/study/contactsheet.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr double gap = 6.0;
constexpr double greatestZoom = 32.0;
constexpr double wheelStep = 1.2;
constexpr double dragThreshold = 4.0;
constexpr double sharpFrom = 3.0; ///< pixels of the screen per pixel from which on pixels are shown as squares
const QColor ground(45, 45, 45);
const QColor empty(58, 58, 58);
const QColor captionColour(225, 225, 225);
const QColor recommendedColour(86, 180, 233);

QImage overlaidWith(const QImage& grey, const QImage& outlines) {
  QImage result(grey.size(), QImage::Format_RGB32);
  for (int y = 0; y < grey.height(); ++y) {
    const uchar* const g = grey.constScanLine(y);
    const uchar* const o = y < outlines.height() ? outlines.constScanLine(y) : nullptr;
    auto* const out = reinterpret_cast<QRgb*>(result.scanLine(y));
    for (int x = 0; x < grey.width(); ++x) {
      out[x] = qRgb(g[x], o && x < outlines.width() ? o[x] : 0, 0);
    }
  }
  return result;
}

} // namespace

ContactSheet::ContactSheet(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Contact sheet"));
  setToolTip(tr("Click an image to see its numbers."));
  setGrid(StudyGrid());
}

void ContactSheet::setGrid(const StudyGrid& grid) {
  grid_ = grid;
  points_ = grid.points();
  pictures_.clear();
  recommended_.reset();
  if (current_ && std::find(points_.begin(), points_.end(), *current_) == points_.end()) {
    current_.reset();
  }
  update();
}

void ContactSheet::setOriginals(const QImage& real, const QImage& sketch) {
  real_ = real;
  sketch_ = sketch;
  update();
}

void ContactSheet::setOutlines(const QImage& outlines) {
  outlines_ = outlines;
  for (auto& [point, picture] : pictures_) {
    picture.overlaid = {};
  }
  update();
}

void ContactSheet::setPicture(const GridPoint& point, const QImage& picture, const QString& caption) {
  pictures_[point] = {picture, {}, caption};
  update();
}

void ContactSheet::clearPictures() {
  pictures_.clear();
  update();
}

void ContactSheet::setOverlay(bool on) {
  overlay_ = on;
  update();
}

void ContactSheet::setCurrent(const GridPoint& point) {
  current_ = point;
  update();
}

void ContactSheet::setRecommended(const std::optional<GridPoint>& point) {
  recommended_ = point;
  update();
}

int ContactSheet::originalColumns() const {
  const int count = (real_.isNull() ? 0 : 1) + (sketch_.isNull() ? 0 : 1);
  return count == 0 ? 0 : grid_.sigmas.size() >= 2 ? 1 : count;
}

/// Rows and columns count from 0; the originals come first.
QRectF ContactSheet::cell(int row, int column) const {
  const double columns = originalColumns() + double(grid_.tStarts.size());
  const double rows = double(grid_.sigmas.size());
  const double w = (width() - gap * (columns + 1)) / columns;
  const double h = (height() - gap * (rows + 1)) / rows;
  return {gap + column * (w + gap), gap + row * (h + gap), w, h};
}

QRectF ContactSheet::pictureArea(const QRectF& cell) const {
  return cell.adjusted(0.0, 0.0, 0.0, -fontMetrics().height() - 2.0);
}

QRectF ContactSheet::placeOf(const GridPoint& point) const {
  const auto found = std::find(points_.begin(), points_.end(), point);
  const auto index = int(found - points_.begin());
  const auto columns = int(grid_.tStarts.size());
  return found == points_.end() ? QRectF() : pictureArea(cell(index / columns, originalColumns() + index % columns));
}

void ContactSheet::paintPicture(QPainter& painter, const QRectF& cell, const QImage& picture) const {
  const QRectF area = pictureArea(cell);
  if (picture.isNull()) {
    painter.fillRect(area, empty);
    return;
  }
  const double scale = zoom_ * std::min(area.width() / picture.width(), area.height() / picture.height());
  const QSizeF size(picture.width() * scale, picture.height() * scale);
  const QPointF corner(area.center().x() - centre_.x() * size.width(), area.center().y() - centre_.y() * size.height());
  painter.save();
  painter.setClipRect(area);
  painter.setRenderHint(QPainter::SmoothPixmapTransform, scale < sharpFrom);
  painter.drawImage(QRectF(corner, size), picture);
  painter.restore();
}

void ContactSheet::paintCaption(QPainter& painter, const QRectF& cell, const QString& text, bool strong) const {
  QFont used = font();
  used.setBold(strong);
  painter.setFont(used);
  painter.setPen(captionColour);
  const QRectF line = cell.adjusted(0.0, pictureArea(cell).height() + 1.0, 0.0, 0.0);
  painter.drawText(line, Qt::AlignCenter, QFontMetricsF(used).elidedText(text, Qt::ElideRight, line.width()));
}

const QImage& ContactSheet::shown(const Picture& picture) const {
  if (!overlay_ || picture.grey.isNull()) {
    return picture.grey;
  }
  if (picture.overlaid.isNull()) {
    picture.overlaid = overlaidWith(picture.grey, outlines_);
  }
  return picture.overlaid;
}

void ContactSheet::paintPoint(QPainter& painter, std::size_t index) const {
  const GridPoint& point = points_[index];
  const auto columns = int(grid_.tStarts.size());
  const QRectF place = cell(int(index) / columns, originalColumns() + int(index) % columns);
  const auto found = pictures_.find(point);
  const bool chosen = recommended_ == point;
  paintPicture(painter, place, found == pictures_.end() ? QImage() : shown(found->second));
  paintCaption(painter, place, tr("%1 · σ %2").arg(point.tStart).arg(QLocale().toString(point.sigma)), chosen);
  if (current_ == point || chosen) {
    painter.setPen(QPen(chosen ? recommendedColour : captionColour, current_ == point ? 3.0 : 2.0,
                        current_ == point ? Qt::SolidLine : Qt::DashLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(pictureArea(place));
  }
}

void ContactSheet::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), ground);
  int place = 0;
  for (const auto& [image, name] : {std::pair(&real_, tr("real image")), std::pair(&sketch_, tr("sketch"))}) {
    if (!image->isNull()) {
      const bool down = originalColumns() == 1;
      const QRectF where = cell(down ? place : 0, down ? 0 : place);
      paintPicture(painter, where, *image);
      paintCaption(painter, where, name, false);
      ++place;
    }
  }
  for (std::size_t i = 0; i < points_.size(); ++i) {
    paintPoint(painter, i);
  }
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.0));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

std::optional<std::pair<int, int>> ContactSheet::cellAt(const QPointF& position) const {
  for (int row = 0; row < int(grid_.sigmas.size()); ++row) {
    for (int column = 0; column < originalColumns() + int(grid_.tStarts.size()); ++column) {
      if (cell(row, column).contains(position)) {
        return std::pair(row, column);
      }
    }
  }
  return std::nullopt;
}

const GridPoint* ContactSheet::pointAt(const QPointF& position) const {
  const auto at = cellAt(position);
  if (!at || at->second < originalColumns()) {
    return nullptr;
  }
  return &points_[std::size_t(at->first) * grid_.tStarts.size() + std::size_t(at->second - originalColumns())];
}

void ContactSheet::keepInside() {
  // Not farther than that the picture's edge reaches the middle of the visible half.
  const double reach = 0.5 / zoom_;
  centre_ = {std::clamp(centre_.x(), reach, 1.0 - reach), std::clamp(centre_.y(), reach, 1.0 - reach)};
}

void ContactSheet::zoomAt(double factor, const QPointF& position) {
  const auto at = cellAt(position);
  const double zoom = std::clamp(zoom_ * factor, 1.0, greatestZoom);
  if (at) {
    // What is under the mouse stays there, in every picture. Pictures are taken as square here: exact enough.
    const QRectF area = pictureArea(cell(at->first, at->second));
    const double side = std::min(area.width(), area.height());
    const QPointF offset = (position - area.center()) / side;
    centre_ += offset * (1.0 / zoom_ - 1.0 / zoom);
  }
  zoom_ = zoom;
  keepInside();
  update();
}

void ContactSheet::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() != 0) {
    zoomAt(std::pow(wheelStep, event->angleDelta().y() / 120.0), event->position());
  }
  event->accept();
}

void ContactSheet::mousePressEvent(QMouseEvent* event) {
  pressed_ = dragged_ = event->position();
  moved_ = false;
}

void ContactSheet::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() == Qt::NoButton) {
    return;
  }
  moved_ = moved_ || (event->position() - pressed_).manhattanLength() > dragThreshold;
  if (moved_ && zoom_ > 1.0) {
    const QRectF area = pictureArea(cell(0, 0));
    centre_ -= (event->position() - dragged_) / (std::min(area.width(), area.height()) * zoom_);
    keepInside();
    update();
  }
  dragged_ = event->position();
}

void ContactSheet::mouseReleaseEvent(QMouseEvent* event) {
  const GridPoint* const point = pointAt(event->position());
  if (!moved_ && point) {
    current_ = *point;
    update();
    Q_EMIT pointChosen(*point);
  }
}

void ContactSheet::mouseDoubleClickEvent(QMouseEvent*) {
  zoom_ = 1.0;
  keepInside();
  update();
}

void ContactSheet::choose(std::size_t index) {
  current_ = points_[index];
  update();
  Q_EMIT pointChosen(*current_);
}

void ContactSheet::keyPressEvent(QKeyEvent* event) {
  const auto columns = std::ptrdiff_t(grid_.tStarts.size());
  const auto index = current_ ? std::find(points_.begin(), points_.end(), *current_) - points_.begin() : -1;
  const auto count = std::ptrdiff_t(points_.size());
  std::ptrdiff_t wanted = index;
  switch (event->key()) {
  case Qt::Key_Left:
    wanted = index < 0 ? 0 : index % columns > 0 ? index - 1 : index;
    break;
  case Qt::Key_Right:
    wanted = index < 0 ? 0 : index % columns < columns - 1 ? index + 1 : index;
    break;
  case Qt::Key_Up:
    wanted = index < 0 ? 0 : index - columns;
    break;
  case Qt::Key_Down:
    wanted = index < 0 ? 0 : index + columns;
    break;
  default:
    QWidget::keyPressEvent(event);
    return;
  }
  if (wanted >= 0 && wanted < count && wanted != index) {
    choose(std::size_t(wanted));
  }
}

bool ContactSheet::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* const help = static_cast<QHelpEvent*>(event);
    const GridPoint* const point = pointAt(help->pos());
    const auto found = point ? pictures_.find(*point) : pictures_.end();
    QToolTip::showText(help->globalPos(), found != pictures_.end() ? found->second.caption : toolTip(), this);
    return true;
  }
  return QWidget::event(event);
}

} // namespace cytosketch
