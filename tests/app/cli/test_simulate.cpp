#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cytosketch;

/// `simulate`.
class TestSimulate : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

private Q_SLOTS:
  void writesWhatIsAskedFor() {
    const CliResult result =
        runner_.run({"simulate", "--preset", "hela", "--seed", "3", "--set", "size.x=200", "--set", "size.y=150",
                     "--output", "a.cysk", "--labels", "a-labels.tif", "--sketch", "a.tif", "--json"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject json = QJsonDocument::fromJson(result.out.toUtf8()).object();
    const Sketch sketch = readSketch(runner_.file("a.cysk"));
    QCOMPARE(std::size_t(json["placed"].toInt()), sketch.cellCount());
    QCOMPARE(json["requested"].toInt(), 450);
    QCOMPARE(sketch.extent(), (Extent{1, 1, 1, 150, 200}));
    const Image<std::uint32_t> labels = readLabels(runner_.file("a-labels.tif"));
    const Image<std::uint32_t> expected = rasteriseLabels(sketch, CellKind::Nucleus);
    QVERIFY(std::equal(labels.begin(), labels.end(), expected.begin(), expected.end()));
    const Image<float> grey = readImage(runner_.file("a.tif"));
    const Image<float> drawn = rasteriseGrey(sketch);
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      QCOMPARE(grey.data()[i], std::round(65535.0F * drawn.data()[i]));
    }
    // The same again gives the same bytes; another seed does not.
    const QStringList again = {"simulate", "--preset",   "hela",     "--set",  "size.x=200",
                               "--set",    "size.y=150", "--output", "b.cysk", "--seed"};
    QCOMPARE(runner_.run(again + QStringList{"3"}).code, 0);
    QCOMPARE(runner_.readBytes("b.cysk"), runner_.readBytes("a.cysk"));
    QCOMPARE(runner_.run(again + QStringList{"4"}).code, 0);
    QVERIFY(runner_.readBytes("b.cysk") != runner_.readBytes("a.cysk"));
  }

  void saysHowManyFit() {
    const CliResult result = runner_.run({"simulate", "--preset", "mouse-stem-cells", "--set", "size.x=200", "--set",
                                          "size.y=200", "--output", "few.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const auto cells = readSketch(runner_.file("few.cysk")).cellCount();
    QCOMPARE(result.out, QString("few.cysk: %1 of 30 cells; no more fit\n").arg(cells));
  }

  void presetsCanBeSeenAndBrought() {
    const CliResult list = runner_.run({"simulate", "--list", "--json"});
    QCOMPARE(list.code, 0);
    for (const QJsonValue& entry : QJsonDocument::fromJson(list.out.toUtf8()).array()) {
      const QString name = entry.toObject()["preset"].toString();
      const CliResult shown = runner_.run({"simulate", "--preset", name, "--parameters"});
      QVERIFY2(shown.code == 0 && shown.out.contains("size.x "), qPrintable(name));
    }
    // What --parameters --json prints is a preset file.
    runner_.writeBytes(
        "mine.json",
        runner_.run({"simulate", "--preset", "hela", "--set", "count=5", "--parameters", "--json"}).out.toUtf8());
    const CliResult result = runner_.run({"simulate", "--preset", "mine.json", "--output", "mine.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QCOMPARE(readSketch(runner_.file("mine.cysk")).cellCount(), std::size_t{5});
  }

  void fitsToLabels() {
    const QStringList free = {"simulate", "--preset", "free-form"};
    QCOMPARE(runner_
                 .run(free + QStringList{"--set", "radius.min=6", "--set", "radius.max=9", "--set", "count=120",
                                         "--set", "brightness.min=0.3", "--set", "brightness.max=0.6", "--labels",
                                         "given.tif", "--sketch", "grey.tif", "--output", "given.cysk"})
                 .code,
             0);
    const auto fitted = [&](const QStringList& source) {
      const CliResult result = runner_.run(free + source + QStringList{"--parameters", "--json"});
      return QJsonDocument::fromJson(result.out.toUtf8()).object()["parameters"].toObject();
    };
    for (const QStringList& source :
         {QStringList{"--fit-to", "given.cysk"}, QStringList{"--fit-to", "given.tif", "--grey-from", "grey.tif"}}) {
      const QJsonObject values = fitted(source);
      QVERIFY(std::abs(values["radius.min"].toDouble() - 6) < 0.8);
      QVERIFY(std::abs(values["radius.max"].toDouble() - 9) < 0.8);
      QCOMPARE(values["count"].toInt(), 120);
      QCOMPARE(values["size.x"].toInt(), 512);
    }
    QVERIFY(std::abs(fitted({"--fit-to", "given.cysk"})["brightness.max"].toDouble() - 0.6) < 0.05);
    QCOMPARE(fitted({"--fit-to", "given.tif"})["brightness.max"].toDouble(), 0.9); // the preset's: labels tell nothing
    QCOMPARE(fitted({"--fit-to", "given.tif", "--set", "count=7"})["count"].toInt(), 7);
    const CliResult more = runner_.run(free + QStringList{"--fit-to", "given.tif", "--output", "more.cysk"});
    QVERIFY2(more.code == 0, qPrintable(more.err));
    QVERIFY(more.err.contains("measured 120 cells"));
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("word");
    const QStringList hela = {"--preset", "hela", "--output", "x.cysk"};
    QTest::newRow("no preset") << QStringList{"--output", "x.cysk"} << "--list";
    QTest::newRow("unknown preset") << QStringList{"--preset", "unicorn", "--output", "x.cysk"} << "c-elegans";
    QTest::newRow("missing file") << QStringList{"--preset", "none.json", "--output", "x.cysk"} << "none.json";
    QTest::newRow("broken file") << QStringList{"--preset", "broken.json", "--output", "x.cysk"} << "broken.json";
    QTest::newRow("nothing to write") << QStringList{"--preset", "hela"} << "--output";
    QTest::newRow("wrong suffix") << QStringList{"--preset", "hela", "--output", "x.tif"} << ".cysk";
    QTest::newRow("out of range") << hela + QStringList{"--set", "radius.min=900"} << "1 to 300 px";
    QTest::newRow("no number") << hela + QStringList{"--set", "radius.min=small"} << "radius.min";
    QTest::newRow("unknown key") << hela + QStringList{"--set", "colour=1"} << "radius.min";
    QTest::newRow("no value") << hela + QStringList{"--set", "count"} << "key=value";
    QTest::newRow("cannot be fitted") << hela + QStringList{"--fit-to", "x.tif"} << "free-form";
    QTest::newRow("nothing to measure") << hela + QStringList{"--grey-from", "x.tif"} << "--fit-to";
    QTest::newRow("no labels to fit to") << QStringList{"--preset", "free-form", "--output",
                                                        "x.cysk",   "--fit-to",  "none.tif"}
                                         << "none.tif";
    QTest::newRow("reversed") << hela + QStringList{"--set", "radius.min=25"} << "radius.max";
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, word);
    runner_.writeBytes("broken.json", "{\"simulator\": ");
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(QStringList{"simulate"} + arguments);
    QVERIFY(result.code != 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(word), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }
};

CYTOSKETCH_TEST_CLASS(simulate, TestSimulate)
#include "test_simulate.moc"
