#include "widgets/sliceview/contrastpopover.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

QDoubleSpinBox* spinBox(double minimum, double maximum, double step, const QString& name, const QString& tip) {
  auto* const box = new QDoubleSpinBox;
  box->setRange(minimum, maximum);
  box->setSingleStep(step);
  box->setDecimals(3);
  box->setAccessibleName(name);
  box->setToolTip(tip);
  return box;
}

} // namespace

ContrastPopover::ContrastPopover(QWidget* parent) : QFrame(parent, Qt::Popup) {
  setFrameStyle(QFrame::StyledPanel | QFrame::Raised);
  low_ = spinBox(-1.0, 2.0, 0.02, tr("Black at"),
                 tr("Grey that is shown black; it changes the view only, not the image."));
  high_ = spinBox(-1.0, 2.0, 0.02, tr("White at"),
                  tr("Grey that is shown white; it changes the view only, not the image."));
  gamma_ = spinBox(0.1, 5.0, 0.1, tr("Gamma"), tr("Below 1 lifts dark structures, above 1 darkens them."));
  lut_ = new QComboBox;
  lut_->setAccessibleName(tr("Colours"));
  lut_->setToolTip(tr("Colour table of this view."));
  for (const Lut lut : selectableLuts) {
    lut_->addItem(lutName(lut), lutKey(lut));
  }
  auto* const automatic = new QPushButton(tr("Auto"));
  automatic->setToolTip(tr("Limits at the 0.1 and 99.9 percent points of the image."));
  auto* const whole = new QPushButton(tr("Whole range"));
  whole->setToolTip(tr("Limits 0 and 1, gamma 1."));

  channel_ = new QComboBox;
  channel_->setAccessibleName(tr("Channel"));
  channel_->setToolTip(tr("Channel whose limits are shown here"));
  connect(channel_, &QComboBox::activated, this, &ContrastPopover::channelChosen);

  auto* const form = new QFormLayout(this);
  form_ = form;
  form->addRow(tr("Channel"), channel_);
  form->addRow(tr("Black at"), low_);
  form->addRow(tr("White at"), high_);
  form->addRow(tr("Gamma"), gamma_);
  form->addRow(tr("Colours"), lut_);
  auto* const buttons = new QHBoxLayout;
  buttons->addWidget(automatic);
  buttons->addWidget(whole);
  form->addRow(buttons);

  for (QDoubleSpinBox* const box : {low_, high_, gamma_}) {
    connect(box, &QDoubleSpinBox::valueChanged, this, &ContrastPopover::emitEdited);
  }
  connect(lut_, &QComboBox::currentIndexChanged, this, &ContrastPopover::emitEdited);
  connect(automatic, &QPushButton::clicked, this, &ContrastPopover::autoRequested);
  connect(whole, &QPushButton::clicked, this, [this] {
    setContrast({0.0, 1.0, 1.0, contrast().lut});
    emitEdited();
  });
}

void ContrastPopover::setContrast(const Contrast& contrast) {
  const QSignalBlocker low(low_);
  const QSignalBlocker high(high_);
  const QSignalBlocker gamma(gamma_);
  const QSignalBlocker lut(lut_);
  low_->setValue(contrast.low);
  high_->setValue(contrast.high);
  gamma_->setValue(contrast.gamma);
  lut_->setCurrentIndex(lut_->findData(lutKey(contrast.lut)));
}

void ContrastPopover::setChannels(const QStringList& names) {
  const int chosen = std::clamp(channel(), 0, std::max(int(names.size()) - 1, 0));
  channel_->clear();
  channel_->addItems(names);
  channel_->setCurrentIndex(chosen);
  for (const auto& [field, shown] : {std::pair(channel_, names.size() > 1), std::pair(lut_, names.size() <= 1)}) {
    field->setVisible(shown);
    form_->labelForField(field)->setVisible(shown);
  }
}

int ContrastPopover::channel() const {
  return std::max(channel_->currentIndex(), 0);
}

Contrast ContrastPopover::contrast() const {
  return {low_->value(), high_->value(), gamma_->value(), lutOfKey(lut_->currentData().toString())};
}

void ContrastPopover::emitEdited() {
  Q_EMIT edited(channel(), contrast());
}

} // namespace cytosketch
