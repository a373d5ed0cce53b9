#include "app/gui/channelfields.h"

#include "widgets/panels/swatch.h"

#include <QColorDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>

namespace cytosketch {

namespace {
constexpr int longestName = 40;
} // namespace

ChannelFields::ChannelFields(const QStringList& names, const QList<QColor>& colours, QWidget* parent)
    : QWidget(parent), colours_(colours) {
  auto* const grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setColumnStretch(1, 1);
  count_ = new QSpinBox(this);
  count_->setRange(1, int(colours.size()));
  count_->setValue(int(names.size()));
  count_->setAccessibleName(tr("Channels"));
  count_->setToolTip(tr("Stains or structures that are imaged together, as nuclei and membranes; 1 = a grey image"));
  grid->addWidget(count_, 0, 0, 1, 2);
  for (int channel = 0; channel < colours.size(); ++channel) {
    addRow(names.value(channel), grid);
  }
  connect(count_, &QSpinBox::valueChanged, this, [this](int count) {
    showRows();
    Q_EMIT countChanged(count);
  });
  showRows();
}

void ChannelFields::addRow(const QString& name, QGridLayout* grid) {
  const int channel = int(rows_.size());
  const QString title = tr("Channel %1").arg(channel + 1);
  Row row;
  row.colour = new QToolButton(this);
  row.colour->setIcon(swatch(colours_[channel]));
  row.colour->setAutoRaise(true);
  row.colour->setAccessibleName(tr("Colour of channel %1").arg(channel + 1));
  row.colour->setToolTip(tr("Colour of this channel in all views"));
  connect(row.colour, &QToolButton::clicked, this, [this, channel] { chooseColour(channel); });
  row.name = new QLineEdit(name, this);
  row.name->setMaxLength(longestName);
  row.name->setPlaceholderText(title);
  row.name->setAccessibleName(tr("Name of channel %1").arg(channel + 1));
  row.name->setToolTip(tr("What this channel shows, such as nuclei or membranes"));
  grid->addWidget(row.colour, channel + 1, 0);
  grid->addWidget(row.name, channel + 1, 1);
  rows_.push_back(row);
}

void ChannelFields::showRows() {
  for (int channel = 0; channel < int(rows_.size()); ++channel) {
    const bool there = count_->value() > 1 && channel < count_->value();
    rows_[std::size_t(channel)].colour->setVisible(there);
    rows_[std::size_t(channel)].name->setVisible(there);
  }
}

void ChannelFields::chooseColour(int channel) {
  const QColor chosen = QColorDialog::getColor(colours_[channel], this, tr("Colour of channel %1").arg(channel + 1));
  if (chosen.isValid()) {
    colours_[channel] = chosen;
    rows_[std::size_t(channel)].colour->setIcon(swatch(chosen));
  }
}

QStringList ChannelFields::names() const {
  QStringList names;
  for (int channel = 0; channel < count_->value(); ++channel) {
    names.append(count_->value() > 1 ? rows_[std::size_t(channel)].name->text().trimmed() : QString());
  }
  return names;
}

} // namespace cytosketch
