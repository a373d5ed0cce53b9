#include "widgets/sliceview/planeview.h"

#include "engine/sketch/raster.h"
#include "widgets/document/cellflag.h"
#include "widgets/sliceview/scalebar.h"
#include "widgets/sliceview/viewdecoration.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr QColor imageOutlineColour(255, 64, 64);
constexpr double scaleBarMaximum = 120.0;
constexpr double crosshairGap = 9.0; // screen pixels around the place itself

/// The line of the crosshair along an axis, as in the 3D view.
QColor axisColour(Axis axis) {
  switch (axis) {
  case Axis::X:
    return {255, 107, 107};
  case Axis::Y:
    return {115, 230, 115};
  case Axis::Z:
    break;
  }
  return {128, 166, 255};
}

int layerOf(CellKind kind) {
  return kind == CellKind::Nucleus ? 2 : kind == CellKind::Cytoplasm ? 1 : 0;
}

QRgb tintOf(const QColor& colour, double opacity) {
  return qPremultiply(qRgba(colour.red(), colour.green(), colour.blue(), int(std::lround(255.0 * opacity))));
}

} // namespace

PlaneView::PlaneView(Document* document, PlaneViewport* viewport, Plane plane, QWidget* parent)
    : QWidget(parent), document_(document), viewport_(viewport), plane_(plane), sketchCuts_(plane), imageCuts_(plane) {
  static const std::array names{tr("XY plane"), tr("XZ plane"), tr("YZ plane")};
  setAccessibleName(names[static_cast<std::size_t>(plane)]);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 100);
  setAttribute(Qt::WA_OpaquePaintEvent);
  image_.setPlane(plane);
  sketch_.setPlane(plane);
  connect(viewport_, &PlaneViewport::changed, this, &PlaneView::invalidate);
  connect(document_->position(), &Position::changed, this, &PlaneView::onPosition);
  connect(document_, &Document::sketchChanged, this, &PlaneView::onSketch);
  connect(document_, &Document::extentChanged, this, &PlaneView::onSketch);
  connect(document_->display(), &Display::changed, this, &PlaneView::onSketch);
  image_.setLooks(document_->display()->channels());
  sketch_.setLooks(document_->display()->channels());
  connect(document_->selection(), &Selection::changed, this, qOverload<>(&QWidget::update));
}

void PlaneView::setImage(const Image<float>& image, const ValueScale& scale) {
  image_.setImage(image, scale);
  image_.setPosition(document_->position()->frame(), index());
  invalidate();
}

void PlaneView::setOutlines(const std::optional<Sketch>& sketch) {
  outlined_ = sketch;
  if (outlined_) {
    imageCuts_.prune(*outlined_);
  }
  update();
}

void PlaneView::setContent(Content content) {
  content_ = content;
  invalidate();
}

void PlaneView::setContrast(std::int64_t channel, const Contrast& contrast) {
  image_.setContrast(channel, contrast);
  invalidate();
}

bool PlaneView::showsImage() const {
  if (content_ == Content::Sketch || image_.image().empty()) {
    return false;
  }
  const Extent& its = image_.image().extent();
  const Extent& ours = document_->sketch().extent();
  return its.z == ours.z && its.y == ours.y && its.x == ours.x;
}

VoxelIndex PlaneView::voxel() const {
  const Cursor::Voxel& voxel = document_->position()->voxel();
  return {voxel.x, voxel.y, voxel.z};
}

std::int64_t PlaneView::index() const {
  return voxel()[axesOf(plane_).through];
}

QRectF PlaneView::planeRect() const {
  const VoxelIndex size = sizeOf(document_->sketch().extent());
  return {0.0, 0.0, double(size[axesOf(plane_).right]), double(size[axesOf(plane_).down])};
}

std::optional<VoxelIndex> PlaneView::voxelAt(const QPointF& position) const {
  const QPointF at = viewport_->toPlane(plane_, position, size());
  const QRectF plane = planeRect();
  if (at.x() < 0.0 || at.y() < 0.0 || at.x() >= plane.right() || at.y() >= plane.bottom()) {
    return std::nullopt;
  }
  VoxelIndex found = voxel();
  found[axesOf(plane_).right] = std::int64_t(std::floor(at.x()));
  found[axesOf(plane_).down] = std::int64_t(std::floor(at.y()));
  return found;
}

