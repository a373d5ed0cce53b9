#include "canvasdriver.h"
#include "tests/support/testprogram.h"

#include <QApplication>

using namespace cytosketch;

/// The brush that paints light on the background, driven by the mouse.
class TestLightTool : public QObject {
  Q_OBJECT

private:
  static float lightAt(const test::CanvasDriver& d, std::int64_t y, std::int64_t x) {
    return static_cast<float>(d.document.sketch().shading().illuminationMap.at(y, x));
  }

private Q_SLOTS:
  void dragLightensInOneStep() {
    test::CanvasDriver d;
    d.canvas.setTool(ToolId::Light);
    d.document.drawing()->setLightRadius(30);
    d.document.drawing()->setLightStrength(0.25);
    d.drag(60, 100, 180, 100);
    QCOMPARE(d.steps(), 1);
    QVERIFY(std::abs(lightAt(d, 100, 120) - 0.25F) < 0.01F);
    QVERIFY(std::abs(lightAt(d, 115, 120) - 0.125F) < 0.01F); // half of it at half the radius
    QCOMPARE(lightAt(d, 140, 120), 0.0F);
    QCOMPARE(d.cells(), std::size_t{0}); // no cell is drawn
    d.document.undoStack()->undo();
    QVERIFY(d.document.sketch().shading() == Shading());
  }

  void rightButtonAndAltDarken() {
    test::CanvasDriver d;
    d.canvas.setTool(ToolId::Light);
    d.drag(60, 100, 180, 100, {}, Qt::RightButton);
    QVERIFY(lightAt(d, 100, 120) < -0.05F);
    d.press(120, 100, Qt::AltModifier);
    d.release(120, 100, Qt::AltModifier);
    QVERIFY(lightAt(d, 100, 120) < -0.15F);
  }

  void wheelChangesItsOwnSize() {
    test::CanvasDriver d;
    const double brush = d.document.drawing()->brushRadius();
    d.canvas.setTool(ToolId::Light);
    const double before = d.document.drawing()->lightRadius();
    d.wheel(100, 100, 1, Qt::ShiftModifier);
    QVERIFY(d.document.drawing()->lightRadius() > before);
    QCOMPARE(d.document.drawing()->brushRadius(), brush);
    QVERIFY(d.canvas.statusText().contains("background"));
  }

  void busyWhileDragging() {
    test::CanvasDriver d;
    d.canvas.setTool(ToolId::Light);
    d.press(100, 100);
    QVERIFY(d.canvas.busy());
    d.release(100, 100);
    QVERIFY(!d.canvas.busy());
  }

  /// What is on the screen after a stroke is what a canvas without a past shows.
  void pictureFollows() {
    test::CanvasDriver d({1, 1, 1, 300, 400}, {420, 320});
    d.putDisc(1, 200, 150, 40);
    d.document.viewport()->fit();
    const auto settled = [](Canvas& canvas) {
      for (int i = 0; i < 20; ++i) {
        canvas.grab();
      }
      return canvas.grab().toImage();
    };
    settled(d.canvas);
    d.canvas.setTool(ToolId::Light);
    d.drag(60, 100, 300, 200);
    d.document.drawing()->setTool(ToolId::Select);
    const QImage now = settled(d.canvas);
    Canvas fresh(d.document);
    fresh.resize(d.canvas.size());
    fresh.show();
    static_cast<void>(QTest::qWaitForWindowExposed(&fresh));
    QVERIFY(now == settled(fresh));
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(lighttool, TestLightTool)
#include "test_lighttool.moc"
