#pragma once

#include "widgets/canvas/ringtool.h"
#include "widgets/document/paintstroke.h"

#include <optional>

namespace cytosketch {

/// Brush and eraser. The right button, or Alt, does the opposite of the tool.
class BrushTool : public RingTool {
  Q_OBJECT
public:
  BrushTool(Document& document, PaintStroke::Mode mode);

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  void cancel() override { stroke_.reset(); }
  bool busy() const override { return stroke_.has_value(); }
  QCursor cursor() const override;
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

private:
  double ringRadius() const override;
  bool isBall() const;

  PaintStroke::Mode mode_;
  std::optional<PaintStroke> stroke_;
};

} // namespace cytosketch
