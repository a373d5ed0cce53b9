#include "widgets/canvas/picktool.h"

namespace cytosketch {

void PickTool::pick(Document& document, const ToolEvent& event) {
  const CellPtr cell = document.shownCellAt(
      {document.position()->frame(), document.position()->slice(), event.pixelY(), event.pixelX()});
  document.selection()->setOnly(cell ? cell->id : 0);
}

void PickTool::mousePress(const ToolEvent& event) {
  if (event.button == Qt::LeftButton) {
    pick(document_, event);
  }
}

QString PickTool::statusText() const {
  return tr("Click a cell to go on painting it · Ctrl+click does the same with every tool");
}

} // namespace cytosketch
