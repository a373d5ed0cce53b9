#include "widgets/volumeview/renderwidget.h"

#include "widgets/volumeview/opengl.h"

#include <QElapsedTimer>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QOpenGLExtraFunctions>
#include <QWheelEvent>

#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLState.h>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {
constexpr int notch = 120; // eighths of a degree
constexpr double clickReach = 4.0;
constexpr double pointsPerInch = 72.0;
} // namespace

RenderWidget::RenderWidget(QWidget* parent) : QOpenGLWidget(parent) {
  setFormat(renderFormat());
  setUpdateBehavior(QOpenGLWidget::NoPartialUpdate);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  window_->SetReadyForRendering(false);
  window_->SetFrameBlitModeToNoBlit();
  window_->SetMultiSamples(0); // a volume is not smoothed by them, and a processor that draws by itself is spared them
  interactor_->SetRenderWindow(window_);
  interactor_->EnableRenderOff(); // the styles' calls become requests
  interactor_->Initialize();
  interactor_->AddObserver(vtkCommand::RenderEvent, this, &RenderWidget::onRenderRequest);
}

RenderWidget::~RenderWidget() {
  releaseContext();
}

void RenderWidget::initializeGL() {
  releaseContext();
  usedContext_ = context();
  surface_ = usedContext_->surface();
  connect(usedContext_, &QOpenGLContext::aboutToBeDestroyed, this, &RenderWidget::releaseContext,
          static_cast<Qt::ConnectionType>(Qt::DirectConnection | Qt::UniqueConnection));
  window_->GetState()->Reset();
  window_->GetState()->vtkglDepthFunc(GL_LEQUAL);
  window_->AddObserver(vtkCommand::WindowMakeCurrentEvent, this, &RenderWidget::onMakeCurrent);
  window_->AddObserver(vtkCommand::WindowIsCurrentEvent, this, &RenderWidget::onIsCurrent);
  window_->AddObserver(vtkCommand::WindowFrameEvent, this, &RenderWidget::onFrame);
  window_->SetForceMaximumHardwareLineWidth(1);
  window_->SetReadyForRendering(true);
  window_->SetOwnContext(0);
  window_->OpenGLInitContext();
  dirty_ = true;
}

void RenderWidget::releaseContext() {
  if (!usedContext_) {
    return;
  }
  // Before anything else: this slot must not be called again for a widget that is half gone.
  disconnect(usedContext_, &QOpenGLContext::aboutToBeDestroyed, this, &RenderWidget::releaseContext);
  makeCurrent();
  window_->Finalize();
  window_->SetReadyForRendering(false);
  window_->RemoveObservers(vtkCommand::WindowMakeCurrentEvent);
  window_->RemoveObservers(vtkCommand::WindowIsCurrentEvent);
  window_->RemoveObservers(vtkCommand::WindowFrameEvent);
  doneCurrent();
  usedContext_ = nullptr;
  surface_ = nullptr;
}

void RenderWidget::onMakeCurrent() {
  // Not QOpenGLWidget::makeCurrent(): that binds the widget's framebuffer behind the back of VTK's cached state.
  usedContext_->makeCurrent(surface_);
}

void RenderWidget::onIsCurrent(vtkObject* /*caller*/, unsigned long /*event*/, void* isCurrent) {
  *static_cast<bool*>(isCurrent) = QOpenGLContext::currentContext() == usedContext_;
}

void RenderWidget::onFrame() {
  if (window_->GetDoubleBuffer() && !window_->GetSwapBuffers()) {
    return; // drawn for picking only
  }
  dirty_ = false;
  if (!painting_) {
    update();
  }
}

void RenderWidget::onRenderRequest() {
  Q_EMIT interacting();
  renderLater();
}

void RenderWidget::renderLater() {
  dirty_ = true;
  update();
}

void RenderWidget::paintGL() {
  if (painting_ || !ready()) {
    return;
  }
  painting_ = true;
  vtkOpenGLState* const state = window_->GetState();
  state->Reset();
  state->Push();
  state->vtkglDepthFunc(GL_LEQUAL);
  const bool fresh = dirty_;
  if (fresh) {
    QElapsedTimer clock;
    clock.start();
    window_->Render();
    onMakeCurrent();
    usedContext_->functions()->glFinish();
    frameMilliseconds_ = double(clock.nsecsElapsed()) * 1e-6;
  }
  makeCurrent(); // callbacks may have switched to another context
  copyFrame();
  state->Pop();
  painting_ = false;
  if (fresh) {
    Q_EMIT frameDrawn();
  }
}

