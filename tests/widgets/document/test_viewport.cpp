#include "tests/support/testprogram.h"
#include "widgets/document/viewport.h"

#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace cytosketch;

class TestViewport : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void mappingThereAndBackIsTheSame() {
    std::mt19937 engine(4);
    std::uniform_real_distribution<double> place(-3000, 3000);
    for (int i = 0; i < 1000; ++i) {
      Viewport viewport;
      viewport.setImageSize({2048, 1024});
      viewport.set({place(engine), place(engine)}, std::exp2(place(engine) / 500));
      const QSizeF size(317, 1201);
      const QPointF image(place(engine), place(engine));
      const QPointF back = viewport.toImage(viewport.toView(image, size), size);
      QVERIFY(QLineF(image, back).length() < 1e-6);
    }
  }

  void pixelsAreAsLargeAsTheZoomSays() {
    Viewport viewport;
    viewport.setImageSize({100, 100});
    viewport.set({50, 50}, 4.0);
    const QSizeF size(640, 480);
    QCOMPARE(viewport.toView(QPointF(50, 50), size), QPointF(320, 240));
    QCOMPARE(viewport.toView(QPointF(51, 52), size), QPointF(324, 248));
  }

  void zoomingKeepsThePointUnderTheMouse() {
    Viewport viewport;
    viewport.setImageSize({512, 512});
    viewport.set({256, 256}, 1.0);
    const QSizeF size(800, 600);
    const QPointF mouse(430, 270);
    const QPointF under = viewport.toImage(mouse, size);
    for (int i = 0; i < 12; ++i) {
      viewport.zoomAt(mouse, size, 1.3);
    }
    QVERIFY(QLineF(under, viewport.toImage(mouse, size)).length() < 1e-9);
    QVERIFY(viewport.zoom() > 20.0);
  }

  void zoomStaysInItsRange() {
    Viewport viewport;
    viewport.setImageSize({512, 512});
    for (int i = 0; i < 100; ++i) {
      viewport.zoomIn();
    }
    QCOMPARE(viewport.zoom(), Viewport::zoomMaximum);
    for (int i = 0; i < 200; ++i) {
      viewport.zoomOut();
    }
    QCOMPARE(viewport.zoom(), Viewport::zoomMinimum);
  }

  void fitShowsAllAndFollowsTheWindow() {
    Viewport viewport;
    viewport.setImageSize({1000, 500});
    for (const QSizeF size : {QSizeF(400, 400), QSizeF(1920, 300)}) {
      viewport.setViewSize(size);
      QVERIFY(viewport.fitted());
      const QRectF shown = viewport.toView(QRectF(0, 0, 1000, 500), size);
      QVERIFY(QRectF({0, 0}, size).contains(shown));
      QVERIFY(shown.width() > 0.9 * size.width() || shown.height() > 0.9 * size.height());
    }
    viewport.pan({10, 0});
    const double zoom = viewport.zoom();
    viewport.setViewSize({500, 500});
    QCOMPARE(viewport.zoom(), zoom); // no longer fitted: a resize leaves the zoom
  }

  void theImageCannotBeLost() {
    Viewport viewport;
    viewport.setImageSize({100, 100});
    viewport.pan({1e6, -1e6});
    const QRectF shown = viewport.toView(QRectF(0, 0, 100, 100), QSizeF(200, 200));
    QVERIFY(shown.intersects(QRectF(0, 0, 201, 201)));
  }

  void unchangedIsSilent() {
    Viewport viewport;
    viewport.setImageSize({100, 100});
    viewport.set({20, 30}, 2.0);
    const QSignalSpy changed(&viewport, &Viewport::changed);
    viewport.set({20, 30}, 2.0);
    QCOMPARE(changed.count(), 0);
  }
};

CYTOSKETCH_TEST_CLASS(viewport, TestViewport)
#include "test_viewport.moc"
