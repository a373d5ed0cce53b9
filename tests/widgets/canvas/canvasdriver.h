#pragma once

#include "widgets/canvas/canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

namespace cytosketch::test {

/// A shown canvas with its document, driven by mouse and key events at image pixels.
class CanvasDriver {
public:
  explicit CanvasDriver(const Extent& extent = {1, 1, 1, 256, 256}, const QSize& size = {512, 512}) : canvas(document) {
    canvas.resize(size);
    canvas.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&canvas));
    document.setSketch(Sketch(extent));
    document.viewport()->set({static_cast<double>(extent.x) / 2, static_cast<double>(extent.y) / 2}, 2.0);
  }

  /// Where the middle of an image pixel is in the widget.
  QPoint at(double x, double y) const {
    return document.viewport()->toView(QPointF(x + 0.5, y + 0.5), canvas.size()).toPoint();
  }
  void press(double x, double y, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(&canvas, button, modifiers, at(x, y));
  }
  void moveTo(double x, double y, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButtons buttons = Qt::LeftButton) {
    const QPoint point = at(x, y);
    QMouseEvent event(QEvent::MouseMove, point, canvas.mapToGlobal(point), Qt::NoButton, buttons, modifiers);
    QApplication::sendEvent(&canvas, &event);
  }
  void release(double x, double y, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mouseRelease(&canvas, button, modifiers, at(x, y));
  }
  void click(double x, double y, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton button = Qt::LeftButton) {
    press(x, y, modifiers, button);
    release(x, y, modifiers, button);
  }
  void drag(double x0, double y0, double x1, double y1, Qt::KeyboardModifiers modifiers = {},
            Qt::MouseButton button = Qt::LeftButton) {
    press(x0, y0, {}, button);
    for (int step = 1; step <= 8; ++step) {
      moveTo(x0 + (x1 - x0) * step / 8.0, y0 + (y1 - y0) * step / 8.0, modifiers, button);
    }
    release(x1, y1, modifiers, button);
  }
  void key(Qt::Key which, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&canvas, which, modifiers); }
  void wheel(double x, double y, int notches, Qt::KeyboardModifiers modifiers = {}) {
    const QPoint point = at(x, y);
    QWheelEvent event(point, canvas.mapToGlobal(point), {}, {0, 120 * notches}, Qt::NoButton, modifiers,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&canvas, &event);
  }

  /// Puts a disc without history; selects nothing.
  void putDisc(CellId id, double x, double y, double radius, CellKind kind = CellKind::Nucleus) {
    Sketch sketch = document.sketch();
    Cell cell;
    cell.id = id;
    cell.kind = kind;
    cell.mask = discMask(0, 0, y, x, radius);
    sketch.put(std::move(cell));
    const QPointF centre = document.viewport()->centre();
    const double zoom = document.viewport()->zoom();
    document.setSketch(sketch);
    document.viewport()->set(centre, zoom);
  }
  CellPtr cell(CellId id) const { return document.sketch().find(id); }
  std::size_t cells() const { return document.sketch().cellCount(); }
  int steps() { return document.undoStack()->count(); }

  mutable Document document;
  Canvas canvas;
};

} // namespace cytosketch::test
