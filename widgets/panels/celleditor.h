#pragma once

#include "widgets/document/document.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;

namespace cytosketch {

/// Intensity, kind and (where there are several) channel of the selected cells; of the cells to be drawn next if none
/// is selected.
class CellEditor : public QWidget {
  Q_OBJECT
public:
  explicit CellEditor(Document& document, QWidget* parent = nullptr);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void build();
  void refresh();
  void setGrey(float grey);
  void setKind(int index);
  void setChannel(int index);
  void refreshChannels();
  void endGesture() { gesture_ = 0; }
  QString title() const;

  Document& document_;
  QLabel* title_ = nullptr;
  QSlider* slider_ = nullptr;
  QDoubleSpinBox* grey_ = nullptr;
  QDoubleSpinBox* brightness_ = nullptr;
  QComboBox* kind_ = nullptr;
  QLabel* channelLabel_ = nullptr;
  QComboBox* channel_ = nullptr;
  quint64 gesture_ = 0; ///< one for a drag of the slider or a run of the spin box
};

} // namespace cytosketch
