#pragma once

#include "widgets/canvas/tool.h"
#include "widgets/document/lightstroke.h"

#include <optional>

namespace cytosketch {

/// A soft brush that lightens the background. The right button, or Alt, darkens it.
class LightTool : public Tool {
  Q_OBJECT
public:
  explicit LightTool(Document& document);

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  void leave() override;
  void cancel() override { stroke_.reset(); }
  bool busy() const override { return stroke_.has_value(); }
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

private:
  QRectF ring() const;
  void moveRing(const ToolEvent& event);

  std::optional<LightStroke> stroke_;
  std::optional<QPointF> mouse_; ///< image point, while the mouse is over the canvas
};

} // namespace cytosketch
