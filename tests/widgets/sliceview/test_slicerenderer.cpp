#include "tests/support/testprogram.h"
#include "widgets/sliceview/outlines.h"
#include "widgets/sliceview/scalebar.h"
#include "widgets/sliceview/slicerenderer.h"

#include <QApplication>
#include <QTest>

#include <random>
#include <set>

using namespace cytosketch;

namespace {

/// A ramp with a value of its own in every voxel: t, z, y, x can be told apart.
Image<float> ramp(const Extent& extent) {
  Image<float> image(extent);
  float* const voxels = image.mutableData();
  for (std::size_t i = 0; i < image.size(); ++i) {
    voxels[i] = float(i) / float(image.size() - 1);
  }
  return image;
}

int grey(float value) {
  return int(std::lround(value * 255.0F));
}

/// Unit edges of a mask by looking at every pixel and its neighbours.
std::set<std::array<int, 4>> edgesByPixels(const Mask& mask, int edge) {
  std::set<std::array<int, 4>> edges;
  const auto inside = [&](int y, int x) { return mask.test(0, 0, y, x); };
  for (int y = -edge; y <= edge; ++y) {
    for (int x = -edge; x <= edge; ++x) {
      if (inside(y, x) != inside(y - 1, x)) {
        edges.insert({x, y, x + 1, y});
      }
      if (inside(y, x) != inside(y, x - 1)) {
        edges.insert({x, y, x, y + 1});
      }
    }
  }
  return edges;
}

std::set<std::array<int, 4>> unitEdges(const QList<QLineF>& lines) {
  std::set<std::array<int, 4>> edges;
  for (const QLineF& line : lines) {
    const int dx = line.x2() > line.x1() ? 1 : 0;
    const int dy = line.y2() > line.y1() ? 1 : 0;
    for (QPoint at(int(line.x1()), int(line.y1())); at != QPoint(int(line.x2()), int(line.y2()));
         at += QPoint(dx, dy)) {
      edges.insert({at.x(), at.y(), at.x() + dx, at.y() + dy});
    }
  }
  return edges;
}

} // namespace

