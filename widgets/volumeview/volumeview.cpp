#include "widgets/volumeview/volumeview.h"

#include "widgets/document/displayspacing.h"
#include "widgets/volumeview/clippopover.h"
#include "widgets/volumeview/opengl.h"
#include "widgets/volumeview/renderwidget.h"
#include "widgets/volumeview/volumebar.h"
#include "widgets/volumeview/volumescene.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <vtkInteractorStyleTrackballCamera.h>

#include <algorithm>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int sketchDelayMs = 150; // a stroke changes the sketch a hundred times a second
constexpr int restMs = 220;        // after the last movement, until all detail is drawn
constexpr std::chrono::milliseconds surfaceBudget(10);
constexpr double surfaceFrameMs = 300.0; // between frames while surfaces are computed
constexpr double fluentMs = 60.0;        // a frame while something moves
constexpr double patientMs = 400.0;      // a frame at rest
constexpr double coarsest = 8.0;
constexpr double firstCoarseness = 4.0;
constexpr double turnStep = 10.0; // degrees per key press
constexpr double zoomStep = 1.15;

} // namespace

VolumeView::VolumeView(Document* document, QWidget* parent)
    : QWidget(parent), document_(document), coarseness_(firstCoarseness) {
  setAccessibleName(tr("3D view"));
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(200, 160);
  bar_ = new VolumeBar(this);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(bar_);
  stack_ = new QStackedLayout;
  column->addLayout(stack_, 1);
  message_ = new QLabel(this);
  message_->setAlignment(Qt::AlignCenter);
  message_->setWordWrap(true);
  message_->setMargin(24);
  message_->setAutoFillBackground(true);
  QPalette dark = message_->palette();
  dark.setColor(QPalette::Window, QColor(43, 43, 43));
  dark.setColor(QPalette::WindowText, QColor(200, 200, 200));
  message_->setPalette(dark);
  stack_->addWidget(message_);

  surfaceTimer_.setInterval(0);
  sketchTimer_.setSingleShot(true);
  sketchTimer_.setInterval(sketchDelayMs);
  restTimer_.setSingleShot(true);
  restTimer_.setInterval(restMs);
  connect(&surfaceTimer_, &QTimer::timeout, this, &VolumeView::buildSurfaces);
  connect(&sketchTimer_, &QTimer::timeout, this, &VolumeView::refresh);
  connect(&restTimer_, &QTimer::timeout, this, &VolumeView::drawFully);
  connect(bar_, &VolumeBar::shownChanged, this, &VolumeView::applyShown);
  connect(bar_, &VolumeBar::presetChanged, this, &VolumeView::onPreset);
  connect(bar_, &VolumeBar::clipRequested, this, &VolumeView::showClipPopover);
  connect(bar_, &VolumeBar::resetRequested, this, &VolumeView::resetCamera);
  connect(document_, &Document::sketchChanged, this, &VolumeView::onSketch);
  connect(document_, &Document::extentChanged, this, &VolumeView::onExtent);
  connect(document_->display(), &Display::changed, this, &VolumeView::onDisplay);
  connect(document_->selection(), &Selection::changed, this, &VolumeView::onSelection);
  connect(document_->position(), &Position::changed, this, &VolumeView::onPosition);
  onExtent();
  applyShown();
}

VolumeView::~VolumeView() {
  scene_.reset();
}

Spacing VolumeView::spacing() const {
  return displaySpacing(document_->sketch().spacing());
}

void VolumeView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  ensureScene();
  refresh();
}

void VolumeView::ensureScene() {
  if (tried_) {
    return;
  }
  tried_ = true;
  problem_ = openGlProblem();
  if (!problem_.isEmpty()) {
    message_->setText(tr("The 3D view needs OpenGL 3.2. %1\n\nThe slices beside it work without.").arg(problem_));
    bar_->setUsable(false, false);
    return;
  }
  renderer_ = new RenderWidget(this);
  renderer_->setAccessibleName(tr("3D picture"));
  renderer_->setFocusProxy(this);
  scene_ = std::make_unique<VolumeScene>(renderer_->window());
  vtkNew<vtkInteractorStyleTrackballCamera> style;
  renderer_->interactor()->SetInteractorStyle(style);
  stack_->addWidget(renderer_);
  stack_->setCurrentWidget(renderer_);
  connect(renderer_, &RenderWidget::clicked, this, &VolumeView::pick);
  connect(renderer_, &RenderWidget::doubleClicked, this, &VolumeView::enlargeRequested);
  connect(renderer_, &RenderWidget::interacting, this, &VolumeView::drawCoarsely);
  connect(renderer_, &RenderWidget::frameDrawn, this, &VolumeView::onFrameDrawn);
  onExtent();
  onSelection();
  onPosition();
  applyShown();
}

