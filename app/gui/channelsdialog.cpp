#include "app/gui/channelsdialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>

namespace cytosketch {

QStringList channelNamesOf(const Document& document) {
  QStringList names;
  for (const std::string& name : document.sketch().channelNames()) {
    names.append(QString::fromStdString(name));
  }
  while (names.size() < document.sketch().extent().c) {
    names.append(QString());
  }
  return names;
}

QList<QColor> channelColoursOf(Document& document) {
  QList<QColor> colours;
  for (std::int64_t channel = 0; channel < Display::channelCount; ++channel) {
    colours.append(document.display()->channel(channel).colour);
  }
  return colours;
}

void showChannelColours(Document& document, const QList<QColor>& colours) {
  for (int channel = 0; channel < colours.size(); ++channel) {
    document.display()->setChannelColour(channel, colours[channel]);
  }
}

ChannelsDialog::ChannelsDialog(Document& document, QWidget* parent)
    : QDialog(parent),
      document_(document),
      fields_(new ChannelFields(channelNamesOf(document), channelColoursOf(document), this)) {
  setWindowTitle(tr("Channels"));
  auto* const form = new QFormLayout(this);
  form->addRow(tr("Channels"), fields_);
  auto* const note = new QLabel(tr("Cells of a channel that is taken away go to the last one that stays."), this);
  note->setWordWrap(true);
  note->setForegroundRole(QPalette::PlaceholderText);
  form->addRow(note);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(fields_, &ChannelFields::countChanged, this, &QWidget::adjustSize);
}

void ChannelsDialog::apply() {
  document_.changeChannels(fields_->names());
  showChannelColours(document_, fields_->colours());
}

} // namespace cytosketch
