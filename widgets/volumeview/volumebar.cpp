#include "widgets/volumeview/volumebar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QToolButton>

namespace cytosketch {

VolumeBar::VolumeBar(QWidget* parent) : QWidget(parent) {
  setAutoFillBackground(true);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(6, 3, 6, 3);
  row->setSpacing(4);
  cells_ = addSwitch(QStringLiteral("draw-ellipse"), tr("Cells"), tr("Show the cells as surfaces."));
  image_ = addSwitch(QStringLiteral("image-x-generic"), tr("Image"), tr("Show the generated image as a volume."));
  presets_ = new QComboBox(this);
  presets_->setAccessibleName(tr("Look of the volume"));
  presets_->setToolTip(tr("How the image's greys become colour and opacity."));
  for (const VolumePreset preset : volumePresets) {
    presets_->addItem(presetName(preset), presetKey(preset));
    presets_->setItemData(presets_->count() - 1, presetTip(preset), Qt::ToolTipRole);
  }
  row->addWidget(presets_);
  clip_ = addButton(QStringLiteral("transform-crop"), tr("Clip"), tr("Cut the volume open: show only a part of it."));
  reset_ =
      addButton(QStringLiteral("zoom-fit-best"), tr("Reset view"), tr("Show the whole volume from the front (Home)."));
  row->addStretch(1);
  size_ = new QLabel(this);
  size_->setEnabled(false);
  size_->setToolTip(tr("Width, height and depth of the volume"));
  row->addWidget(size_);
  connect(cells_, &QToolButton::toggled, this, &VolumeBar::shownChanged);
  connect(image_, &QToolButton::toggled, this, &VolumeBar::shownChanged);
  connect(presets_, &QComboBox::currentIndexChanged, this, &VolumeBar::presetChanged);
  connect(clip_, &QToolButton::clicked, this, &VolumeBar::clipRequested);
  connect(reset_, &QToolButton::clicked, this, &VolumeBar::resetRequested);
}

QToolButton* VolumeBar::addButton(const QString& icon, const QString& text, const QString& tip) {
  auto* const made = new QToolButton(this);
  made->setIcon(QIcon::fromTheme(icon));
  made->setText(text);
  made->setToolTip(tip);
  made->setAccessibleName(text);
  made->setAutoRaise(true);
  layout()->addWidget(made);
  return made;
}

QToolButton* VolumeBar::addSwitch(const QString& icon, const QString& text, const QString& tip) {
  QToolButton* const made = addButton(icon, text, tip);
  made->setToolButtonStyle(Qt::ToolButtonTextOnly);
  made->setCheckable(true);
  made->setChecked(true);
  return made;
}

VolumePreset VolumeBar::preset() const {
  return presetOfKey(presets_->currentData().toString());
}
bool VolumeBar::imageShown() const {
  return image_->isChecked();
}
bool VolumeBar::cellsShown() const {
  return cells_->isChecked();
}
void VolumeBar::setPreset(VolumePreset preset) {
  presets_->setCurrentIndex(presets_->findData(presetKey(preset)));
}
void VolumeBar::setImageShown(bool on) {
  image_->setChecked(on);
}
void VolumeBar::setCellsShown(bool on) {
  cells_->setChecked(on);
}

void VolumeBar::setUsable(bool picture, bool image) {
  for (QWidget* const part : std::initializer_list<QWidget*>{cells_, clip_, reset_}) {
    part->setEnabled(picture);
  }
  image_->setEnabled(picture && image);
  presets_->setEnabled(picture && image && imageShown());
}

void VolumeBar::setSize(const QString& text) {
  size_->setText(text);
}

QPoint VolumeBar::belowClipButton() const {
  return clip_->mapToGlobal(QPoint(0, clip_->height() + 2));
}

} // namespace cytosketch