void RenderWidget::copyFrame() {
  QOpenGLExtraFunctions& gl = *usedContext_->extraFunctions();
  vtkOpenGLState* const state = window_->GetState();
  gl.glBindFramebuffer(GL_DRAW_FRAMEBUFFER, defaultFramebufferObject());
  const GLenum target = GL_COLOR_ATTACHMENT0;
  gl.glDrawBuffers(1, &target);
  state->vtkglDisable(GL_SCISSOR_TEST);
  gl.glDisable(GL_SCISSOR_TEST);
  const double ratio = devicePixelRatioF();
  const int* const size = window_->GetRenderFramebuffer()->GetLastSize();
  window_->BlitDisplayFramebuffer(0, 0, 0, size[0], size[1], 0, 0, int(std::lround(width() * ratio)),
                                  int(std::lround(height() * ratio)), GL_COLOR_BUFFER_BIT, GL_LINEAR);
  // What is translucent in VTK's frame must not let the desktop shine through.
  gl.glBindFramebuffer(GL_FRAMEBUFFER, defaultFramebufferObject());
  gl.glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  gl.glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
  gl.glClear(GL_COLOR_BUFFER_BIT);
  gl.glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
  state->ResetGLColorMaskState();
  state->ResetGLClearColorState();
}

void RenderWidget::resizeGL(int width, int height) {
  const double ratio = devicePixelRatioF();
  const int deviceWidth = std::max(1, int(std::lround(width * ratio)));
  const int deviceHeight = std::max(1, int(std::lround(height * ratio)));
  interactor_->UpdateSize(deviceWidth, deviceHeight);
  window_->SetSize(deviceWidth, deviceHeight);
  window_->SetScreenSize(deviceWidth, deviceHeight);
  window_->SetDPI(int(std::lround(pointsPerInch * ratio)));
  dirty_ = true;
}

QPointF RenderWidget::displayPosition(const QPointF& position) const {
  const double ratio = devicePixelRatioF();
  return {position.x() * ratio, (height() - 1.0 - position.y()) * ratio};
}

void RenderWidget::tellInteractor(const QPointF& position, Qt::KeyboardModifiers modifiers) {
  const QPointF at = displayPosition(position);
  interactor_->SetEventInformation(int(at.x()), int(at.y()), modifiers.testFlag(Qt::ControlModifier) ? 1 : 0,
                                   modifiers.testFlag(Qt::ShiftModifier) ? 1 : 0);
}

void RenderWidget::mousePressEvent(QMouseEvent* event) {
  pressedAt_ = event->position();
  dragged_ = false;
  tellInteractor(event->position(), event->modifiers());
  if (event->button() == Qt::LeftButton) {
    interactor_->InvokeEvent(vtkCommand::LeftButtonPressEvent);
  } else if (event->button() == Qt::MiddleButton) {
    interactor_->InvokeEvent(vtkCommand::MiddleButtonPressEvent);
  } else if (event->button() == Qt::RightButton) {
    interactor_->InvokeEvent(vtkCommand::RightButtonPressEvent);
  }
}

void RenderWidget::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() == Qt::NoButton) {
    return;
  }
  dragged_ = dragged_ || (event->position() - pressedAt_).manhattanLength() > clickReach;
  if (dragged_) { // a hand that trembles while it clicks must not turn the scene
    tellInteractor(event->position(), event->modifiers());
    interactor_->InvokeEvent(vtkCommand::MouseMoveEvent);
  }
}

void RenderWidget::mouseReleaseEvent(QMouseEvent* event) {
  tellInteractor(event->position(), event->modifiers());
  if (event->button() == Qt::LeftButton) {
    interactor_->InvokeEvent(vtkCommand::LeftButtonReleaseEvent);
    if (!dragged_) {
      Q_EMIT clicked(event->position(), event->modifiers());
    }
  } else if (event->button() == Qt::MiddleButton) {
    interactor_->InvokeEvent(vtkCommand::MiddleButtonReleaseEvent);
  } else if (event->button() == Qt::RightButton) {
    interactor_->InvokeEvent(vtkCommand::RightButtonReleaseEvent);
  }
}

void RenderWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  dragged_ = true; // its release is no click
  if (event->button() == Qt::LeftButton) {
    Q_EMIT doubleClicked();
  }
}

void RenderWidget::wheelEvent(QWheelEvent* event) {
  wheelRest_ += event->angleDelta().y();
  tellInteractor(event->position(), event->modifiers());
  for (; std::abs(wheelRest_) >= notch; wheelRest_ -= wheelRest_ > 0 ? notch : -notch) {
    interactor_->InvokeEvent(wheelRest_ > 0 ? vtkCommand::MouseWheelForwardEvent : vtkCommand::MouseWheelBackwardEvent);
  }
  event->accept();
}

} // namespace cytosketch
