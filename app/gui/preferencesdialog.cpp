#include "app/gui/preferencesdialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSpinBox>

#include <algorithm>

namespace cytosketch {

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : QDialog(parent), preferences_(preferences) {
  setWindowTitle(tr("Preferences"));
  theme_ = new QComboBox(this);
  theme_->setAccessibleName(tr("Colours"));
  theme_->addItems({tr("As the desktop"), tr("Light"), tr("Dark")});
  theme_->setCurrentIndex(static_cast<int>(preferences.theme));
  language_ = new QComboBox(this);
  language_->setAccessibleName(tr("Language"));
  language_->addItem(tr("As the desktop"), QString());
  language_->addItem(QStringLiteral("English"), QStringLiteral("en"));
  language_->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
  language_->setCurrentIndex(std::max(0, language_->findData(preferences.language)));
  autosave_ = new QSpinBox(this);
  autosave_->setAccessibleName(tr("Safety copy"));
  autosave_->setRange(0, 60);
  autosave_->setPrefix(tr("every "));
  autosave_->setSuffix(tr(" min"));
  autosave_->setSpecialValueText(tr("never"));
  autosave_->setValue(preferences.autosaveMinutes);
  autosave_->setToolTip(
      tr("How often unsaved changes are put aside, to be recovered after a crash. Your file is not touched."));
  auto* const form = new QFormLayout(this);
  form->addRow(tr("Colours"), theme_);
  form->addRow(tr("Language"), language_);
  form->addRow(tr("Safety copy"), autosave_);
  auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

Preferences PreferencesDialog::preferences() const {
  Preferences changed = preferences_;
  changed.theme = static_cast<Preferences::Theme>(theme_->currentIndex());
  changed.language = language_->currentData().toString();
  changed.autosaveMinutes = autosave_->value();
  return changed;
}

} // namespace cytosketch
