#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace cytosketch;

namespace {

/// Six discs on a dark background, 12 voxels of 0.2 µm in radius.
Image<float> discs() {
  Image<float> image({1, 1, 1, 120, 160}, 100.0F, {0.0, 0.2, 0.2});
  for (std::int64_t y = 0; y < 120; ++y) {
    for (std::int64_t x = 0; x < 160; ++x) {
      const double dy = static_cast<double>(y % 60) - 30.0;
      const double dx = std::fmod(static_cast<double>(x), 53.0) - 26.0;
      image.mutableData()[y * 160 + x] += std::hypot(dy, dx) < 12.0 && x < 159 ? 900.0F : static_cast<float>(x % 3);
    }
  }
  return image;
}

} // namespace

/// `sketch --from-image`.
class TestSketchFromImage : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

private Q_SLOTS:
  void initTestCase() {
    writeImage(discs(), runner_.file("real.tif"));
    const Image<float> one = discs();
    Image<float> three({1, 3, 1, 120, 160});
    for (std::int64_t c = 0; c < 3; ++c) {
      std::copy_n(one.data(), one.size(), three.mutableChannel(0, c));
    }
    three.mutableData()[5] = 7.0F; // so that the channels differ
    writeImage(three, runner_.file("three.tif"));
    writeImage(Image<float>({1, 1, 1, 20, 20}, 0.5F), runner_.file("constant.tif"));
    Image<float> broken = discs();
    broken.mutableData()[3] = std::numeric_limits<float>::quiet_NaN();
    writeImage(broken, runner_.file("nan.tif"));
  }

  void writesSketchAndLabels() {
    const CliResult result = runner_.run({"sketch", "--from-image", "real.tif", "--kind", "nuclei", "--output",
                                          "a.cysk", "--labels", "a.tif", "--json"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject json = QJsonDocument::fromJson(result.out.toUtf8()).object();
    QCOMPARE(json["cells"].toInt(), 6);
    QVERIFY(json["sizeEstimated"].toBool());
    QVERIFY(std::abs(json["size"].toDouble() - 24.0) < 4.0);
    const Sketch sketch = readSketch(runner_.file("a.cysk"));
    QCOMPARE(sketch.cellCount(), std::size_t{6});
    QCOMPARE(sketch.spacing().x, 0.2);
    const Image<std::uint32_t> labels = readLabels(runner_.file("a.tif"));
    const Image<std::uint32_t> drawn = rasteriseLabels(sketch, CellKind::Nucleus);
    QVERIFY(std::equal(labels.begin(), labels.end(), drawn.begin(), drawn.end()));
    // The greys are those of the image after normalisation: nearly 1 inside, nearly 0 outside.
    for (const auto& [id, cell] : sketch.cells()) {
      QVERIFY(cell->greyAt(0) > 0.9F);
    }
    QVERIFY(sketch.shading().background < 0.1F);
  }

  void takesParameters() {
    const CliResult result = runner_.run(
        {"sketch", "--from-image", "real.tif", "--set", "size=24", "--set", "edge=40", "--output", "b.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QCOMPARE(result.out, QString("b.cysk: 6 cells of about 24.0 px\n"));
    for (const char* const kind : {"nuclei", "membranes"}) {
      const CliResult list = runner_.run({"sketch", "--kind", kind, "--parameters"});
      QCOMPARE(list.code, 0);
      QVERIFY(list.out.contains("size ") && list.out.contains("auto"));
    }
  }

  void takesAChannel() {
    const CliResult result =
        runner_.run({"sketch", "--from-image", "three.tif", "--channel", "2", "--output", "c.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QCOMPARE(readSketch(runner_.file("c.cysk")).cellCount(), std::size_t{6});
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const QStringList real = {"--from-image", "real.tif", "--output", "x.cysk"};
    QTest::newRow("nothing") << QStringList{"--output", "x.cysk"} << "--from-image";
    QTest::newRow("missing") << QStringList{"--from-image", "none.tif", "--output", "x.cysk"} << "none.tif";
    QTest::newRow("no output") << QStringList{"--from-image", "real.tif"} << "--output";
    QTest::newRow("suffix") << QStringList{"--from-image", "real.tif", "--output", "x.tif"} << ".cysk";
    QTest::newRow("kind") << real + QStringList{"--kind", "mitochondria"} << "membranes";
    QTest::newRow("key") << real + QStringList{"--set", "colour=3"} << "size";
    QTest::newRow("value") << real + QStringList{"--set", "size=-4"} << "0 to 2000";
    QTest::newRow("channels") << QStringList{"--from-image", "three.tif", "--output", "x.cysk"} << "--channel";
    QTest::newRow("channel") << real + QStringList{"--channel", "4"} << "channel 4";
    QTest::newRow("constant") << QStringList{"--from-image", "constant.tif", "--output", "x.cysk"} << "zero range";
    QTest::newRow("NaN") << QStringList{"--from-image", "nan.tif", "--output", "x.cysk"} << "NaN";
    QTest::newRow("none found") << real + QStringList{"--set", "contrast=100", "--quiet"} << "no cells";
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(QStringList{"sketch"} + arguments);
    QVERIFY(result.code != 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(word), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }
};

CYTOSKETCH_TEST_CLASS(sketchfromimage, TestSketchFromImage)
#include "test_sketchfromimage.moc"
