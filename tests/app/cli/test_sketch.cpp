#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cytosketch;

/// `sketch --from`.
class TestSketch : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

private Q_SLOTS:
  void initTestCase() { runner_.makeScene(); }

  void labelsBecomeCells() {
    const CliResult result = runner_.run(
        {"sketch", "--from", "labels.tif", "--brightness", "uniform:0.2,0.4", "--seed", "5", "--output", "a.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY(result.out.startsWith("a.cysk: 3 cells, 1x1x1x64x80"));
    const auto labels = readLabels(runner_.file("labels.tif"));
    QVERIFY(readSketch(runner_.file("a.cysk")) ==
            sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange{0.2F, 0.4F}, 5));
    // The same as `convert` has always made of them.
    QCOMPARE(runner_.run({"convert", "labels.tif", "c.cysk", "--grey-from", "real.tif", "--kind", "cytoplasm"}).code,
             0);
    QCOMPARE(runner_
                 .run({"sketch", "--from", "labels.tif", "--grey-from", "real.tif", "--kind", "cytoplasm", "--output",
                       "b.cysk"})
                 .code,
             0);
    QVERIFY(readSketch(runner_.file("b.cysk")) == readSketch(runner_.file("c.cysk")));
  }

  void listsAndChooses() {
    QDir().mkpath(runner_.path("set/masks"));
    QDir().mkpath(runner_.path("set/images"));
    for (const char* const name : {"a.tif", "b.tif"}) {
      QVERIFY(QFile::copy(runner_.path("labels.tif"), runner_.path("set/masks/") + name));
    }
    QVERIFY(QFile::copy(runner_.path("real.tif"), runner_.path("set/images/b.tif")));
    const CliResult list = runner_.run({"sketch", "--from", "set", "--list", "--json"});
    const QJsonObject json = QJsonDocument::fromJson(list.out.toUtf8()).object();
    QCOMPARE(json["format"].toString(), "stardist");
    QCOMPARE(json["items"].toArray().size(), 2);
    const CliResult which = runner_.run({"sketch", "--from", "set", "--output", "d.cysk"});
    QVERIFY(which.code == 2 && isOneErrorLine(which.err) && which.err.contains("a, b"));
    const CliResult chosen =
        runner_.run({"sketch", "--from", "set", "--item", "b", "--grey-from", "own", "--output", "d.cysk", "--json"});
    QVERIFY2(chosen.code == 0, qPrintable(chosen.err));
    QCOMPARE(QJsonDocument::fromJson(chosen.out.toUtf8()).object()["cells"].toInt(), 3);
  }

  void notesAreTold() {
    runner_.writeBytes("c.json", R"({"images": [{"id": 1, "height": 4, "width": 4}], "annotations": [
      {"id": 1, "image_id": 1, "segmentation": [[0, 0, 2, 0, 2, 2, 0, 2]]}, {"id": 2, "image_id": 1}]})");
    const CliResult result = runner_.run({"sketch", "--from", "c.json", "--output", "e.cysk"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY(result.err.contains("note: 1 annotations have a box"));
    QVERIFY(result.out.contains("read as coco"));
  }

  void bad_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QStringList{"--output", "x.cysk"} << 2;
    QTest::newRow("no output") << QStringList{"--from", "labels.tif"} << 2;
    QTest::newRow("no sketch's name") << QStringList{"--from", "labels.tif", "--output", "x.tif"} << 2;
    QTest::newRow("format") << QStringList{"--from", "labels.tif", "--format", "xml", "--output", "x.cysk"} << 2;
    QTest::newRow("other format") << QStringList{"--from", "labels.tif", "--format", "coco", "--output", "x.cysk"} << 1;
    QTest::newRow("both greys") << QStringList{"--from",       "labels.tif",      "--grey-from", "real.tif",
                                               "--brightness", "uniform:0.1,0.2", "--output",    "x.cysk"}
                                << 2;
    QTest::newRow("brightness") << QStringList{"--from", "labels.tif", "--brightness", "0.5", "--output", "x.cysk"}
                                << 2;
    QTest::newRow("own of none") << QStringList{"--from", "labels.tif", "--grey-from", "own", "--output", "x.cysk"}
                                 << 2;
    QTest::newRow("missing") << QStringList{"--from", "nowhere", "--output", "x.cysk"} << 1;
    QTest::newRow("kind") << QStringList{"--from", "labels.tif", "--kind", "tissue", "--output", "x.cysk"} << 2;
  }

  void bad() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(QStringList{"sketch"} + arguments);
    QCOMPARE(result.code, code);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY(runner_.listing() == before);
  }
};

CYTOSKETCH_TEST_CLASS(sketch, TestSketch)
#include "test_sketch.moc"
