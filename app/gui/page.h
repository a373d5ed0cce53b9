#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QDockWidget;
class QToolBar;
class QWidget;

namespace cytosketch {

/// One page of the window and what steers it. The document, menus and status line are common to all pages; a page has
/// its own centre, docks and tool bars, and one big button that Ctrl+Enter presses. A further page is a subclass of
/// this and one PageSwitch::add().
class Page : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  /// The action "page.NAME" of the action table that shows it; its text stands on the switch.
  virtual QString actionId() const = 0;
  virtual QWidget* centre() const = 0;
  /// Those that only this page has, in the window's dock areas; which of them are open, and how large, is remembered.
  virtual QList<QDockWidget*> docks() const = 0;
  virtual QList<QToolBar*> bars() const { return {}; }

  /// Presses the big button: starts the page's work, or cancels it while it runs.
  virtual void press() = 0;
  /// Text of the action behind the button in its present state ("&Generate", "&Cancel").
  virtual QString buttonText() const = 0;
  virtual bool canPress() const = 0;
  /// Asks work that goes on to stop; called when the window closes.
  virtual void cancel() = 0;

Q_SIGNALS:
  /// buttonText() or canPress() may be another one.
  void buttonChanged();
};

} // namespace cytosketch
