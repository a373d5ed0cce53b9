#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <limits>

using namespace cytosketch;

/// `sweep`: the report, the cache, and input that is no good.
class TestSweep : public QObject {
  Q_OBJECT

  CliRunner runner_;

  static QStringList words(const char* text) { return QString(text).split(' '); }
  QJsonObject swept(const char* arguments) const {
    const CliResult result = runner_.run(QStringList{"sweep", "--json", "--quiet"} + words(arguments));
    if (result.code != 0) {
      qWarning("%s", qPrintable(result.err));
    }
    return QJsonDocument::fromJson(result.out.toUtf8()).object();
  }

private Q_SLOTS:
  void initTestCase() {
    runner_.makeScene();
    ModelCard card;
    card.name = "tiny";
    card.architecture = "tile-exact-unet";
    card.widths = {8, 12};
    card.blocks = {1, 1};
    writeUntrainedModel(runner_.file("tiny.cymodel"), card, 5, 0.05);
  }

  void aFolderOfPairsGivesAReport() {
    for (const char* const name : {"images", "masks"}) {
      QDir(runner_.path(".")).mkdir(name);
    }
    for (const char* const name : {"a.tif", "b.tif"}) {
      QFile::copy(runner_.path("real.tif"), runner_.path(QString("images/") + name));
      QFile::copy(runner_.path("labels.tif"), runner_.path(QString("masks/") + name));
    }
    const QJsonObject json = swept("--real images --labels masks --model tiny.cymodel --t-start 100,400 --sigma 0,1 "
                                   "--steps 2 --output report");
    QCOMPARE(json["rows"].toArray().size(), 4);
    const QJsonObject row = json["rows"].toArray()[3].toObject();
    QCOMPARE(row["tStart"].toInt(), 400);
    QCOMPARE(row["sigma"].toDouble(), 1.0);
    QVERIFY(row["bhattacharyya"].toDouble() > 0.0);
    QVERIFY(row["psnr"].toDouble() > 0.0);
    QCOMPARE(json["images"].toArray().size(), 8);
    // A study shows what the start step does alone, unless asked otherwise.
    QVERIFY(!runner_.readBytes("report/index.html").contains("Lost cells start later"));
    swept("--real images --labels masks --model tiny.cymodel --t-start 100 --sigma 1 --steps 2 --auto-start --output "
          "later");
    QVERIFY(runner_.readBytes("later/index.html").contains("Lost cells start later"));
    QVERIFY(!json["images"].toArray()[0].toObject()["fromCache"].toBool());
    QVERIFY(json["recommendation"].toObject()["reasons"].toString().size() > 20);
    for (const char* const name : {"index.html", "table.csv", "images.csv", "cells.csv", "results.json"}) {
      QVERIFY2(QFile::exists(runner_.path(QString("report/") + name)), name);
    }
    const QJsonObject again = swept("--real images --labels masks --model tiny.cymodel --t-start 100,400 --sigma 0,1 "
                                    "--steps 2 --output again");
    QVERIFY(again["images"].toArray()[7].toObject()["fromCache"].toBool());
    QCOMPARE(again["rows"].toArray()[3].toObject()["psnr"], row["psnr"]);
  }

  void theForwardStudyNeedsNoModel() {
    const QJsonObject json = swept("--real real.tif --labels labels.tif --forward-only --t-start 1,1000 --sigma 0 "
                                   "--output forward");
    QCOMPARE(json["rows"].toArray().size(), 2);
    QVERIFY(!json.contains("model"));
    QVERIFY(!json["rows"].toArray()[0].toObject().contains("psnr"));
    QCOMPARE(json["recommendation"].toObject()["tStart"].toInt(), 1000);
  }

  void withoutRealImagesThereIsASheet() {
    const QJsonObject json =
        swept("--labels labels.tif --model tiny.cymodel --t-start 200 --sigma 1 --steps 2 --no-cache --output sheet");
    QCOMPARE(json["recommendation"].toObject()["kind"].toString(), QString("no-real-images"));
    QVERIFY(QFile::exists(runner_.path("sheet/images/1_t200_s1.png")));
  }

  void badInputGivesOneLine_data() {
    writeImage(Image<float>({1, 1, 1, 64, 80}, 5.0F), runner_.file("even.tif"));
    writeLabels(Image<std::uint32_t>({1, 1, 1, 64, 80}), runner_.file("none.tif"));
    writeLabels(discLabels(32, 32), runner_.file("small.tif"));
    Image<float> spoilt({1, 1, 1, 64, 80}, 1.0F);
    spoilt.mutableData()[7] = std::numeric_limits<float>::quiet_NaN();
    writeImage(spoilt, runner_.file("nan.tif"));
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("word");
    const auto row = [](const char* name, const char* arguments, const char* word) {
      QTest::newRow(name) << QString(arguments) << QString(word);
    };
    row("sizes", "--real real.tif --labels small.tif --forward-only", "small.tif");
    row("constant", "--real even.tif --labels labels.tif --forward-only", "even.tif");
    row("no label", "--real real.tif --labels none.tif --forward-only", "none.tif");
    row("NaN", "--real nan.tif --labels labels.tif --forward-only", "nan.tif");
    row("missing", "--real nothing.tif --labels labels.tif --forward-only", "nothing.tif");
    row("no labels", "--real real.tif --forward-only", "--labels");
    row("nothing", "--model tiny.cymodel", "--sketch, --labels");
    row("folder and file", "--real images --labels labels.tif --forward-only", "labels.tif");
    row("grid", "--real real.tif --labels labels.tif --forward-only --t-start 0,100", "--t-start");
    row("blur", "--real real.tif --labels labels.tif --forward-only --sigma x", "--sigma");
    row("rule", "--real real.tif --labels labels.tif --forward-only --least-zncc 2", "--least-zncc");
    row("model", "--real real.tif --labels labels.tif --model nowhere", "nowhere");
  }
  void badInputGivesOneLine() {
    QFETCH(QString, arguments);
    QFETCH(QString, word);
    const CliResult result =
        runner_.run(QStringList{"sweep", "--quiet"} + arguments.split(' ') + QStringList{"--output", "bad"});
    QVERIFY(result.code != 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(word), qPrintable(result.err));
    QVERIFY(!QFile::exists(runner_.path("bad/index.html")));
  }

  void aPlaceThatCannotBeIsSaidBeforeTheWork() {
    const CliResult result = runner_.run(
        {"sweep", "--quiet", "--real", "real.tif", "--labels", "labels.tif", "--forward-only", "--output", "real.tif"});
    QVERIFY(result.code != 0);
    QVERIFY(isOneErrorLine(result.err));
  }
};

CYTOSKETCH_TEST_CLASS(sweep, TestSweep)
#include "test_sweep.moc"
