// A cell that the image has lost, as a person meets it: it is marked and listed, can be dropped and be undone, and can
// be healed by a later start of its own.
#include "engine/image/grey.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/raster.h"
#include "engine/study/startmap.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QTest>
#include <QToolButton>

using namespace cytosketch;

class TestFidelityInWindow : public QObject, private WindowFixture {
  Q_OBJECT

  std::string tinyModel() const {
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {8, 12};
    card.blocks = {1, 1};
    const std::string path = home_->filePath("tiny.cymodel").toStdString();
    writeUntrainedModel(path, card, 1, 0.02);
    return path;
  }
  QList<Issue> listed() const { return window_->issueList()->of("fidelity"); }

  /// A run in which cell 2 is erased and cell 3 has 40 % of its contrast.
  void addRun() const {
    const Sketch& sketch = document().sketch();
    Image<float> image = rasteriseGrey(sketch);
    float* const voxels = image.mutableData();
    for (std::int64_t y = 0; y < 160; ++y) {
      for (std::int64_t x = 0; x < 160; ++x) {
        float& voxel = voxels[y * 160 + x];
        voxel *= sketch.find(2)->mask.test(0, 0, y, x) ? 0.0F : sketch.find(3)->mask.test(0, 0, y, x) ? 0.4F : 1.0F;
        voxel = networkValue(voxel);
      }
    }
    GenerationSettings settings;
    settings.model = tinyModel();
    settings.steps = 2;
    settings.precision = Precision::Fp32;
    auto result = std::make_shared<GenerationResult>();
    result->image = image;
    result->settings = settings;
    window_->generation()->showRun(window_->runs()->add(result, sketch, settings));
  }

private Q_SLOTS:
  void init() {
    openWindow();
    window_->files()->newSketch({1, 1, 1, 160, 160}, {});
    put(1, discMask(0, 0, 40, 40, 12), 0.8F);
    put(2, discMask(0, 0, 40, 110, 12), 0.3F);
    put(3, discMask(0, 0, 110, 40, 12), 0.6F);
    document().selection()->clear();
    QVERIFY(!action("generate.heal")->isEnabled());
    addRun();
    QTRY_COMPARE(listed().size(), 2);
  }
  void cleanup() { closeWindow(); }

  void lostAndDimCellsAreListedAndMarked() {
    QCOMPARE(listed()[0].cell, CellId(2));
    QCOMPARE(listed()[0].severity, Issue::Severity::Warning);
    QCOMPARE(listed()[1].cell, CellId(3));
    QCOMPARE(listed()[1].severity, Issue::Severity::Information);
    QVERIFY2(listed()[1].text.contains("40"), qPrintable(listed()[1].text));
    QCOMPARE(window_->page()->image()->flagged(), (std::set<CellId>{2, 3}));
    QVERIFY(window_->issues()->isVisible()); // it has just been generated
    QVERIFY2(window_->issues()->text().contains("1"), qPrintable(window_->issues()->text()));
    window_->generation()->showRun(window_->generation()->currentRun());
    QTRY_COMPARE(listed().size(), 2);
  }
  void anotherSketchHasNone() {
    document().undoStack()->setClean();
    window_->files()->newSketch({1, 1, 1, 100, 100}, {});
    QTRY_VERIFY(listed().isEmpty());
    QVERIFY(window_->page()->image()->flagged().empty());
    QVERIFY(!action("generate.drop")->isEnabled());
  }
  void droppedCellsComeBackByUndo() {
    action("generate.drop")->trigger(); // the lost one, not the dim one
    QVERIFY(!document().sketch().find(2));
    QVERIFY(document().sketch().find(3));
    QCOMPARE(window_->page()->image()->flagged(), (std::set<CellId>{3}));
    QVERIFY(window_->issues()->isVisible());
    document().undoStack()->undo();
    QVERIFY(document().sketch().find(2));
    QCOMPARE(window_->page()->image()->flagged(), (std::set<CellId>{2, 3}));
  }
  void theSelectionChooses() {
    document().selection()->set({1, 3}, 3);
    action("generate.drop")->trigger();
    QVERIFY(document().sketch().find(1)); // it is not flagged
    QVERIFY(document().sketch().find(2));
    QVERIFY(!document().sketch().find(3));
  }
  void healingStartsTheCellLater() {
    const int before = window_->generation()->currentRun();
    action("generate.heal")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window_->generation()->currentRun() != before, 60000);
    const Run* const run = window_->runs()->find(window_->generation()->currentRun());
    const std::map<CellId, int> expected{{2, nextStart(400, 400)}};
    QCOMPARE(run->result->settings.cellStarts, expected);
    QCOMPARE(run->requested.cellStarts, expected);
    QCOMPARE(window_->generatePanel()->settings().cellStarts, expected);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(fidelity, TestFidelityInWindow)
#include "test_fidelity.moc"
