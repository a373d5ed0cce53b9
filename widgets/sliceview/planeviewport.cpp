#include "widgets/sliceview/planeviewport.h"

#include <algorithm>

namespace cytosketch {

namespace {
constexpr double fitMargin = 0.94; // of the view; the rest is air around the volume
constexpr double zoomStep = 1.25;
} // namespace

PlaneViewport::PlaneViewport(QObject* parent) : QObject(parent) {}

void PlaneViewport::setVolume(const Extent& extent, const Spacing& spacing) {
  size_ = {double(extent.x), double(extent.y), double(extent.z)};
  stretch_ = {1.0, spacing.y / spacing.x, spacing.z / spacing.x};
  fit();
}

QPointF PlaneViewport::toView(Plane plane, const QPointF& point, const QSizeF& viewSize) const {
  const PlaneAxes axes = axesOf(plane);
  return {viewSize.width() / 2.0 + (point.x() - centre_[axes.right]) * scale(axes.right),
          viewSize.height() / 2.0 + (point.y() - centre_[axes.down]) * scale(axes.down)};
}

QPointF PlaneViewport::toPlane(Plane plane, const QPointF& view, const QSizeF& viewSize) const {
  const PlaneAxes axes = axesOf(plane);
  return {centre_[axes.right] + (view.x() - viewSize.width() / 2.0) / scale(axes.right),
          centre_[axes.down] + (view.y() - viewSize.height() / 2.0) / scale(axes.down)};
}

QRectF PlaneViewport::toView(Plane plane, const QRectF& rect, const QSizeF& viewSize) const {
  return {toView(plane, rect.topLeft(), viewSize), toView(plane, rect.bottomRight(), viewSize)};
}

QRectF PlaneViewport::toPlane(Plane plane, const QRectF& rect, const QSizeF& viewSize) const {
  return {toPlane(plane, rect.topLeft(), viewSize), toPlane(plane, rect.bottomRight(), viewSize)};
}

void PlaneViewport::setViewSize(Plane plane, const QSizeF& size) {
  if (const auto known = views_.find(plane); known != views_.end() && known->second == size) {
    return;
  }
  views_[plane] = size;
  if (fitted_) {
    fit();
  }
}

void PlaneViewport::removeView(Plane plane) {
  if (views_.erase(plane) != 0 && fitted_ && !views_.empty()) {
    fit();
  }
}

void PlaneViewport::fit() {
  double zoom = views_.empty() ? zoom_ : zoomMaximum;
  for (const auto& [plane, view] : views_) {
    const PlaneAxes axes = axesOf(plane);
    zoom = std::min({zoom, fitMargin * view.width() / (size_[axes.right] * stretch_[axes.right]),
                     fitMargin * view.height() / (size_[axes.down] * stretch_[axes.down])});
  }
  apply({size_.x / 2.0, size_.y / 2.0, size_.z / 2.0}, zoom, true);
}

void PlaneViewport::setActualSize() {
  apply(centre_, 1.0, false);
}
void PlaneViewport::zoomIn() {
  apply(centre_, zoom_ * zoomStep, false);
}
void PlaneViewport::zoomOut() {
  apply(centre_, zoom_ / zoomStep, false);
}

void PlaneViewport::zoomAt(Plane plane, const QPointF& view, const QSizeF& viewSize, double factor) {
  const QPointF under = toPlane(plane, view, viewSize);
  const double ratio = std::clamp(zoom_ * factor, zoomMinimum, zoomMaximum) / zoom_;
  const PlaneAxes axes = axesOf(plane);
  VolumePoint centre = centre_;
  centre[axes.right] = under.x() + (centre_[axes.right] - under.x()) / ratio;
  centre[axes.down] = under.y() + (centre_[axes.down] - under.y()) / ratio;
  apply(centre, zoom_ * factor, false);
}

void PlaneViewport::pan(Plane plane, const QPointF& viewDistance) {
  const PlaneAxes axes = axesOf(plane);
  VolumePoint centre = centre_;
  centre[axes.right] -= viewDistance.x() / scale(axes.right);
  centre[axes.down] -= viewDistance.y() / scale(axes.down);
  apply(centre, zoom_, false);
}

void PlaneViewport::reveal(const VolumePoint& point) {
  VolumePoint centre = centre_;
  for (const auto& [plane, view] : views_) {
    const PlaneAxes axes = axesOf(plane);
    const auto bring = [&](Axis axis, double room) {
      const double reach = room / 2.0 / scale(axis);
      if (point[axis] < centre_[axis] - reach || point[axis] > centre_[axis] + reach) {
        centre[axis] = point[axis];
      }
    };
    bring(axes.right, view.width());
    bring(axes.down, view.height());
  }
  if (!(centre == centre_)) {
    apply(centre, zoom_, false);
  }
}

void PlaneViewport::apply(const VolumePoint& centre, double zoom, bool fitted) {
  const VolumePoint inside{std::clamp(centre.x, 0.0, size_.x), std::clamp(centre.y, 0.0, size_.y),
                           std::clamp(centre.z, 0.0, size_.z)};
  zoom = std::clamp(zoom, zoomMinimum, zoomMaximum);
  fitted_ = fitted;
  if (inside == centre_ && zoom == zoom_) {
    return;
  }
  centre_ = inside;
  zoom_ = zoom;
  Q_EMIT changed();
}

} // namespace cytosketch
