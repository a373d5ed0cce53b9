#include "widgets/panels/channelbar.h"

#include "widgets/panels/swatch.h"

#include <QButtonGroup>
#include <QColorDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace cytosketch {

ChannelBar::ChannelBar(Document& document, QWidget* parent) : QWidget(parent), document_(document) {
  auto* const layout = new QHBoxLayout(this);
  layout->setContentsMargins(8, 2, 8, 2);
  layout->setSpacing(4);
  layout->addWidget(new QLabel(tr("Channels"), this));
  layout->addSpacing(8);
  layout->addStretch(1);
  current_ = new QButtonGroup(this);
  connect(current_, &QButtonGroup::idClicked, &document_, &Document::chooseChannel);
  connect(&document, &Document::extentChanged, this, &ChannelBar::rebuild);
  connect(document.display(), &Display::changed, this, &ChannelBar::refresh);
  connect(document.drawing(), &Drawing::changed, this, &ChannelBar::refresh);
  rebuild();
}

void ChannelBar::rebuild() {
  const auto count = static_cast<std::size_t>(std::min(document_.sketch().extent().c, Display::channelCount));
  while (channels_.size() > count) {
    delete channels_.back().eye;
    delete channels_.back().button;
    channels_.pop_back();
  }
  while (channels_.size() < count) {
    channels_.push_back(addChannel(static_cast<int>(channels_.size())));
  }
  refresh();
  setVisible(count > 1);
}

ChannelBar::Channel ChannelBar::addChannel(int channel) {
  Channel made{new QToolButton(this), new QToolButton(this)};
  for (QToolButton* const button : {made.eye, made.button}) {
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
  }
  Display* const display = document_.display();
  connect(made.eye, &QToolButton::clicked, display,
          [display, channel](bool on) { display->setChannelShown(channel, on); });
  made.button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  made.button->setPopupMode(QToolButton::MenuButtonPopup);
  made.button->setMenu(menuOf(channel, made.button));
  current_->addButton(made.button, channel);
  auto* const row = static_cast<QHBoxLayout*>(layout());
  row->insertWidget(row->count() - 1, made.eye); // before the stretch
  row->insertWidget(row->count() - 1, made.button);
  return made;
}

QMenu* ChannelBar::menuOf(int channel, QWidget* parent) {
  auto* const menu = new QMenu(parent);
  Display* const display = document_.display();
  menu->addAction(tr("Show &only this channel"), display, [display, channel] { display->showOnlyChannel(channel); });
  menu->addAction(tr("Show &all channels"), display, &Display::showAllChannels);
  menu->addSeparator();
  menu->addAction(tr("&Colour…"), this, [this, channel] { chooseColour(channel); });
  menu->addAction(tr("&Names and number…"), this, &ChannelBar::editRequested);
  return menu;
}

void ChannelBar::chooseColour(int channel) {
  Display* const display = document_.display();
  const QColor chosen = QColorDialog::getColor(display->channel(channel).colour, this,
                                               tr("Colour of %1").arg(document_.channelName(channel)));
  if (chosen.isValid()) {
    display->setChannelColour(channel, chosen);
  }
}

void ChannelBar::refresh() {
  for (std::size_t i = 0; i < channels_.size(); ++i) {
    const auto channel = static_cast<std::int64_t>(i);
    const auto& [eye, button] = channels_[i];
    const ChannelLook& look = document_.display()->channel(channel);
    const QString name = document_.channelName(channel);
    eye->setIcon(QIcon::fromTheme(look.shown ? QStringLiteral("view-visible") : QStringLiteral("view-hidden")));
    eye->setChecked(look.shown);
    eye->setAccessibleName(tr("Show %1").arg(name));
    eye->setToolTip(tr("Show or hide %1 in all views").arg(name));
    button->setText(name);
    button->setIcon(swatch(look.colour));
    button->setChecked(channel == document_.currentChannel());
    button->setAccessibleName(tr("Draw in %1").arg(name));
    button->setToolTip(tr("Draw the next cells in %1").arg(name));
  }
}

} // namespace cytosketch
