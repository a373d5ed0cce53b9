#pragma once

#include "widgets/canvas/ringtool.h"
#include "widgets/document/lightstroke.h"

#include <optional>

namespace cytosketch {

/// A soft brush that lightens the background. The right button, or Alt, darkens it.
class LightTool : public RingTool {
  Q_OBJECT
public:
  explicit LightTool(Document& document);

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  void cancel() override { stroke_.reset(); }
  bool busy() const override { return stroke_.has_value(); }
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

private:
  double ringRadius() const override;

  std::optional<LightStroke> stroke_;
};

} // namespace cytosketch
