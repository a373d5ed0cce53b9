#pragma once

#include "widgets/document/document.h"

#include <QCoreApplication>

namespace cytosketch {

/// One stroke of brush or eraser, from press to release: one undo step, however many points it has. Coordinates are
/// pixel centres, as in the engine.
///
/// Painting goes to the current cell, or to a new one if none is selected. Erasing takes from the current cell where
/// the stroke begins on it (or always, while others are preserved), else from every cell under it; a cell with nothing
/// left goes.
class PaintStroke {
  Q_DECLARE_TR_FUNCTIONS(cytosketch::PaintStroke)
public:
  enum class Mode { Paint, Erase };

  /// Begins a stroke in the displayed slice and frame; dabs once.
  PaintStroke(Document& document, Mode mode, double y, double x);
  /// Draws on to here.
  void lineTo(double y, double x);

private:
  void draw(double y0, double x0, double y1, double x1);
  void paint(Mask stroke);
  void erase(const Mask& stroke);
  bool currentCellIsUnder(const Mask& stroke) const;

  Document& document_;
  Mode mode_;
  quint64 gesture_;
  std::int64_t frame_;
  std::int64_t slice_;
  double y_;
  double x_;
  CellId target_ = 0; ///< 0 while erasing: every cell under the stroke
};

} // namespace cytosketch
