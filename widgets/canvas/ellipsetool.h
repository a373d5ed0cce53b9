#pragma once

#include "widgets/canvas/tool.h"

#include <optional>

namespace cytosketch {

/// Draws an elliptic cell in the dragged rectangle; in depth an ellipsoid around the shown slice, whose third radius is
/// the mean of the two in µm. Shift keeps it round, Ctrl draws from the middle; with the right
/// button or Alt the ellipse is cut out of the selected cell.
class EllipseTool : public Tool {
  Q_OBJECT
public:
  explicit EllipseTool(Document& document);

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  void keyPress(const QKeyEvent& event) override;
  void cancel() override;
  bool busy() const override { return start_.has_value(); }
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

private:
  void follow(const ToolEvent& event);
  void finish();
  bool isSolid() const;
  Mask maskOf(const QRectF& shape) const;

  std::optional<QPointF> start_;
  QRectF shape_; ///< image coordinates
  bool cut_ = false;
};

} // namespace cytosketch
