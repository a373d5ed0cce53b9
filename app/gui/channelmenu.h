#pragma once

#include "widgets/canvas/canvas.h"
#include "widgets/document/document.h"

#include <QMenu>

namespace cytosketch {

/// The channels, to put the selected cells into one of them; without a selection the cells that are drawn next.
class ChannelMenu : public QMenu {
  Q_OBJECT
public:
  /// @param canvas  while a stroke is under way on it, nothing is changed
  ChannelMenu(Document& document, const Canvas& canvas, QWidget* parent = nullptr);

private:
  void fill();
  void choose(std::int32_t channel);

  Document& document_;
  const Canvas& canvas_;
};

} // namespace cytosketch
