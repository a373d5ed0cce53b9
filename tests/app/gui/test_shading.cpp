#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"
#include "widgets/panels/chancedialog.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;

/// Shading and fitting in the window: menus, keys and files.
class TestShadingWindow : public QObject, private WindowFixture {
  Q_OBJECT

private Q_SLOTS:
  void init() {
    qputenv("CYTOSKETCH_RESOURCES", "/nowhere"); // without models
    openWindow();
    window_->startUp();
    window_->files()->newSketch({1, 1, 1, 120, 160}, {});
    for (CellId id = 1; id <= 3; ++id) {
      put(id, discMask(0, 0, 60, 30.0 + 45.0 * (id - 1), 18));
    }
  }
  void cleanup() { closeWindow(); }

  void greysOfAnImage() {
    Image<float> real({1, 1, 1, 120, 160}, 0.0F);
    for (std::size_t i = 0; i < real.size(); ++i) {
      real.mutableData()[i] = i % 160 < 50 ? 0.0F : i % 160 < 100 ? 2000.0F : 4000.0F;
    }
    writeImage(real, in("real.tif").toStdString());
    const Sketch before = window_->document()->sketch();
    window_->shading()->takeGreysOf(in("real.tif"));
    QTRY_COMPARE(window_->document()->sketch().find(1)->greyAt(0), 0.0F);
    QCOMPARE(window_->document()->sketch().find(2)->greyAt(0), 0.5F);
    QCOMPARE(window_->document()->sketch().find(3)->greyAt(0), 1.0F);
    window_->document()->undoStack()->undo();
    QVERIFY(window_->document()->sketch() == before);

    // What was drawn while the image was read stays as it is.
    window_->issues()->clear();
    window_->shading()->takeGreysOf(in("real.tif"));
    put(4, discMask(0, 0, 20, 20, 8), 0.3F);
    const Sketch drawn = window_->document()->sketch();
    QTRY_VERIFY(window_->issues()->text().contains("has changed"));
    QVERIFY(window_->document()->sketch() == drawn);
  }

  void badImagesChangeNothing() {
    writeImage(Image<float>({1, 1, 1, 50, 50}, 1.0F), in("small.tif").toStdString());
    const Sketch before = window_->document()->sketch();
    const int steps = window_->document()->undoStack()->count();
    for (const char* const name : {"small.tif", "missing.tif"}) {
      window_->issues()->clear();
      window_->shading()->takeGreysOf(in(name));
      QTRY_VERIFY(window_->issues()->isVisible());
      QVERIFY(window_->document()->sketch() == before);
      QCOMPARE(window_->document()->undoStack()->count(), steps);
    }
  }

  void menuRelights() {
    const Sketch before = window_->document()->sketch();
    action("cell.relight")->trigger();
    auto* const dialog = window_->findChild<ChanceDialog*>("relightDialog");
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!(window_->document()->sketch() == before)); // it shows at once
    QTest::mouseClick(dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok), Qt::LeftButton);
    QCOMPARE(window_->document()->undoStack()->undoText(), QString("Re-light cells"));
    window_->document()->undoStack()->undo();
    QVERIFY(window_->document()->sketch() == before);
  }

  void nothingToShadeWithoutCells() {
    window_->files()->newSketch({1, 1, 1, 50, 50}, {});
    QVERIFY(!action("cell.relight")->isEnabled() && !action("cell.greysFromImage")->isEnabled());
    window_->document()->setSketch(Sketch({1, 1, 1, 60, 60}));
    QVERIFY(!action("cell.addNucleoli")->isEnabled());
  }

  void keyTakesTheLightBrush() {
    window_->activateWindow(); // there is no window manager to do it
    QVERIFY(QTest::qWaitForWindowActive(window_.get()));
    window_->page()->canvas()->setFocus();
    QTest::keyClick(window_->page()->canvas(), Qt::Key_L);
    QTRY_COMPARE(window_->document()->drawing()->tool(), ToolId::Light);
    QVERIFY(action("tool.light")->isChecked());
  }

  void fitsToLabels() {
    SimulationSettings known;
    known.organism = "free-form";
    known.values = {{"count", 80}, {"radius.min", 6}, {"radius.max", 9}, {"size.x", 400}, {"size.y", 300}};
    const Sketch sketch = simulate(known).sketch;
    writeLabels(rasteriseLabels(sketch, CellKind::Nucleus), in("labels.tif").toStdString());
    window_->simulatePanel()->setSettings({"hela", {}, 3, ""});
    QVERIFY(window_->simulatePanel()->findChild<QToolButton*>("fitButton")->isHidden());
    window_->simulation()->fitTo(in("labels.tif"), {});
    QTRY_VERIFY_WITH_TIMEOUT(!window_->simulation()->running(), 60000);
    const SimulationSettings shown = window_->simulatePanel()->settings();
    QCOMPARE(shown.organism, std::string("free-form"));
    QCOMPARE(shown.value("count"), 80.0);
    QCOMPARE(shown.value("size.x"), 400.0);
    QVERIFY(std::abs(shown.value("radius.min") - 6) < 1.0 && std::abs(shown.value("radius.max") - 9) < 1.0);
    QVERIFY(!window_->simulatePanel()->findChild<QToolButton*>("fitButton")->isHidden());
    window_->simulation()->fitTo(in("missing.tif"), {});
    QTRY_VERIFY(!window_->simulation()->running());
    QVERIFY(window_->issues()->isVisible());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(shading, TestShadingWindow)
#include "test_shading.moc"