void VolumeView::onExtent() {
  const Extent& extent = document_->sketch().extent();
  const Spacing edge = spacing();
  clip_ = Box::whole(extent);
  const QLocale locale;
  const auto length = [&](std::int64_t voxels, double step) { return locale.toString(double(voxels) * step, 'g', 3); };
  bar_->setSize(
      document_->sketch().spacing().known()
          ? tr("%1 × %2 × %3 µm").arg(length(extent.x, edge.x), length(extent.y, edge.y), length(extent.z, edge.z))
          : QString());
  sketchStale_ = imageStale_ = true;
  if (scene_) {
    scene_->setExtent(extent, edge);
    scene_->resetCamera();
  }
  sketchTimer_.start();
}

void VolumeView::onSketch() {
  sketchStale_ = true;
  if (!sketchTimer_.isActive()) {
    sketchTimer_.start();
  }
}

void VolumeView::onSelection() {
  if (scene_) {
    scene_->surfaces().setSelection(document_->selection()->cells(), document_->selection()->current());
    drawCoarsely();
  }
}

void VolumeView::onPosition() {
  if (!scene_) {
    return;
  }
  const Cursor::Voxel& voxel = document_->position()->voxel();
  scene_->setCrosshair(voxel.z, voxel.y, voxel.x);
  if (voxel.t != shownFrame_) {
    shownFrame_ = voxel.t;
    sketchStale_ = imageStale_ = true;
    refresh();
  } else {
    drawCoarsely();
  }
}

bool VolumeView::imageFits() const {
  if (image_.empty()) {
    return false;
  }
  const Extent& ours = document_->sketch().extent();
  const Extent& its = image_.extent();
  return its.z == ours.z && its.y == ours.y && its.x == ours.x;
}

void VolumeView::setImage(const Image<float>& image, const std::vector<Limits>& limits) {
  image_ = image;
  limits_ = limits;
  imageStale_ = true;
  refresh();
}

void VolumeView::setImage(const Image<float>& image, double low, double high) {
  setImage(image,
           std::vector<Limits>(static_cast<std::size_t>(std::max<std::int64_t>(image.extent().c, 1)), {low, high}));
}

void VolumeView::onDisplay() {
  if (document_->display()->channels() != shownLooks_) {
    shownLooks_ = document_->display()->channels();
    sketchStale_ = imageStale_ = true;
    refresh();
  }
}

/// Labels colour one channel of the image only.
void VolumeView::onPreset() {
  imageStale_ = imageStale_ || image_.extent().c > 1;
  refresh();
}

void VolumeView::refresh() {
  bar_->setUsable(problem_.isEmpty(), imageFits());
  if (!scene_ || !isVisible()) {
    return;
  }
  if (sketchStale_) {
    sketchStale_ = false;
    scene_->surfaces().setSketch(document_->shownSketch(), document_->position()->frame(), spacing(),
                                 [this](CellId id) { return document_->cellColour(id); });
    sinceFrame_.start();
    surfaceTimer_.start();
  }
  if (imageStale_) {
    refreshImage();
  }
  applyShown();
}

std::vector<VolumeChannel> VolumeView::shownChannels() const {
  std::vector<VolumeChannel> channels;
  const std::int64_t count = image_.extent().c;
  const std::size_t most = preset() == VolumePreset::ByLabel ? 1 : mostVolumeChannels;
  for (std::int64_t channel = 0; channel < count && channels.size() < most; ++channel) {
    const ChannelLook& look = document_->display()->channel(channel);
    const auto which = static_cast<std::size_t>(channel);
    const Limits limits = which < limits_.size() ? limits_[which] : Limits{0.0, 1.0};
    if (count == 1) {
      return {{channel, limits.low, limits.high, {}}};
    }
    if (look.shown) {
      channels.push_back({channel, limits.low, limits.high, look.colour});
    }
  }
  return channels;
}

void VolumeView::refreshImage() {
  imageStale_ = false;
  scene_->image().setImage(imageFits() ? image_ : Image<float>(), document_->position()->frame(), shownChannels(),
                           spacing());
  scene_->image().setClip(clip_);
}

void VolumeView::refreshLabels() {
  std::vector<QColor> colours;
  for (int i = 0; i < CellColours::cycleLength; ++i) {
    colours.push_back(CellColours::cycle(i));
  }
  scene_->image().setLabels(document_->shownSketch(), document_->position()->frame(), colours, [this](CellId id) {
    const QColor colour = document_->cellColour(id);
    for (int i = 0; i < CellColours::cycleLength; ++i) {
      if (CellColours::cycle(i) == colour) {
        return i;
      }
    }
    return 0;
  });
}

void VolumeView::buildSurfaces() {
  if (!scene_ || !isVisible()) {
    surfaceTimer_.stop();
    return;
  }
  const bool complete = scene_->surfaces().build(surfaceBudget);
  if (complete) {
    surfaceTimer_.stop();
  }
  // Where frames take long they must not hold up the work.
  const double pause = std::max(surfaceFrameMs, 3.0 * renderer_->frameMilliseconds());
  if (complete || (sinceFrame_.isValid() && double(sinceFrame_.elapsed()) > pause)) {
    scene_->surfaces().assemble();
    sinceFrame_.invalidate(); // until the frame is there
    drawCoarsely();
  }
}

