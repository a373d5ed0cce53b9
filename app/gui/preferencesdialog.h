#pragma once

#include "app/gui/preferences.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace cytosketch {

class PreferencesDialog : public QDialog {
  Q_OBJECT
public:
  PreferencesDialog(const Preferences& preferences, QWidget* parent);

  /// As they were given, with what the person has changed.
  Preferences preferences() const;

private:
  Preferences preferences_;
  QComboBox* theme_ = nullptr;
  QComboBox* language_ = nullptr;
  QSpinBox* autosave_ = nullptr;
};

} // namespace cytosketch
