// Sketches with several slices or frames on the canvas.
#include "engine/sketch/solidshapes.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"

#include <QApplication>

using namespace cytosketch;
using cytosketch::test::CanvasDriver;

namespace {

QColor colourAt(CanvasDriver& d, double x, double y) {
  return d.canvas.grab().toImage().pixelColor(d.at(x, y));
}

} // namespace

class TestPaging : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theWheelPagesThroughAVolume() {
    CanvasDriver d({1, 1, 9, 256, 256});
    const double zoom = d.document.viewport()->zoom();
    d.wheel(100, 100, 1);
    QCOMPARE(d.document.position()->slice(), 5);
    d.wheel(100, 100, -2);
    QCOMPARE(d.document.position()->slice(), 3);
    QCOMPARE(d.document.viewport()->zoom(), zoom);
    d.wheel(100, 100, 1, Qt::ControlModifier);
    QCOMPARE(d.document.position()->slice(), 3);
    QVERIFY(d.document.viewport()->zoom() > zoom);
  }

  void theWheelPagesThroughASeries() {
    CanvasDriver d({5, 1, 1, 256, 256});
    d.wheel(100, 100, 2);
    QCOMPARE(d.document.position()->frame(), 2);
  }

  void inAVolumeOverTimeAltTurnsFrames() {
    CanvasDriver d({5, 1, 9, 256, 256});
    d.wheel(100, 100, 1, Qt::AltModifier);
    QCOMPARE(d.document.position()->frame(), 1);
    QCOMPARE(d.document.position()->slice(), 4);
  }

  void onAFlatSketchTheWheelZooms() {
    CanvasDriver d;
    const double zoom = d.document.viewport()->zoom();
    d.wheel(100, 100, 1);
    QVERIFY(d.document.viewport()->zoom() > zoom);
  }

  void arrowKeysPage() {
    CanvasDriver d({5, 1, 9, 256, 256});
    d.key(Qt::Key_Up);
    d.key(Qt::Key_Right);
    d.key(Qt::Key_Right);
    QCOMPARE(d.document.position()->slice(), 5);
    QCOMPARE(d.document.position()->frame(), 2);
    d.key(Qt::Key_Down);
    d.key(Qt::Key_Left);
    QCOMPARE(d.document.position()->slice(), 4);
    QCOMPARE(d.document.position()->frame(), 1);
  }

  void arrowKeysStillMoveASelectedCell() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(100, 100, 140, 140);
    d.canvas.setTool(ToolId::Select);
    const Mask before = d.cell(1)->mask;
    d.key(Qt::Key_Right);
    QCOMPARE(d.cell(1)->mask, before.translated(0, 0, 1));
    QCOMPARE(d.document.position()->slice(), 4);
  }

  void anotherSliceIsAnotherPicture() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.document.drawing()->setInDepth(false);
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(90, 90, 150, 150);
    d.document.selection()->clear();
    const QColor cell = colourAt(d, 120, 120);
    QVERIFY(cell.value() > 60);
    d.wheel(100, 100, 1);
    QVERIFY(colourAt(d, 120, 120).value() < 20);
    d.wheel(100, 100, -1);
    QCOMPARE(colourAt(d, 120, 120), cell);
  }

  void theEllipseBecomesAnEllipsoid() {
    CanvasDriver d({1, 1, 41, 256, 256});
    d.document.changeSpacing({1.0, 0.5, 0.5});
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(80, 100, 140, 140); // radii 30 and 20 pixels, so 12.5 slices
    const Mask mask = d.cell(1)->mask;
    const Box box = mask.bounds();
    QCOMPARE(box.z0 + box.z1 - 1, 2 * 20);
    QVERIFY(std::abs(box.depth() - 25) <= 1);
    QVERIFY(std::abs(mask.bounds(0, 20).width() - 60) <= 1);
    QVERIFY(std::abs(mask.bounds(0, 20).height() - 40) <= 1);
    d.document.drawing()->setInDepth(false);
    d.drag(80, 180, 140, 220);
    QCOMPARE(d.cell(2)->mask.slices(0), std::vector<std::int64_t>{20});
  }

  void whatIsDrawnOverACellInAnotherSliceBelongsToIt() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.document.drawing()->setInDepth(false);
    d.canvas.setTool(ToolId::Polygon);
    const auto outline = [&](double shift) {
      for (const auto& [x, y] : {std::pair{100.0, 100.0}, {150.0, 100.0}, {150.0, 150.0}, {100.0, 150.0}}) {
        d.click(x + shift, y);
      }
      d.key(Qt::Key_Return);
    };
    outline(0);
    d.wheel(100, 100, 2);
    outline(10);
    QCOMPARE(d.cells(), std::size_t(1));
    QCOMPARE(d.cell(1)->mask.slices(0), (std::vector<std::int64_t>{4, 6}));
  }

  void fillAndPickWorkInTheShownSlice() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.document.drawing()->setInDepth(false);
    d.canvas.setTool(ToolId::Ellipse);
    d.drag(90, 90, 150, 150);
    d.document.selection()->clear();
    d.wheel(100, 100, 1);
    d.canvas.setTool(ToolId::Pick);
    d.click(120, 120);
    QCOMPARE(d.document.selection()->current(), CellId(0));
    d.wheel(100, 100, -1);
    d.click(120, 120);
    QCOMPARE(d.document.selection()->current(), CellId(1));
    // A hole in this slice is filled in this slice.
    d.canvas.setTool(ToolId::Eraser);
    d.click(120, 120);
    QVERIFY(!d.cell(1)->mask.test(0, 4, 120, 120));
    d.canvas.setTool(ToolId::Fill);
    d.click(120, 120);
    QVERIFY(d.cell(1)->mask.test(0, 4, 120, 120));
    QCOMPARE(d.cell(1)->mask.slices(0), std::vector<std::int64_t>{4});
  }

  void aClickMovesTheCrosshair() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.canvas.setTool(ToolId::Select);
    d.click(31, 52);
    QCOMPARE(d.document.position()->voxel(), (Cursor::Voxel{0, 4, 52, 31}));
  }

  void theStatusTextTellsTheBall() {
    CanvasDriver d({1, 1, 9, 256, 256});
    d.canvas.setTool(ToolId::Brush);
    const QString ball = d.canvas.statusText();
    d.document.drawing()->setInDepth(false);
    QVERIFY(d.canvas.statusText() != ball);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(paging, TestPaging)
#include "test_paging.moc"
