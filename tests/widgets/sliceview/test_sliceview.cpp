#include "tests/support/testprogram.h"
#include "widgets/sliceview/sliceview.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

#include <memory>

using namespace cytosketch;

namespace {

struct Fixture {
  Fixture() {
    Sketch sketch({1, 1, 1, 64, 64}, {0.5, 0.5, 0.5});
    Cell cell;
    cell.id = 3;
    cell.mask.setSpan(0, 0, 30, 20, 40);
    cell.mask.setSpan(0, 0, 31, 20, 40);
    sketch.put(cell);
    document.setSketch(sketch);
    view = std::make_unique<SliceView>(&document, QStringLiteral("Image"));
    view->resize(320, 320);
    view->setImage(Image<float>({1, 1, 1, 64, 64}, 0.0F, {0.5, 0.5, 0.5}), networkScale);
    view->show();
    document.viewport()->setViewSize(view->size());
    document.viewport()->set(QPointF(32, 32), 5.0);
  }
  QImage grab() const { return view->grab().toImage(); }

  Document document;
  std::unique_ptr<SliceView> view;
};

int reddish(const QImage& picture) {
  int count = 0;
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width(); ++x) {
      const QRgb pixel = picture.pixel(x, y);
      count += qRed(pixel) > qGreen(pixel) + 60 ? 1 : 0;
    }
  }
  return count;
}

} // namespace

class TestSliceView : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void showsTheImageOnItsSurround() {
    Fixture fixture;
    fixture.document.viewport()->set(QPointF(32, 32), 2.0); // 128 of 320 pixels
    const QImage picture = fixture.grab();
    QCOMPARE(qRed(picture.pixel(160, 160)) / 4, 128 / 4); // network value 0 is grey 0.5
    QVERIFY(qRed(picture.pixel(20, 160)) < 60);
  }

  void focusAndCaptionLeaveTheGreysAlone() {
    Fixture fixture;
    fixture.view->setCaption(QStringLiteral("Run 1"));
    fixture.view->activateWindow();
    fixture.view->setFocus();
    QTRY_VERIFY(fixture.view->hasFocus());
    QCOMPARE(qRed(fixture.grab().pixel(160, 160)) / 4, 128 / 4);
  }

  void outlinesFollowTheSwitch() {
    Fixture fixture;
    QCOMPARE(reddish(fixture.grab()), 0);
    fixture.view->setOutlines(fixture.document.sketch());
    const int thin = reddish(fixture.grab());
    QVERIFY(thin > 150); // 44 pixels around, at five screen pixels each
    fixture.document.selection()->setOnly(3);
    QVERIFY(reddish(fixture.grab()) > thin * 3 / 2); // the selected cell by width, not by hue alone
    fixture.document.display()->setOutlines(false);
    QCOMPARE(reddish(fixture.grab()), 0);
  }

  void overlayIsRedAndGreen() {
    Fixture fixture;
    fixture.view->setOverlay(Image<float>({1, 1, 1, 64, 64}, 1.0F));
    const QRgb pixel = fixture.grab().pixel(160, 160);
    QVERIFY(qRed(pixel) > 240);
    QVERIFY(std::abs(qGreen(pixel) - 128) < 4);
    QVERIFY(qBlue(pixel) < 10);
  }

  void wheelZoomsAboutTheMouseAndDragPans() {
    Fixture fixture;
    Viewport& viewport = *fixture.document.viewport();
    const QPointF mouse(80, 200);
    const QPointF under = viewport.toImage(mouse, fixture.view->size());
    QWheelEvent wheel(mouse, fixture.view->mapToGlobal(mouse), {}, QPoint(0, 120), Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(fixture.view.get(), &wheel);
    QVERIFY(viewport.zoom() > 5.0);
    const QPointF after = viewport.toImage(mouse, fixture.view->size());
    QVERIFY((after - under).manhattanLength() < 1e-6);
    QTest::mousePress(fixture.view.get(), Qt::LeftButton, {}, QPoint(100, 100));
    QTest::mouseMove(fixture.view.get(), QPoint(120, 90));
    QTest::mouseRelease(fixture.view.get(), Qt::LeftButton, {}, QPoint(120, 90));
    const QPointF moved = viewport.toView(after, fixture.view->size());
    QVERIFY((moved - (mouse + QPointF(20, -10))).manhattanLength() < 1e-6);
  }

  void cursorAndValueUnderIt() {
    Fixture fixture;
    QVERIFY(!fixture.view->valueUnderCursor());
    QTest::mouseMove(fixture.view.get(), QPoint(160, 160));
    QVERIFY(fixture.document.cursor()->inside());
    QCOMPARE(fixture.document.cursor()->voxel().x, 32);
    QCOMPARE(*fixture.view->valueUnderCursor(), 0.5);
  }

  void autoContrastTakesTheRangeOfTheImage() {
    Fixture fixture;
    Image<float> image({1, 1, 1, 64, 64});
    float* const voxels = image.mutableData();
    for (std::size_t i = 0; i < image.size(); ++i) {
      voxels[i] = -0.6F + 0.8F * float(i) / float(image.size() - 1); // greys 0.2 to 0.6
    }
    fixture.view->setImage(image, networkScale);
    fixture.view->autoContrast();
    QVERIFY(std::abs(fixture.view->contrast().low - 0.2) < 0.01);
    QVERIFY(std::abs(fixture.view->contrast().high - 0.6) < 0.01);
    fixture.view->setImage(Image<float>({1, 1, 1, 64, 64}, 0.3F), networkScale);
    fixture.view->autoContrast(); // a flat image must not divide by nothing
    QVERIFY(fixture.view->contrast().high > fixture.view->contrast().low);
  }

  void everythingHasAName() {
    Fixture fixture;
    QVERIFY(!fixture.view->accessibleName().isEmpty());
    for (const QToolButton* const button : fixture.view->findChildren<QToolButton*>()) {
      QVERIFY(!button->accessibleName().isEmpty());
    }
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(sliceview, TestSliceView)
#include "test_sliceview.moc"
