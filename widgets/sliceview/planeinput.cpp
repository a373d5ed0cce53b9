// What mouse and keys do on a plane of a volume.
#include "widgets/sliceview/planeview.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int notch = 120; // eighths of a degree
constexpr double zoomPerNotch = 1.2;

} // namespace

void PlaneView::movePosition(const QPointF& position) {
  const QPointF at = viewport_->toPlane(plane_, position, size());
  VoxelIndex wanted = voxel();
  wanted[axesOf(plane_).right] = std::int64_t(std::floor(at.x()));
  wanted[axesOf(plane_).down] = std::int64_t(std::floor(at.y()));
  document_->position()->setPlace(wanted.z, wanted.y, wanted.x);
}

void PlaneView::step(int slices) {
  VoxelIndex wanted = voxel();
  wanted[axesOf(plane_).through] += slices;
  document_->position()->setPlace(wanted.z, wanted.y, wanted.x);
}

void PlaneView::followCursor(const QPointF& position) {
  if (const auto found = voxelAt(position)) {
    document_->cursor()->set({document_->position()->frame(), found->z, found->y, found->x});
  } else {
    document_->cursor()->leave();
  }
}

bool PlaneView::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Space) {
      event->accept();
      return true;
    }
  }
  return QWidget::event(event);
}

void PlaneView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && spaceHeld_)) {
    drag_ = Drag::Pan;
    dragFrom_ = event->position();
    setCursor(Qt::ClosedHandCursor);
  } else if (event->button() == Qt::LeftButton && event->modifiers().testFlag(Qt::ControlModifier)) {
    if (const auto at = voxelAt(event->position())) {
      const CellPtr cell = document_->shownCellAt({document_->position()->frame(), at->z, at->y, at->x});
      document_->selection()->setOnly(cell ? cell->id : 0);
    }
  } else if (event->button() == Qt::LeftButton && voxelAt(event->position())) {
    drag_ = Drag::Position;
    movePosition(event->position());
  }
}

void PlaneView::mouseMoveEvent(QMouseEvent* event) {
  if (drag_ == Drag::Pan) {
    viewport_->pan(plane_, event->position() - dragFrom_);
    dragFrom_ = event->position();
  } else if (drag_ == Drag::Position) {
    movePosition(event->position());
  }
  followCursor(event->position());
}

void PlaneView::mouseReleaseEvent(QMouseEvent* /*event*/) {
  drag_ = Drag::None;
  unsetCursor();
}

void PlaneView::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) {
    Q_EMIT enlargeRequested();
  }
}

void PlaneView::wheelEvent(QWheelEvent* event) {
  wheelRest_ += event->angleDelta().y();
  if (event->modifiers().testFlag(Qt::ControlModifier)) {
    viewport_->zoomAt(plane_, event->position(), size(), std::pow(zoomPerNotch, wheelRest_ / double(notch)));
    wheelRest_ = 0;
  } else {
    const int notches = wheelRest_ / notch;
    wheelRest_ -= notches * notch;
    step(notches);
  }
  followCursor(event->position());
  event->accept();
}

void PlaneView::keyPressEvent(QKeyEvent* event) {
  VoxelIndex wanted = voxel();
  const PlaneAxes axes = axesOf(plane_);
  switch (event->key()) {
  case Qt::Key_Space:
    if (!event->isAutoRepeat()) {
      spaceHeld_ = true;
      setCursor(Qt::OpenHandCursor);
    }
    return;
  case Qt::Key_Left:
    --wanted[axes.right];
    break;
  case Qt::Key_Right:
    ++wanted[axes.right];
    break;
  case Qt::Key_Up:
    --wanted[axes.down];
    break;
  case Qt::Key_Down:
    ++wanted[axes.down];
    break;
  default:
    QWidget::keyPressEvent(event);
    return;
  }
  document_->position()->setPlace(wanted.z, wanted.y, wanted.x);
}

void PlaneView::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
    spaceHeld_ = false;
    unsetCursor();
  } else {
    QWidget::keyReleaseEvent(event);
  }
}

void PlaneView::leaveEvent(QEvent* event) {
  document_->cursor()->leave();
  QWidget::leaveEvent(event);
}

} // namespace cytosketch
