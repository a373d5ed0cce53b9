#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;
using test::CanvasDriver;

class TestNavigation : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() { driver_ = std::make_unique<CanvasDriver>(); }

  void theWheelZoomsAtThePointer() {
    CanvasDriver& d = *driver_;
    for (const Qt::KeyboardModifiers modifiers : {Qt::KeyboardModifiers(Qt::NoModifier), {Qt::ControlModifier}}) {
      d.document.viewport()->set({128, 128}, 2.0);
      const QPoint place = d.at(40, 70);
      d.wheel(40, 70, 3, modifiers);
      QVERIFY(d.document.viewport()->zoom() > 3.0);
      QCOMPARE(d.at(40, 70), place);
      d.wheel(40, 70, -3, modifiers);
      QVERIFY(qAbs(d.document.viewport()->zoom() - 2.0) < 1e-9);
    }
  }

  void shiftWheelChangesTheBrush() {
    CanvasDriver& d = *driver_;
    const double radius = d.document.drawing()->brushRadius();
    d.wheel(40, 70, 2, Qt::ShiftModifier);
    QVERIFY(d.document.drawing()->brushRadius() > radius);
    QCOMPARE(d.document.viewport()->zoom(), 2.0);
    d.wheel(40, 70, -200, Qt::ShiftModifier);
    QCOMPARE(d.document.drawing()->brushRadius(), Drawing::brushMinimum);
  }

  void middleButtonAndSpacePan() {
    CanvasDriver& d = *driver_;
    const QPoint from = d.at(100, 100);
    d.press(100, 100, {}, Qt::MiddleButton);
    QTest::mouseMove(&d.canvas, from + QPoint(30, -20));
    QTest::mouseRelease(&d.canvas, Qt::MiddleButton, {}, from + QPoint(30, -20));
    QCOMPARE(d.document.viewport()->centre(), QPointF(128 - 15, 128 + 10));
    QTest::keyPress(&d.canvas, Qt::Key_Space);
    QCOMPARE(d.canvas.cursor().shape(), Qt::OpenHandCursor);
    const QPoint again = d.at(100, 100);
    d.press(100, 100);
    QCOMPARE(d.canvas.cursor().shape(), Qt::ClosedHandCursor);
    QTest::mouseMove(&d.canvas, again + QPoint(-30, 20));
    QTest::mouseRelease(&d.canvas, Qt::LeftButton, {}, again + QPoint(-30, 20));
    QTest::keyRelease(&d.canvas, Qt::Key_Space);
    QCOMPARE(d.document.viewport()->centre(), QPointF(128, 128));
    QCOMPARE(d.cells(), std::size_t{0}); // nothing was painted
    d.click(100, 100);
    QCOMPARE(d.cells(), std::size_t{1}); // and now it is
  }

  void theCursorIsTheVoxelUnderTheMouse() {
    CanvasDriver& d = *driver_;
    QSignalSpy moved(&d.document, &Document::cursorChanged);
    d.moveTo(17, 33, {}, Qt::NoButton);
    QCOMPARE(moved.count(), 1);
    QVERIFY(d.document.cursor()->inside());
    QCOMPARE(d.document.cursor()->voxel(), (Cursor::Voxel{0, 0, 33, 17}));
    d.document.viewport()->set({128, 128}, 1.0);
    d.moveTo(-20, 33, {}, Qt::NoButton);
    QVERIFY(!d.document.cursor()->inside());
  }

  void aSmallBrushHasACrossAndALargeOneItsRing() {
    CanvasDriver& d = *driver_;
    d.document.drawing()->setBrushRadius(20);
    QCOMPARE(d.canvas.cursor().shape(), Qt::BlankCursor);
    d.document.drawing()->setBrushRadius(1);
    QCOMPARE(d.canvas.cursor().shape(), Qt::CrossCursor);
  }

  void theBrushesRingIsAtTrueSize() {
    CanvasDriver& d = *driver_;
    d.putDisc(1, 20, 20, 5); // so that the empty canvas shows no hint
    const QImage before = d.canvas.grab().toImage();
    d.document.drawing()->setBrushRadius(30);
    d.moveTo(128, 128, {}, Qt::NoButton);
    const QImage after = d.canvas.grab().toImage();
    QRect changed;
    for (int y = 0; y < before.height(); ++y) {
      for (int x = 0; x < before.width(); ++x) {
        if (before.pixel(x, y) != after.pixel(x, y)) {
          changed = changed.united(QRect(x, y, 1, 1));
        }
      }
    }
    QVERIFY2(qAbs(changed.width() - 120) <= 4 && qAbs(changed.height() - 120) <= 4,
             qPrintable(QString("%1×%2").arg(changed.width()).arg(changed.height())));
  }

  void fitKeepsTheImageInTheResizedView() {
    CanvasDriver& d = *driver_;
    d.document.viewport()->fit();
    d.canvas.resize(300, 700);
    const QRectF shown = d.document.viewport()->toView(QRectF(0, 0, 256, 256), QSizeF(300, 700));
    QVERIFY(QRectF(0, 0, 300, 700).contains(shown));
    QVERIFY(shown.width() > 270);
  }

private:
  std::unique_ptr<CanvasDriver> driver_;
};

CYTOSKETCH_WIDGET_TEST_CLASS(navigation, TestNavigation)
#include "test_navigation.moc"
