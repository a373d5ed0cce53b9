#pragma once

#include "app/gui/actions.h"
#include "app/gui/preferences.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace cytosketch {

/// Shows and changes the keys of all actions; a key that another action has is refused and named.
class ShortcutEditor : public QDialog {
  Q_OBJECT
public:
  /// Changes `preferences` when it is accepted.
  ShortcutEditor(const Actions& actions, Preferences& preferences, QWidget* parent);

  void accept() override;

private:
  void filter(const QString& typed);
  void onCurrent();
  void onEdited();
  void setKeys(QTreeWidgetItem* item, const QList<QKeySequence>& keys);
  void resetAll();
  QTreeWidgetItem* ownerOf(const QKeySequence& key, const QTreeWidgetItem* but) const;

  Preferences& preferences_;
  QHash<QString, QList<QKeySequence>> keys_;
  QTreeWidget* tree_ = nullptr;
  QKeySequenceEdit* edit_ = nullptr;
  QLabel* note_ = nullptr;
};

} // namespace cytosketch
