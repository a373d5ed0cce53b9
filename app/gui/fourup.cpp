#include "app/gui/fourup.h"

#include "widgets/document/displayspacing.h"
#include "widgets/sliceview/viewdecoration.h"

#include <QEvent>
#include <QGridLayout>
#include <QPainter>

namespace cytosketch {

namespace {
constexpr int gap = 3;
const QColor gapColour(70, 70, 70); // as the handle between other views
} // namespace

FourUp::FourUp(Document* document, SliceView* source, QWidget* parent)
    : QWidget(parent), document_(document), source_(source) {
  auto* const grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(gap);
  for (const Plane plane : allPlanes) {
    auto* const view = new PlaneView(document, &viewport_, plane, this);
    planes_[static_cast<std::size_t>(plane)] = view;
    connect(view, &PlaneView::enlargeRequested, this, [this, view] { toggle(view); });
  }
  volume_ = new VolumeView(document, this);
  connect(volume_, &VolumeView::enlargeRequested, this, [this] { toggle(volume_); });
  grid->addWidget(plane(Plane::XY), 0, 0);
  grid->addWidget(plane(Plane::YZ), 0, 1);
  grid->addWidget(plane(Plane::XZ), 1, 0);
  grid->addWidget(volume_, 1, 1);
  for (QWidget* const view : views()) {
    view->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored); // all alike, whatever is in them
  }
  shareSpace();

  PlaneView* const xy = plane(Plane::XY);
  contrastButton_ = makeViewButton(xy, QStringLiteral("contrast"), tr("Contrast of the planes"),
                                   tr("Contrast, gamma and colours of the image"));
  connect(contrastButton_, &QToolButton::clicked, this, &FourUp::showContrastPopover);
  sketchButton_ = makeViewButton(xy, QStringLiteral("draw-brush"), tr("Sketch instead of image"),
                                 tr("Show the sketch in the planes instead of the generated image."));
  sketchButton_->setCheckable(true);
  connect(sketchButton_, &QToolButton::toggled, this, &FourUp::onContent);
  xy->installEventFilter(this);

  connect(document_, &Document::extentChanged, this, &FourUp::onExtent);
  connect(document_->position(), &Position::changed, this, [this] {
    const Cursor::Voxel& voxel = document_->position()->voxel();
    viewport_.reveal({double(voxel.x) + 0.5, double(voxel.y) + 0.5, double(voxel.z) + 0.5});
  });
  connect(source_, &SliceView::contentChanged, this, &FourUp::onContent);
  connect(source_, &SliceView::contrastChanged, this, &FourUp::onContrast);
  onExtent();
}

void FourUp::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (stale_) {
    onContent();
  }
}

void FourUp::onExtent() {
  viewport_.setVolume(document_->sketch().extent(), displaySpacing(document_->sketch().spacing()));
}

void FourUp::onContent() {
  stale_ = !isVisible();
  if (stale_) {
    return;
  }
  const bool image = !source_->image().empty();
  contrastButton_->setVisible(image && !sketchButton_->isChecked());
  sketchButton_->setVisible(image);
  for (PlaneView* const view : planes_) {
    view->setImage(source_->image(), source_->scale());
    view->setOutlines(source_->outlined());
    view->setFlagged(source_->flagged());
    view->setContent(sketchButton_->isChecked() ? PlaneView::Content::Sketch : PlaneView::Content::Image);
  }
  onContrast();
}

void FourUp::onContrast() {
  const ValueScale& scale = source_->scale();
  std::vector<VolumeView::Limits> limits;
  for (std::int64_t channel = 0; channel < source_->channelNames().size(); ++channel) {
    const Contrast& contrast = source_->contrast(channel);
    for (PlaneView* const view : planes_) {
      view->setContrast(channel, contrast);
    }
    limits.push_back({(contrast.low - scale.offset) / scale.slope, (contrast.high - scale.offset) / scale.slope});
  }
  volume_->setImage(source_->image(), limits);
  if (popover_) {
    popover_->setContrast(source_->contrast(popover_->channel()));
  }
}

QString FourUp::hint() {
  return tr(
      "Click or drag: move the crosshair · Ctrl+click: select · wheel: next slice · Ctrl+wheel: zoom · Space+drag: "
      "move the view · double click: enlarge");
}

void FourUp::toggle(QWidget* view) {
  enlarge(enlarged_ ? nullptr : view);
}

void FourUp::enlarge(QWidget* view) {
  if (view == enlarged_) {
    return;
  }
  enlarged_ = view;
  arrange();
  Q_EMIT enlargedChanged();
}

void FourUp::arrange() {
  // First shown, then hidden: the focus must have somewhere to go.
  for (const bool wanted : {true, false}) {
    for (QWidget* const view : views()) {
      if ((!enlarged_ || view == enlarged_) == wanted) {
        view->setVisible(wanted);
      }
    }
  }
  shareSpace();
  viewport_.fit();
}

std::array<QWidget*, 4> FourUp::views() const {
  return {plane(Plane::XY), plane(Plane::YZ), plane(Plane::XZ), volume_};
}

void FourUp::shareSpace() {
  // Rows and columns without a visible view get nothing.
  auto* const grid = static_cast<QGridLayout*>(layout());
  const auto all = views();
  for (int i = 0; i < 2; ++i) {
    const auto there = [&](int view) { return !enlarged_ || enlarged_ == all[std::size_t(view)]; };
    grid->setRowStretch(i, there(2 * i) || there(2 * i + 1) ? 1 : 0);
    grid->setColumnStretch(i, there(i) || there(2 + i) ? 1 : 0);
  }
}

void FourUp::paintEvent(QPaintEvent* /*event*/) {
  QPainter(this).fillRect(rect(), gapColour);
}

bool FourUp::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize || event->type() == QEvent::Show) {
    placeButtons();
  }
  return QWidget::eventFilter(watched, event);
}

void FourUp::placeButtons() {
  constexpr int margin = 8;
  int right = plane(Plane::XY)->width() - margin;
  for (QToolButton* const button : {contrastButton_, sketchButton_}) {
    right -= button->width();
    button->move(right, margin);
    right -= margin / 2;
  }
}

void FourUp::showContrastPopover() {
  if (!popover_) {
    popover_ = new ContrastPopover(this);
    connect(popover_, &ContrastPopover::edited, source_,
            qOverload<std::int64_t, const Contrast&>(&SliceView::setContrast));
    connect(popover_, &ContrastPopover::channelChosen, this,
            [this](int channel) { popover_->setContrast(source_->contrast(channel)); });
    connect(popover_, &ContrastPopover::autoRequested, source_, &SliceView::autoContrast);
  }
  popover_->setChannels(source_->channelNames());
  popover_->setContrast(source_->contrast(popover_->channel()));
  popover_->adjustSize();
  const QPoint corner =
      plane(Plane::XY)->isVisible()
          ? contrastButton_->mapToGlobal(QPoint(contrastButton_->width(), contrastButton_->height() + 2))
          : mapToGlobal(QPoint(width() - 8, 42));
  popover_->move(corner - QPoint(popover_->width(), 0));
  popover_->show();
}

} // namespace cytosketch
