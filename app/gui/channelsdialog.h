#pragma once

#include "app/gui/channelfields.h"
#include "widgets/document/document.h"

#include <QDialog>

namespace cytosketch {

/// The channels' names as the sketch has them, and their colours as they are shown.
QStringList channelNamesOf(const Document& document);
QList<QColor> channelColoursOf(Document& document);
/// Shows the channels in these colours.
void showChannelColours(Document& document, const QList<QColor>& colours);

/// Asks for number, names and colours of the open sketch's channels.
class ChannelsDialog : public QDialog {
  Q_OBJECT
public:
  ChannelsDialog(Document& document, QWidget* parent);

  /// Changes the document accordingly: number and names as one undo step.
  void apply();

private:
  Document& document_;
  ChannelFields* fields_;
};

} // namespace cytosketch
