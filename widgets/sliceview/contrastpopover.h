#pragma once

#include "widgets/sliceview/slicerenderer.h"

#include <QFrame>
#include <QStringList>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QPushButton;

namespace cytosketch {

/// Small window for contrast limits, gamma and colour table of one view.
class ContrastPopover : public QFrame {
  Q_OBJECT
public:
  explicit ContrastPopover(QWidget* parent = nullptr);

  void setContrast(const Contrast& contrast);
  Contrast contrast() const;
  /// The channels whose contrast can be set, if there are several; they have colours of their own instead of a table.
  void setChannels(const QStringList& names);
  int channel() const;

Q_SIGNALS:
  void edited(int channel, const cytosketch::Contrast& contrast);
  /// Another channel's contrast is to be shown.
  void channelChosen(int channel);
  void autoRequested();

private:
  void emitEdited();

  QDoubleSpinBox* low_ = nullptr;
  QDoubleSpinBox* high_ = nullptr;
  QDoubleSpinBox* gamma_ = nullptr;
  QComboBox* lut_ = nullptr;
  QComboBox* channel_ = nullptr;
  QFormLayout* form_ = nullptr;
};

} // namespace cytosketch
