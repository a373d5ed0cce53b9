#pragma once

#include "engine/image/image.h"
#include "widgets/document/document.h"
#include "widgets/sliceview/compositerenderer.h"
#include "widgets/sliceview/planecut.h"
#include "widgets/sliceview/planeviewport.h"

#include <QWidget>

#include <optional>

namespace cytosketch {

/// One plane of a volume through the document's position, painted without OpenGL: the sketch as it is now, or an image
/// with the outlines of its cells. A click or drag moves the position (the crosshair of all views), Ctrl+click selects
/// the cell, the wheel goes from slice to slice, Ctrl+wheel zooms, the middle button or Space and a drag pan.
class PlaneView : public QWidget {
  Q_OBJECT
public:
  enum class Content { Sketch, Image };

  /// @param viewport  shared with the other planes; outlives the view
  PlaneView(Document* document, PlaneViewport* viewport, Plane plane, QWidget* parent = nullptr);

  Plane plane() const { return plane_; }
  void setImage(const Image<float>& image, const ValueScale& scale);
  /// The cells whose outlines are laid over the image.
  void setOutlines(const std::optional<Sketch>& sketch);
  /// Cells that the image shows badly: their outlines are marked.
  void setFlagged(const std::set<CellId>& cells);
  /// What is shown; without an image that fits the sketch it is always the sketch.
  void setContent(Content content);
  void setContrast(std::int64_t channel, const Contrast& contrast);

  /// The voxel under a point of the widget; nothing beside the volume.
  std::optional<VoxelIndex> voxelAt(const QPointF& position) const;
  /// Where the middle of a voxel is on the widget; its coordinate through the plane does not matter.
  QPointF positionOf(const VoxelIndex& voxel) const;
  /// The part of the slice that is visible, without anything over it; for tests.
  QImage grabSlice();

Q_SIGNALS:
  /// Double click: the person wants this view large, or small again.
  void enlargeRequested();

protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  enum class Drag { None, Position, Pan };

  void onSketch();
  void onPosition();
  void invalidate();
  bool showsImage() const;
  std::int64_t index() const;
  VoxelIndex voxel() const;
  QRectF planeRect() const;
  void movePosition(const QPointF& position);
  void step(int slices);
  void followCursor(const QPointF& position);

  void rasteriseSlice();
  void renderVisible();
  void renderFill();
  std::vector<CellPtr> cellsHere(const Sketch& sketch) const;
  void paintOutlines(QPainter& painter);
  void paintCrosshair(QPainter& painter) const;
  QString caption() const;

  Document* document_;
  PlaneViewport* viewport_;
  Plane plane_;
  Content content_ = Content::Image;
  CompositeRenderer image_;
  CompositeRenderer sketch_; ///< of the one slice that is shown
  std::optional<Sketch> outlined_;
  std::set<CellId> flagged_;
  PlaneCuts sketchCuts_;
  PlaneCuts imageCuts_;
  QImage picture_;         ///< visible part as last rendered
  QRectF pictureAt_;       ///< where on the widget
  QImage fill_;            ///< the cells' colours, one pixel per voxel
  bool sliceStale_ = true; ///< sketch_ and fill_ must be made again
  bool stale_ = true;      ///< picture_ must be rendered again
  VoxelIndex shown_{-1, -1, -1};
  std::int64_t shownFrame_ = -1;
  Drag drag_ = Drag::None;
  QPointF dragFrom_;
  bool spaceHeld_ = false;
  int wheelRest_ = 0; ///< eighths of a degree that are not a notch yet
};

} // namespace cytosketch
