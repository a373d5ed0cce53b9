#include "app/gui/mainwindow.h"
#include "app/gui/pageswitch.h"

#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace cytosketch;

namespace {

/// A page with one dock whose button only counts.
class CountingPage : public Page {
public:
  CountingPage(QMainWindow* window, const QString& action)
      : Page(window), action_(action), centre_(new QLabel(action)) {
    dock_ = new QDockWidget(action, window);
    dock_->setObjectName(action + "Dock");
    dock_->setWidget(new QLabel(action));
    window->addDockWidget(Qt::RightDockWidgetArea, dock_);
    bar_ = new QToolBar(action, window);
    bar_->setObjectName(action + "Bar");
    window->addToolBar(bar_);
  }
  QString actionId() const override { return action_; }
  QWidget* centre() const override { return centre_; }
  QList<QDockWidget*> docks() const override { return {dock_}; }
  QList<QToolBar*> bars() const override { return {bar_}; }
  void press() override { ++presses; }
  QString buttonText() const override { return action_; }
  bool canPress() const override { return true; }
  void cancel() override {}

  int presses = 0;
  QDockWidget* dock() const { return dock_; }
  QToolBar* bar() const { return bar_; }

private:
  QString action_;
  QWidget* centre_;
  QDockWidget* dock_;
  QToolBar* bar_;
};

} // namespace

/// Pages of the window: each with its own docks and button.
class TestPages : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

  void eachPageKeepsItsDocks() {
    QMainWindow window;
    Actions actions(&window);
    auto* const stack = new QStackedWidget(&window);
    window.setCentralWidget(stack);
    // Any two actions of the table will do as the pages' own.
    auto* const first = new CountingPage(&window, "page.sketch");
    auto* const second = new CountingPage(&window, "view.fit");
    PageSwitch pages(&window, stack, &actions);
    pages.add(first);
    QVERIFY(!window.menuBar()->cornerWidget()); // nothing to switch to
    pages.add(second);
    QVERIFY(window.menuBar()->cornerWidget());
    QCOMPARE(window.menuBar()->cornerWidget()->findChildren<QToolButton*>().size(), 2);
    window.resize(800, 600);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QVERIFY(first->dock()->isVisible() && first->bar()->isVisible());
    QVERIFY(!second->dock()->isVisible() && !second->bar()->isVisible());

    first->dock()->hide(); // the person closes it
    QSignalSpy changed(&pages, &PageSwitch::changed);
    actions["view.fit"]->trigger();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(stack->currentWidget(), second->centre());
    QVERIFY(second->dock()->isVisible() && second->bar()->isVisible());
    QVERIFY(!first->dock()->isVisible() && !first->bar()->isVisible());
    QVERIFY(!first->dock()->toggleViewAction()->isVisible()); // not offered where it does not belong

    actions["page.sketch"]->trigger();
    QVERIFY(!first->dock()->isVisible()); // still closed
    QVERIFY(first->bar()->isVisible());
    QVERIFY(!second->dock()->isVisible());
    QVERIFY(actions["page.sketch"]->isChecked() && !actions["view.fit"]->isChecked());
  }

  void statesOutliveTheWindow() {
    QJsonObject kept;
    for (const bool again : {false, true}) {
      QMainWindow window;
      Actions actions(&window);
      auto* const stack = new QStackedWidget(&window);
      window.setCentralWidget(stack);
      PageSwitch pages(&window, stack, &actions);
      auto* const second = new CountingPage(&window, "view.fit");
      pages.add(new CountingPage(&window, "page.sketch"));
      pages.add(second);
      window.show();
      QVERIFY(QTest::qWaitForWindowExposed(&window));
      pages.restoreStates(kept);
      pages.show(second);
      QCOMPARE(second->dock()->isVisible(), !again);
      second->dock()->hide();
      kept = pages.saveStates();
    }
  }

  void theButtonIsThePages() {
    QTemporaryDir home;
    MainWindow window(home.path().toStdString());
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    Actions& actions = *window.actionSet();
    QVERIFY(!actions["generate.run"]->isEnabled()); // the start card: nothing to generate from
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    QVERIFY(actions["generate.run"]->isEnabled());
    auto* const other = new CountingPage(&window, "view.fit");
    window.pages()->add(other);
    window.pages()->show(other);
    QCOMPARE(actions["generate.run"]->text(), QStringLiteral("view.fit"));
    QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(other->presses, 1);
    QVERIFY(!actions["cell.new"]->isEnabled()); // nobody edits what is not seen
    window.pages()->show(window.pages()->pages().first());
    QVERIFY(actions["cell.new"]->isEnabled());
    QCOMPARE(actions["generate.run"]->text(), QStringLiteral("&Generate"));
  }
};

QTEST_MAIN(TestPages)
#include "test_pages.moc"
