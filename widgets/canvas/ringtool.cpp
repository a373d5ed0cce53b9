#include "widgets/canvas/ringtool.h"

namespace cytosketch {

void RingTool::leave() {
  if (mouse_) {
    const QRectF old = ring();
    mouse_.reset();
    Q_EMIT overlayChanged(old);
  }
}

QRectF RingTool::ring() const {
  const double radius = ringRadius();
  return mouse_ ? QRectF(mouse_->x() - radius, mouse_->y() - radius, 2 * radius, 2 * radius) : QRectF(0, 0, 0, 0);
}

void RingTool::moveRing(const ToolEvent& event) {
  const QRectF old = ring();
  const bool shown = mouse_.has_value();
  mouse_ = event.image;
  if (shown) {
    Q_EMIT overlayChanged(old);
  }
  Q_EMIT overlayChanged(ring());
}

} // namespace cytosketch