QPointF PlaneView::positionOf(const VoxelIndex& at) const {
  const PlaneAxes axes = axesOf(plane_);
  return viewport_->toView(plane_, QPointF(double(at[axes.right]) + 0.5, double(at[axes.down]) + 0.5), size());
}

void PlaneView::invalidate() {
  stale_ = true;
  update();
}

void PlaneView::onSketch() {
  sliceStale_ = true;
  sketchCuts_.prune(document_->sketch());
  image_.setLooks(document_->display()->channels());
  sketch_.setLooks(document_->display()->channels());
  invalidate();
}

void PlaneView::onPosition() {
  // A move within the slice only moves the crosshair.
  const bool otherSlice = shown_[axesOf(plane_).through] != index() || shownFrame_ != document_->position()->frame();
  shown_ = voxel();
  shownFrame_ = document_->position()->frame();
  if (otherSlice) {
    image_.setPosition(shownFrame_, index());
    sliceStale_ = true;
    stale_ = true;
  }
  update();
}

void PlaneView::rasteriseSlice() {
  if (!sliceStale_) {
    return;
  }
  sliceStale_ = false;
  const Sketch& sketch = document_->sketch();
  const std::int64_t t = document_->position()->frame();
  const Box box = sliceBox(plane_, index(), sketch.extent());
  Image<float> grey({1, sketch.extent().c, box.depth(), box.height(), box.width()});
  for (std::int64_t channel = 0; channel < sketch.extent().c; ++channel) {
    const Image<float> its = rasteriseGrey(sketch, t, channel, box);
    std::copy(its.begin(), its.end(), grey.mutableChannel(0, channel));
  }
  sketch_.setImage(grey);
  renderFill();
}

std::vector<CellPtr> PlaneView::cellsHere(const Sketch& sketch) const {
  const Box box = sliceBox(plane_, index(), document_->sketch().extent());
  std::vector<CellPtr> cells = sketch.cellsIn(document_->position()->frame(), box);
  std::erase_if(cells, [this](const CellPtr& cell) { return !document_->display()->channel(cell->channel).shown; });
  std::stable_sort(cells.begin(), cells.end(),
                   [](const CellPtr& a, const CellPtr& b) { return layerOf(a->kind) < layerOf(b->kind); });
  return cells;
}

void PlaneView::renderFill() {
  fill_ = {};
  const double opacity = document_->display()->fillOpacity();
  if (document_->display()->colouring() == CellColouring::Grey || opacity <= 0.0) {
    return;
  }
  const QSize size = planeRect().size().toSize();
  fill_ = QImage(size, QImage::Format_ARGB32_Premultiplied);
  fill_.fill(Qt::transparent);
  const Box whole{0, 0, 0, 1, size.height(), size.width()};
  for (const CellPtr& cell : cellsHere(document_->sketch())) {
    const QRgb tint = tintOf(document_->cellColour(cell->id), opacity);
    const auto& cut = sketchCuts_.of(cell, document_->position()->frame(), index());
    cut.area.forEachSpan(0, 0, whole, [&](std::int64_t row, std::int64_t from, std::int64_t to) {
      std::fill_n(reinterpret_cast<QRgb*>(fill_.scanLine(int(row))) + from, to - from, tint);
    });
  }
}

void PlaneView::renderVisible() {
  if (!showsImage()) {
    rasteriseSlice();
  }
  if (!stale_) {
    return;
  }
  stale_ = false;
  picture_ = {};
  const QRectF visible = viewport_->toView(plane_, planeRect(), size()).intersected(QRectF(rect()));
  if (visible.isEmpty()) {
    return;
  }
  // Rendered pixel by pixel of the screen, so that fractional scaling stays sharp.
  const double ratio = devicePixelRatioF();
  const QRect device(QPoint(int(std::floor(visible.left() * ratio)), int(std::floor(visible.top() * ratio))),
                     QPoint(int(std::ceil(visible.right() * ratio)) - 1, int(std::ceil(visible.bottom() * ratio)) - 1));
  pictureAt_ = QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio);
  const QRectF part = viewport_->toPlane(plane_, pictureAt_, size());
  picture_ = (showsImage() ? image_ : sketch_).render(part, device.size());
}

QImage PlaneView::grabSlice() {
  renderVisible();
  return picture_;
}

