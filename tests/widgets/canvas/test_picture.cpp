#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"
#include "widgets/document/celledits.h"

#include <QApplication>
#include <QScreen>
#include <QTest>

#include <cmath>
#include <random>

using namespace cytosketch;
using test::CanvasDriver;

namespace {

void settle() {
  for (int i = 0; i < 60; ++i) { // stale tiles follow in later repaints
    QApplication::processEvents();
  }
}

/// What is on the screen, with every part as it was last painted.
QImage onScreen(Canvas& canvas) {
  settle();
  return canvas.screen()->grabWindow(canvas.winId()).toImage().convertToFormat(QImage::Format_RGB32);
}

/// The canvas painted as a whole.
QImage picture(Canvas& canvas) {
  settle();
  return canvas.grab().toImage().convertToFormat(QImage::Format_RGB32);
}

int largestDifference(const QImage& a, const QImage& b) {
  int largest = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const QRgb p = a.pixel(x, y);
      const QRgb q = b.pixel(x, y);
      largest = std::max(
          {largest, std::abs(qRed(p) - qRed(q)), std::abs(qGreen(p) - qGreen(q)), std::abs(qBlue(p) - qBlue(q))});
    }
  }
  return largest;
}

} // namespace

class TestPicture : public QObject {
  Q_OBJECT
private Q_SLOTS:
  /// Whatever was edited, the picture that was patched is the one that a new canvas paints.
  void patchedIsTheSameAsPaintedAnew_data() {
    QTest::addColumn<double>("zoom");
    for (const double zoom : {0.2, 0.5, 1.0, 1.7, 3.0, 14.0}) {
      QTest::addRow("zoom %g", zoom) << zoom;
    }
  }

  void patchedIsTheSameAsPaintedAnew() {
    QFETCH(double, zoom);
    CanvasDriver d({1, 1, 1, 700, 700}, {400, 400});
    for (CellId id = 1; id <= 12; ++id) {
      d.putDisc(id, 50 + 150 * (id % 4), 60 + 180 * (id / 4), 40, static_cast<CellKind>(id % 3));
    }
    d.document.viewport()->set({350, 350}, zoom);
    std::mt19937 engine(8);
    const auto near = [&](double range) { return 350 + (static_cast<double>(engine() % 2001) / 1000 - 1) * range; };
    const double range = std::min(330.0, 180 / zoom);
    CellEdits edits(d.document);
    for (int round = 0; round < 24; ++round) {
      d.document.drawing()->setBrushRadius(static_cast<double>(1 + engine() % 20));
      switch (engine() % 6) {
      case 0:
        d.canvas.setTool(ToolId::Brush);
        d.drag(near(range), near(range), near(range), near(range));
        break;
      case 1:
        d.canvas.setTool(ToolId::Eraser);
        d.drag(near(range), near(range), near(range), near(range));
        break;
      case 2:
        d.canvas.setTool(ToolId::Ellipse);
        d.drag(near(range), near(range), near(range), near(range));
        break;
      case 3:
        d.canvas.setTool(ToolId::Select);
        d.drag(near(range), near(range), near(range), near(range));
        break;
      case 4:
        edits.setGrey({static_cast<CellId>(engine() % 12 + 1)}, static_cast<float>(engine() % 11) / 10);
        break;
      default:
        d.document.undoStack()->undo();
        break;
      }
      QEvent leave(QEvent::Leave); // takes the brush's ring away
      QApplication::sendEvent(&d.canvas, &leave);
      const QImage patched = onScreen(d.canvas);
      QVERIFY(largestDifference(patched, picture(d.canvas)) <= 2); // interpolation rounds differently at clip edges
      if (round % 8 != 7) {
        continue;
      }
      Canvas fresh(d.document);
      fresh.resize(d.canvas.size());
      fresh.show();
      d.document.viewport()->set({350, 350}, zoom);
      QVERIFY(largestDifference(picture(d.canvas), picture(fresh)) <= 2);
    }
  }

  /// Selecting and dragging change outlines only.
  void selectedOutlinesAreThoseOfACanvasPaintedAnew() {
    CanvasDriver d({1, 1, 1, 700, 700}, {400, 400});
    for (CellId id = 1; id <= 160; ++id) {
      d.putDisc(id, 30 + 50 * (id % 13), 30 + 52 * (id / 13), 20);
    }
    d.document.viewport()->set({350, 350}, 0.5);
    const auto isAsPaintedAnew = [&] {
      const QImage shown = onScreen(d.canvas);
      Canvas fresh(d.document);
      fresh.resize(d.canvas.size());
      fresh.show();
      d.document.viewport()->set({350, 350}, 0.5);
      return largestDifference(shown, picture(fresh)) <= 2;
    };
    std::set<CellId> most;
    for (CellId id = 1; id <= 155; ++id) {
      most.insert(id);
    }
    for (const std::set<CellId>& cells : {std::set<CellId>{}, std::set<CellId>{3}, std::set<CellId>{3, 40}, most}) {
      d.document.selection()->set(cells);
      QVERIFY(isAsPaintedAnew());
    }
    d.document.display()->setOutlines(false);
    QVERIFY(isAsPaintedAnew());
    d.document.display()->setOutlines(true);
    CellEdits(d.document).remove({4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14}); // few cells have wider outlines
    QVERIFY(isAsPaintedAnew());
    d.document.undoStack()->undo();
    QVERIFY(isAsPaintedAnew());
  }

