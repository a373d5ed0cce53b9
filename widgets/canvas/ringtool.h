#pragma once

#include "widgets/canvas/tool.h"

#include <optional>

namespace cytosketch {

/// A tool whose reach is shown as a ring around the mouse.
class RingTool : public Tool {
  Q_OBJECT
public:
  using Tool::Tool;

  void leave() override;

protected:
  /// Radius of the ring in image pixels.
  virtual double ringRadius() const = 0;

  /// Where the mouse is, as an image point; nothing while it is not over the canvas.
  const std::optional<QPointF>& mouse() const { return mouse_; }
  QRectF ring() const; ///< in image pixels; empty while there is no mouse
  void moveRing(const ToolEvent& event);

private:
  std::optional<QPointF> mouse_;
};

} // namespace cytosketch
