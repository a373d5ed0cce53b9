#pragma once

#include <QObject>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

namespace cytosketch {

/// Pan and zoom, shared by every view of the same image, so that they stay linked. Image coordinates are continuous:
/// pixel (x, y) covers [x, x+1) × [y, y+1), so the engine's pixel-centre coordinates are half a pixel less. What is
/// shared is the image point in the middle of a view and the zoom; each view maps with its own size.
class Viewport : public QObject {
  Q_OBJECT
public:
  static constexpr double zoomMinimum = 0.05;
  static constexpr double zoomMaximum = 64.0;

  explicit Viewport(QObject* parent = nullptr);

  /// Logical pixels of the screen per image pixel.
  double zoom() const { return zoom_; }
  /// Image point in the middle of every view.
  QPointF centre() const { return centre_; }
  QSizeF imageSize() const { return imageSize_; }
  /// True while the whole image is shown; a view that is resized then fits it again.
  bool fitted() const { return fitted_; }

  QPointF toView(const QPointF& image, const QSizeF& viewSize) const;
  QPointF toImage(const QPointF& view, const QSizeF& viewSize) const;
  QRectF toView(const QRectF& image, const QSizeF& viewSize) const;
  QRectF toImage(const QRectF& view, const QSizeF& viewSize) const;

  /// Size of the image that is shown; fits it.
  void setImageSize(const QSizeF& size);
  /// Views call this when they are resized; fit() uses the last one given.
  void setViewSize(const QSizeF& size);
  /// Sets the zoom (clamped) and the centre (kept on the image).
  void set(const QPointF& centre, double zoom);
  /// Multiplies the zoom; the image point under `view` stays where it is.
  void zoomAt(const QPointF& view, const QSizeF& viewSize, double factor);
  /// Moves the picture by a distance on the screen.
  void pan(const QPointF& viewDistance);
  /// Shows an image rectangle with some room around it.
  void showRect(const QRectF& image);

public Q_SLOTS:
  void fit();
  /// One image pixel per logical pixel of the screen.
  void setActualSize();
  void zoomIn();
  void zoomOut();

Q_SIGNALS:
  void changed();

private:
  void apply(const QPointF& centre, double zoom, bool fitted);

  QSizeF imageSize_{1, 1};
  QSizeF viewSize_{640, 480};
  QPointF centre_{0.5, 0.5};
  double zoom_ = 1.0;
  bool fitted_ = true;
};

} // namespace cytosketch
