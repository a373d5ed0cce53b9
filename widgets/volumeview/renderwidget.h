#pragma once

#include "widgets/volumeview/renderwindow.h"

#include <QOpenGLWidget>
#include <QPointF>

#include <vtkCommand.h>
#include <vtkGenericRenderWindowInteractor.h>
#include <vtkNew.h>

class QOpenGLContext;
class QSurface;
class QInputEvent;

namespace cytosketch {

/// VTK inside Qt 6: a vtkGenericOpenGLRenderWindow that draws into its own framebuffer, from which each frame is copied
/// to the widget's. Debian's VTK has a Qt module for Qt 5 only. Frames are drawn when the event loop comes round, so
/// mouse moves that come faster than frames cost nothing. The order of calls follows VTK's QVTKRenderWindowAdapter (see
/// NOTICE).
class RenderWidget : public QOpenGLWidget {
  Q_OBJECT
public:
  explicit RenderWidget(QWidget* parent = nullptr);
  ~RenderWidget() override;

  vtkRenderWindow* window() { return window_; }
  vtkRenderWindowInteractor* interactor() { return interactor_; }
  /// True once there is a context with VTK's OpenGL in it.
  bool ready() const { return window_->GetReadyForRendering(); }
  /// Milliseconds that the last frame took, the graphics card's time included.
  double frameMilliseconds() const { return frameMilliseconds_; }
  /// Position of the mouse in VTK's display coordinates: device pixels, y from the bottom.
  QPointF displayPosition(const QPointF& position) const;

public Q_SLOTS:
  /// Draws a new frame soon.
  void renderLater();

Q_SIGNALS:
  /// The left button was pressed and let go at one place.
  void clicked(const QPointF& position, Qt::KeyboardModifiers modifiers);
  void doubleClicked();
  /// The person begins, or goes on, to turn, move or zoom.
  void interacting();
  void frameDrawn();

protected:
  void initializeGL() override;
  void paintGL() override;
  void resizeGL(int width, int height) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;

private:
  void onMakeCurrent();
  void onIsCurrent(vtkObject* caller, unsigned long event, void* isCurrent);
  void onFrame();
  void onRenderRequest();
  void copyFrame();
  void releaseContext();
  void tellInteractor(const QPointF& position, Qt::KeyboardModifiers modifiers);

  vtkNew<RenderWindow> window_;
  vtkNew<vtkGenericRenderWindowInteractor> interactor_;
  QOpenGLContext* usedContext_ = nullptr; ///< the one that VTK's objects live in
  QSurface* surface_ = nullptr;
  QPointF pressedAt_;
  bool dragged_ = false;
  bool dirty_ = true;
  bool painting_ = false;
  int wheelRest_ = 0; ///< eighths of a degree that are not a notch yet
  double frameMilliseconds_ = 0.0;
};

} // namespace cytosketch
