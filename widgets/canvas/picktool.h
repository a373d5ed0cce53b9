#pragma once

#include "widgets/canvas/tool.h"

namespace cytosketch {

/// Makes the clicked cell the current one. Ctrl+click does the same with every tool.
class PickTool : public Tool {
  Q_OBJECT
public:
  explicit PickTool(Document& document) : Tool(document) {}

  void mousePress(const ToolEvent& event) override;
  QCursor cursor() const override { return Qt::PointingHandCursor; }
  QString statusText() const override;

  /// Selects the topmost cell of the displayed slice at a pixel, or nothing.
  static void pick(Document& document, const ToolEvent& event);
};

} // namespace cytosketch
