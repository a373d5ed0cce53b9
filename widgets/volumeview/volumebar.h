#pragma once

#include "widgets/volumeview/volumepreset.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace cytosketch {

/// The bar above the 3D view: what is shown of sketch and image, and how.
class VolumeBar : public QWidget {
  Q_OBJECT
public:
  explicit VolumeBar(QWidget* parent = nullptr);

  VolumePreset preset() const;
  bool imageShown() const;
  bool cellsShown() const;
  void setPreset(VolumePreset preset);
  void setImageShown(bool on);
  void setCellsShown(bool on);
  /// Of use is the bar only where there is a picture, and what is said about the image only where there is one.
  void setUsable(bool picture, bool image);
  /// "40 × 40 × 12 µm"
  void setSize(const QString& text);
  /// Where a popover of the clip button belongs, on the screen.
  QPoint belowClipButton() const;

Q_SIGNALS:
  void shownChanged();
  void presetChanged();
  void clipRequested();
  void resetRequested();

private:
  QToolButton* addButton(const QString& icon, const QString& text, const QString& tip);
  QToolButton* addSwitch(const QString& icon, const QString& text, const QString& tip);

  QToolButton* cells_ = nullptr;
  QToolButton* image_ = nullptr;
  QComboBox* presets_ = nullptr;
  QToolButton* clip_ = nullptr;
  QToolButton* reset_ = nullptr;
  QLabel* size_ = nullptr;
};

} // namespace cytosketch
