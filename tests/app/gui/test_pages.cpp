#include "app/gui/icons.h"
#include "app/gui/mainwindow.h"
#include "app/gui/pageswitch.h"
#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableWidget>
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

  QTemporaryDir home_;
  std::filesystem::path in(const char* name) const { return home_.filePath(name).toStdString(); }
  QString path(const char* name) const { return home_.filePath(name); }

  void prepare(MainWindow& window, const char* labels) const {
    GenerationSettings settings;
    settings.model = in("tiny.cymodel").string();
    settings.steps = 2;
    window.generatePanel()->setSettings(settings);
    window.pages()->show(window.tunePage());
    window.tunePage()->panel()->setPaths(path("real.tif"), path(labels));
    window.tunePage()->panel()->setGrid({{100, 400}, {0.0, 1.0}});
  }

private Q_SLOTS:
  void initTestCase() {
    QCoreApplication::setOrganizationName("CytoSketch tests");
    QStandardPaths::setTestModeEnabled(true);
    setUpIcons();
    QSettings().clear();
    qputenv("XDG_CACHE_HOME", home_.filePath("cache").toLocal8Bit());
    qputenv("XDG_DATA_HOME", home_.filePath("data").toLocal8Bit());
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {8, 12};
    card.blocks = {1, 1};
    writeUntrainedModel(in("tiny.cymodel"), card, 5, 0.05);
    Image<std::uint32_t> labels({1, 1, 1, 64, 64});
    Image<float> real(labels.extent());
    for (std::size_t i = 0; i < real.size(); ++i) {
      const std::size_t x = i % 64, y = i / 64;
      labels.mutableData()[i] = x > 8 && x < 24 && y > 8 && y < 30     ? 1U
                                : x > 34 && x < 58 && y > 20 && y < 50 ? 2U
                                                                       : 0U;
      real.mutableData()[i] = float(100U + 300U * labels.data()[i] + i * 7919U % 53U);
    }
    writeImage(real, in("real.tif"));
    writeLabels(labels, in("labels.tif"));
    writeLabels(Image<std::uint32_t>({1, 1, 1, 64, 64}), in("none.tif"));
  }

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
    window.activateWindow(); // there is no window manager to do it
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(other->presses, 1);
    QVERIFY(!actions["cell.new"]->isEnabled()); // nobody edits what is not seen
    window.pages()->show(window.pages()->pages().first());
    QVERIFY(actions["cell.new"]->isEnabled());
    QCOMPARE(actions["generate.run"]->text(), QStringLiteral("&Generate"));
  }

  void aStudyRunsOnItsPage() {
    MainWindow window(in("user"));
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    prepare(window, "labels.tif");
    TunePage* const tune = window.tunePage();
    QTRY_COMPARE(tune->view()->histogramPlot()->data().series.size(), 2); // without any study
    QAction* const button = (*window.actionSet())["generate.run"];
    button->trigger();
    QVERIFY(tune->running());
    QCOMPARE(button->text(), QStringLiteral("&Cancel"));
    QTRY_VERIFY_WITH_TIMEOUT(!tune->running(), 60000);
    QCOMPARE(tune->view()->table()->rowCount(), 4);
    QVERIFY(tune->view()->table()->item(3, 7)->text() != QStringLiteral("–"));
    tune->panel()->findChild<QDoubleSpinBox*>("leastZncc")->setValue(-1.0); // whatever random weights make
    auto* const use = tune->panel()->findChild<QPushButton*>("useButton");
    QVERIFY(use->isEnabled());
    use->click();
    const StudyGrid grid{{100, 400}, {0.0, 1.0}};
    const GenerationSettings taken = window.generatePanel()->settings();
    const std::vector<GridPoint> points = grid.points();
    QVERIFY(std::find(points.begin(), points.end(), GridPoint{taken.tStart, taken.sigma}) != points.end());
    const QString page = tune->saveReport(path("report"));
    QVERIFY(QFile::exists(page));
    QVERIFY(QFile::exists(path("report/images/1_t400_s1.png")));
    window.pages()->show(window.pages()->pages().first());
    QVERIFY(!window.findChild<QDockWidget*>("studyDock")->isVisible());
  }

  void theLatentMapIsMadeBesideTheStudy() {
    for (const char* const folder : {"reals", "masks"}) {
      QDir(path(".")).mkdir(folder);
    }
    for (const char* const name : {"a.tif", "b.tif", "c.tif", "d.tif"}) {
      QFile::copy(path("real.tif"), path("reals/") + name);
      QFile::copy(path("labels.tif"), path("masks/") + name);
    }
    MainWindow window(in("user4"));
    window.show();
    prepare(window, "labels.tif");
    TunePage* const tune = window.tunePage();
    LatentView* const view = tune->view()->latent();
    auto* const button = view->findChild<QPushButton*>("latentButton");
    QVERIFY(!button->isEnabled()); // files, not folders
    tune->panel()->setPaths(path("reals"), path("masks"));
    QVERIFY(button->isEnabled());
    button->click();
    QVERIFY(tune->latent()->running());
    button->click(); // cancels, at once
    QVERIFY(!tune->latent()->running());
    // A whole map takes minutes (engine/study tests it); this one is given.
    LatentMap map;
    map.images = {"a"};
    for (const LatentKind kind : latentKinds) {
      map.points.push_back({0, kind, {}, Image<std::uint8_t>({1, 1, 1, 8, 8})});
    }
    map.generatedTallies = map.sketchTallies = {{24, 12}};
    view->setMap(std::make_shared<const LatentMap>(map));
    const QString page = tune->saveReport(path("mapped"));
    QVERIFY(QFile::exists(page));
    QVERIFY(QFile::exists(path("mapped/latent-map.csv")));
  }

  void aCancelledStudyGoesOn() {
    MainWindow window(in("user2"));
    window.show();
    prepare(window, "labels.tif");
    TunePage* const tune = window.tunePage();
    tune->panel()->setGrid({{150, 250, 350, 450, 550, 650}, {0.0, 1.0, 2.0}});
    QSignalSpy button(tune, &Page::buttonChanged);
    tune->press();
    QTRY_VERIFY_WITH_TIMEOUT(tune->view()->table()->rowCount() == 18, 60000);
    tune->press(); // the same button cancels, at once
    QVERIFY(!tune->running());
    tune->press();
    QVERIFY(tune->running());
    QTRY_VERIFY_WITH_TIMEOUT(!tune->running(), 60000);
    QCOMPARE(tune->view()->table()->rowCount(), 18);
  }

  void badFilesGiveAMessage() {
    MainWindow window(in("user3"));
    window.show();
    prepare(window, "none.tif");
    window.tunePage()->press();
    QTRY_VERIFY(!window.tunePage()->running());
    QVERIFY2(window.issues()->text().contains("no label"), qPrintable(window.issues()->text()));
    QVERIFY(window.issues()->isVisible());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(pages, TestPages)
#include "test_pages.moc"
