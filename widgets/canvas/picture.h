#pragma once

#include "widgets/document/document.h"

#include <QImage>

namespace cytosketch {

/// Colours of the sketch as it is displayed, one pixel of the picture per pixel of the sketch: the grey sketch (of
/// several channels those that are shown, each in its colour, added up) and, with CellColouring::OwnColour, each pixel
/// tinted with the colour of its topmost cell.
class SketchPicture {
public:
  explicit SketchPicture(Document& document) : document_(document) {}

  /// Paints the part `area` (sketch pixels, on the canvas) into `target`, whose top left pixel is `origin`.
  void paint(QImage& target, const QPoint& origin, const QRect& area) const;

private:
  void paintGrey(QImage& target, const QPoint& at, const Box& box) const;
  void paintChannels(QImage& target, const QPoint& at, const Box& box) const;
  void tint(QImage& target, const QPoint& at, const Box& box) const;
  void tintKind(QImage& target, const QPoint& at, const Box& box, CellKind kind) const;

  Document& document_;
};

} // namespace cytosketch
