#include "app/gui/channelmenu.h"

#include "widgets/document/celledits.h"
#include "widgets/panels/swatch.h"

#include <QActionGroup>

namespace cytosketch {

ChannelMenu::ChannelMenu(Document& document, const Canvas& canvas, QWidget* parent)
    : QMenu(parent), document_(document), canvas_(canvas) {
  connect(this, &QMenu::aboutToShow, this, &ChannelMenu::fill);
}

void ChannelMenu::fill() {
  clear();
  qDeleteAll(findChildren<QActionGroup*>());
  auto* const group = new QActionGroup(this);
  const std::int64_t now = document_.currentChannel();
  for (std::int32_t channel = 0; channel < document_.sketch().extent().c; ++channel) {
    QAction* const action =
        addAction(swatch(document_.display()->channel(channel).colour), document_.channelName(channel));
    action->setCheckable(true);
    action->setChecked(channel == now);
    group->addAction(action);
    connect(action, &QAction::triggered, this, [this, channel] { choose(channel); });
  }
}

void ChannelMenu::choose(std::int32_t channel) {
  if (canvas_.busy()) {
    return;
  }
  const std::set<CellId> cells = document_.selection()->cells();
  if (cells.empty()) {
    document_.chooseChannel(channel);
  } else {
    document_.drawing()->setNewCellChannel(channel);
    CellEdits(document_).setChannel(cells, channel);
  }
}

} // namespace cytosketch
