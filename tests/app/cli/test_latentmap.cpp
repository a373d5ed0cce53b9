#include "clirunner.h"

#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace cytosketch;

/// `latent-map`: the report, the numbers, and input that is no good.
class TestLatentMap : public QObject {
  Q_OBJECT

  CliRunner runner_;

  CliResult mapped(const char* arguments) const {
    return runner_.run(QStringList{"latent-map", "--quiet"} + QString(arguments).split(' '));
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
    for (const char* const name : {"images", "masks"}) {
      QDir(runner_.path(".")).mkdir(name);
    }
    for (const char* const name : {"a.tif", "b.tif", "c.tif", "d.tif"}) {
      QFile::copy(runner_.path("real.tif"), runner_.path(QString("images/") + name));
      QFile::copy(runner_.path("labels.tif"), runner_.path(QString("masks/") + name));
    }
  }

  void aFolderOfPairsGivesAMap() {
    const CliResult result = mapped("--json --images images --masks masks --model tiny.cymodel --steps 2 --patches 4 "
                                    "--autoencoder-steps 5 --classifier-steps 5 --output map");
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject json = QJsonDocument::fromJson(result.out.toUtf8()).object();
    QCOMPARE(json["points"].toArray().size(), 12);
    const QJsonObject generated = json["realAgainstGenerated"].toObject();
    QCOMPARE(generated["patches"].toInt(), 32);
    QVERIFY(generated["low"].toDouble() <= json["accuracy"].toDouble());
    QVERIFY(generated["high"].toDouble() >= json["accuracy"].toDouble());
    QVERIFY(json["meaning"].toString().contains("50 % would be chance"));
    for (const char* const name : {"index.html", "latent-map.csv", "latent-map.svg", "latent-map.json"}) {
      QVERIFY2(QFile::exists(runner_.path(QString("map/") + name)), name);
    }
  }

  void badInputIsToldInOneLine_data() {
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<QString>("word");
    QTest::newRow("too few images") << "--images images --masks masks --count 3 --model tiny.cymodel --output x"
                                    << "at least 4 images";
    QTest::newRow("no folder") << "--images nowhere --masks masks --model tiny.cymodel --output x"
                               << "nowhere";
    QTest::newRow("a wrong number") << "--images images --masks masks --model tiny.cymodel --output x --patches 0"
                                    << "patches";
    QTest::newRow("no output") << "--images images --masks masks"
                               << "--output";
  }
  void badInputIsToldInOneLine() {
    QFETCH(QString, arguments);
    QFETCH(QString, word);
    const CliResult result = mapped(arguments.toUtf8().constData());
    QVERIFY(result.code != 0);
    QVERIFY2(result.err.contains(word), qPrintable(result.err));
    QCOMPARE(result.err.trimmed().count('\n'), 0);
  }
};

CYTOSKETCH_TEST_CLASS(latentmap, TestLatentMap)
#include "test_latentmap.moc"
