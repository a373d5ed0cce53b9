#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"
#include "widgets/document/celledits.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;
using test::CanvasDriver;
using Ids = std::set<CellId>;

class TestSelectTool : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() {
    driver_ = std::make_unique<CanvasDriver>();
    driver_->putDisc(1, 50, 50, 15);
    driver_->putDisc(2, 120, 50, 15);
    driver_->putDisc(3, 50, 150, 15);
    driver_->canvas.setTool(ToolId::Select);
  }

  void clicksSelect() {
    CanvasDriver& d = *driver_;
    d.click(50, 50);
    QCOMPARE(selected(), Ids{1});
    d.click(120, 50, Qt::ShiftModifier);
    QCOMPARE(selected(), (Ids{1, 2}));
    QCOMPARE(d.document.selection()->current(), CellId{2});
    d.click(50, 50, Qt::ShiftModifier);
    QCOMPARE(selected(), Ids{2});
    d.click(200, 200);
    QVERIFY(selected().empty());
  }

  void aPlainClickOnOneOfManySelectsThatOne() {
    CanvasDriver& d = *driver_;
    d.document.selection()->set({1, 2, 3});
    d.click(120, 50);
    QCOMPARE(selected(), Ids{2});
  }

  void theTopmostIsSelected() {
    driver_->putDisc(4, 52, 52, 10);
    driver_->click(52, 52);
    QCOMPARE(selected(), Ids{4});
  }

  void draggingMovesTheSelectionInOneStep() {
    CanvasDriver& d = *driver_;
    d.document.selection()->set({1, 3});
    d.drag(50, 50, 90, 70);
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 70, 90, 15));
    QVERIFY(d.cell(3)->mask == discMask(0, 0, 170, 90, 15));
    QVERIFY(d.cell(2)->mask == discMask(0, 0, 50, 120, 15));
    QCOMPARE(selected(), (Ids{1, 3}));
    QCOMPARE(d.steps(), 1);
    d.document.undoStack()->undo();
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 50, 50, 15));
  }

  void draggingAnUnselectedCellMovesItAlone() {
    CanvasDriver& d = *driver_;
    d.document.selection()->setOnly(1);
    d.drag(120, 50, 130, 60);
    QVERIFY(d.cell(2)->mask == discMask(0, 0, 60, 130, 15));
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 50, 50, 15));
  }

  void aTremblingClickMovesNothing() {
    CanvasDriver& d = *driver_;
    d.press(50, 50);
    d.moveTo(50.5, 51);
    d.release(50.5, 51);
    QCOMPARE(d.steps(), 0);
    QCOMPARE(selected(), Ids{1});
  }

  void escTakesADragBack() {
    CanvasDriver& d = *driver_;
    d.press(50, 50);
    d.moveTo(80, 80);
    QVERIFY(d.canvas.busy());
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 80, 80, 15));
    d.key(Qt::Key_Escape);
    d.release(80, 80);
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 50, 50, 15));
    QCOMPARE(d.steps(), 0);
  }

  void aRubberBandSelectsWhatItTouches() {
    CanvasDriver& d = *driver_;
    d.drag(10, 10, 200, 40);
    QCOMPARE(selected(), (Ids{1, 2}));
    d.drag(150, 200, 60, 140, Qt::ShiftModifier);
    QCOMPARE(selected(), Ids{3}); // Shift counts when the band begins
    d.drag(80, 80, 90, 90);
    QVERIFY(selected().empty());
    d.drag(10, 10, 36, 38); // only the corner of the first disc's bounding box, not the disc
    QVERIFY(selected().empty());
    QCOMPARE(d.steps(), 0);
  }

  void shiftAddsABandToTheSelection() {
    CanvasDriver& d = *driver_;
    d.document.selection()->setOnly(3);
    d.press(10, 10, Qt::ShiftModifier);
    d.moveTo(80, 80, Qt::ShiftModifier);
    d.release(80, 80, Qt::ShiftModifier);
    QCOMPARE(selected(), (Ids{1, 3}));
  }

  void arrowsMoveByPixels() {
    CanvasDriver& d = *driver_;
    d.document.selection()->setOnly(1);
    d.key(Qt::Key_Right);
    d.key(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 60, 51, 15));
  }

  void manyCellsMoveWhenTheButtonIsLetGo() {
    CanvasDriver& d = *driver_;
    Sketch sketch({1, 1, 1, 256, 256});
    for (int i = 0; i < 60; ++i) {
      Cell cell;
      cell.id = static_cast<CellId>(i + 1);
      cell.mask = discMask(0, 0, 20 + 30 * (i / 8), 20 + 30 * (i % 8), 8);
      sketch.put(std::move(cell));
    }
    d.document.setSketch(sketch);
    d.document.viewport()->set({128, 128}, 2.0);
    CellEdits(d.document).selectAll();
    d.drag(20, 20, 27, 31);
    QCOMPARE(d.steps(), 1);
    for (const auto& [id, cell] : sketch.cells()) {
      QVERIFY(d.cell(id)->mask == cell->mask.translated(0, 11, 7));
    }
    d.press(27, 31);
    d.moveTo(90, 90);
    d.key(Qt::Key_Escape);
    d.release(90, 90);
    QCOMPARE(d.steps(), 1);
  }

  void theRightButtonAsksForAMenu() {
    CanvasDriver& d = *driver_;
    QSignalSpy menu(&d.canvas, &Canvas::menuRequested);
    d.click(120, 50, {}, Qt::RightButton);
    QCOMPARE(menu.count(), 1);
    QCOMPARE(menu[0][1].value<CellId>(), CellId{2});
    QCOMPARE(selected(), Ids{2});
  }

private:
  const Ids& selected() const { return driver_->document.selection()->cells(); }
  std::unique_ptr<CanvasDriver> driver_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(selecttool, TestSelectTool)
#include "test_selecttool.moc"
