// The views of a volume in the window.
#include "app/gui/icons.h"
#include "app/gui/mainwindow.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/cells3d.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;

namespace {

/// A window with a volume of twelve cells open.
struct Fixture {
  Fixture() : window(home.filePath("user").toStdString()) {
    window.resize(1200, 760);
    window.show();
    open(ellipsoidSketch(12));
  }
  ~Fixture() { window.document()->undoStack()->setClean(); }

  void open(const Sketch& sketch) {
    window.files()->newSketch(sketch.extent(), sketch.spacing());
    CellChanges changes;
    for (const auto& [id, cell] : sketch.cells()) {
      changes.push_back({id, nullptr, cell});
    }
    window.document()->changeCells(changes, "draw");
    window.document()->undoStack()->setClean();
  }
  QAction* action(const char* id) { return (*window.actionSet())[id]; }
  FourUp* fourUp() { return window.page()->fourUp(); }
  int viewsShown() {
    int count = fourUp()->volume()->isVisible() ? 1 : 0;
    for (const Plane plane : allPlanes) {
      count += fourUp()->plane(plane)->isVisible() ? 1 : 0;
    }
    return count;
  }

  QTemporaryDir home;
  MainWindow window;
};

} // namespace

class TestFourUp : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    qputenv("CYTOSKETCH_RESOURCES", "/nowhere");
    setUpIcons();
  }

  void flatSketchesHaveNoVolumeAndSayWhy() {
    Fixture fixture;
    QVERIFY(fixture.action("view.fourUp")->isEnabled());
    fixture.window.page()->setMode(ViewMode::FourUp);
    fixture.window.files()->newSketch({1, 1, 1, 64, 64}, {});
    QCOMPARE(fixture.window.page()->mode(), ViewMode::SideBySide);
    for (const char* const id : {"view.volume", "view.fourUp"}) {
      QVERIFY(!fixture.action(id)->isEnabled());
      QVERIFY2(fixture.action(id)->toolTip().contains("one slice"), qPrintable(fixture.action(id)->toolTip()));
    }
    fixture.window.page()->setMode(ViewMode::FourUp);
    QCOMPARE(fixture.window.page()->mode(), ViewMode::SideBySide);
    fixture.open(ellipsoidSketch(3));
    QVERIFY(fixture.action("view.volume")->isEnabled());
    QVERIFY(!fixture.action("view.volume")->toolTip().contains("one slice"));
  }

  void theModesAreSwitchedByTheirActions() {
    Fixture fixture;
    fixture.action("view.fourUp")->trigger();
    QCOMPARE(fixture.viewsShown(), 4);
    QVERIFY(!fixture.window.page()->canvas()->isVisible());
    fixture.action("view.volume")->trigger();
    QCOMPARE(fixture.viewsShown(), 1);
    QVERIFY(fixture.fourUp()->volume()->isVisible());
    fixture.action("view.sideBySide")->trigger();
    QCOMPARE(fixture.viewsShown(), 0);
    QVERIFY(fixture.window.page()->canvas()->isVisible());
  }

  void aDoubleClickEnlargesAndAnotherGoesBack() {
    Fixture fixture;
    fixture.window.page()->setMode(ViewMode::FourUp);
    for (const Plane plane : allPlanes) {
      PlaneView* const view = fixture.fourUp()->plane(plane);
      QTRY_VERIFY(view->height() > 200); // arranged
      const QSize small = view->size();
      QTest::mouseDClick(view, Qt::LeftButton, {}, view->rect().center());
      QCOMPARE(fixture.viewsShown(), 1);
      QTRY_VERIFY(view->width() > small.width() * 3 / 2 && view->height() > small.height() * 3 / 2);
      QVERIFY(fixture.action("view.fourUp")->isChecked());
      QTest::mouseDClick(view, Qt::LeftButton, {}, view->rect().center());
      QCOMPARE(fixture.viewsShown(), 4);
      QTRY_VERIFY(view->width() < small.width() * 5 / 4 && view->height() < small.height() * 5 / 4);
    }
    Q_EMIT fixture.fourUp()->volume()->enlargeRequested();
    QCOMPARE(fixture.window.page()->mode(), ViewMode::Volume);
    QVERIFY(fixture.action("view.volume")->isChecked());
    Q_EMIT fixture.fourUp()->volume()->enlargeRequested();
    QCOMPARE(fixture.window.page()->mode(), ViewMode::FourUp);
    QCOMPARE(fixture.viewsShown(), 4);
  }

  void aClickInOnePlaneMovesTheOthers() {
    Fixture fixture;
    fixture.window.page()->setMode(ViewMode::FourUp);
    fixture.window.document()->position()->setPlace(2, 3, 4);
    const VoxelIndex wanted{90, 70, 2};
    PlaneView* const xy = fixture.fourUp()->plane(Plane::XY);
    QTRY_VERIFY(xy->width() > 200);
    const QImage before = fixture.fourUp()->plane(Plane::YZ)->grab().toImage();
    QTest::mouseClick(xy, Qt::LeftButton, {}, xy->positionOf(wanted).toPoint());
    const Cursor::Voxel& now = fixture.window.document()->position()->voxel();
    QVERIFY(std::abs(now.x - 90) <= 1 && std::abs(now.y - 70) <= 1);
    QCOMPARE(now.z, std::int64_t(2));
    QVERIFY(fixture.fourUp()->plane(Plane::YZ)->grab().toImage() != before);
  }

  void theGeneratedImageOrTheSketch() {
    Fixture fixture;
    fixture.window.page()->setMode(ViewMode::FourUp);
    PlaneView* const xz = fixture.fourUp()->plane(Plane::XZ);
    const QImage sketch = xz->grab().toImage();
    Image<float> image(fixture.window.document()->sketch().extent(), 0.6F);
    fixture.window.page()->image()->setImage(image, networkScale);
    QVERIFY(xz->grab().toImage() != sketch);
    QAbstractButton* button = nullptr;
    for (QAbstractButton* const each : fixture.fourUp()->findChildren<QAbstractButton*>()) {
      if (each->accessibleName() == "Sketch instead of image") {
        button = each;
      }
    }
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(xz->grab().toImage(), sketch);
    QTest::mouseClick(button, Qt::LeftButton);
    fixture.window.page()->image()->setImage({}, networkScale);
    QCOMPARE(xz->grab().toImage(), sketch);
    QVERIFY(!button->isVisible());
  }

  void fitAndZoomActOnThePlanes() {
    Fixture fixture;
    fixture.window.page()->setMode(ViewMode::FourUp);
    QTRY_VERIFY(fixture.fourUp()->plane(Plane::XY)->width() > 200);
    const double fitted = fixture.fourUp()->viewport()->zoom();
    const double flat = fixture.window.document()->viewport()->zoom();
    fixture.action("view.zoomIn")->trigger();
    QVERIFY(fixture.fourUp()->viewport()->zoom() > fitted);
    QCOMPARE(fixture.window.document()->viewport()->zoom(), flat);
    fixture.action("view.fit")->trigger();
    QCOMPARE(fixture.fourUp()->viewport()->zoom(), fitted);
  }

  void everythingHasAName() {
    Fixture fixture;
    fixture.window.page()->setMode(ViewMode::FourUp);
    for (const QWidget* const widget : fixture.fourUp()->findChildren<QWidget*>()) {
      const auto* const button = qobject_cast<const QAbstractButton*>(widget);
      if (widget->focusPolicy() & Qt::TabFocus && !widget->objectName().startsWith("qt_")) {
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                     widget->inherits("QComboBoxPrivateContainer") || widget->inherits("QComboBoxListView"),
                 widget->metaObject()->className());
      }
    }
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(fourup, TestFourUp)
#include "test_fourup.moc"
