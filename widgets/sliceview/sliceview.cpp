#include "widgets/sliceview/sliceview.h"

#include "engine/image/normalisation.h"
#include "widgets/document/cellflag.h"
#include "widgets/sliceview/contrastpopover.h"
#include "widgets/sliceview/scalebar.h"
#include "widgets/sliceview/viewdecoration.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <vector>

namespace cytosketch {

namespace {

constexpr QColor outlineColour(255, 64, 64);
constexpr double scaleBarMaximum = 140.0;
constexpr double percentLow = 0.1;
constexpr double percentHigh = 99.9;

} // namespace

SliceView::SliceView(Document* document, const QString& name, QWidget* parent) : QWidget(parent), document_(document) {
  setAccessibleName(name);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(120, 120);
  contrastButton_ = makeViewButton(this, QStringLiteral("contrast"), tr("Contrast of %1").arg(name),
                                   tr("Contrast, gamma and colours of this view"));
  contrastButton_->hide();
  connect(contrastButton_, &QToolButton::clicked, this, &SliceView::showContrastPopover);
  connect(document_->viewport(), &Viewport::changed, this, &SliceView::invalidate);
  connect(document_->display(), &Display::changed, this, &SliceView::onDisplay);
  overlay_.setContrast({0.0, 1.0, 1.0, Lut::Red});
  overlay_.setTint(lutColour(Lut::Red, 1.0));
  onDisplay();
  connect(document_->position(), &Position::sliceChanged, this, &SliceView::updatePosition);
  connect(document_->cursor(), &Cursor::changed, this, qOverload<>(&QWidget::update));
  connect(document_->selection(), &Selection::changed, this, qOverload<>(&QWidget::update));
}

SliceView::~SliceView() = default;

void SliceView::setImage(const Image<float>& image, const ValueScale& scale) {
  renderer_.setImage(image, scale);
  contrastButton_->setVisible(!image.empty());
  updatePosition();
  Q_EMIT contentChanged();
}

void SliceView::setOverlay(const Image<float>& image) {
  overlay_.setImage(image);
  updatePosition();
}

void SliceView::setOutlines(const std::optional<Sketch>& sketch) {
  outlined_ = sketch;
  if (outlined_) {
    outlines_.prune(*outlined_);
  } else {
    outlines_.clear();
  }
  update();
  Q_EMIT contentChanged();
}

void SliceView::setFlagged(const std::set<CellId>& cells) {
  if (cells != flagged_) {
    flagged_ = cells;
    update();
    Q_EMIT contentChanged();
  }
}

void SliceView::setCaption(const QString& caption) {
  if (caption != caption_) {
    caption_ = caption;
    update();
  }
}

void SliceView::setPlaceholder(const QString& text) {
  placeholder_ = text;
  update();
}

void SliceView::onDisplay() {
  const auto& looks = document_->display()->channels();
  const bool image = renderer_.setLooks(looks);
  stale_ = overlay_.setLooks(looks) || image || stale_;
  update();
}

void SliceView::setContrast(const Contrast& contrast) {
  renderer_.setContrast(contrast);
  invalidate();
  Q_EMIT contrastChanged();
}

void SliceView::setContrast(std::int64_t channel, const Contrast& contrast) {
  if (contrast == renderer_.contrast(channel)) {
    return;
  }
  renderer_.setContrast(channel, contrast);
  invalidate();
  Q_EMIT contrastChanged();
}

QStringList SliceView::channelNames() const {
  QStringList names;
  for (std::int64_t channel = 0; channel < renderer_.channelCount(); ++channel) {
    names.append(document_->channelName(channel));
  }
  return names;
}

void SliceView::autoContrast() {
  if (renderer_.image().empty()) {
    return;
  }
  const Extent& extent = image().extent();
  for (std::int64_t channel = 0; channel < extent.c; ++channel) {
    const float* const voxels = image().channel(std::min(document_->position()->frame(), extent.t - 1), channel);
    const std::vector<float> values(voxels, voxels + extent.volume());
    const ValueScale& scale = renderer_.scale();
    Contrast wanted = contrast(channel);
    wanted.low = scale.slope * percentile(values, percentLow) + scale.offset;
    wanted.high = std::max(scale.slope * percentile(values, percentHigh) + scale.offset, wanted.low + 0.01);
    setContrast(channel, wanted);
  }
  if (popover_) {
    popover_->setContrast(contrast(popover_->channel()));
  }
}

void SliceView::showContrastPopover() {
  if (!popover_) {
    popover_ = new ContrastPopover(this);
    connect(popover_, &ContrastPopover::edited, this,
            qOverload<std::int64_t, const Contrast&>(&SliceView::setContrast));
    connect(popover_, &ContrastPopover::channelChosen, this,
            [this](int channel) { popover_->setContrast(contrast(channel)); });
    connect(popover_, &ContrastPopover::autoRequested, this, &SliceView::autoContrast);
  }
  popover_->setChannels(channelNames());
  popover_->setContrast(contrast(popover_->channel()));
  popover_->adjustSize();
  const QPoint corner = contrastButton_->mapToGlobal(QPoint(contrastButton_->width(), contrastButton_->height() + 2));
  popover_->move(corner - QPoint(popover_->width(), 0));
  popover_->show();
}

std::optional<double> SliceView::valueUnderCursor() const {
  const std::vector<double> values = valuesUnderCursor();
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::vector<double> SliceView::valuesUnderCursor() const {
  const Cursor& cursor = *document_->cursor();
  if (image().empty() || !cursor.inside()) {
    return {};
  }
  // Other planes' views move it too, so it need not lie in the slice that is shown here.
  const Cursor::Voxel& voxel = cursor.voxel();
  const Extent& extent = image().extent();
  if (voxel.x < 0 || voxel.y < 0 || voxel.z < 0 || voxel.x >= extent.x || voxel.y >= extent.y || voxel.z >= extent.z) {
    return {};
  }
  std::vector<double> values;
  for (std::int64_t channel = 0; channel < extent.c; ++channel) {
    const auto frame = std::clamp<std::int64_t>(voxel.t, 0, extent.t - 1);
    values.push_back(scale().slope * double(image().at(frame, channel, voxel.z, voxel.y, voxel.x)) + scale().offset);
  }
  return values;
}

QImage SliceView::grabSlice() {
  renderVisible();
  return picture_;
}

void SliceView::invalidate() {
  stale_ = true;
  update();
}

void SliceView::updatePosition() {
  for (CompositeRenderer* const renderer : {&renderer_, &overlay_}) {
    renderer->setPosition(document_->position()->frame(), document_->position()->slice());
  }
  invalidate();
}

void SliceView::renderVisible() {
  if (!stale_) {
    return;
  }
  stale_ = false;
  picture_ = {};
  if (image().empty()) {
    return;
  }
  const Viewport& viewport = *document_->viewport();
  const QRectF whole(0.0, 0.0, double(image().extent().x), double(image().extent().y));
  const QRectF visible = viewport.toView(whole, size()).intersected(QRectF(rect()));
  if (visible.isEmpty()) {
    return;
  }
  // Rendered pixel by pixel of the screen, so that fractional scaling stays sharp.
  const double ratio = devicePixelRatioF();
  const QRect device(QPoint(int(std::floor(visible.left() * ratio)), int(std::floor(visible.top() * ratio))),
                     QPoint(int(std::ceil(visible.right() * ratio)) - 1, int(std::ceil(visible.bottom() * ratio)) - 1));
  pictureAt_ = QRectF(device.x() / ratio, device.y() / ratio, device.width() / ratio, device.height() / ratio);
  const QRectF part = viewport.toImage(pictureAt_, size());
  if (overlay_.image().empty()) {
    picture_ = renderer_.render(part, device.size());
    return;
  }
  renderer_.setTint(lutColour(Lut::Green, 1.0));
  picture_ = renderer_.render(part, device.size());
  renderer_.setTint(std::nullopt);
  QPainter painter(&picture_);
  painter.setCompositionMode(QPainter::CompositionMode_Plus);
  painter.drawImage(0, 0, overlay_.render(part, device.size()));
}

void SliceView::paintEvent(QPaintEvent* /*event*/) {
  QPainter painter(this);
  painter.fillRect(rect(), viewSurround);
  renderVisible();
  if (!picture_.isNull()) {
    // Half a screen pixel beyond the image would show the surround's side of it: clip to the image itself.
    const QRectF whole(0.0, 0.0, double(image().extent().x), double(image().extent().y));
    painter.save();
    painter.setClipRect(document_->viewport()->toView(whole, size()));
    painter.drawImage(pictureAt_, picture_);
    painter.restore();
    paintOutlines(painter);
    paintCursor(painter);
    paintScaleBar(painter, QRectF(rect()),
                  scaleBarFor(image().spacing(), document_->viewport()->zoom(), scaleBarMaximum));
  }
  paintText(painter);
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.0));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
  }
}