std::size_t VolumeView::missingSurfaces() const {
  return scene_ ? scene_->surfaces().missing() : 0;
}

VolumePreset VolumeView::preset() const {
  return bar_->preset();
}
bool VolumeView::imageShown() const {
  return bar_->imageShown();
}
bool VolumeView::cellsShown() const {
  return bar_->cellsShown();
}
void VolumeView::setPreset(VolumePreset preset) {
  bar_->setPreset(preset);
}
void VolumeView::setImageShown(bool on) {
  bar_->setImageShown(on);
}
void VolumeView::setCellsShown(bool on) {
  bar_->setCellsShown(on);
}

void VolumeView::applyShown() {
  bar_->setUsable(problem_.isEmpty(), imageFits());
  if (scene_) {
    scene_->image().setPreset(preset());
    if (preset() == VolumePreset::ByLabel && imageShown() && !scene_->image().empty()) {
      refreshLabels();
    }
    scene_->show(imageShown(), cellsShown());
    drawCoarsely();
  }
}

void VolumeView::setClip(const Box& box) {
  clip_ = box;
  if (scene_) {
    scene_->setClip(box);
    drawCoarsely();
  }
}

void VolumeView::resetCamera() {
  if (scene_) {
    scene_->resetCamera();
    drawCoarsely();
  }
}

void VolumeView::showClipPopover() {
  if (!clipPopover_) {
    clipPopover_ = new ClipPopover(this);
    connect(clipPopover_, &ClipPopover::edited, this, &VolumeView::setClip);
  }
  clipPopover_->setExtent(document_->sketch().extent());
  clipPopover_->setBox(clip_);
  clipPopover_->adjustSize();
  clipPopover_->move(bar_->belowClipButton());
  clipPopover_->show();
}

void VolumeView::pick(const QPointF& position, Qt::KeyboardModifiers modifiers) {
  setFocus(Qt::MouseFocusReason);
  const VoxelRay ray = scene_->rayAt(renderer_->displayPosition(position));
  const auto hit = firstCellOn(ray, document_->shownSketch(), document_->position()->frame(), clip_);
  Selection* const selection = document_->selection();
  if (modifiers.testFlag(Qt::ShiftModifier) || modifiers.testFlag(Qt::ControlModifier)) {
    if (hit) {
      selection->toggle(hit->cell);
    }
  } else {
    selection->setOnly(hit ? hit->cell : 0);
  }
  if (hit) {
    document_->position()->setPlace(hit->z, hit->y, hit->x);
  }
}

QPointF VolumeView::positionOf(std::int64_t z, std::int64_t y, std::int64_t x) const {
  if (!scene_) {
    return {};
  }
  const QPointF display = scene_->displayOf(z, y, x);
  const double ratio = renderer_->devicePixelRatioF();
  return renderer_->mapTo(this, QPointF(display.x() / ratio, renderer_->height() - 1.0 - display.y() / ratio));
}

void VolumeView::drawCoarsely() {
  if (!scene_) {
    return;
  }
  coarse_ = true;
  scene_->image().setCoarseness(coarseness_);
  restTimer_.start();
  renderer_->renderLater();
}

void VolumeView::drawFully() {
  if (!scene_ || !isVisible() || !imageShown() || scene_->image().empty()) {
    coarse_ = false;
    return; // cells look the same coarsely
  }
  // Rays go with the square of the coarseness, steps along them with itself, and few frames are all volume. A processor
  // that draws by itself must not hold up the window.
  const double full = renderer_->frameMilliseconds() * std::pow(coarseness_, 2.5);
  const double coarseness = std::clamp(std::pow(full / patientMs, 1.0 / 2.5), 1.0, coarseness_);
  coarse_ = false;
  scene_->image().setCoarseness(coarseness);
  renderer_->renderLater();
}

void VolumeView::onFrameDrawn() {
  sinceFrame_.start();
  if (!coarse_) {
    return;
  }
  const double factor = std::clamp(std::sqrt(renderer_->frameMilliseconds() / fluentMs), 0.7, 1.5);
  coarseness_ = std::clamp(coarseness_ * factor, 1.0, coarsest);
}

void VolumeView::keyPressEvent(QKeyEvent* event) {
  if (!scene_) {
    QWidget::keyPressEvent(event);
    return;
  }
  switch (event->key()) {
  case Qt::Key_Left:
    scene_->turn(-turnStep, 0.0);
    break;
  case Qt::Key_Right:
    scene_->turn(turnStep, 0.0);
    break;
  case Qt::Key_Up:
    scene_->turn(0.0, turnStep);
    break;
  case Qt::Key_Down:
    scene_->turn(0.0, -turnStep);
    break;
  case Qt::Key_Plus:
  case Qt::Key_Equal:
    scene_->zoom(zoomStep);
    break;
  case Qt::Key_Minus:
    scene_->zoom(1.0 / zoomStep);
    break;
  case Qt::Key_Home:
    scene_->resetCamera();
    break;
  default:
    QWidget::keyPressEvent(event);
    return;
  }
  drawCoarsely();
}

} // namespace cytosketch
