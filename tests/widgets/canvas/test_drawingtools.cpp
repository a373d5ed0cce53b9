#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"
#include "widgets/document/celledits.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace cytosketch;
using test::CanvasDriver;

class TestDrawingTools : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() { driver_ = std::make_unique<CanvasDriver>(); }

  void brushMakesACellAndGoesOnWithIt() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Brush);
    d.document.drawing()->setBrushRadius(6);
    d.drag(50, 60, 90, 60);
    QCOMPARE(d.cells(), std::size_t{1});
    QCOMPARE(d.document.selection()->current(), CellId{1});
    QVERIFY(d.cell(1)->mask == clippedMask(strokeMask(0, 0, 60, 50, 60, 90, 6), d.document.sketch().extent()));
    d.drag(50, 66, 90, 76);
    QCOMPARE(d.cells(), std::size_t{1});
    QCOMPARE(d.steps(), 2);
    CellEdits(d.document).startNewCell();
    d.click(150, 150);
    QCOMPARE(d.cells(), std::size_t{2});
    QVERIFY(d.cell(2)->mask == discMask(0, 0, 150, 150, 6));
  }

  void aStrokeBelongsToTheCellItBeginsOn() {
    CanvasDriver& d = *driver_;
    d.document.drawing()->setBrushRadius(5);
    d.click(50, 50);
    d.click(150, 50); // elsewhere: a new cell
    QCOMPARE(d.cells(), std::size_t{2});
    d.drag(50, 50, 60, 60); // on the first again: it grows
    QCOMPARE(d.cells(), std::size_t{2});
    QCOMPARE(d.document.selection()->current(), CellId{1});
    QVERIFY(d.cell(1)->mask.test(0, 0, 60, 60));
    d.click(71, 60); // the dab lies beside the cell
    QCOMPARE(d.cells(), std::size_t{2});
    d.click(200, 200, Qt::ShiftModifier); // Shift: the same cell wherever it is
    QVERIFY(d.cell(1)->mask.test(0, 0, 200, 200));
    QCOMPARE(d.cells(), std::size_t{2});
    CellEdits(d.document).startNewCell();
    d.click(50, 50); // a new cell over another
    QCOMPARE(d.cells(), std::size_t{3});
    QCOMPARE(d.cell(3)->mask.count(), discMask(0, 0, 50, 50, 5).count());
  }

  void aFastStrokeHasNoGaps() {
    CanvasDriver& d = *driver_;
    d.document.drawing()->setBrushRadius(2);
    d.press(20, 20);
    d.moveTo(230, 200);
    d.release(230, 200);
    QVERIFY(d.cell(1)->mask == strokeMask(0, 0, 20, 20, 200, 230, 2));
  }

  void theRightButtonAndAltErase() {
    CanvasDriver& d = *driver_;
    d.document.drawing()->setBrushRadius(5);
    d.putDisc(1, 100, 100, 30);
    d.click(100, 100, {}, Qt::RightButton);
    QVERIFY(!d.cell(1)->mask.test(0, 0, 100, 100));
    d.click(115, 100, Qt::AltModifier);
    QVERIFY(!d.cell(1)->mask.test(0, 0, 100, 115));
    QCOMPARE(d.cells(), std::size_t{1});
    QCOMPARE(d.steps(), 2);
  }

  void eraserErasesAndSwapsBack() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 100, 100, 30);
    d.canvas.setTool(ToolId::Eraser);
    d.document.drawing()->setBrushRadius(5);
    d.drag(60, 100, 140, 100);
    Mask expected = discMask(0, 0, 100, 100, 30);
    expected.subtract(strokeMask(0, 0, 100, 60, 100, 140, 5));
    QVERIFY(d.cell(1)->mask == expected);
    QCOMPARE(d.steps(), 1);
    d.document.drawing()->swapPaintAndErase();
    QCOMPARE(d.canvas.tool(), ToolId::Brush);
  }

  void ellipseFillsTheDraggedRectangle() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(40, 50, 100, 80);
    QCOMPARE(d.cells(), std::size_t{1});
    const Box box = d.cell(1)->mask.bounds();
    QVERIFY(std::abs(box.width() - 60) <= 1 && std::abs(box.height() - 30) <= 1);
    QVERIFY(std::abs(box.x0 - 41) <= 1 && std::abs(box.y0 - 51) <= 1);
    const double area = std::numbers::pi * 30 * 15;
    QVERIFY(std::abs(static_cast<double>(d.cell(1)->mask.count()) - area) < 0.03 * area);
    d.drag(150, 150, 190, 170, Qt::ShiftModifier);
    const Box round = d.cell(2)->mask.bounds();
    QVERIFY(std::abs(round.width() - round.height()) <= 1 && round.width() >= 39);
    d.drag(100, 200, 120, 210, Qt::ControlModifier);
    const Box middle = d.cell(3)->mask.bounds();
    QVERIFY(std::abs(middle.x0 + middle.x1 - 201) <= 2 && std::abs(middle.width() - 40) <= 1);
  }

  void ellipseCutsWithTheRightButtonAndEscDiscards() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 100, 100, 40);
    d.document.selection()->setOnly(1);
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(90, 90, 110, 110, {}, Qt::RightButton);
    QVERIFY(!d.cell(1)->mask.test(0, 0, 100, 100));
    QVERIFY(d.cell(1)->mask.test(0, 0, 100, 120));
    d.press(10, 10);
    d.moveTo(60, 60);
    QVERIFY(d.canvas.busy());
    d.key(Qt::Key_Escape);
    d.release(60, 60);
    QCOMPARE(d.cells(), std::size_t{1});
    QVERIFY(!d.canvas.busy());
  }

  void polygonClosesInEveryWay_data() {
    QTest::addColumn<QString>("way");
    for (const char* way : {"enter", "double click", "first corner"}) {
      QTest::addRow("%s", way) << way;
    }
  }

  void polygonClosesInEveryWay() {
    QFETCH(QString, way);
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Polygon);
    d.click(50, 50);
    d.click(150, 50);
    d.click(150, 150);
    if (way == "double click") {
      d.click(50, 150);
      QTest::mouseDClick(&d.canvas, Qt::LeftButton, {}, d.at(50, 150));
    } else {
      d.click(50, 150);
      way == "enter" ? d.key(Qt::Key_Return) : d.click(51, 51);
    }
    QCOMPARE(d.cells(), std::size_t{1});
    QVERIFY(!d.canvas.busy());
    QVERIFY(std::abs(d.cell(1)->mask.count() - 100 * 100) <= 200);
    QVERIFY(d.cell(1)->mask.test(0, 0, 100, 100) && !d.cell(1)->mask.test(0, 0, 100, 155));
    QCOMPARE(d.steps(), 1);
  }

  void backspaceTakesTheLastCornerBack() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Polygon);
    d.click(50, 50);
    d.click(150, 50);
    d.click(150, 150);
    d.click(240, 240); // a slip
    d.key(Qt::Key_Backspace);
    d.key(Qt::Key_Enter);
    QVERIFY(std::abs(d.cell(1)->mask.count() - 100 * 100 / 2) <= 200);
    QVERIFY(!d.cell(1)->mask.test(0, 0, 200, 200));
  }

  void escAndAnotherToolDiscardThePolygon() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Polygon);
    for (const auto leave : {true, false}) {
      d.click(50, 50);
      d.click(150, 50);
      d.click(150, 150);
      QVERIFY(d.canvas.busy());
      if (leave) {
        d.canvas.setTool(ToolId::Brush);
        d.canvas.setTool(ToolId::Polygon);
      } else {
        d.key(Qt::Key_Escape);
      }
      QVERIFY(!d.canvas.busy());
    }
    QCOMPARE(d.cells(), std::size_t{0});
    QCOMPARE(d.steps(), 0);
  }

  void twoCornersAreNoCell() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Polygon);
    d.click(50, 50);
    d.click(150, 50);
    d.key(Qt::Key_Return);
    QCOMPARE(d.cells(), std::size_t{0});
  }

  void aFreehandOutlineClosesOnRelease() {
    CanvasDriver& d = *driver_;
    d.canvas.setTool(ToolId::Polygon);
    d.press(150, 100);
    for (int i = 1; i < 60; ++i) {
      const double angle = 2 * std::numbers::pi * i / 60;
      d.moveTo(100 + 50 * std::cos(angle), 100 + 50 * std::sin(angle));
    }
    d.release(149, 95);
    QCOMPARE(d.cells(), std::size_t{1});
    const double area = std::numbers::pi * 50 * 50;
    QVERIFY(std::abs(static_cast<double>(d.cell(1)->mask.count()) - area) < 0.03 * area);
  }

  void fillFillsAHoleAndTellsWhyItDoesNot() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 100, 100, 40);
    d.document.selection()->setOnly(1);
    CellEdits(d.document).cut(discMask(0, 0, 100, 100, 30));
    d.canvas.setTool(ToolId::Fill);
    QSignalSpy message(&d.canvas, &Canvas::message);
    d.click(100, 100);
    QVERIFY(d.cell(1)->mask == discMask(0, 0, 100, 100, 40));
    QCOMPARE(message.count(), 0);
    d.click(20, 20); // the open background
    QCOMPARE(message.count(), 1);
    d.click(100, 100); // a cell without holes
    QCOMPARE(message.count(), 2);
    QCOMPARE(d.cells(), std::size_t{1});
  }

  void ctrlClickPicksWithEveryTool() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 60, 60, 20);
    d.putDisc(2, 160, 160, 20);
    for (const ToolId tool : {ToolId::Brush, ToolId::Eraser, ToolId::Ellipse, ToolId::Polygon, ToolId::Fill,
                              ToolId::Pick, ToolId::Select}) {
      d.canvas.setTool(tool);
      d.click(160, 160, Qt::ControlModifier);
      QCOMPARE(d.document.selection()->cells(), std::set<CellId>{2});
      d.click(60, 60, Qt::ControlModifier);
      QCOMPARE(d.document.selection()->cells(), std::set<CellId>{1});
    }
    QCOMPARE(d.steps(), 0);
    QVERIFY(!d.canvas.busy());
  }

  void pickSelectsOrClears() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 60, 60, 20);
    d.canvas.setTool(ToolId::Pick);
    d.click(60, 60);
    QCOMPARE(d.document.selection()->current(), CellId{1});
    d.click(160, 160);
    QVERIFY(d.document.selection()->empty());
  }

  void everyToolSaysWhatItDoes() {
    QStringList texts;
    QSignalSpy changed(&driver_->canvas, &Canvas::statusTextChanged);
    for (const ToolId tool : {ToolId::Eraser, ToolId::Ellipse, ToolId::Polygon, ToolId::Fill, ToolId::Pick,
                              ToolId::Select, ToolId::Brush}) {
      driver_->canvas.setTool(tool);
      QCOMPARE(changed.takeLast()[0].toString(), driver_->canvas.statusText());
      texts << driver_->canvas.statusText();
    }
    QVERIFY(!texts.contains(QString()));
    QCOMPARE(texts.removeDuplicates(), 0);
  }

private:
  std::unique_ptr<CanvasDriver> driver_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(drawingtools, TestDrawingTools)
#include "test_drawingtools.moc"
