// Editing in sketches with several slices or frames.
#include "engine/sketch/solidshapes.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/samesketch.h"
#include "widgets/document/celledits.h"
#include "widgets/document/document.h"
#include "widgets/document/paintstroke.h"

#include <QApplication>
#include <QTest>

#include <set>

using namespace cytosketch;
using test::sameSketch;

namespace {

using Slices = std::vector<std::int64_t>;

/// 200×200 pixels, slices two pixels apart.
void makeVolume(Document& document, std::int64_t slices = 15, std::int64_t frames = 1) {
  document.setSketch(Sketch({frames, 1, slices, 200, 200}, {1.0, 0.5, 0.5}));
  document.drawing()->setBrushRadius(6.5);
}

Mask maskOf(const Document& document, CellId id) {
  return document.sketch().find(id)->mask;
}

} // namespace

class TestVolumeEdits : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aDabInDepthIsABall() {
    Document document;
    makeVolume(document);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    QCOMPARE(maskOf(document, 1), ballStrokeMask(0, 7, 100.0, 90.0, 100.0, 90.0, 6.5, 2.0, {0, 15}));
    QCOMPARE(maskOf(document, 1).slices(0), (Slices{4, 5, 6, 7, 8, 9, 10}));
    PaintStroke(document, PaintStroke::Mode::Erase, 100.0, 90.0);
    QCOMPARE(document.sketch().cellCount(), std::size_t(0));
  }

  void withoutDepthOnlyTheShownSliceChanges() {
    Document document;
    makeVolume(document);
    document.drawing()->setInDepth(false);
    document.position()->setSlice(3);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    QCOMPARE(maskOf(document, 1), strokeMask(0, 3, 100.0, 90.0, 100.0, 90.0, 6.5));
  }

  void theBallEndsAtTheFirstSlice() {
    Document document;
    makeVolume(document);
    document.position()->setSlice(0);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    QCOMPARE(maskOf(document, 1).slices(0), (Slices{0, 1, 2, 3}));
  }

  void aStrokeFollowsThePages() {
    Document document;
    makeVolume(document);
    document.drawing()->setInDepth(false);
    document.position()->setSlice(3);
    PaintStroke stroke(document, PaintStroke::Mode::Paint, 100.0, 50.0);
    document.position()->setSlice(4);
    stroke.lineTo(100.0, 60.0);
    QCOMPARE(maskOf(document, 1).slices(0), (Slices{3, 4}));
    QCOMPARE(document.undoStack()->count(), 1);
  }

  void aCellGoesOnInOtherSlices() {
    Document document;
    makeVolume(document);
    document.drawing()->setInDepth(false);
    document.position()->setSlice(3);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    document.position()->setSlice(9);
    PaintStroke(document, PaintStroke::Mode::Paint, 104.0, 92.0); // over the same place
    QCOMPARE(document.sketch().cellCount(), std::size_t(1));
    QCOMPARE(maskOf(document, 1).slices(0), (Slices{3, 9}));
    CellEdits(document).addSection(ellipseMask(0, 6, 100.0, 90.0, 4.0, 5.0), "ellipse");
    QCOMPARE(maskOf(document, 1).slices(0), (Slices{3, 6, 9}));
  }

  void elsewhereAnotherCellBegins() {
    Document document;
    makeVolume(document);
    document.drawing()->setInDepth(false);
    document.position()->setSlice(3);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    document.position()->setSlice(9);
    PaintStroke(document, PaintStroke::Mode::Paint, 30.0, 30.0);
    QCOMPARE(document.sketch().cellCount(), std::size_t(2));
    document.selection()->setOnly(1);
    document.position()->setSlice(3); // the cell is in this slice already
    CellEdits(document).addSection(ellipseMask(0, 3, 100.0, 93.0, 4.0, 5.0), "ellipse");
    QCOMPARE(document.sketch().cellCount(), std::size_t(3));
    document.selection()->setOnly(1);
    document.position()->setSlice(5);
    document.selection()->clear(); // M
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    QCOMPARE(document.sketch().cellCount(), std::size_t(4));
  }

  void aCellGoesOnInOtherFrames() {
    Document document;
    makeVolume(document, 1, 5);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    document.position()->stepFrames(2);
    PaintStroke(document, PaintStroke::Mode::Paint, 103.0, 90.0);
    QCOMPARE(document.sketch().cellCount(), std::size_t(1));
    QCOMPARE(maskOf(document, 1).frames(), (std::pair<std::int64_t, std::int64_t>{0, 3}));
  }

  void copyToTheNextSliceSharesItsBlocks() {
    Document document;
    makeVolume(document);
    document.drawing()->setInDepth(false);
    document.position()->setSlice(3);
    const CellId id = CellEdits(document).add(discMask(0, 3, 100.0, 100.0, 50.0), "disc");
    const Sketch before = document.sketch();
    CellEdits(document).copySection({id}, 1);
    QCOMPARE(document.position()->slice(), 4);
    const Mask mask = maskOf(document, id);
    QCOMPARE(mask.slices(0), (Slices{3, 4}));
    for (const auto& [key, block] : mask.blocks()) {
      QCOMPARE(block, mask.blocks().at({0, 3, key.blockY, key.blockX}));
    }
    QCOMPARE(document.undoStack()->count(), 2);
    document.undoStack()->undo();
    QVERIFY(sameSketch(document.sketch(), before));
  }

  void copyBeyondTheSketchDoesNothing() {
    Document document;
    makeVolume(document);
    document.position()->setSlice(14);
    const CellId id = CellEdits(document).add(discMask(0, 14, 100.0, 100.0, 50.0), "disc");
    CellEdits(document).copySection({id}, 1);
    QCOMPARE(document.position()->slice(), 14);
    QCOMPARE(document.undoStack()->count(), 1);
    CellEdits(document).copySection({id}, -1);
    QCOMPARE(maskOf(document, id).slices(0), (Slices{13, 14}));
  }

  void copyInASeriesGoesToTheNextFrame() {
    Document document;
    makeVolume(document, 1, 4);
    const CellId id = CellEdits(document).add(discMask(0, 0, 100.0, 100.0, 20.0), "disc");
    CellEdits(document).copySection({id}, 1);
    QCOMPARE(document.position()->frame(), 1);
    QCOMPARE(maskOf(document, id).frames(), (std::pair<std::int64_t, std::int64_t>{0, 2}));
  }

  void interpolationFillsTheGapInOneStep() {
    Document document;
    makeVolume(document);
    CellEdits edits(document);
    const CellId id = edits.add(discMask(0, 2, 100.0, 100.0, 10.0), "disc");
    QVERIFY(!edits.interpolate({id}));
    document.selection()->setOnly(id);
    edits.addSection(discMask(0, 8, 100.0, 100.0, 30.0), "disc");
    const Sketch before = document.sketch();
    QVERIFY(edits.interpolate({id}));
    QCOMPARE(maskOf(document, id).slices(0), (Slices{2, 3, 4, 5, 6, 7, 8}));
    QVERIFY(!edits.interpolate({id}));
    document.undoStack()->undo();
    QVERIFY(sameSketch(document.sketch(), before));
  }

  void swappedSlicesAreFrames() {
    Document document;
    makeVolume(document);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    const Sketch before = document.sketch();
    document.swapSlicesAndFrames();
    QCOMPARE(document.sketch().extent(), (Extent{15, 1, 1, 200, 200}));
    QCOMPARE(document.position()->frameCount(), 15);
    QCOMPARE(maskOf(document, 1).frames(), (std::pair<std::int64_t, std::int64_t>{4, 11}));
    QVERIFY(document.sketch().topmostAt(7, 0, 100, 90));
    document.undoStack()->undo();
    QVERIFY(sameSketch(document.sketch(), before));
  }

  void movingMovesTheWholeCell() {
    Document document;
    makeVolume(document);
    PaintStroke(document, PaintStroke::Mode::Paint, 100.0, 90.0);
    const Mask before = maskOf(document, 1);
    CellEdits(document).move({1}, 0, 5, -7);
    QCOMPARE(maskOf(document, 1), before.translated(0, 5, -7));
  }

  void undoKeepsOnlyTheBlocksThatAStrokeChanged() {
    Document document;
    document.setSketch(Sketch({1, 1, 64, 512, 512}, {0.5, 0.5, 0.5}));
    Cell large;
    large.id = 1;
    for (std::int64_t z = 0; z < 64; ++z) {
      for (std::int64_t y = 0; y < 512; ++y) {
        large.mask.setSpan(0, z, y, 0, 512);
      }
    }
    Sketch sketch = document.sketch();
    sketch.put(std::move(large));
    document.setSketch(sketch);
    document.selection()->setOnly(1);
    document.position()->setSlice(32);
    document.drawing()->setBrushRadius(5.5);
    std::set<const Mask::Block*> distinct;
    const auto collect = [&] {
      const Mask mask = maskOf(document, 1);
      for (const auto& [key, block] : mask.blocks()) {
        distinct.insert(block.get());
      }
    };
    std::vector<CellPtr> versions{document.sketch().find(1)}; // what undo holds
    collect();
    const std::size_t whole = distinct.size();
    QCOMPARE(whole, std::size_t(64 * 8 * 8));
    for (int i = 0; i < 7; ++i) {
      PaintStroke(document, PaintStroke::Mode::Erase, 32.0 + 64 * i, 32.0); // in the middle of a block
      versions.push_back(document.sketch().find(1));
      collect();
    }
    QCOMPARE(distinct.size(), whole + std::size_t(7 * 11)); // 11 slices of a ball of radius 5.5
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(volumeedits, TestVolumeEdits)
#include "test_volumeedits.moc"
