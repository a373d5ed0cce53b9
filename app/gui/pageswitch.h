#pragma once

#include "app/gui/actions.h"
#include "app/gui/page.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QMainWindow>

class QActionGroup;
class QHBoxLayout;
class QStackedWidget;

namespace cytosketch {

/// The slim bar at the right end of the menu bar that switches pages. Each page keeps its docks and bars as they were
/// left. With one page only there is no bar.
class PageSwitch : public QObject {
  Q_OBJECT
public:
  /// @param stack  the window's centre; the pages' centres go into it
  PageSwitch(QMainWindow* window, QStackedWidget* stack, Actions* actions);

  /// The first one is shown. The page's docks and bars are in the window already.
  void add(Page* page);
  Page* current() const { return current_; }
  const QList<Page*>& pages() const { return pages_; }
  void show(Page* page);

  /// QMainWindow::saveState() of a page, as it is or as it was left; empty if it was never shown.
  QByteArray state(Page* page) const;
  /// The states of all pages but the first, for the session.
  QJsonObject saveStates() const;
  void restoreStates(const QJsonObject& states);

Q_SIGNALS:
  /// Before another page is shown: the window's state still belongs to the present one.
  void aboutToChange();
  void changed(cytosketch::Page* page);
  /// The current page's button is another one, or says something else.
  void buttonChanged();

private:
  static void setPartsShown(const Page& page, bool shown);

  QMainWindow* window_;
  QStackedWidget* stack_;
  Actions* actions_;
  QWidget* bar_;
  QHBoxLayout* row_;
  QActionGroup* group_;
  QList<Page*> pages_;
  Page* current_ = nullptr;
  QHash<Page*, QByteArray> states_; ///< QMainWindow::saveState() when the page was left
};

} // namespace cytosketch
