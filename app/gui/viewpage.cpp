#include "app/gui/viewpage.h"

#include "app/gui/realimageview.h"
#include "widgets/panels/channelbar.h"
#include "widgets/panels/positionbar.h"

#include <QSplitter>
#include <QVBoxLayout>

namespace cytosketch {

namespace {

const QColor handleColour(70, 70, 70);
constexpr int equalShare = 10000; // wider than any screen: the splitter scales it down alike for all

} // namespace

ViewPage::ViewPage(Document* document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  splitter_ = new QSplitter(Qt::Horizontal, this);
  splitter_->setChildrenCollapsible(false);
  splitter_->setHandleWidth(3);
  // The handle lies between two views with a dark surround whatever the theme: a light line there would glare.
  QPalette handlePalette = splitter_->palette();
  handlePalette.setColor(QPalette::Window, handleColour);
  column->setSpacing(0);
  column->addWidget(splitter_, 1);
  column->addWidget(new PositionBar(*document, this));
  auto* const channels = new ChannelBar(*document, this);
  column->addWidget(channels);
  connect(channels, &ChannelBar::editRequested, this, &ViewPage::channelsRequested);
  canvas_ = new Canvas(*document, splitter_);
  canvas_->setObjectName(QStringLiteral("canvas"));
  other_ = new SliceView(document, tr("First run"), splitter_);
  image_ = new SliceView(document, tr("Generated image"), splitter_);
  image_->setObjectName(QStringLiteral("generated"));
  image_->setPlaceholder(tr("The generated image appears here.\n\nDraw some cells, then press Generate (Ctrl+Enter)."));
  noisy_ = new SliceView(document, tr("Noisy image"), splitter_);
  // Noise lies around ±1 also where the sketch is black.
  noisy_->setContrast({-0.5, 1.5, 1.0, Lut::Grey});
  real_ = new RealImageView(document_, splitter_);
  for (QWidget* const view : std::initializer_list<QWidget*>{canvas_, other_, image_, noisy_, real_}) {
    splitter_->addWidget(view);
    splitter_->setStretchFactor(splitter_->indexOf(view), 1);
    QSplitterHandle* const handle = splitter_->handle(splitter_->indexOf(view));
    handle->setPalette(handlePalette);
    handle->setAutoFillBackground(true);
  }
  connect(document_, &Document::extentChanged, this, &ViewPage::onExtent);
  arrange();
}

FourUp* ViewPage::fourUp() {
  if (!fourUp_) {
    fourUp_ = new FourUp(document_, image_, this);
    fourUp_->hide();
    static_cast<QVBoxLayout*>(layout())->insertWidget(1, fourUp_, 1); // above the position bar
    connect(fourUp_, &FourUp::enlargedChanged, this, &ViewPage::onEnlarged);
  }
  return fourUp_;
}

void ViewPage::setFlagged(const std::set<CellId>& cells) {
  canvas_->setFlagged(cells);
  image_->setFlagged(cells);
}

void ViewPage::onExtent() {
  if (volumeMode() && document_->sketch().extent().z == 1) {
    setMode(ViewMode::SideBySide);
  }
}

void ViewPage::onEnlarged() {
  if (volumeMode()) {
    setMode(fourUp_->enlarged() == fourUp_->volume() ? ViewMode::Volume : ViewMode::FourUp);
  }
}

void ViewPage::setMode(ViewMode mode) {
  const bool volume = mode == ViewMode::Volume || mode == ViewMode::FourUp;
  if (mode == mode_ || (volume && document_->sketch().extent().z == 1)) {
    return;
  }
  mode_ = mode;
  arrange();
  Q_EMIT modeChanged(mode_);
}

void ViewPage::setNoisePeek(bool on) {
  if (on == peek_) {
    return;
  }
  peek_ = on;
  arrange();
}

void ViewPage::arrange() {
  if (volumeMode()) {
    const bool alone = mode_ == ViewMode::Volume;
    if (alone || fourUp()->enlarged() == fourUp()->volume()) {
      fourUp()->enlarge(alone ? fourUp()->volume() : nullptr);
    }
    fourUp()->show();
    splitter_->hide();
    return;
  }
  splitter_->show();
  if (fourUp_) {
    fourUp_->hide();
  }
  const bool noisyInstead = mode_ == ViewMode::Noisy || (peek_ && mode_ != ViewMode::Compare);
  const bool real = mode_ == ViewMode::Real && !noisyInstead;
  const bool canvasShown = mode_ == ViewMode::SideBySide || mode_ == ViewMode::Noisy || mode_ == ViewMode::Real;
  // First shown, then hidden: the focus must have somewhere to go.
  canvas_->setVisible(canvasShown);
  other_->setVisible(mode_ == ViewMode::Compare);
  noisy_->setVisible(noisyInstead);
  image_->setVisible(!noisyInstead && !real);
  real_->setVisible(real);
  splitter_->setSizes({equalShare, equalShare, equalShare, equalShare, equalShare});
  if (noisyVisible()) {
    Q_EMIT noisyShown();
  }
}

} // namespace cytosketch
