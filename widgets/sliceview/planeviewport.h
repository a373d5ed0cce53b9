#pragma once

#include "widgets/sliceview/plane.h"

#include <QObject>
#include <QRectF>
#include <QSizeF>

#include <map>

namespace cytosketch {

/// Pan and zoom of the three planes of a volume, which stay linked: one zoom, and one point of the volume in the middle
/// of all views. Lengths on the screen are as in the specimen: a voxel that is three times as deep as wide is drawn
/// three times as deep. Plane coordinates are continuous voxels, (right, down).
class PlaneViewport : public QObject {
  Q_OBJECT
public:
  static constexpr double zoomMinimum = 0.02;
  static constexpr double zoomMaximum = 64.0;

  explicit PlaneViewport(QObject* parent = nullptr);

  /// @param spacing  positive on all axes; only the ratios count. Shows the whole volume.
  void setVolume(const Extent& extent, const Spacing& spacing);
  /// Logical pixels of the screen per voxel in x.
  double zoom() const { return zoom_; }
  /// Logical pixels per voxel along an axis.
  double scale(Axis axis) const { return zoom_ * stretch_[axis]; }
  const VolumePoint& centre() const { return centre_; }

  QPointF toView(Plane plane, const QPointF& point, const QSizeF& viewSize) const;
  QPointF toPlane(Plane plane, const QPointF& view, const QSizeF& viewSize) const;
  QRectF toView(Plane plane, const QRectF& rect, const QSizeF& viewSize) const;
  QRectF toPlane(Plane plane, const QRectF& rect, const QSizeF& viewSize) const;

  /// Views say their size when they are shown or resized, and leave when they are hidden: fit() is for those that are
  /// there.
  void setViewSize(Plane plane, const QSizeF& size);
  void removeView(Plane plane);

  /// Multiplies the zoom; what is under `view` stays there.
  void zoomAt(Plane plane, const QPointF& view, const QSizeF& viewSize, double factor);
  /// Moves the picture by a distance on the screen.
  void pan(Plane plane, const QPointF& viewDistance);
  /// Moves the views, if they must be, so that a place can be seen in all of them.
  void reveal(const VolumePoint& point);

public Q_SLOTS:
  void fit();
  /// One voxel in x per logical pixel.
  void setActualSize();
  void zoomIn();
  void zoomOut();

Q_SIGNALS:
  void changed();

private:
  void apply(const VolumePoint& centre, double zoom, bool fitted);

  VolumePoint size_{1.0, 1.0, 1.0};
  VolumePoint stretch_{1.0, 1.0, 1.0}; ///< length of a voxel, in widths of one
  VolumePoint centre_{0.5, 0.5, 0.5};
  double zoom_ = 1.0;
  bool fitted_ = true;
  std::map<Plane, QSizeF> views_;
};

} // namespace cytosketch