  /// Another zoom, and back: first the old picture, then the new one.
  void zoomingEndsWithTheSharpPicture() {
    CanvasDriver d({1, 1, 1, 700, 700}, {400, 400});
    for (CellId id = 1; id <= 12; ++id) {
      d.putDisc(id, 50 + 150 * (id % 4), 60 + 180 * (id / 4), 40);
    }
    d.document.viewport()->set({350, 350}, 0.5);
    const QImage before = onScreen(d.canvas);
    for (const double zoom : {0.6, 1.9, 7.0, 0.1}) {
      d.document.viewport()->set({340, 360}, zoom);
      d.canvas.grab();
    }
    d.document.viewport()->set({350, 350}, 0.5);
    QCOMPARE(onScreen(d.canvas), before);
  }

  void greysAreThoseOfTheRaster() {
    CanvasDriver d({1, 1, 1, 300, 300}, {300, 300});
    Shading shading;
    shading.background = 0.1F;
    shading.overlapDarkening = 0.2F;
    d.document.changeShading(shading);
    CellEdits edits(d.document);
    edits.add(discMask(0, 0, 100, 100, 50), "a");
    edits.add(discMask(0, 0, 150, 150, 60), "b");
    edits.setGrey({2}, 0.8F);
    edits.startNewCell();
    d.document.display()->setColouring(CellColouring::Grey);
    d.document.display()->setOutlines(false);
    d.document.viewport()->set({150, 150}, 1.0);
    const QImage shown = picture(d.canvas);
    const Image<float> grey = rasteriseGrey(d.document.sketch());
    for (int y = 0; y < 300; ++y) {
      for (int x = 0; x < 300; ++x) {
        const int level = static_cast<int>(std::lround(grey.at(y, x) * 255));
        QCOMPARE(shown.pixel(x, y), qRgb(level, level, level));
      }
    }
  }

  void outlinesCanBeHiddenButTheSelectionStays() {
    CanvasDriver d;
    d.putDisc(1, 100, 100, 30);
    d.canvas.setTool(ToolId::Select);
    const QImage with = picture(d.canvas);
    d.document.display()->setOutlines(false);
    const QImage without = picture(d.canvas);
    QVERIFY(with != without);
    d.document.selection()->setOnly(1);
    QVERIFY(picture(d.canvas) != without);
  }

  void zoomedOutPixelsAreMeans() {
    CanvasDriver d({1, 1, 1, 512, 512}, {128, 128});
    Cell cell; // stripes that any sampling without averaging would turn into bands
    cell.id = 1;
    cell.grey = {1.0F};
    for (std::int64_t y = 0; y < 512; y += 2) {
      cell.mask.setSpan(0, 0, y, 0, 512);
    }
    d.document.changeCells({{1, nullptr, std::make_shared<const Cell>(cell)}}, "stripes");
    d.document.display()->setColouring(CellColouring::Grey);
    d.document.display()->setOutlines(false);
    d.document.viewport()->set({256, 256}, 0.25);
    const QImage shown = picture(d.canvas);
    for (int y = 4; y < 124; ++y) {
      for (int x = 4; x < 124; ++x) {
        QVERIFY(std::abs(qRed(shown.pixel(x, y)) - 128) <= 2);
      }
    }
  }

  void extremeZoomsPaint() {
    CanvasDriver d({1, 1, 1, 2048, 2048}, {600, 600});
    d.putDisc(1, 1000, 1000, 300);
    d.canvas.setTool(ToolId::Select);
    for (const double zoom : {Viewport::zoomMinimum, Viewport::zoomMaximum}) {
      d.document.viewport()->set({1000, 1000}, zoom);
      const QImage shown = picture(d.canvas);
      QVERIFY(qRed(shown.pixel(300, 300)) != qRed(shown.pixel(1, 1)) || zoom == Viewport::zoomMaximum);
      QVERIFY(qGreen(shown.pixel(302, 298)) > 60); // inside the disc
    }
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(picture, TestPicture)
#include "test_picture.moc"
