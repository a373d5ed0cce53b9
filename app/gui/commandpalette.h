#pragma once

#include "app/gui/actions.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace cytosketch {

/// Finds an action by typing part of its name, and triggers it.
class CommandPalette : public QDialog {
  Q_OBJECT
public:
  static void show(const Actions& actions, QWidget* window);

  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  CommandPalette(const Actions& actions, QWidget* window);
  void filter(const QString& typed);
  void run();

  const Actions& actions_;
  QLineEdit* input_ = nullptr;
  QListWidget* list_ = nullptr;
};

} // namespace cytosketch
