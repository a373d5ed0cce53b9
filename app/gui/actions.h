#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <span>

class QWidget;

namespace cytosketch {

/// One row of the action table. Texts are translated in the context "Actions".
struct ActionInfo {
  const char* id;   ///< "file.open"
  const char* text; ///< as in the menu, with its mnemonic
  const char* tip;  ///< one sentence
  const char* icon; ///< name in the icon theme or in resources/icons; may be empty
  const char* keys; ///< default keys, portable, several separated by "; "; may be empty
  bool checkable = false;
};

/// Every action of the window, stated once: menus, tool bars, the shortcut editor, the command palette and the manual's
/// key list are made from this table.
std::span<const ActionInfo> actionTable();

/// One menu: its title and its actions by id; "-" is a separator, "@name" a place that the window fills.
struct MenuInfo {
  const char* title;
  QList<const char*> entries;
};
const QList<MenuInfo>& menuTable();

QList<QKeySequence> defaultKeys(const ActionInfo& info);
/// Text without mnemonic and dots, translated.
QString plainText(const ActionInfo& info);

/// The actions of the table, made once for a window.
class Actions : public QObject {
  Q_OBJECT
public:
  explicit Actions(QWidget* window);

  /// @pre the id is in the table
  QAction* operator[](const QString& id) const;
  QList<QAction*> all() const { return ordered_; }

  /// Replaces the keys of an action.
  void setKeys(const QString& id, const QList<QKeySequence>& keys);
  /// Says in the action's tip why it cannot be used now; empty = it can.
  void setObstacle(const QString& id, const QString& reason);
  /// The other action that has one of these keys; nullptr if they are free.
  const ActionInfo* conflict(const QString& id, const QList<QKeySequence>& keys) const;

private:
  QHash<QString, QAction*> byId_;
  QList<QAction*> ordered_;
};

/// Table of all keys as HTML, for the manual.
QString keyTableHtml(const Actions& actions);

} // namespace cytosketch
