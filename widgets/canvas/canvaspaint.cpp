// How the canvas looks; canvas.cpp holds how it behaves.
#include "widgets/canvas/canvas.h"
#include "widgets/canvas/selecttool.h"

#include <QPaintEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace cytosketch {

namespace {

// Colours around and on the picture do not follow the palette: greys are judged against a neutral dark surround.
const QColor surroundColour(43, 43, 43);
const QColor edgeColour(96, 96, 96);

constexpr auto paintBudget = std::chrono::milliseconds(8); // for stale tiles in one repaint; the rest follows
constexpr double pixelGridZoom = 12.0;
constexpr double exactOutlineZoom = 8.0;
constexpr double nearestZoom = 2.0; // from here on pixels are shown as squares
constexpr int outlineReach = 8;     // logical pixels that an outline may lie outside what is exposed and still show
constexpr double outlineWidth = 1.5;
constexpr double thinOutlineWidth = 1.0; // Qt draws this width several times faster
constexpr std::size_t manyCells = 150;
constexpr double selectedWidth = 2.6;
constexpr double currentWidth = 3.4;

/// The outline on the screen; points nearer than half a pixel or so to the last one are left out.
QPolygonF onScreen(const QPolygonF& outline, const ViewMap& map) {
  QPolygonF shape;
  shape.reserve(outline.size());
  for (const QPointF& corner : outline) {
    const QPointF point = map.toView(corner);
    if (shape.isEmpty() || (point - shape.last()).manhattanLength() >= 0.75) {
      shape << point;
    }
  }
  return shape;
}

/// The parts of a closed shape that lie in `exposed`: strokes are dear, and a dab exposes a small part of a large cell.
/// Parts begin and end outside, so that every corner inside is joined as in the whole shape.
void addVisibleParts(const QPolygonF& shape, const QRectF& exposed, QPainterPath& path) {
  const auto isVisible = [&](const QPointF& a, const QPointF& b) {
    return std::max(a.x(), b.x()) >= exposed.left() && std::min(a.x(), b.x()) <= exposed.right() &&
           std::max(a.y(), b.y()) >= exposed.top() && std::min(a.y(), b.y()) <= exposed.bottom();
  };
  const qsizetype count = shape.size();
  qsizetype first = 0; // a segment (from this point to the next) that does not show
  while (first < count && isVisible(shape[first], shape[(first + 1) % count])) {
    ++first;
  }
  if (first == count) {
    path.addPolygon(shape);
    path.closeSubpath();
    return;
  }
  bool drawing = false;
  for (qsizetype i = 1; i <= count; ++i) {
    const QPointF& from = shape[(first + i) % count];
    const QPointF& to = shape[(first + i + 1) % count];
    const bool visible = isVisible(from, to);
    if (visible && !drawing) {
      path.moveTo(from);
    }
    if (visible) {
      path.lineTo(to);
    }
    drawing = visible;
  }
}

} // namespace

void Canvas::paintEvent(QPaintEvent* event) {
  QPainter painter(this);
  const QRect exposed = event->rect();
  const Viewport& viewport = *document_.viewport();
  const QRectF canvas = viewport.toView(QRectF({0, 0}, viewport.imageSize()), size());
  paintSurround(painter, canvas);
  paintTiles(painter, exposed);
  paintPixelGrid(painter, exposed);
  painter.setRenderHint(QPainter::Antialiasing);
  paintOutlines(painter, exposed);
  if (document_.sketch().cellCount() == 0 && !currentTool().busy()) {
    paintHint(painter, canvas);
  }
  currentTool().paintOverlay(painter, {viewport, size()});
}

void Canvas::paintSurround(QPainter& painter, const QRectF& canvas) {
  painter.fillRect(rect(), surroundColour);
  painter.setPen(edgeColour);
  painter.drawRect(canvas.toAlignedRect().adjusted(-1, -1, 0, 0));
}

Box Canvas::visibleBox(const QRect& exposed) const {
  const QRectF image = document_.viewport()->toImage(QRectF(exposed), size());
  const std::int64_t z = document_.position()->slice();
  return {
      z,     static_cast<std::int64_t>(std::floor(image.top())),   static_cast<std::int64_t>(std::floor(image.left())),
      z + 1, static_cast<std::int64_t>(std::ceil(image.bottom())), static_cast<std::int64_t>(std::ceil(image.right()))};
}

