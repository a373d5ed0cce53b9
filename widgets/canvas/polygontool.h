#pragma once

#include "widgets/canvas/tool.h"

#include <QPolygonF>

#include <optional>

namespace cytosketch {

/// Draws a cell by its outline: clicks set corners, dragging draws freehand. A freehand outline that was begun by
/// dragging closes when the button is let go; otherwise Enter, a double click or a click on the first corner closes.
class PolygonTool : public Tool {
  Q_OBJECT
public:
  explicit PolygonTool(Document& document) : Tool(document) {}

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  void mouseDoubleClick(const ToolEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  void keyPress(const QKeyEvent& event) override;
  void cancel() override;
  bool busy() const override { return !corners_.isEmpty(); }
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

  const QPolygonF& corners() const { return corners_; }

private:
  bool isOnFirstCorner(const ToolEvent& event) const;
  void close();

  QPolygonF corners_;
  QPointF mouse_;
  std::optional<QPointF> pressed_; ///< view point of the press, while the button is down
  bool freehand_ = false;
  bool begunByDrag_ = false;
};

} // namespace cytosketch
