#include "widgets/canvas/polygontool.h"

#include "widgets/document/celledits.h"

#include <QKeyEvent>
#include <QPainter>

namespace cytosketch {

namespace {
constexpr double snapDistance = 8.0;    // logical pixels around the first corner that close the outline
constexpr double dragDistance = 5.0;    // logical pixels from which a click is a drag
constexpr double freehandSpacing = 2.0; // logical pixels between the points of a freehand line
double distance(const QPointF& a, const QPointF& b) {
  return QLineF(a, b).length();
}
} // namespace

void PolygonTool::mousePress(const ToolEvent& event) {
  if (event.button != Qt::LeftButton) {
    return;
  }
  mouse_ = event.image;
  if (isOnFirstCorner(event)) {
    close();
    return;
  }
  begunByDrag_ = corners_.isEmpty();
  freehand_ = false;
  pressed_ = event.view;
  corners_ << event.image;
  Q_EMIT overlayChanged({});
}

void PolygonTool::mouseMove(const ToolEvent& event) {
  mouse_ = event.image;
  if (pressed_ && !freehand_) {
    freehand_ = distance(*pressed_, event.view) > dragDistance;
  }
  const double zoom = document_.viewport()->zoom();
  if (pressed_ && freehand_ && distance(corners_.last(), event.image) * zoom >= freehandSpacing) {
    corners_ << event.image;
  }
  if (!corners_.isEmpty()) {
    Q_EMIT overlayChanged({});
  }
}

void PolygonTool::mouseRelease(const ToolEvent& event) {
  if (event.button != Qt::LeftButton || !pressed_) {
    return;
  }
  const bool finished = freehand_ && begunByDrag_;
  pressed_.reset();
  freehand_ = false;
  if (finished) {
    close();
  }
}

void PolygonTool::mouseDoubleClick(const ToolEvent& event) {
  if (event.button == Qt::LeftButton) {
    close(); // the double click's first press has set its corner already
  }
}

bool PolygonTool::isOnFirstCorner(const ToolEvent& event) const {
  return corners_.size() >= 3 && distance(corners_.first(), event.image) * document_.viewport()->zoom() <= snapDistance;
}

void PolygonTool::close() {
  const QPolygonF outline = corners_;
  cancel();
  if (outline.size() < 3) {
    return;
  }
  std::vector<std::pair<double, double>> vertices;
  vertices.reserve(static_cast<std::size_t>(outline.size()));
  for (const QPointF& corner : outline) {
    vertices.emplace_back(corner.y() - 0.5, corner.x() - 0.5);
  }
  CellEdits(document_).addSection(polygonMask(document_.position()->frame(), document_.position()->slice(), vertices),
                                  tr("Draw an outline"));
}

bool PolygonTool::wantsKey(const QKeyEvent& event) const {
  const int key = event.key();
  return busy() && (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Backspace || key == Qt::Key_Escape);
}

void PolygonTool::keyPress(const QKeyEvent& event) {
  if (!wantsKey(event)) {
    return;
  }
  if (event.key() == Qt::Key_Escape) {
    cancel();
  } else if (event.key() == Qt::Key_Backspace) {
    corners_.removeLast();
    Q_EMIT overlayChanged({});
  } else {
    close();
  }
}

void PolygonTool::cancel() {
  corners_.clear();
  pressed_.reset();
  freehand_ = false;
  Q_EMIT overlayChanged({});
}

QString PolygonTool::statusText() const {
  return tr(
      "Click corners, or drag to draw freehand · Enter or a double click closes · Backspace takes the last corner "
      "back · Esc discards");
}

void PolygonTool::paintOverlay(QPainter& painter, const ViewMap& map) const {
  if (corners_.isEmpty()) {
    return;
  }
  QPolygonF line;
  line.reserve(corners_.size() + 1);
  for (const QPointF& corner : corners_) {
    line << map.toView(corner);
  }
  const QPointF first = line.first();
  line << map.toView(mouse_);
  paintContrasting(painter, line, false);
  painter.setPen(QPen(QColor(0, 0, 0, 170), 1.0));
  painter.setBrush(Qt::white);
  painter.drawEllipse(first, 4.0, 4.0); // the corner to click for closing
}

} // namespace cytosketch
