// How the canvas looks; canvas.cpp holds how it behaves.
#include "widgets/canvas/canvas.h"
#include "widgets/canvas/selecttool.h"
#include "widgets/document/cellflag.h"

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

constexpr auto paintBudget = std::chrono::milliseconds(8); // for what is stale in one repaint; the rest follows
constexpr auto turnBudget = std::chrono::milliseconds(60); // a slice should not come in pieces while one pages
constexpr double pixelGridZoom = 12.0;
constexpr double exactOutlineZoom = 8.0;
constexpr double nearestZoom = 2.0;   // from here on pixels are shown as squares
constexpr double pointDistance = 0.5; // physical pixels; divides the tiles' edge
constexpr double outlineWidth = 1.5;
constexpr double thinOutlineWidth = 1.0; // Qt draws this width several times faster
constexpr std::size_t manyCells = 150;
constexpr double selectedWidth = 2.6;
constexpr double currentWidth = 3.4;

/// The closed outline on the screen without points that are too near to the one before. Which ones stay depends on
/// their place alone, so that a part of an outline looks the same whatever the rest is like.
QPolygonF onScreen(const QPolygonF& outline, const ScreenMap& map) {
  const auto cellOf = [](const QPointF& point) {
    return QPoint(static_cast<int>(std::floor(point.x() / pointDistance)),
                  static_cast<int>(std::floor(point.y() / pointDistance)));
  };
  QPolygonF shape;
  shape.reserve(outline.size());
  QPoint last = outline.isEmpty() ? QPoint() : cellOf(map.toScreen(outline.last()));
  for (const QPointF& corner : outline) {
    const QPointF point = map.toScreen(corner);
    const QPoint cell = cellOf(point);
    if (cell != last) {
      shape << point;
    }
    last = cell;
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

/// Sketch pixels that show in a part of the screen.
Box visibleBox(const ScreenMap& map, const QRectF& screen, std::int64_t z) {
  const QRectF image = map.toImage(screen);
  return {
      z,     static_cast<std::int64_t>(std::floor(image.top())),   static_cast<std::int64_t>(std::floor(image.left())),
      z + 1, static_cast<std::int64_t>(std::ceil(image.bottom())), static_cast<std::int64_t>(std::ceil(image.right()))};
}

QPen outlinePen(const QColor& colour, double width) {
  return {colour, width, Qt::SolidLine, Qt::FlatCap, Qt::BevelJoin};
}

} // namespace

void Canvas::paintEvent(QPaintEvent* event) {
  const auto deadline = std::chrono::steady_clock::now() + (turned_ ? turnBudget : paintBudget);
  turned_ = false;
  tiles_.beginRepaint(deadline);
  QPainter painter(this);
  const Viewport& viewport = *document_.viewport();
  const ViewMap map{viewport, size()};
  const double ratio = devicePixelRatioF();
  const QPointF corner = map.toView(QPointF(0, 0));
  const ScreenMap screen{viewport.zoom() * ratio, ratio, corner * ratio};
  const bool thin = document_.sketch().cellCount() > manyCells;
  if (thin != thinOutlines_) {
    thinOutlines_ = thin;
    screen_.invalidateAll();
    update();
  }
  const bool lifts = !selectTool_->outlineShift().isNull();
  if (lifts != liftsSelection_) {
    liftsSelection_ = lifts;
    invalidateCells(document_.selection()->cells());
  }
  const QRegion unfinished = screen_.paint(painter, screen, event->rect(), deadline);
  painter.setRenderHint(QPainter::Antialiasing);
  if (lifts) {
    paintLifted(painter, {viewport.zoom(), 1.0, corner});
  }
  paintFlags(painter, {viewport.zoom(), 1.0, corner});
  if (document_.sketch().cellCount() == 0 && !currentTool().busy()) {
    paintHint(painter, map.toView(QRectF({0, 0}, viewport.imageSize())));
  }
  currentTool().paintOverlay(painter, map);
  if (!unfinished.isEmpty()) {
    update(unfinished);
  }
}

bool Canvas::drawPicture(QPainter& painter, const ScreenMap& map, const QRect& area) {
  if (!forEachTile(map, area, [](const QImage&, const QRectF&) {})) {
    return false;
  }
  drawGround(painter, map, area);
  drawPixelGrid(painter, map, area);
  if (document_.display()->outlines()) {
    drawOutlines(painter, map, area, false);
  }
  if (!liftsSelection_) {
    drawOutlines(painter, map, area, true);
  }
  return true;
}

void Canvas::drawGround(QPainter& painter, const ScreenMap& map, const QRect& area) {
  painter.fillRect(area, surroundColour);
  const QRectF canvas = map.toScreen(QRectF({0, 0}, document_.viewport()->imageSize()));
  painter.setPen(edgeColour);
  painter.drawRect(canvas.toAlignedRect().adjusted(-1, -1, 0, 0));
  painter.setRenderHint(QPainter::SmoothPixmapTransform, map.scale < nearestZoom && map.scale != 1.0);
  forEachTile(map, area, [&](const QImage& image, const QRectF& place) {
    if (!image.isNull()) { // tiles share rounded edges, so that no seam shows between them
      painter.drawImage(QRectF(QPointF(std::round(place.left()), std::round(place.top())),
                               QPointF(std::round(place.right()), std::round(place.bottom()))),
                        image);
    }
  });
}

bool Canvas::forEachTile(const ScreenMap& map, const QRect& area,
                         const std::function<void(const QImage& image, const QRectF& place)>& visit) {
  const Extent& extent = document_.sketch().extent();
  const Box visible =
      visibleBox(map, area, document_.position()->slice()).intersected({0, 0, 0, extent.z, extent.y, extent.x});
  const int level = TileStore::levelFor(map.scale);
  const std::int64_t side = static_cast<std::int64_t>(TileStore::tileSize) << level;
  bool complete = true;
  for (std::int64_t row = visible.y0 / side; row * side < visible.y1; ++row) {
    for (std::int64_t column = visible.x0 / side; column * side < visible.x1; ++column) {
      bool fresh = false;
      const QImage& image = tiles_.tile(level, static_cast<int>(row), static_cast<int>(column), fresh);
      complete = complete && fresh;
      visit(image, map.toScreen(QRectF(tiles_.area(level, static_cast<int>(row), static_cast<int>(column)))));
    }
  }
  return complete;
}

void Canvas::drawPixelGrid(QPainter& painter, const ScreenMap& map, const QRect& area) {
  if (map.zoom() < pixelGridZoom) {
    return;
  }
  const Extent& extent = document_.sketch().extent();
  const Box visible = visibleBox(map, area, 0).intersected({0, 0, 0, 1, extent.y, extent.x});
  const QRectF place = map.toScreen(QRectF(QPointF(static_cast<double>(visible.x0), static_cast<double>(visible.y0)),
                                           QPointF(static_cast<double>(visible.x1), static_cast<double>(visible.y1))));
  painter.setPen(QColor(128, 128, 128, 70));
  for (std::int64_t x = visible.x0; x <= visible.x1; ++x) {
    const double at = map.toScreen(QPointF(static_cast<double>(x), 0)).x();
    painter.drawLine(QPointF(at, place.top()), QPointF(at, place.bottom()));
  }
  for (std::int64_t y = visible.y0; y <= visible.y1; ++y) {
    const double at = map.toScreen(QPointF(0, static_cast<double>(y))).y();
    painter.drawLine(QPointF(place.left(), at), QPointF(place.right(), at));
  }
}

QPainterPath Canvas::outlinePath(const CellPtr& cell, const ScreenMap& map, const QRectF& area) {
  const Outline& outline = outlines_.of(cell);
  QPainterPath visible;
  for (const QPolygonF& part : map.zoom() >= exactOutlineZoom ? outline.exact : outline.smooth) {
    addVisibleParts(onScreen(part, map), area, visible);
  }
  return visible;
}

void Canvas::drawOutlines(QPainter& painter, const ScreenMap& map, const QRect& area, bool selected) {
  const double reach = outlineMargin * map.ratio;
  const QRectF nearby = QRectF(area).adjusted(-reach, -reach, reach, reach);
  const Box visible = visibleBox(map, nearby, document_.position()->slice());
  const Selection& selection = *document_.selection();
  const double width = thinOutlines_ ? thinOutlineWidth : outlineWidth;
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(Qt::NoBrush);
  for (const CellPtr& cell : document_.sketch().cellsIn(document_.position()->frame(), visible)) {
    if (selection.contains(cell->id) != selected || !document_.display()->channel(cell->channel).shown) {
      continue;
    }
    const QPainterPath path = outlinePath(cell, map, nearby);
    if (selected) {
      drawSelected(painter, path, cell->id, map.ratio);
    } else {
      painter.setPen(outlinePen(document_.cellColour(cell->id).lighter(115), width * map.ratio));
      painter.drawPath(path);
    }
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
}

/// Selected cells lie on top and are told by width and a dark casing, never by hue alone.
void Canvas::drawSelected(QPainter& painter, const QPainterPath& path, CellId id, double ratio) {
  const double width = id == document_.selection()->current() ? currentWidth : selectedWidth;
  painter.setPen(outlinePen(QColor(0, 0, 0, 150), (width + 2.0) * ratio));
  painter.drawPath(path);
  painter.setPen(outlinePen(document_.cellColour(id).lighter(130), width * ratio));
  painter.drawPath(path);
}

/// Outlines of the cells that are being dragged.
void Canvas::paintLifted(QPainter& painter, ScreenMap map) {
  map.origin += QPointF(selectTool_->outlineShift()) * map.scale;
  const std::set<CellId>& cells = document_.selection()->cells();
  painter.setBrush(Qt::NoBrush);
  for (const CellId id : cells) {
    const CellPtr cell = document_.sketch().find(id);
    if (!cell) {
      continue;
    }
    const QPainterPath path = outlinePath(cell, map, rect());
    if (cells.size() > manyCells) {
      painter.setPen(outlinePen(document_.cellColour(id).lighter(130), thinOutlineWidth));
      painter.drawPath(path);
    } else {
      drawSelected(painter, path, id, 1.0);
    }
  }
}

/// Over the picture, not in it: flags come and go with the image that is looked at.
void Canvas::paintFlags(QPainter& painter, const ScreenMap& map) {
  const Position& position = *document_.position();
  for (const CellId id : flagged_) {
    const CellPtr cell = document_.sketch().find(id);
    const Box bounds = cell ? cell->mask.bounds(position.frame(), position.slice()) : Box();
    if (bounds.empty() || !document_.display()->outlines()) {
      continue;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(outlinePen(cellFlagColour, 2.0));
    painter.drawPath(outlinePath(cell, map, rect()));
    paintCellFlag(painter, map.toScreen(QPointF(static_cast<double>(bounds.x1), static_cast<double>(bounds.y0))));
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
