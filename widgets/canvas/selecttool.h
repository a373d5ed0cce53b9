#pragma once

#include "widgets/canvas/tool.h"

#include <optional>
#include <set>

namespace cytosketch {

/// Selects and moves cells: click selects, Shift+click adds or takes away, dragging a cell moves the selection,
/// dragging from the background draws a rubber band. Arrow keys move by a pixel, with Shift by ten.
class SelectTool : public Tool {
  Q_OBJECT
public:
  explicit SelectTool(Document& document) : Tool(document) {}

  void mousePress(const ToolEvent& event) override;
  void mouseMove(const ToolEvent& event) override;
  void mouseRelease(const ToolEvent& event) override;
  bool wantsKey(const QKeyEvent& event) const override;
  void keyPress(const QKeyEvent& event) override;
  void cancel() override;
  bool busy() const override { return gesture_ != Gesture::None; }
  QCursor cursor() const override;
  QString statusText() const override;
  void paintOverlay(QPainter& painter, const ViewMap& map) const override;

  /// While many cells are dragged only their outlines move, by this; they follow when the button is let go.
  QPoint outlineShift() const;

private:
  enum class Gesture { None, Pressed, Move, Band };
  CellPtr cellAt(const ToolEvent& event) const;
  std::set<CellId> cellsIn(const QRectF& image) const;
  void moveTo(const ToolEvent& event);

  Gesture gesture_ = Gesture::None;
  ToolEvent press_;
  QPoint moved_;   ///< pixels that the selection has moved
  QPoint pending_; ///< pixels that only the outlines have moved
  quint64 moveId_ = 0;
  QRectF band_;
  std::set<CellId> before_; ///< selection when the band began, for Shift
  bool overCell_ = false;
};

} // namespace cytosketch
