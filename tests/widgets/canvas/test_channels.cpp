#include "tests/support/testprogram.h"
#include "tests/widgets/canvas/canvasdriver.h"
#include "widgets/canvas/picture.h"

#include <QApplication>
#include <QTest>

using namespace cytosketch;
using test::CanvasDriver;

class TestCanvasChannels : public QObject {
  Q_OBJECT

  /// A nucleus in channel 0 inside a larger cell in channel 1.
  static void fill(CanvasDriver& driver) {
    Sketch sketch({1, 2, 1, 128, 128});
    Cell inner, outer;
    inner.id = 1;
    inner.grey = {0.5F};
    inner.mask = discMask(0, 0, 64, 64, 15);
    outer.id = 2;
    outer.channel = 1;
    outer.kind = CellKind::WholeCell;
    outer.grey = {1.0F};
    outer.mask = discMask(0, 0, 64, 64, 40);
    sketch.put(inner);
    sketch.put(outer);
    driver.document.setSketch(sketch);
    driver.document.viewport()->set({64, 64}, 2.0);
    driver.document.drawing()->setTool(ToolId::Select);
  }
  static QColor pixel(CanvasDriver& driver, int x, int y) {
    QImage image(128, 128, QImage::Format_RGB32);
    SketchPicture(driver.document).paint(image, QPoint(0, 0), QRect(0, 0, 128, 128));
    return image.pixelColor(x, y);
  }

private Q_SLOTS:
  void greysAreShownInTheChannelsColours() {
    CanvasDriver driver;
    fill(driver);
    auto& display = *driver.document.display();
    display.setColouring(CellColouring::Grey);
    display.setChannelColour(0, QColor(0, 255, 0));
    display.setChannelColour(1, QColor(255, 0, 0));
    QCOMPARE(pixel(driver, 64, 64), QColor(255, 127, 0)); // both, added up
    QCOMPARE(pixel(driver, 64, 90), QColor(255, 0, 0));
    QCOMPARE(pixel(driver, 64, 120), QColor(0, 0, 0));
    display.setChannelShown(1, false);
    QCOMPARE(pixel(driver, 64, 64), QColor(0, 127, 0));
    QCOMPARE(pixel(driver, 64, 90), QColor(0, 0, 0));
  }

  void hiddenCellsAreNotTinted() {
    CanvasDriver driver;
    fill(driver);
    auto& display = *driver.document.display();
    display.setFillOpacity(1.0);
    const QColor outer = driver.document.cellColour(2), inner = driver.document.cellColour(1);
    QCOMPARE(pixel(driver, 64, 64), inner);
    QCOMPARE(pixel(driver, 64, 90), outer);
    display.setChannelShown(0, false);
    QCOMPARE(pixel(driver, 64, 64), outer);
    display.showOnlyChannel(0);
    QCOMPARE(pixel(driver, 64, 90), QColor(0, 0, 0));
  }

  void theScreenFollows() {
    CanvasDriver driver;
    fill(driver);
    driver.document.display()->setColouring(CellColouring::Grey);
    driver.document.display()->setOutlines(false);
    const auto onScreen = [&] {
      for (int i = 0; i < 60; ++i) { // stale tiles follow in later repaints
        QApplication::processEvents();
      }
      return driver.canvas.grab().toImage().pixelColor(driver.at(64, 90));
    };
    QCOMPARE(onScreen(), cytosketch::Display::defaultColour(1));
    driver.document.display()->setChannelColour(1, QColor(10, 200, 30));
    QCOMPARE(onScreen(), QColor(10, 200, 30));
    driver.document.display()->setChannelShown(1, false);
    QCOMPARE(onScreen(), QColor(0, 0, 0));
  }

  void clicksPassThroughWhatIsHidden() {
    CanvasDriver driver;
    fill(driver);
    driver.click(64, 64);
    QVERIFY(driver.document.selection()->contains(1));
    driver.document.display()->setChannelShown(0, false);
    driver.click(64, 64);
    QVERIFY(driver.document.selection()->contains(2));
    driver.document.display()->showOnlyChannel(0);
    driver.click(64, 90);
    QVERIFY(driver.document.selection()->empty());
    driver.drag(2, 2, 126, 126); // a band around all
    QCOMPARE(driver.document.selection()->cells(), std::set<CellId>{1});
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(channels, TestCanvasChannels)
#include "test_channels.moc"
