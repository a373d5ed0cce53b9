#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cytosketch;

/// `convert` and `info`.
class TestConvert : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  template <typename T>
  static bool same(const Image<T>& a, const Image<T>& b) {
    return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
  }
  QJsonObject info(const QString& file) const {
    return QJsonDocument::fromJson(runner_.run({"info", "--json", file}).out.toUtf8()).object();
  }

private Q_SLOTS:
  void initTestCase() { runner_.makeScene(); }

  void imagesThroughEveryFormat() {
    QString from = "real.tif";
    for (const QString suffix : {"png", "nrrd", "mha", "nii", "nii.gz", "tif"}) {
      const QString to = "through." + suffix;
      const CliResult result = runner_.run({"convert", from, to});
      QVERIFY2(result.code == 0, qPrintable(result.err));
      QVERIFY2(same(readImage(runner_.file("real.tif")), readImage(runner_.file(to))), qPrintable(to));
      QCOMPARE(info(to)["pixelType"].toString(), "uint16");
      from = to;
    }
  }

  void labelsStayLabels() {
    writeLabels(discLabels(64, 80, 69999), runner_.file("many.tif")); // above 65,535
    for (const QString suffix : {"nrrd", "mha", "nii.gz", "tif"}) {
      const CliResult result = runner_.run({"convert", "--labels", "many.tif", "labels2." + suffix});
      QVERIFY2(result.code == 0, qPrintable(result.err));
      QVERIFY(same(readLabels(runner_.file("many.tif")), readLabels(runner_.file("labels2." + suffix))));
    }
    // 32-bit integers are labels without being told.
    QCOMPARE(runner_.run({"convert", "many.tif", "untold.tif"}).code, 0);
    QVERIFY(same(readLabels(runner_.file("many.tif")), readLabels(runner_.file("untold.tif"))));
  }

  void labelsThatCannotStayAreRefused() {
    writeLabels(discLabels(64, 80, 69999), runner_.file("many.tif"));
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run({"convert", "--labels", "many.tif", "many.png"});
    QVERIFY(result.code != 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }

  void normalisedPreview() {
    QCOMPARE(runner_.run({"convert", "--normalise", "real.tif", "preview.png"}).code, 0);
    const Image<float> preview = readImage(runner_.file("preview.png"));
    QCOMPARE(*std::min_element(preview.begin(), preview.end()), 0.0F);
    QCOMPARE(*std::max_element(preview.begin(), preview.end()), 65535.0F);
  }

  void labelsToSketchAndBack() {
    QCOMPARE(runner_.run({"convert", "labels.tif", "cells.cysk", "--brightness", "uniform:0.6,0.6"}).code, 0);
    const Sketch sketch = readSketch(runner_.file("cells.cysk"));
    QCOMPARE(sketch.cellCount(), std::size_t{3});
    QVERIFY(std::abs(sketch.find(1)->greyAt(0) - (0.15F + 0.85F * 0.6F)) < 1e-5F);
    QCOMPARE(runner_.run({"convert", "cells.cysk", "back.tif"}).code, 0);
    QVERIFY(same(readLabels(runner_.file("labels.tif")), readLabels(runner_.file("back.tif"))));
    QCOMPARE(runner_.run({"convert", "--grey", "cells.cysk", "grey.tif"}).code, 0);
    QVERIFY(same(readImage(runner_.file("grey.tif")), [&] {
      const Image<std::uint16_t> expected = toUInt16(rasteriseGrey(sketch));
      return Image<float>(expected.extent(), std::vector<float>(expected.begin(), expected.end()));
    }()));
  }

  void greysFromARealImage() {
    QCOMPARE(runner_.run({"convert", "labels.tif", "greys.cysk", "--grey-from", "real.tif"}).code, 0);
    const Sketch sketch = readSketch(runner_.file("greys.cysk"));
    QVERIFY(sketch.find(1)->greyAt(0) < sketch.find(2)->greyAt(0));
    QVERIFY(sketch.find(2)->greyAt(0) < sketch.find(3)->greyAt(0));
    QVERIFY(sketch.shading().background < sketch.find(1)->greyAt(0));
    QVERIFY(sketch.shading().background > 0.0F);
  }

  void infoTellsWhatIsThere() {
    const QJsonObject image = info("real.tif");
    QCOMPARE(image["kind"].toString(), "image");
    QCOMPARE(image["extent"].toObject()["x"].toInt(), 80);
    QCOMPARE(image["extent"].toObject()["y"].toInt(), 64);
    const Image<float> real = readImage(runner_.file("real.tif"));
    QCOMPARE(image["maximum"].toDouble(), static_cast<double>(*std::max_element(real.begin(), real.end())));
    QCOMPARE(runner_.run({"convert", "labels.tif", "told.cysk"}).code, 0);
    const QJsonObject sketch = info("told.cysk");
    QCOMPARE(sketch["kind"].toString(), "sketch");
    QCOMPARE(sketch["cells"].toInt(), 3);
    QCOMPARE(sketch["cellsByKind"].toObject()["nucleus"].toInt(), 3);
    const QString text = runner_.run({"info", "told.cysk"}).out;
    QVERIFY2(text.contains("cells") && text.contains("nucleus 3"), qPrintable(text));
  }

  void optionsThatMeanNothingAreRefused_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("grey of an image") << QStringList{"convert", "--grey", "real.tif", "x.tif"};
    QTest::newRow("normalised labels") << QStringList{"convert", "--normalise", "--labels", "labels.tif", "x.tif"};
    QTest::newRow("brightness of an image")
        << QStringList{"convert", "--brightness", "uniform:0.1,0.2", "real.tif", "x.tif"};
    QTest::newRow("kind") << QStringList{"convert", "--kind", "spider", "labels.tif", "x.cysk"};
  }
  void optionsThatMeanNothingAreRefused() {
    QFETCH(QStringList, arguments);
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(arguments);
    QCOMPARE(result.code, 2);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }
};

CYTOSKETCH_TEST_CLASS(convert, TestConvert)
#include "test_convert.moc"
