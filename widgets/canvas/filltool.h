#pragma once

#include "widgets/canvas/tool.h"

namespace cytosketch {

/// Fills an enclosed area of background, or the holes of the clicked cell. A hole inside one cell joins that cell; an
/// area between several joins the current cell if that one is beside it, else it becomes a new cell.
class FillTool : public Tool {
  Q_OBJECT
public:
  explicit FillTool(Document& document) : Tool(document) {}

  void mousePress(const ToolEvent& event) override;
  QString statusText() const override;
};

} // namespace cytosketch
