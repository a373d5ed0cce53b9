#include "widgets/document/viewport.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {
constexpr double zoomStep = 1.25;
constexpr double fitMargin = 0.96; // a little of the surround stays visible, so that the image's edge can be seen
} // namespace

Viewport::Viewport(QObject* parent) : QObject(parent) {}

QPointF Viewport::toView(const QPointF& image, const QSizeF& viewSize) const {
  return (image - centre_) * zoom_ + QPointF(viewSize.width() / 2, viewSize.height() / 2);
}

QPointF Viewport::toImage(const QPointF& view, const QSizeF& viewSize) const {
  return (view - QPointF(viewSize.width() / 2, viewSize.height() / 2)) / zoom_ + centre_;
}

QRectF Viewport::toView(const QRectF& image, const QSizeF& viewSize) const {
  return {toView(image.topLeft(), viewSize), toView(image.bottomRight(), viewSize)};
}

QRectF Viewport::toImage(const QRectF& view, const QSizeF& viewSize) const {
  return {toImage(view.topLeft(), viewSize), toImage(view.bottomRight(), viewSize)};
}

void Viewport::setImageSize(const QSizeF& size) {
  if (size == imageSize_ || size.isEmpty()) {
    return;
  }
  imageSize_ = size;
  fit();
}

void Viewport::setViewSize(const QSizeF& size) {
  if (size.isEmpty()) {
    return;
  }
  viewSize_ = size;
  if (fitted_) {
    fit();
  }
}

void Viewport::set(const QPointF& centre, double zoom) {
  apply(centre, zoom, false);
}

void Viewport::apply(const QPointF& centre, double zoom, bool fitted) {
  const double newZoom = std::clamp(zoom, zoomMinimum, zoomMaximum);
  const QPointF newCentre(std::clamp(centre.x(), 0.0, imageSize_.width()),
                          std::clamp(centre.y(), 0.0, imageSize_.height()));
  fitted_ = fitted;
  if (newCentre == centre_ && newZoom == zoom_) {
    return;
  }
  centre_ = newCentre;
  zoom_ = newZoom;
  Q_EMIT changed();
}

void Viewport::zoomAt(const QPointF& view, const QSizeF& viewSize, double factor) {
  const double newZoom = std::clamp(zoom_ * factor, zoomMinimum, zoomMaximum);
  const QPointF anchor = toImage(view, viewSize);
  const QPointF fromMiddle = view - QPointF(viewSize.width() / 2, viewSize.height() / 2);
  set(anchor - fromMiddle / newZoom, newZoom);
}

void Viewport::pan(const QPointF& viewDistance) {
  set(centre_ - viewDistance / zoom_, zoom_);
}

void Viewport::showRect(const QRectF& image) {
  constexpr double room = 3.0; // the neighbours help to see where one is
  const double zoom = std::min(viewSize_.width() / std::max(1.0, image.width() * room),
                               viewSize_.height() / std::max(1.0, image.height() * room));
  set(image.center(), zoom);
}

void Viewport::fit() {
  const double zoom =
      fitMargin * std::min(viewSize_.width() / imageSize_.width(), viewSize_.height() / imageSize_.height());
  apply({imageSize_.width() / 2, imageSize_.height() / 2}, zoom, true);
}

void Viewport::setActualSize() {
  set(centre_, 1.0);
}
void Viewport::zoomIn() {
  set(centre_, zoom_ * zoomStep);
}
void Viewport::zoomOut() {
  set(centre_, zoom_ / zoomStep);
}

} // namespace cytosketch
