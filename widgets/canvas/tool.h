#pragma once

#include "widgets/document/document.h"

#include <QCursor>
#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

class QKeyEvent;
class QPainter;

namespace cytosketch {

/// Where the mouse is and what is held down, for a tool.
struct ToolEvent {
  QPointF image; ///< continuous: pixel (x, y) covers [x, x+1) × [y, y+1)
  QPointF view;  ///< logical pixels of the canvas widget
  Qt::MouseButton button = Qt::NoButton;
  Qt::MouseButtons buttons = Qt::NoButton;
  Qt::KeyboardModifiers modifiers = Qt::NoModifier;

  /// Coordinates of the engine, where pixel centres are integers.
  double centreX() const { return image.x() - 0.5; }
  double centreY() const { return image.y() - 0.5; }
  std::int64_t pixelX() const;
  std::int64_t pixelY() const;
};

/// Maps between image and widget while a tool paints.
struct ViewMap {
  const Viewport& viewport;
  QSizeF size;
  QPointF toView(const QPointF& image) const { return viewport.toView(image, size); }
  QRectF toView(const QRectF& image) const { return viewport.toView(image, size); }
  double zoom() const { return viewport.zoom(); }
};

/// One way to work on the canvas. A tool changes the document and nothing else; the canvas sends it events while it is
/// active and lets it paint over the picture.
class Tool : public QObject {
  Q_OBJECT
public:
  explicit Tool(Document& document) : document_(document) {}

  virtual void activate() {}
  /// Ends a gesture under way and throws away what was not finished.
  virtual void deactivate() { cancel(); }
  virtual void mousePress(const ToolEvent&) {}
  virtual void mouseMove(const ToolEvent&) {}
  virtual void mouseRelease(const ToolEvent&) {}
  virtual void mouseDoubleClick(const ToolEvent& event) { mousePress(event); }
  /// The mouse left the canvas.
  virtual void leave() {}
  /// True for keys that the tool wants now, before any shortcut gets them.
  virtual bool wantsKey(const QKeyEvent&) const { return false; }
  virtual void keyPress(const QKeyEvent&) {}
  /// Throws away a shape or gesture that is not finished.
  virtual void cancel() {}
  /// True between press and release, or while a shape is open.
  virtual bool busy() const { return false; }

  virtual QCursor cursor() const { return Qt::CrossCursor; }
  /// What mouse and keys do now, for the status bar.
  virtual QString statusText() const = 0;
  virtual void paintOverlay(QPainter&, const ViewMap&) const {}

Q_SIGNALS:
  /// Overlay to be painted anew inside an image rectangle; a null one means everywhere.
  void overlayChanged(const QRectF& image);
  void cursorChanged();
  void statusTextChanged();
  /// Something the person should read, such as why nothing was filled.
  void message(const QString& text);

protected:
  Document& document_;
};

/// Strokes a shape in light over dark, so that it shows on anything.
void paintContrasting(QPainter& painter, const QPolygonF& shape, bool closed, double width = 1.5);
void paintContrasting(QPainter& painter, const QPainterPath& shape, double width = 1.5);

} // namespace cytosketch
