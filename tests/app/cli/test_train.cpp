#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/learning/trainer.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace cytosketch;

/// `train`: a few steps of a tiny network.
class TestTrain : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  QStringList command(const QString& output, const QStringList& more = {}) const {
    // A stem of 4 makes the tiles that the halo is calibrated on larger, and so fewer.
    return QStringList{"train", "--images", "photographs", "--output",    output, "--batch",
                       "2",     "--patch",  "32",          "--stem",      "4",    "--widths",
                       "8,8",   "--blocks", "1,1",         "--precision", "fp32", "--quiet"} +
           more;
  }

private Q_SLOTS:
  void initTestCase() {
    runner_.makeScene();
    QDir(runner_.path("")).mkdir("photographs");
    for (int i = 0; i < 4; ++i) {
      QVERIFY(QFile::copy(runner_.path("real.tif"), runner_.path(QString("photographs/%1.tif").arg(i))));
    }
  }

  void writesAModelWithItsCard() {
    const CliResult result = runner_.run(
        command("mine.cymodel", {"--steps", "2", "--hold-out", "25", "--name", "mine of mine", "--licence", "CC0-1.0",
                                 "--data-description", "four discs", "--summary", "A test", "--log", "mine.jsonl"}));
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject info =
        QJsonDocument::fromJson(runner_.run({"info", "--json", "mine.cymodel"}).out.toUtf8()).object();
    const QJsonObject card = info["card"].toObject();
    QCOMPARE(card["name"].toString(), "mine of mine");
    QCOMPARE(card["licence"].toString(), "CC0-1.0");
    QCOMPARE(card["data"].toString(), "four discs");
    QCOMPARE(card["summary"].toString(), "A test");
    QVERIFY2(card["training"].toString().contains("cytosketch-cli train --images photographs"),
             qPrintable(card["training"].toString()));
    QVERIFY(info["parameters"].toDouble() > 1000.0);
    const CliResult image = runner_.run(
        {"generate", "--labels", "labels.tif", "--model", "mine.cymodel", "--steps", "2", "-o", "made.tif"});
    QVERIFY2(image.code == 0, qPrintable(image.err));
    // Every line of the log is a JSON object.
    const QList<QByteArray> lines = runner_.readBytes("mine.jsonl").trimmed().split('\n');
    QVERIFY(!lines.isEmpty());
    for (const QByteArray& line : lines) {
      QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
    }
  }

  void channelsAreKeptInTheCard() {
    QDir(runner_.path("")).mkdir("two");
    const Image<float> real = readImage(runner_.file("real.tif"));
    const Extent& e = real.extent();
    Image<std::uint16_t> both({1, 2, 1, e.y, e.x}, 0, real.spacing());
    for (std::int64_t i = 0; i < e.volume(); ++i) {
      both.mutableChannel(0, 0)[i] = static_cast<std::uint16_t>(real.data()[i]);
      both.mutableChannel(0, 1)[i] = static_cast<std::uint16_t>(40000.0F - real.data()[i] / 2.0F);
    }
    writeImage(both, runner_.file("two/0.tif"), {"", true});
    writeImage(both, runner_.file("two/1.tif"), {"", true});
    QStringList arguments = command("two.cymodel", {"--steps", "1", "--hold-out", "0"});
    arguments.replaceInStrings("photographs", "two");
    const CliResult result = runner_.run(arguments);
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject info =
        QJsonDocument::fromJson(runner_.run({"info", "--json", "two.cymodel"}).out.toUtf8()).object();
    QCOMPARE(info["card"].toObject()["channels"].toInt(), 2);

    QVERIFY(QFile::copy(runner_.path("real.tif"), runner_.path("two/grey.tif")));
    const CliResult mixed = runner_.run(arguments + QStringList{"--restart"});
    QCOMPARE(mixed.code, 2);
    QVERIFY2(isOneErrorLine(mixed.err) && mixed.err.contains("grey"), qPrintable(mixed.err));
    QVERIFY2(mixed.err.contains("1 channel") && mixed.err.contains("2 channels"), qPrintable(mixed.err));
  }

  void anEarlierRunIsNotForgotten() {
    QCOMPARE(runner_.run(command("part.cymodel", {"--steps", "2"})).code, 0);
    QVERIFY(QFile::exists(runner_.path("part.cymodel.checkpoint")));
    const QStringList before = runner_.listing();
    const CliResult refused = runner_.run(command("part.cymodel", {"--steps", "4"}));
    QCOMPARE(refused.code, 2);
    QVERIFY2(isOneErrorLine(refused.err) && refused.err.contains("--resume"), qPrintable(refused.err));
    QCOMPARE(runner_.listing(), before);
    const CliResult resumed = runner_.run(command("part.cymodel", {"--steps", "4", "--resume"}));
    QVERIFY2(resumed.code == 0, qPrintable(resumed.err));
    QVERIFY(runner_.listing() != before);
  }

  void interruptKeepsTheWork() {
    QProcess process;
    QStringList arguments = command("stopped.cymodel", {"--steps", "100000"});
    arguments.removeOne("--quiet");
    runner_.start(process, arguments);
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForStarted());
    QByteArray text;
    while (!text.contains("step ") && process.waitForReadyRead(120000)) {
      text += process.readAllStandardError();
    }
    QVERIFY2(text.contains("step "), text.constData());
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(120000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(QFile::exists(runner_.path("stopped.cymodel.checkpoint")));
    QCOMPARE(runner_.run({"info", "stopped.cymodel"}).code, 0);
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("no folder") << QStringList{"--images", "nowhere"} << 1 << "nowhere";
    QTest::newRow("empty folder") << QStringList{"--images", ".home"} << 1 << "no images";
    QTest::newRow("bad name") << QStringList{"--output", "model.bin"} << 2 << ".cymodel";
    QTest::newRow("missing target") << QStringList{"--output", "nowhere/m.cymodel"} << 1 << "nowhere";
    QTest::newRow("4D") << QStringList{"--dim", "4"} << 2 << "--dim";
    QTest::newRow("no time") << QStringList{"--minutes", "0"} << 2 << "--minutes";
    QTest::newRow("batch") << QStringList{"--batch", "1"} << 2 << "--batch";
    QTest::newRow("half a step") << QStringList{"--steps", "2.5"} << 2 << "--steps";
    QTest::newRow("rate") << QStringList{"--learning-rate", "fast"} << 2 << "--learning-rate";
    QTest::newRow("averaging") << QStringList{"--ema", "1"} << 2 << "--ema";
    QTest::newRow("precision") << QStringList{"--precision", "fp8"} << 2 << "fp32";
    QTest::newRow("patch") << QStringList{"--patch", "33"} << 2 << "--patch";
    QTest::newRow("weights") << QStringList{"--cluster-weights", "a:1"} << 2 << "--cluster-weights";
    QTest::newRow("levels") << QStringList{"--widths", "32"} << 2 << "--widths";
    QTest::newRow("index") << QStringList{"--index", "nowhere.csv"} << 1 << "nowhere.csv";
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    QFETCH(QString, words);
    QStringList all{"train", "--images", "photographs", "--output", "bad.cymodel", "--steps",  "1",   "--batch",
                    "2",     "--patch",  "32",          "--widths", "32,32",       "--blocks", "1,1", "--quiet"};
    for (qsizetype i = 0; i < arguments.size(); i += 2) {
      const qsizetype at = all.indexOf(arguments[i]);
      if (at >= 0) {
        all[at + 1] = arguments[i + 1];
      } else {
        all << arguments[i] << arguments[i + 1];
      }
    }
    const QStringList before = runner_.listing();
    const CliResult result = runner_.run(all);
    QVERIFY2(result.code == code, qPrintable(QString::number(result.code) + " " + result.err));
    QVERIFY2(isOneErrorLine(result.err) && result.err.contains(words), qPrintable(result.err));
    QCOMPARE(runner_.listing(), before);
  }

  void everyTrainingParameterIsAnOption() {
    const QString help = runner_.run({"train", "--help"}).out;
    for (const Parameter& row : trainingParameters()) {
      const QString option = "--" + QString::fromStdString(std::string(row.key)) + " ";
      QVERIFY2(help.contains(option), qPrintable(option));
    }
  }

  void aFlatImageIsNamed() {
    writeImage(Image<std::uint8_t>({1, 1, 1, 40, 40}, 7), runner_.file("photographs/flat.tif"));
    const CliResult result = runner_.run(command("flat.cymodel", {"--steps", "1"}));
    QFile::remove(runner_.path("photographs/flat.tif"));
    QCOMPARE(result.code, 1);
    QVERIFY2(isOneErrorLine(result.err) && result.err.contains("flat.tif"), qPrintable(result.err));
    QVERIFY(!QFile::exists(runner_.path("flat.cymodel")));
  }
};

CYTOSKETCH_TEST_CLASS(train, TestTrain)
#include "test_train.moc"