class TestSliceRenderer : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void memoryIsSharedAndKeptAlive() {
    SliceRenderer renderer;
    const void* address = nullptr;
    {
      const Image<float> image = ramp({2, 1, 3, 8, 8});
      address = image.channel(1, 0);
      renderer.setImage(image);
      renderer.setPosition(1, 0, 0);
    }
    QCOMPARE(renderer.sharedVoxels(), address);
    QVERIFY(
        !renderer.render(QRectF(0, 0, 8, 8), QSize(8, 8)).isNull()); // under ASan this reads freed memory if not kept
  }

  void everyPixelAtItsPlaceAndTheFirstRowOnTop() {
    const Image<float> image = ramp({1, 1, 1, 6, 5});
    SliceRenderer renderer;
    renderer.setImage(image);
    const QImage picture = renderer.render(QRectF(0, 0, 5, 6), QSize(5, 6));
    for (int y = 0; y < 6; ++y) {
      for (int x = 0; x < 5; ++x) {
        QVERIFY(std::abs(qRed(picture.pixel(x, y)) - grey(image.at(y, x))) <= 1);
      }
    }
  }

  void enlargedPixelsAreSharpSquares() {
    const Image<float> image = ramp({1, 1, 1, 6, 5});
    SliceRenderer renderer;
    renderer.setImage(image);
    // The middle of the image, eight screen pixels per image pixel, beginning in the middle of one.
    const QImage picture = renderer.render(QRectF(1.5, 2.5, 2, 2), QSize(16, 16));
    for (int y = 0; y < 16; ++y) {
      for (int x = 0; x < 16; ++x) {
        const auto sourceX = std::int64_t(1.5 + (x + 0.5) / 8.0);
        const auto sourceY = std::int64_t(2.5 + (y + 0.5) / 8.0);
        QVERIFY(std::abs(qRed(picture.pixel(x, y)) - grey(image.at(sourceY, sourceX))) <= 1);
      }
    }
  }

  void slicesFramesAndScale() {
    const Image<float> image = ramp({2, 1, 3, 4, 4});
    SliceRenderer renderer;
    renderer.setImage(image, networkScale);
    renderer.setPosition(1, 0, 2);
    QVERIFY(std::abs(renderer.valueAt(3, 1) - (0.5 * image.at(1, 0, 2, 3, 1) + 0.5)) < 1e-6);
    const QImage picture = renderer.render(QRectF(0, 0, 4, 4), QSize(4, 4));
    QVERIFY(std::abs(qRed(picture.pixel(1, 3)) - grey(0.5F * image.at(1, 0, 2, 3, 1) + 0.5F)) <= 1);
  }

  void contrastLimitsAndGamma() {
    SliceRenderer renderer;
    renderer.setImage(ramp({1, 1, 1, 1, 101}));
    renderer.setContrast({0.2, 0.6, 2.0, Lut::Grey});
    const QImage picture = renderer.render(QRectF(0, 0, 101, 1), QSize(101, 1));
    for (int x = 0; x <= 100; ++x) {
      const double stretched = std::clamp((x / 100.0 - 0.2) / 0.4, 0.0, 1.0);
      QVERIFY(std::abs(qRed(picture.pixel(x, 0)) - 255.0 * stretched * stretched) <= 3.0);
    }
  }

  void colourTables_data() {
    // From the published tables of viridis and magma.
    QTest::addColumn<int>("lut");
    QTest::addColumn<double>("value");
    QTest::addColumn<QColor>("colour");
    QTest::newRow("viridis 0") << int(Lut::Viridis) << 0.0 << QColor("#440154");
    QTest::newRow("viridis 0.5") << int(Lut::Viridis) << 0.5 << QColor("#21918c");
    QTest::newRow("viridis 1") << int(Lut::Viridis) << 1.0 << QColor("#fde725");
    QTest::newRow("magma 0") << int(Lut::Magma) << 0.0 << QColor("#000004");
    QTest::newRow("magma 0.5") << int(Lut::Magma) << 0.5 << QColor("#b73779");
    QTest::newRow("magma 1") << int(Lut::Magma) << 1.0 << QColor("#fcfdbf");
    QTest::newRow("green") << int(Lut::Green) << 1.0 << QColor("#00ff00");
    QTest::newRow("magenta") << int(Lut::Magenta) << 1.0 << QColor("#ff00ff");
  }
  void colourTables() {
    QFETCH(int, lut);
    QFETCH(double, value);
    QFETCH(QColor, colour);
    const QColor found = lutColour(static_cast<Lut>(lut), value);
    constexpr int tolerance = 6;
    QVERIFY2(std::abs(found.red() - colour.red()) <= tolerance &&
                 std::abs(found.green() - colour.green()) <= tolerance &&
                 std::abs(found.blue() - colour.blue()) <= tolerance,
             qPrintable(found.name()));
    QCOMPARE(lutOfKey(lutKey(static_cast<Lut>(lut))), static_cast<Lut>(lut));
  }

  void nothingToShow() {
    SliceRenderer renderer;
    QVERIFY(renderer.render(QRectF(0, 0, 4, 4), QSize(4, 4)).isNull());
    renderer.setImage(ramp({1, 1, 1, 4, 4}));
    QVERIFY(renderer.render(QRectF(0, 0, 4, 4), QSize(0, 4)).isNull());
  }

  void outlinesAreThoseFoundPixelByPixel() {
    std::mt19937 random(5);
    for (int round = 0; round < 30; ++round) {
      Mask mask;
      std::uniform_int_distribution<int> at(-70, 70);
      for (int i = 0; i < 12; ++i) {
        const int x = at(random);
        mask.setSpan(0, 0, at(random), x, x + 1 + std::abs(at(random)) / 4);
      }
      mask.unite(discMask(0, 0, at(random), at(random), 9.3));
      QCOMPARE(unitEdges(maskOutline(mask, 0, 0)), edgesByPixels(mask, 110));
    }
  }

  void outlinesAreKeptUntilTheCellChanges() {
    SliceOutlines outlines;
    Cell cell;
    cell.id = 7;
    cell.mask = discMask(0, 0, 10, 10, 4);
    const auto first = std::make_shared<const Cell>(cell);
    const QLineF* const lines = outlines.of(first, 0, 0).constData();
    QCOMPARE(outlines.of(first, 0, 0).constData(), lines);
    cell.mask.unite(discMask(0, 0, 12, 12, 4));
    QVERIFY(outlines.of(std::make_shared<const Cell>(cell), 0, 0) != maskOutline(first->mask, 0, 0));
  }

  void scaleBarIsARoundLength_data() {
    QTest::addColumn<double>("spacing");
    QTest::addColumn<double>("zoom");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("length");
    QTest::newRow("µm") << 0.5 << 1.0 << QStringLiteral("50 µm") << 100.0;
    QTest::newRow("µm zoomed") << 0.24 << 4.0 << QStringLiteral("5 µm") << 5.0 / 0.24 * 4.0;
    QTest::newRow("pixels") << 0.0 << 2.0 << QStringLiteral("50 px") << 100.0;
    QTest::newRow("small") << 0.001 << 1.0 << QStringLiteral("0.1 µm") << 100.0;
  }
  void scaleBarIsARoundLength() {
    QLocale::setDefault(QLocale::c());
    QFETCH(double, spacing);
    QFETCH(double, zoom);
    const ScaleBar bar = scaleBarFor({spacing, spacing, spacing}, zoom, 140.0);
    QTEST(bar.text, "text");
    QFETCH(double, length);
    QVERIFY(std::abs(bar.screenLength - length) < 1e-6);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(slicerenderer, TestSliceRenderer)
#include "test_slicerenderer.moc"
