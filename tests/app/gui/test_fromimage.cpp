#include "app/gui/realimageview.h"
#include "engine/imageio/imagefile.h"
#include "tests/app/gui/windowfixture.h"
#include "tests/support/testprogram.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace cytosketch;

namespace {

/// Bright balls of radius 12 at fixed places, in every slice.
void writeImageOf(const QString& path, std::int64_t slices) {
  Image<float> image({1, 1, slices, 120, 160}, 100.0F, {0.2, 0.2, 0.2});
  for (std::int64_t z = 0; z < slices; ++z) {
    for (std::int64_t y = 0; y < 120; ++y) {
      for (std::int64_t x = 0; x < 159; ++x) {
        const double dz = static_cast<double>(z) - static_cast<double>(slices / 2);
        const double dy = static_cast<double>(y % 60) - 30.0;
        const double dx = std::fmod(static_cast<double>(x), 53.0) - 26.0;
        const bool inside = dz * dz + dy * dy + dx * dx < 144.0;
        image.mutableChannel(0, 0)[(z * 120 + y) * 160 + x] += inside ? 900.0F : static_cast<float>((x + y + z) % 3);
      }
    }
  }
  writeImage(image, path.toStdString());
}

} // namespace

/// From a real image to cells, in the real window.
class TestFromImage : public QObject, private WindowFixture {
  Q_OBJECT

private Q_SLOTS:
  void init() {
    setUpHome();
    qputenv("XDG_DATA_HOME", in("share").toUtf8());
  }

  void makesASketchThatCanBeUndone_data() {
    QTest::addColumn<int>("slices");
    QTest::newRow("plane") << 1;
    QTest::newRow("volume") << 25;
  }
  void makesASketchThatCanBeUndone() {
    QFETCH(int, slices);
    writeImageOf(in("real.tif"), slices);
    MainWindow window(in("user").toStdString());
    window.resize(1280, 720);
    window.show();
    QVERIFY(window.startCardShown());
    window.fromImage()->openImage(in("real.tif"));
    auto* const make = window.fromImagePanel()->findChild<QPushButton*>("makeSketch");
    QTRY_VERIFY_WITH_TIMEOUT(make->isEnabled(), 30000);
    QVERIFY(!window.startCardShown());
    QCOMPARE(window.page()->mode(), ViewMode::Real);
    RealImageView* const real = window.page()->realImage();
    QVERIFY(real->isVisible());
    QCOMPARE(real->view()->outlined()->cellCount(), std::size_t{6});
    QCOMPARE(window.document()->sketch().cellCount(), std::size_t{0}); // not before the button
    make->click();
    QCOMPARE(window.document()->sketch().cellCount(), std::size_t{6});
    QCOMPARE(window.document()->sketch().extent().z, std::int64_t{slices});
    QCOMPARE(window.document()->position()->slice(), std::int64_t{slices / 2});
    QVERIFY(!real->empty()); // stays to compare with
    // Both views are linked now.
    window.document()->viewport()->set({40.0, 50.0}, 3.0);
    QCOMPARE(real->own()->viewport()->zoom(), 3.0);
    real->own()->position()->setSlice(0);
    QCOMPARE(window.document()->position()->slice(), std::int64_t{0});
    window.document()->undoStack()->undo();
    QCOMPARE(window.document()->sketch().cellCount(), std::size_t{0});
  }

  void anotherSizeLeavesTheSketchUntilTheButton() {
    writeImageOf(in("real.tif"), 1);
    MainWindow window(in("user").toStdString());
    window.show();
    window.files()->newSketch({1, 1, 1, 64, 64}, {});
    window.fromImage()->openImage(in("real.tif"));
    auto* const make = window.fromImagePanel()->findChild<QPushButton*>("makeSketch");
    QTRY_VERIFY_WITH_TIMEOUT(make->isEnabled(), 30000);
    QCOMPARE(window.document()->sketch().extent().x, std::int64_t{64});
    make->click();
    QCOMPARE(window.document()->sketch().extent().x, std::int64_t{160});
    window.document()->undoStack()->undo();
    QCOMPARE(window.document()->sketch().extent().x, std::int64_t{64});
  }

  void badFilesAreToldAndChangeNothing() {
    MainWindow window(in("user").toStdString());
    window.show();
    window.fromImage()->openImage(in("none.tif"));
    QTRY_VERIFY(!window.issues()->isHidden());
    QVERIFY(window.startCardShown());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(fromimage, TestFromImage)
#include "test_fromimage.moc"