void SliceView::paintOutlines(QPainter& painter) {
  if (!outlined_ || !document_->display()->outlines()) {
    return;
  }
  const Position& position = *document_->position();
  const Viewport& viewport = *document_->viewport();
  const QRectF visible = viewport.toImage(QRectF(rect()), size());
  const Box box{
      position.slice(),     std::int64_t(std::floor(visible.top())),   std::int64_t(std::floor(visible.left())),
      position.slice() + 1, std::int64_t(std::ceil(visible.bottom())), std::int64_t(std::ceil(visible.right()))};
  painter.save();
  painter.setClipRect(viewport.toView(QRectF(QPointF(), viewport.imageSize()), size()));
  const QPointF origin = viewport.toView(QPointF(0.0, 0.0), size());
  painter.translate(origin);
  painter.scale(viewport.zoom(), viewport.zoom());
  for (const CellPtr& cell : outlined_->cellsIn(position.frame(), box)) {
    if (!document_->display()->channel(cell->channel).shown) {
      continue;
    }
    const bool selected = document_->selection()->contains(cell->id);
    const bool flagged = flagged_.contains(cell->id);
    QPen pen(flagged ? cellFlagColour : outlineColour, selected ? 3.0 : flagged ? 2.0 : 1.0);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.drawLines(outlines_.of(cell, position.frame(), position.slice()));
  }
  painter.restore();
  for (const CellId id : flagged_) {
    const CellPtr cell = outlined_->find(id);
    const Box bounds = cell ? cell->mask.bounds(position.frame(), position.slice()) : Box();
    if (!bounds.empty()) {
      paintCellFlag(painter, viewport.toView(QPointF(double(bounds.x1), double(bounds.y0)), size()));
    }
  }
}

