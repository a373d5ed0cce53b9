#include "engine/image/error.h"
#include "tests/support/testprogram.h"
#include "widgets/document/celledits.h"
#include "widgets/document/paintstroke.h"

#include <QApplication>
#include <QTest>

using namespace cytosketch;

namespace {
Mask square(std::int64_t y, std::int64_t x, std::int64_t side) {
  Mask mask;
  for (std::int64_t row = y; row < y + side; ++row) {
    mask.setSpan(0, 0, row, x, x + side);
  }
  return mask;
}
} // namespace

class TestCellEdits : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() {
    document_ = std::make_unique<Document>();
    document_->setSketch(Sketch({1, 2, 1, 100, 100}));
  }

  void aNewCellHasTheSettingsAndIsSelected() {
    document_->drawing()->setNewCellKind(CellKind::Cytoplasm);
    document_->drawing()->setNewCellGrey(0.4F);
    document_->drawing()->setNewCellChannel(1);
    const CellId id = CellEdits(*document_).add(square(10, 10, 5), "add");
    const CellPtr cell = document_->sketch().find(id);
    QVERIFY(cell);
    QCOMPARE(cell->kind, CellKind::Cytoplasm);
    QCOMPARE(cell->greyAt(0), 0.4F);
    QCOMPARE(cell->channel, 1);
    QCOMPARE(cell->mask.count(), 25);
    QCOMPARE(document_->selection()->current(), id);
  }

  void aNewCellIsCutAtTheCanvas() {
    const CellId id = CellEdits(*document_).add(square(-3, 95, 10), "add");
    QCOMPARE(document_->sketch().find(id)->mask.count(), 7 * 5);
    QCOMPARE(CellEdits(*document_).add(square(-30, 0, 10), "add"), CellId{0});
    QCOMPARE(document_->undoStack()->count(), 1);
  }

  void preservedCellsKeepTheirPixels() {
    CellEdits edits(*document_);
    edits.add(square(10, 10, 10), "first");
    document_->drawing()->setPreserveOthers(true);
    const CellId second = edits.add(square(15, 15, 10), "second");
    QCOMPARE(document_->sketch().find(second)->mask.count(), 100 - 25);
    document_->drawing()->setNewCellKind(CellKind::Cytoplasm); // another kind may lie over it
    const CellId third = edits.add(square(15, 15, 10), "third");
    QCOMPARE(document_->sketch().find(third)->mask.count(), 100);
  }

  void preservedCellsAreNotPaintedOver() {
    CellEdits edits(*document_);
    const CellId first = edits.add(square(40, 40, 20), "first");
    edits.startNewCell();
    document_->drawing()->setPreserveOthers(true);
    document_->drawing()->setBrushRadius(6);
    PaintStroke stroke(*document_, PaintStroke::Mode::Paint, 50, 20);
    stroke.lineTo(50, 80);
    const CellPtr painted = document_->sketch().find(document_->selection()->current());
    QVERIFY(painted && painted->id != first);
    Mask common = painted->mask;
    common.intersect(document_->sketch().find(first)->mask);
    QVERIFY(common.empty());
    QVERIFY(painted->mask.test(0, 0, 50, 20));
    QVERIFY(painted->mask.test(0, 0, 50, 80));
  }

  void withoutPreservingCellsOverlap() {
    CellEdits edits(*document_);
    const CellId first = edits.add(square(40, 40, 20), "first");
    edits.startNewCell();
    PaintStroke(*document_, PaintStroke::Mode::Paint, 50, 50);
    QCOMPARE(document_->sketch().find(first)->mask.count(), 400);
    QCOMPARE(document_->sketch().topmostAt(0, 0, 50, 50)->id, document_->selection()->current());
  }

  void erasingTakesFromTheCurrentCellWhereItIs() {
    CellEdits edits(*document_);
    const CellId below = edits.add(square(40, 40, 20), "below");
    const CellId above = edits.add(square(40, 40, 20), "above");
    document_->selection()->setOnly(below);
    document_->drawing()->setBrushRadius(3);
    PaintStroke(*document_, PaintStroke::Mode::Erase, 50, 50);
    QVERIFY(!document_->sketch().find(below)->mask.test(0, 0, 50, 50));
    QVERIFY(document_->sketch().find(above)->mask.test(0, 0, 50, 50));
    document_->selection()->clear();
    PaintStroke(*document_, PaintStroke::Mode::Erase, 45, 45);
    QVERIFY(!document_->sketch().find(below)->mask.test(0, 0, 45, 45));
    QVERIFY(!document_->sketch().find(above)->mask.test(0, 0, 45, 45));
  }

  void aCellErasedWhollyIsGone() {
    const CellId id = CellEdits(*document_).add(square(50, 50, 4), "small");
    document_->drawing()->setBrushRadius(20);
    PaintStroke(*document_, PaintStroke::Mode::Erase, 52, 52);
    QVERIFY(!document_->sketch().find(id));
    document_->undoStack()->undo();
    QCOMPARE(document_->sketch().find(id)->mask.count(), 16);
  }

  void mergeKeepsTheLowestAndOnlyItsKind() {
    CellEdits edits(*document_);
    const CellId a = edits.add(square(10, 10, 10), "a");
    const CellId b = edits.add(square(15, 15, 10), "b");
    const CellId c = edits.add(square(50, 50, 10), "c");
    edits.setKind({c}, CellKind::Cytoplasm);
    edits.merge({a, b, c});
    QCOMPARE(document_->sketch().find(a)->mask.count(), 175);
    QVERIFY(!document_->sketch().find(b));
    QCOMPARE(document_->sketch().find(c)->mask.count(), 100);
    QCOMPARE(document_->selection()->cells(), std::set<CellId>{a});
  }

  void duplicateAndMoveCarryTheNucleoli() {
    CellEdits edits(*document_);
    Cell cell;
    cell.id = 5;
    cell.mask = square(10, 10, 10);
    cell.nucleoli = {{0, 15, 15, 1, 2, 2, 0.9F}};
    document_->changeCells({{5, nullptr, std::make_shared<const Cell>(cell)}}, "put");
    const std::set<CellId> copies = edits.duplicate({5}, 3, 4);
    QCOMPARE(copies.size(), std::size_t{1});
    const CellPtr copy = document_->sketch().find(*copies.begin());
    QCOMPARE(copy->nucleoli[0].y, 18.0);
    QCOMPARE(copy->nucleoli[0].x, 19.0);
    QVERIFY(copy->mask == cell.mask.translated(0, 3, 4));
    edits.move({copy->id}, 0, -3, -4);
    QVERIFY(document_->sketch().find(copy->id)->mask == cell.mask);
    QVERIFY(document_->sketch().find(copy->id)->nucleoli == cell.nucleoli);
  }

  void raiseAndLowerDecideWhoIsOnTop() {
    CellEdits edits(*document_);
    const CellId a = edits.add(square(10, 10, 10), "a");
    const CellId b = edits.add(square(10, 10, 10), "b");
    QCOMPARE(document_->sketch().topmostAt(0, 0, 12, 12)->id, b);
    edits.raise({a});
    QCOMPARE(document_->sketch().topmostAt(0, 0, 12, 12)->id, a);
    edits.lower({a});
    QCOMPARE(document_->sketch().topmostAt(0, 0, 12, 12)->id, b);
  }

  void nextAndPreviousGoAround() {
    CellEdits edits(*document_);
    edits.selectNext(1); // no cell: nothing happens
    QCOMPARE(document_->selection()->current(), CellId{0});
    for (int i = 0; i < 3; ++i) {
      edits.add(square(10 * i, 10, 5), "cell");
    }
    edits.startNewCell();
    for (const CellId expected : {1U, 2U, 3U, 1U}) {
      edits.selectNext(1);
      QCOMPARE(document_->selection()->current(), expected);
    }
    for (const CellId expected : {3U, 2U, 1U, 3U}) {
      edits.selectNext(-1);
      QCOMPARE(document_->selection()->current(), expected);
    }
  }

  void aCellThatDoesNotFitIsRefused() {
    const CellId id = CellEdits(*document_).add(square(10, 10, 5), "add");
    QVERIFY_EXCEPTION_THROWN(CellEdits(*document_).setChannel({id}, 2), SettingsError);
    QCOMPARE(document_->sketch().find(id)->channel, 0);
    QCOMPARE(document_->undoStack()->count(), 1);
  }

  void fewerChannelsMoveCellsToTheLast() {
    CellEdits edits(*document_);
    const CellId id = edits.add(square(10, 10, 5), "add");
    edits.setChannel({id}, 1);
    document_->changeExtent({1, 1, 1, 50, 60});
    QCOMPARE(document_->sketch().find(id)->channel, 0);
    document_->undoStack()->undo();
    QCOMPARE(document_->sketch().find(id)->channel, 1);
    QCOMPARE(document_->sketch().extent(), (Extent{1, 2, 1, 100, 100}));
  }

  void neighboursHaveDifferentColours() {
    CellEdits edits(*document_);
    std::vector<CellId> ids;
    for (int i = 0; i < 16; ++i) {
      ids.push_back(edits.add(square(25 * (i / 4), 25 * (i % 4), 24), "cell"));
    }
    for (int i = 0; i < 16; ++i) {
      for (int j = 0; j < i; ++j) {
        const bool neighbours = std::abs(i / 4 - j / 4) + std::abs(i % 4 - j % 4) == 1;
        QVERIFY(!neighbours || document_->cellColour(ids[static_cast<std::size_t>(i)]) !=
                                   document_->cellColour(ids[static_cast<std::size_t>(j)]));
      }
    }
  }

private:
  std::unique_ptr<Document> document_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(celledits, TestCellEdits)
#include "test_celledits.moc"
