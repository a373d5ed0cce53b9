#include "widgets/canvas/filltool.h"

#include "widgets/document/celledits.h"
#include "widgets/document/floodfill.h"

#include <QLocale>

namespace cytosketch {

void FillTool::mousePress(const ToolEvent& event) {
  if (event.button != Qt::LeftButton) {
    return;
  }
  const Sketch& sketch = document_.sketch();
  const CellPtr current = sketch.find(document_.selection()->current());
  const CellKind kind = current ? current->kind : document_.drawing()->newCellKind();
  const std::int64_t cap = floodFillCap(sketch.extent());
  const FloodFill fill = floodFill(sketch, document_.position()->frame(), document_.position()->slice(), event.pixelY(),
                                   event.pixelX(), kind, cap);
  if (fill.outcome == FloodFill::Outcome::TooLarge) {
    Q_EMIT message(tr("Nothing was filled: the area is larger than %1 pixels, so its outline is probably not closed. "
                      "Close the gap and fill again.")
                       .arg(QLocale().toString(static_cast<qlonglong>(cap))));
    return;
  }
  if (fill.outcome == FloodFill::Outcome::OutsideCanvas) {
    return;
  }
  if (fill.area.empty()) {
    Q_EMIT message(tr("Nothing was filled: this cell has no holes."));
    return;
  }
  CellEdits(document_).fill(fill, tr("Fill"));
}

QString FillTool::statusText() const {
  return tr("Click an enclosed area to fill it, or a cell to fill its holes · Ctrl+click picks a cell");
}

} // namespace cytosketch