void SliceView::paintCursor(QPainter& painter) const {
  const Cursor& cursor = *document_->cursor();
  if (!cursor.inside() || underMouse()) {
    return;
  }
  const QPointF at =
      document_->viewport()->toView(QPointF(double(cursor.voxel().x) + 0.5, double(cursor.voxel().y) + 0.5), size());
  for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 170), 3.0), std::pair(QColor(Qt::white), 1.0)}) {
    painter.setPen(QPen(colour, width));
    painter.drawLine(at + QPointF(-9.0, 0.0), at + QPointF(-3.0, 0.0));
    painter.drawLine(at + QPointF(3.0, 0.0), at + QPointF(9.0, 0.0));
    painter.drawLine(at + QPointF(0.0, -9.0), at + QPointF(0.0, -3.0));
    painter.drawLine(at + QPointF(0.0, 3.0), at + QPointF(0.0, 9.0));
  }
}

void SliceView::paintText(QPainter& painter) const {
  if (image().empty() && !placeholder_.isEmpty()) {
    painter.setPen(QColor(200, 200, 200));
    painter.drawText(rect().adjusted(24, 24, -24, -24), Qt::AlignCenter | Qt::TextWordWrap, placeholder_);
  }
  if (!caption_.isEmpty()) {
    paintCaption(painter, QPointF(8.0, 8.0), caption_);
  }
}

void SliceView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  contrastButton_->move(width() - contrastButton_->width() - 8, 8);
  if (!isHidden()) { // a picture of the window sends resize events to hidden views too
    document_->viewport()->setViewSize(size());
  }
  invalidate();
}

std::optional<QPoint> SliceView::pixelAt(const QPointF& position) const {
  const QPointF at = document_->viewport()->toImage(position, size());
  const QPoint pixel(int(std::floor(at.x())), int(std::floor(at.y())));
  const Extent& extent = document_->sketch().extent();
  if (pixel.x() < 0 || pixel.y() < 0 || pixel.x() >= extent.x || pixel.y() >= extent.y) {
    return std::nullopt;
  }
  return pixel;
}

void SliceView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton) {
    dragFrom_ = event->position();
    setCursor(Qt::ClosedHandCursor);
  }
}

void SliceView::mouseMoveEvent(QMouseEvent* event) {
  if (dragFrom_) {
    document_->viewport()->pan(event->position() - *dragFrom_);
    dragFrom_ = event->position();
  }
  if (const auto pixel = pixelAt(event->position())) {
    document_->cursor()->set({document_->position()->frame(), document_->position()->slice(), pixel->y(), pixel->x()});
  } else {
    document_->cursor()->leave();
  }
}

void SliceView::mouseReleaseEvent(QMouseEvent* /*event*/) {
  dragFrom_.reset();
  unsetCursor();
}

void SliceView::mouseDoubleClickEvent(QMouseEvent* event) {
  // Picks the cell, as a click on the sketch would.
  if (const auto pixel = pixelAt(event->position())) {
    const CellPtr cell = document_->shownCellAt(
        {document_->position()->frame(), document_->position()->slice(), pixel->y(), pixel->x()});
    document_->selection()->setOnly(cell ? cell->id : 0);
  }
}

void SliceView::wheelEvent(QWheelEvent* event) {
  constexpr double notch = 120.0;
  constexpr double perNotch = 1.25;
  const double notches = event->angleDelta().y() / notch;
  const std::int64_t depth = document_->sketch().extent().z;
  if (depth > 1 && !event->modifiers().testFlag(Qt::ControlModifier)) {
    document_->position()->stepSlices(notches > 0.0 ? 1 : -1);
  } else {
    document_->viewport()->zoomAt(event->position(), size(), std::pow(perNotch, notches));
  }
  event->accept();
}

void SliceView::leaveEvent(QEvent* event) {
  document_->cursor()->leave();
  QWidget::leaveEvent(event);
}

} // namespace cytosketch
