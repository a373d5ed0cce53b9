#pragma once

#include "widgets/document/document.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QMenu;
class QToolButton;

namespace cytosketch {

/// The channels of the sketch. Each has an eye that shows or hides it in all views, and a button with its colour and
/// name that makes it the channel to draw in; its menu shows it alone and changes its colour and name. Hidden while
/// there is one channel only.
class ChannelBar : public QWidget {
  Q_OBJECT
public:
  /// @param document  outlives the bar
  explicit ChannelBar(Document& document, QWidget* parent = nullptr);

Q_SIGNALS:
  /// Names and number of the channels are to be changed.
  void editRequested();

private:
  struct Channel {
    QToolButton* eye = nullptr;
    QToolButton* button = nullptr;
  };

  void rebuild();
  void refresh();
  Channel addChannel(int channel);
  QMenu* menuOf(int channel, QWidget* parent);
  void chooseColour(int channel);

  Document& document_;
  QButtonGroup* current_ = nullptr;
  std::vector<Channel> channels_;
};

} // namespace cytosketch
