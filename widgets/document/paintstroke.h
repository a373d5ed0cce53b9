#pragma once

#include "widgets/document/document.h"

#include <QCoreApplication>

namespace cytosketch {

/// One stroke of brush or eraser, from press to release: one undo step, however many points it has. Coordinates are
/// pixel centres, as in the engine.
///
/// Painting begins a new cell if none is selected. Else it goes on with the current cell if the stroke begins on it,
/// with another cell if it begins on that one, and begins a new cell elsewhere: separate blobs are separate cells
/// without further ado. Erasing takes from the current cell where the stroke begins on it (or always, while others are
/// preserved), else from every cell under it; a cell with nothing left goes.
///
/// In a sketch of several slices the stroke may be a ball (Drawing::inDepth), and a cell goes on in slices and frames
/// where it has no pixel yet: painting over the place of the current cell belongs to it. The stroke is always made in
/// the slice and frame that are shown, also when they change on the way.
class PaintStroke {
  Q_DECLARE_TR_FUNCTIONS(cytosketch::PaintStroke)
public:
  enum class Mode { Paint, Erase };

  /// Begins a stroke; dabs once.
  /// @param keepCurrent  painting goes to the current cell wherever it begins
  PaintStroke(Document& document, Mode mode, double y, double x, bool keepCurrent = false);
  /// Draws on to here.
  void lineTo(double y, double x);

private:
  void draw(double y0, double x0, double y1, double x1);
  Mask strokeBetween(double y0, double x0, double y1, double x1) const;
  void paint(Mask stroke);
  void erase(const Mask& stroke);
  CellId paintTarget(bool keepCurrent) const;
  std::int64_t frame() const { return document_.position()->frame(); }
  std::int64_t slice() const { return document_.position()->slice(); }
  bool currentCellIsUnder(const Mask& stroke) const;

  Document& document_;
  Mode mode_;
  quint64 gesture_;
  double y_;
  double x_;
  CellId target_ = 0; ///< 0 while erasing: every cell under the stroke
};

} // namespace cytosketch