void Canvas::paintTiles(QPainter& painter, const QRect& exposed) {
  const Viewport& viewport = *document_.viewport();
  const Extent& extent = document_.sketch().extent();
  const Box visible = visibleBox(exposed).intersected({0, 0, 0, extent.z, extent.y, extent.x});
  if (visible.empty()) {
    return;
  }
  const double zoom = viewport.zoom() * devicePixelRatioF();
  const int level = TileStore::levelFor(zoom);
  const std::int64_t side = static_cast<std::int64_t>(TileStore::tileSize) << level;
  tiles_.beginRepaint(paintBudget);
  bool complete = true;
  painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom < nearestZoom && zoom != 1.0);
  for (std::int64_t row = visible.y0 / side; row * side < visible.y1; ++row) {
    for (std::int64_t column = visible.x0 / side; column * side < visible.x1; ++column) {
      bool fresh = false;
      const QImage& image = tiles_.tile(level, static_cast<int>(row), static_cast<int>(column), fresh);
      complete = complete && fresh;
      if (image.isNull()) {
        continue;
      }
      // Tiles share rounded edges, so that no seam shows between them.
      const QRectF area(tiles_.area(level, static_cast<int>(row), static_cast<int>(column)));
      const QRectF target = viewport.toView(area, size());
      painter.drawImage(QRectF(QPointF(std::round(target.left()), std::round(target.top())),
                               QPointF(std::round(target.right()), std::round(target.bottom()))),
                        image);
    }
  }
  if (!complete) {
    update(exposed);
  }
}

void Canvas::paintPixelGrid(QPainter& painter, const QRect& exposed) {
  const Viewport& viewport = *document_.viewport();
  if (viewport.zoom() < pixelGridZoom) {
    return;
  }
  const Extent& extent = document_.sketch().extent();
  const Box visible = visibleBox(exposed).intersected({0, 0, 0, extent.z, extent.y, extent.x});
  const QRectF area = viewport.toView(QRectF(QPointF(static_cast<double>(visible.x0), static_cast<double>(visible.y0)),
                                             QPointF(static_cast<double>(visible.x1), static_cast<double>(visible.y1))),
                                      size());
  painter.setPen(QColor(128, 128, 128, 70));
  for (std::int64_t x = visible.x0; x <= visible.x1; ++x) {
    const double at = viewport.toView(QPointF(static_cast<double>(x), 0), size()).x();
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
  }
  for (std::int64_t y = visible.y0; y <= visible.y1; ++y) {
    const double at = viewport.toView(QPointF(0, static_cast<double>(y)), size()).y();
    painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
  }
}

void Canvas::paintOutlines(QPainter& painter, const QRect& exposed) {
  const ViewMap map{*document_.viewport(), size()};
  const QPoint shift = selectTool_->outlineShift();
  const QRectF nearby = QRectF(exposed).adjusted(-outlineReach, -outlineReach, outlineReach, outlineReach);
  const Selection& selection = *document_.selection();
  const auto path = [&](const CellPtr& cell, const QPoint& moved) {
    const Outline& outline = outlines_.of(cell);
    QPainterPath visible;
    for (const QPolygonF& part : map.zoom() >= exactOutlineZoom ? outline.exact : outline.smooth) {
      addVisibleParts(onScreen(moved.isNull() ? part : part.translated(moved), map), nearby, visible);
    }
    return visible;
  };
  painter.setBrush(Qt::NoBrush);
  if (document_.display()->outlines()) {
    const Box visible = visibleBox(nearby.toAlignedRect());
    const std::vector<CellPtr> cells = document_.sketch().cellsIn(document_.position()->frame(), visible);
    const double width = document_.sketch().cellCount() > manyCells ? thinOutlineWidth : outlineWidth;
    for (const CellPtr& cell : cells) {
      if (!selection.contains(cell->id)) {
        painter.setPen(
            QPen(document_.cellColour(cell->id).lighter(115), width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
        painter.drawPath(path(cell, {}));
      }
    }
  }
  // Selected cells lie on top and are told by width and a dark casing, never by hue alone.
  for (const CellId id : selection.cells()) {
    const CellPtr cell = document_.sketch().find(id);
    if (!cell) {
      continue;
    }
    const double width = id == selection.current() ? currentWidth : selectedWidth;
    const QPainterPath outline = path(cell, shift);
    painter.setPen(QPen(QColor(0, 0, 0, 150), width + 2.0, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPath(outline);
    painter.setPen(QPen(document_.cellColour(id).lighter(130), width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin));
    painter.drawPath(outline);
  }
}

void Canvas::paintHint(QPainter& painter, const QRectF& canvas) {
  const QRectF area = canvas.intersected(QRectF(rect())).adjusted(16, 16, -16, -16);
  const QString keys = tr("B brush · E eraser · O ellipse · P outline · V select\nM begins the next cell");
  QFont large = font();
  large.setPointSizeF(large.pointSizeF() * 1.5);
  const double height = QFontMetricsF(large).height();
  const QRectF upper(area.left(), area.center().y() - 1.6 * height, area.width(), height);
  painter.setPen(QColor(225, 225, 225));
  painter.setFont(large);
  painter.drawText(upper, Qt::AlignCenter, tr("Drag to draw a cell"));
  painter.setPen(QColor(170, 170, 170));
  painter.setFont(font());
  painter.drawText(QRectF(area.left(), upper.bottom() + 0.4 * height, area.width(), 4 * height),
                   Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, keys);
}

} // namespace cytosketch