void PlaneView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), viewSurround);
  renderVisible();
  const QRectF whole = viewport_->toView(plane_, planeRect(), size());
  painter.save();
  painter.setClipRect(whole);
  painter.drawImage(pictureAt_, picture_);
  if (!showsImage() && !fill_.isNull()) {
    painter.drawImage(whole, fill_);
  }
  paintOutlines(painter);
  paintCrosshair(painter);
  painter.restore();
  painter.setPen(QColor(96, 96, 96));
  painter.drawRect(whole.toAlignedRect().adjusted(-1, -1, 0, 0));
  if (plane_ == Plane::XY) {
    paintScaleBar(painter, QRectF(rect()),
                  scaleBarFor(document_->sketch().spacing(), viewport_->zoom(), scaleBarMaximum));
  }
  paintCaption(painter, QPointF(8.0, 8.0), caption());
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.0));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void PlaneView::setFlagged(const std::set<CellId>& cells) {
  flagged_ = cells;
  update();
}

void PlaneView::paintOutlines(QPainter& painter) {
  const bool image = showsImage();
  const Sketch* const sketch = !image ? &document_->sketch() : outlined_ ? &*outlined_ : nullptr;
  if (!sketch) {
    return;
  }
  PlaneCuts& cuts = image ? imageCuts_ : sketchCuts_;
  const auto draw = [&](const CellPtr& cell, const QColor& colour, double width) {
    QPen pen(colour, width);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLines(cuts.of(cell, document_->position()->frame(), index()).outline);
  };
  painter.save();
  painter.translate(viewport_->toView(plane_, QPointF(0.0, 0.0), size()));
  painter.scale(viewport_->scale(axesOf(plane_).right), viewport_->scale(axesOf(plane_).down));
  const Selection& selection = *document_->selection();
  const std::vector<CellPtr> cells = cellsHere(*sketch);
  const auto colourOf = [&](CellId id, int lighter) {
    return flagged_.contains(id) ? cellFlagColour
           : image               ? imageOutlineColour
                                 : document_->cellColour(id).lighter(lighter);
  };
  for (const CellPtr& cell : cells) {
    if (document_->display()->outlines() && !selection.contains(cell->id)) {
      draw(cell, colourOf(cell->id, 115), flagged_.contains(cell->id) ? 2.0 : 1.0);
    }
  }
  // Selected cells lie on top and are told by width and a dark casing, never by hue alone.
  for (const CellPtr& cell : cells) {
    if (selection.contains(cell->id) && (document_->display()->outlines() || !image)) {
      draw(cell, QColor(0, 0, 0, 150), 5.0);
      draw(cell, colourOf(cell->id, 130), 3.0);
    }
  }
  painter.restore();
}

void PlaneView::paintCrosshair(QPainter& painter) const {
  const QPointF at = positionOf(voxel());
  const PlaneAxes axes = axesOf(plane_);
  const auto line = [&](const QPointF& from, const QPointF& to, Axis axis) {
    QColor colour = axisColour(axis);
    colour.setAlpha(190);
    painter.setPen(QPen(colour, 1.0));
    painter.drawLine(from, to);
  };
  line(QPointF(0.0, at.y()), QPointF(at.x() - crosshairGap, at.y()), axes.right);
  line(QPointF(at.x() + crosshairGap, at.y()), QPointF(width(), at.y()), axes.right);
  line(QPointF(at.x(), 0.0), QPointF(at.x(), at.y() - crosshairGap), axes.down);
  line(QPointF(at.x(), at.y() + crosshairGap), QPointF(at.x(), height()), axes.down);
}

QString PlaneView::caption() const {
  const std::int64_t last = sizeOf(document_->sketch().extent())[axesOf(plane_).through] - 1; // from 0, as in all bars
  switch (plane_) {
  case Plane::XY:
    return tr("XY · z %1/%2").arg(index()).arg(last);
  case Plane::XZ:
    return tr("XZ · y %1/%2").arg(index()).arg(last);
  case Plane::YZ:
    break;
  }
  return tr("YZ · x %1/%2").arg(index()).arg(last);
}

void PlaneView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (!isHidden()) { // a picture of the window sends resize events to hidden views too
    viewport_->setViewSize(plane_, size());
  }
  invalidate();
}

void PlaneView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  viewport_->setViewSize(plane_, size());
  onPosition();
}

void PlaneView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  if (isHidden()) { // not with the whole window
    viewport_->removeView(plane_);
  }
}

} // namespace cytosketch
