#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cytosketch;

/// `shade`.
class TestShade : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  CliResult shade(const QStringList& arguments) { return runner_.run(QStringList{"shade", "cells.cysk"} + arguments); }
  Sketch read(const char* name) { return readSketch(runner_.file(name)); }

private Q_SLOTS:
  void initTestCase() {
    Sketch sketch({1, 1, 1, 120, 160});
    for (CellId id = 1; id <= 6; ++id) {
      Cell cell;
      cell.id = id;
      cell.mask = discMask(0, 0, id < 4 ? 30 : 90, 30.0 + 45.0 * ((id - 1) % 3), 18);
      sketch.put(std::move(cell));
    }
    writeSketch(sketch, runner_.file("cells.cysk"));
  }

  void setsValues() {
    const CliResult result = shade({"--set", "background=0.25", "--set", "illumination.linear=0.5", "--output",
                                    "lit.cysk", "--sketch", "lit.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const Sketch lit = read("lit.cysk");
    QCOMPARE(lit.shading().background, 0.25F);
    QCOMPARE(lit.shading().illuminationLinear, 0.5F);
    QCOMPARE(lit.cellCount(), std::size_t{6});
    const Image<float> grey = readImage(runner_.file("lit.tif"));
    QCOMPARE(grey.at(60, 0), std::round(65535.0F * 0.25F));
    QCOMPARE(grey.at(60, 159), std::round(65535.0F * 0.75F));
  }

  void relightsAndAddsNucleoli() {
    const QStringList arguments = {"--relight",      "normal:0.3,0.7", "--nucleoli",     "--set",
                                   "nucleoli.one=1", "--set",          "nucleoli.two=0", "--output"};
    QCOMPARE(shade(arguments + QStringList{"a.cysk", "--seed", "3"}).code, 0);
    QCOMPARE(shade(arguments + QStringList{"b.cysk", "--seed", "3"}).code, 0);
    QCOMPARE(shade(arguments + QStringList{"c.cysk", "--seed", "4"}).code, 0);
    QCOMPARE(runner_.readBytes("a.cysk"), runner_.readBytes("b.cysk"));
    QVERIFY(runner_.readBytes("a.cysk") != runner_.readBytes("c.cysk"));
    const Sketch shaded = read("a.cysk");
    for (const auto& [id, cell] : shaded.cells()) {
      QCOMPARE(cell->nucleoli.size(), std::size_t{1});
      QVERIFY(cell->greyAt(0) >= 0.15F + 0.85F * 0.3F - 1e-6F && cell->greyAt(0) <= 0.15F + 0.85F * 0.7F + 1e-6F);
    }
    QCOMPARE(runner_.run({"shade", "a.cysk", "--no-nucleoli", "--output", "d.cysk"}).code, 0);
    QVERIFY(read("d.cysk").find(1)->nucleoli.empty());
  }

  void greysOfAnImage() {
    Image<float> real({1, 1, 1, 120, 160}, 0.0F);
    for (std::size_t i = 0; i < real.size(); ++i) { // from 0 to 1 over 100 columns, so that percentiles are known
      real.mutableData()[i] = 1000.0F * std::min(1.0F, float(i % 160) / 100.0F);
    }
    writeImage(real, runner_.file("real.tif"));
    QCOMPARE(shade({"--grey-from", "real.tif", "--output", "real.cysk"}).code, 0);
    QVERIFY(std::abs(read("real.cysk").find(1)->greyAt(0) - 0.30F) < 1e-4F); // the mean over a disc around column 30
    QVERIFY(std::abs(read("real.cysk").find(3)->greyAt(0) - 1.0F) < 1e-4F);
  }

  void saysWhatThereIs() {
    const CliResult text = shade({"--parameters"});
    QCOMPARE(text.code, 0);
    QVERIFY(text.out.contains("illumination.linear") && text.out.contains("nucleoli.margin"));
    const QJsonObject json = QJsonDocument::fromJson(shade({"--parameters", "--json"}).out.toUtf8()).object();
    QCOMPARE(json["membrane.grey"].toDouble(), double(0.8F));
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("nothing to write") << QStringList{} << "--output";
    QTest::newRow("wrong suffix") << QStringList{"--output", "x.tif"} << ".cysk";
    const QStringList to{"--output", "x.cysk"};
    QTest::newRow("unknown") << to + QStringList{"--set", "colour=1"} << "background";
    QTest::newRow("out of range") << to + QStringList{"--set", "background=2"} << "0 to 1";
    QTest::newRow("law") << to + QStringList{"--relight", "bright:0.1,0.2"} << "uniform:0.5,0.9";
    QTest::newRow("range") << to + QStringList{"--relight", "uniform:0.9,0.2"} << "lower one first";
    QTest::newRow("nucleoli without") << to + QStringList{"--set", "nucleoli.one=1"} << "--nucleoli";
    QTest::newRow("missing image") << to + QStringList{"--grey-from", "none.tif"} << "none.tif";
    QTest::newRow("shares") << to + QStringList{"--nucleoli", "--set", "nucleoli.one=0.9"} << "nucleoli.two";
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    const QStringList before = runner_.listing();
    const CliResult result = shade(arguments);
    QVERIFY(result.code != 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(word), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }
};

CYTOSKETCH_TEST_CLASS(shade, TestShade)
#include "test_shade.moc"
