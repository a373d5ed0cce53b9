#pragma once

#include "widgets/sliceview/slicerenderer.h"

#include <QFrame>

class QComboBox;
class QDoubleSpinBox;
class QPushButton;

namespace cytosketch {

/// Small window for contrast limits, gamma and colour table of one view.
class ContrastPopover : public QFrame {
  Q_OBJECT
public:
  explicit ContrastPopover(QWidget* parent = nullptr);

  void setContrast(const Contrast& contrast);
  Contrast contrast() const;

Q_SIGNALS:
  void edited(const cytosketch::Contrast& contrast);
  void autoRequested();

private:
  void emitEdited();

  QDoubleSpinBox* low_ = nullptr;
  QDoubleSpinBox* high_ = nullptr;
  QDoubleSpinBox* gamma_ = nullptr;
  QComboBox* lut_ = nullptr;
};

} // namespace cytosketch
