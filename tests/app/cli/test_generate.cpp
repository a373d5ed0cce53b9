#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace cytosketch;

/// `generate`, with a tiny untrained network: what counts here is what is written, not how it looks.
class TestGenerate : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  QStringList command(const QString& output, const QStringList& more = {}) const {
    return QStringList{"generate", "--labels",    "labels.tif", "--model",  "tiny.cymodel", "--steps",
                       "2",        "--precision", "fp32",       "--output", output} +
           more;
  }
  QJsonObject json(const QString& file) const { return QJsonDocument::fromJson(runner_.readBytes(file)).object(); }

private Q_SLOTS:
  void initTestCase() {
    runner_.makeScene();
    runner_.makeTinyModel();
  }

  /// With --t-start everywhere the map changes nothing; with 1 on the left the picture changes there and not far right.
  void startMapHoldsWhereItSaysSo() {
    const auto write = [&](const char* name, float left, float right) {
      Image<float> map({1, 1, 1, 64, 80});
      for (std::int64_t y = 0; y < 64; ++y) {
        for (std::int64_t x = 0; x < 80; ++x) {
          map.mutableData()[y * 80 + x] = x < 40 ? left : right;
        }
      }
      writeImage(map, runner_.file(name));
    };
    write("all.tif", 400, 400);
    write("half.tif", 1, 400);
    const auto picture = [&](const char* name, const QStringList& more) {
      const CliResult result = runner_.run(command(name, more + QStringList{"--float"}));
      if (result.code != 0) {
        qWarning("%s", qPrintable(result.err));
      }
      return readImage(runner_.file(name));
    };
    const Image<float> plain = picture("plain.tif", {});
    const Image<float> all = picture("asplain.tif", {"--start-map", "all.tif"});
    QVERIFY(std::equal(plain.begin(), plain.end(), all.begin()));
    QCOMPARE(json("asplain.json")["source"].toObject()["start-map"].toString(), "all.tif");
    const Image<float> half = picture("half-image.tif", {"--start-map", "half.tif"});
    double freeChange = 0.0;
    double heldChange = 0.0; // far from the border, so that the network's reach does not mix them
    for (std::int64_t y = 0; y < 64; ++y) {
      for (std::int64_t x = 0; x < 20; ++x) {
        heldChange += std::abs(half.at(0, 0, 0, y, x) - plain.at(0, 0, 0, y, x));
        freeChange += std::abs(half.at(0, 0, 0, y, 79 - x) - plain.at(0, 0, 0, y, 79 - x));
      }
    }
    QVERIFY2(heldChange > 4.0 * freeChange, qPrintable(QString("%1 %2").arg(heldChange).arg(freeChange)));
  }

  /// An untrained network keeps no cell apart from its surround, so cells get lost.
  void automaticStartsAreRecorded() {
    const CliResult first = runner_.run(command("auto.tif", {"--t-start", "900", "--auto-start", "--json"}));
    QVERIFY2(first.code == 0, qPrintable(first.err));
    const QJsonObject settings = json("auto.json")["settings"].toObject();
    const QJsonObject starts = settings["cell-starts"].toObject();
    QVERIFY(!starts.isEmpty());
    QCOMPARE(settings["auto-start"].toBool(), false); // resolved
    const QJsonObject cells = QJsonDocument::fromJson(first.out.toUtf8()).object()["cells"].toObject();
    QVERIFY(cells["all"].toInt() >= starts.size());
    const CliResult again = runner_.run(command("again.tif", {"--settings", "auto.json"}));
    QVERIFY2(again.code == 0, qPrintable(again.err));
    QCOMPARE(runner_.readBytes("again.tif"), runner_.readBytes("auto.tif"));
    const CliResult plain = runner_.run(command("plain900.tif", {"--t-start", "900", "--auto-start", "false"}));
    QVERIFY2(plain.code == 0 && plain.err.contains("--auto-start"), qPrintable(plain.err));
    QVERIFY(runner_.readBytes("plain900.tif") != runner_.readBytes("auto.tif"));
    const CliResult bad = runner_.run(command("bad.tif", {"--auto-start", "maybe"}));
    QVERIFY(bad.code != 0);
    QVERIFY2(isOneErrorLine(bad.err) && bad.err.contains("--auto-start"), qPrintable(bad.err));
  }

  void badStartMap() {
    Image<float> small({1, 1, 1, 8, 8}, 400.0F);
    writeImage(small, runner_.file("small.tif"));
    Image<float> zero({1, 1, 1, 64, 80}, 0.0F);
    writeImage(zero, runner_.file("zero.tif"));
    for (const auto& [map, words] : {std::pair("small.tif", "size"), std::pair("zero.tif", "1 to 1000"),
                                     std::pair("nowhere.tif", "nowhere.tif")}) {
      const CliResult result = runner_.run(command("bad-start.tif", {"--start-map", map}));
      QVERIFY(result.code != 0);
      QVERIFY2(isOneErrorLine(result.err) && result.err.contains(words), qPrintable(result.err));
      QVERIFY(!QFile::exists(runner_.path("bad-start.tif")));
    }
  }

  void writesImageLabelsAndSidecar() {
    const CliResult result = runner_.run(command("image.tif", {"--labels-out", "cells.tif"}));
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY(result.out.contains("image.tif"));
    const ImageInfo info = readImageInfo(runner_.file("image.tif"));
    QVERIFY(info.pixelType == PixelType::UInt16);
    QVERIFY(info.extent == (Extent{1, 1, 1, 64, 80}));
    QVERIFY2(info.description.find("65535") != std::string::npos, info.description.c_str());
    const Image<std::uint32_t> drawn = readLabels(runner_.file("labels.tif"));
    const Image<std::uint32_t> written = readLabels(runner_.file("cells.tif"));
    QVERIFY(std::equal(drawn.begin(), drawn.end(), written.begin()));
    const QJsonObject sidecar = json("image.json");
    const QJsonObject settings = sidecar["settings"].toObject();
    QCOMPARE(settings["steps"].toInt(), 2);
    QCOMPARE(settings["t-start"].toInt(), 400);
    QCOMPARE(settings["precision"].toString(), "fp32");
    QVERIFY(settings["halo"].toString() != "auto"); // resolved
    QVERIFY(!sidecar["modelHash"].toString().isEmpty());
    QCOMPARE(sidecar["modelName"].toString(), "tiny");
    QVERIFY(sidecar["program"].toString().startsWith("CytoSketch "));
    QCOMPARE(sidecar["source"].toObject()["labels"].toString(), "labels.tif");
    QCOMPARE(sidecar["source"].toObject()["brightness"].toString(), "uniform:0.5,0.9");
    QVERIFY(sidecar["image"].toObject()["grey"].toString().contains("65535"));
    QCOMPARE(sidecar["labels"].toArray()[0].toObject()["file"].toString(), "cells.tif");
  }

  void theSidecarMakesItAgain() {
    QCOMPARE(runner_.run(command("first.tif", {"--seed", "7", "--t-start", "300", "--sigma", "1.5"})).code, 0);
    const CliResult again =
        runner_.run({"generate", "--labels", "labels.tif", "--settings", "first.json", "-o", "second.tif"});
    QVERIFY2(again.code == 0, qPrintable(again.err));
    QCOMPARE(runner_.readBytes("second.tif"), runner_.readBytes("first.tif"));
    QCOMPARE(runner_.run(command("other.tif", {"--seed", "8", "--t-start", "300", "--sigma", "1.5"})).code, 0);
    QVERIFY(runner_.readBytes("other.tif") != runner_.readBytes("first.tif"));
  }

  void optionsOverrideTheSettingsFile() {
    runner_.writeBytes("settings.json", R"({"model": "tiny.cymodel", "steps": 3, "seed": 5, "t-start": 200})");
    const CliResult result = runner_.run({"generate", "--json", "--labels", "labels.tif", "--settings", "settings.json",
                                          "--steps", "2", "-o", "set.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject settings = QJsonDocument::fromJson(result.out.toUtf8()).object()["settings"].toObject();
    QCOMPARE(settings["steps"].toInt(), 2);
    QCOMPARE(settings["seed"].toInt(), 5);
    QCOMPARE(settings["t-start"].toInt(), 200);
  }

  void floatsAreNetworkValues() {
    QCOMPARE(runner_.run(command("float.tif", {"--float"})).code, 0);
    QCOMPARE(runner_.run(command("grey.tif")).code, 0);
    QVERIFY(readImageInfo(runner_.file("float.tif")).pixelType == PixelType::Float32);
    const Image<float> network = readImage(runner_.file("float.tif"));
    const Image<float> grey = readImage(runner_.file("grey.tif"));
    for (std::size_t i = 0; i < grey.size(); ++i) {
      const float expected = std::clamp((network.data()[i] + 1.0F) / 2.0F, 0.0F, 1.0F) * 65535.0F;
      QVERIFY(std::abs(grey.data()[i] - expected) <= 0.51F);
    }
  }

  void sourceGreysUndoTheNormalisation() {
    QCOMPARE(runner_.run(command("g.tif", {"--grey-from", "real.tif"})).code, 0);
    QCOMPARE(runner_.run(command("s.tif", {"--grey-from", "real.tif", "--source-greys"})).code, 0);
    const QJsonObject limits = json("s.json")["image"].toObject()["sourceLimits"].toObject();
    const double low = limits["low"].toDouble();
    const double high = limits["high"].toDouble();
    QVERIFY(low > 100.0 && high > low + 1000.0);
    const Image<float> grey = readImage(runner_.file("g.tif"));
    const Image<float> source = readImage(runner_.file("s.tif"));
    for (std::size_t i = 0; i < grey.size(); ++i) {
      QVERIFY(std::abs(source.data()[i] - (low + grey.data()[i] / 65535.0 * (high - low))) < 0.6);
    }
  }

  void aSketchGivesTheSameAsItsLabels() {
    QCOMPARE(runner_.run({"convert", "labels.tif", "cells.cysk", "--seed", "1"}).code, 0);
    QCOMPARE(runner_.run(command("a.tif", {"--seed", "1", "--save-sketch"})).code, 0);
    QVERIFY(QFile::exists(runner_.path("a.cysk")));
    const CliResult result = runner_.run({"generate", "--sketch", "cells.cysk", "--model", "tiny.cymodel", "--steps",
                                          "2", "--precision", "fp32", "--seed", "1", "-o", "b.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QCOMPARE(runner_.readBytes("b.tif"), runner_.readBytes("a.tif"));
  }

  void manyLabelsNeedThirtyTwoBits() {
    writeLabels(discLabels(64, 80, 70000), runner_.file("many.tif"));
    const CliResult result = runner_.run({"generate", "--labels", "many.tif", "--model", "tiny.cymodel", "--steps", "2",
                                          "--labels-out", "many-out.tif", "-o", "many-image.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const Image<std::uint32_t> written = readLabels(runner_.file("many-out.tif"));
    QCOMPARE(*std::max_element(written.begin(), written.end()), 70002U);
  }

  void channelsComeFromOneLabelImageEach() {
    ModelCard card;
    card.name = "two";
    card.architecture = "tile-exact-unet";
    card.channels = 2;
    card.widths = {32, 32};
    card.blocks = {1, 1};
    writeUntrainedModel(runner_.file("two.cymodel"), card, 1, 0.02);
    writeLabels(discLabels(64, 80, 2), runner_.file("second.tif")); // shares two ids with the first
    QStringList two = command("both.tif", {"--labels", "second.tif", "--kind", "nucleus", "--kind", "whole-cell",
                                           "--labels-out", "cells.tif", "--save-sketch"});
    two.replaceInStrings("tiny.cymodel", "two.cymodel");
    const CliResult result = runner_.run(two);
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY2(result.out.contains("2 channels"), qPrintable(result.out));
    const ImageInfo info = readImageInfo(runner_.file("both.tif"));
    QVERIFY(info.pixelType == PixelType::UInt16);
    QVERIFY(info.extent == (Extent{1, 2, 1, 64, 80}));
    QVERIFY2(info.description.find("channels=2") != std::string::npos, info.description.c_str()); // for ImageJ
    const Image<float> image = readImage(runner_.file("both.tif"));
    QVERIFY(!std::equal(image.channel(0, 0), image.channel(0, 0) + 64 * 80, image.channel(0, 1)));

    const Image<std::uint32_t> first = readLabels(runner_.file("labels.tif"));
    const Image<std::uint32_t> second = readLabels(runner_.file("second.tif"));
    const std::uint32_t shift = *std::max_element(first.begin(), first.end());
    const Image<std::uint32_t> nuclei = readLabels(runner_.file("cells_channel1_nucleus.tif"));
    const Image<std::uint32_t> cells = readLabels(runner_.file("cells_channel2_whole-cell.tif"));
    QVERIFY(std::equal(nuclei.begin(), nuclei.end(), first.begin()));
    QVERIFY(std::equal(cells.begin(), cells.end(), second.begin(), [&](std::uint32_t cell, std::uint32_t label) {
      return cell == (label == 0 ? 0 : label + shift);
    }));

    const CliResult again =
        runner_.run({"generate", "--sketch", "both.cysk", "--settings", "both.json", "-o", "b.tif"});
    QVERIFY2(again.code == 0, qPrintable(again.err));
    QCOMPARE(runner_.readBytes("b.tif"), runner_.readBytes("both.tif"));
    QCOMPARE(runner_.run({"convert", "both.cysk", "channel.tif", "--channel", "1", "--kind", "whole-cell"}).code, 0);
    const Image<std::uint32_t> converted = readLabels(runner_.file("channel.tif"));
    QVERIFY(std::equal(converted.begin(), converted.end(), cells.begin()));
  }

  void modelAndSketchMustHaveTheSameChannels() {
    QVERIFY(QFile::exists(runner_.path("two.cymodel")));
    const QStringList before = runner_.listing();
    QStringList few = command("few.tif");
    few.replaceInStrings("tiny.cymodel", "two.cymodel");
    const CliResult tooFew = runner_.run(few);
    QCOMPARE(tooFew.code, 2);
    QVERIFY2(isOneErrorLine(tooFew.err) && tooFew.err.contains("1 channel,") && tooFew.err.contains("2 channels") &&
                 tooFew.err.contains("one --labels per channel"),
             qPrintable(tooFew.err));
    const CliResult tooMany = runner_.run(command("many.tif", {"--labels", "second.tif"}));
    QCOMPARE(tooMany.code, 2);
    QVERIFY2(isOneErrorLine(tooMany.err) && tooMany.err.contains("--model"), qPrintable(tooMany.err));
    const CliResult grey = runner_.run(command("g.tif", {"--labels", "second.tif", "--grey-from", "real.tif"}));
    QVERIFY2(grey.code != 0 && isOneErrorLine(grey.err) && grey.err.contains("real.tif"), qPrintable(grey.err));
    writeLabels(discLabels(32, 80), runner_.file("low.tif"));
    const QStringList withInput = runner_.listing();
    const CliResult sizes = runner_.run(command("s.tif", {"--labels", "low.tif"}));
    QVERIFY2(sizes.code != 0 && isOneErrorLine(sizes.err) && sizes.err.contains("low.tif"), qPrintable(sizes.err));
    QCOMPARE(runner_.listing(), withInput);
    QVERIFY(withInput.size() == before.size() + 1);
  }

  /// One model per channel: the same as each channel by its model, and the sidecar makes it again.
  void everyChannelCanHaveItsModel() {
    QVERIFY(QFile::exists(runner_.path("both.cysk")));
    const QStringList one{"generate", "--sketch", "both.cysk", "--steps", "2", "--precision", "fp32"};
    const CliResult result =
        runner_.run(one + QStringList{"--model", "tiny.cymodel", "--model", "tiny.cymodel", "-o", "each.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY2(result.err.contains("channel 2/2"), qPrintable(result.err));
    QVERIFY(readImageInfo(runner_.file("each.tif")).extent == (Extent{1, 2, 1, 64, 80}));
    QCOMPARE(json("each.json")["settings"].toObject()["model"].toArray().size(), 2);
    const CliResult again =
        runner_.run({"generate", "--sketch", "both.cysk", "--settings", "each.json", "-o", "again.tif"});
    QVERIFY2(again.code == 0, qPrintable(again.err));
    QCOMPARE(runner_.readBytes("again.tif"), runner_.readBytes("each.tif"));
    const QStringList before = runner_.listing();
    const CliResult three = runner_.run(one + QStringList{"--model", "tiny.cymodel", "--model", "tiny.cymodel",
                                                          "--model", "tiny.cymodel", "-o", "three.tif"});
    QVERIFY2(three.code == 2 && isOneErrorLine(three.err) && three.err.contains("3 models"), qPrintable(three.err));
    const CliResult joint =
        runner_.run(one + QStringList{"--model", "tiny.cymodel", "--model", "two.cymodel", "-o", "joint.tif"});
    QVERIFY2(joint.code == 2 && isOneErrorLine(joint.err) && joint.err.contains("channel 2"), qPrintable(joint.err));
    QCOMPARE(runner_.listing(), before);
  }

  void progressIsPlainWithoutATerminal() {
    const CliResult loud = runner_.run(command("loud.tif", {"--auto-start", "false"}));
    QCOMPARE(loud.code, 0);
    QVERIFY(loud.err.contains("50 %") && loud.err.contains("100 %"));
    QVERIFY(!loud.err.contains('\r') && !loud.err.contains('\x1b'));
    QVERIFY(runner_.run(command("still.tif", {"--quiet"})).err.isEmpty());
  }

  void namesAreLookedUpInTheUsersFolder() {
    QDir(runner_.path(".home")).mkpath("cytosketch/models");
    QVERIFY(QFile::copy(runner_.path("tiny.cymodel"), runner_.path(".home/cytosketch/models/mine.cymodel")));
    const CliResult info = runner_.run({"info", "--json", "mine"});
    QVERIFY2(info.code == 0, qPrintable(info.err));
    QCOMPARE(QJsonDocument::fromJson(info.out.toUtf8()).object()["kind"].toString(), "model");
    const CliResult missing = runner_.run({"info", "nobody"});
    QCOMPARE(missing.code, 1);
    QVERIFY2(missing.err.contains("mine"), qPrintable(missing.err)); // tells which there are
  }

  void interruptStopsCleanly() {
    const QStringList before = runner_.listing();
    writeLabels(discLabels(512, 512), runner_.file("wide.tif"));
    const QStringList withInput = runner_.listing();
    QProcess process;
    runner_.start(process, {"generate", "--labels", "wide.tif", "--model", "tiny.cymodel", "--sampler", "ddpm",
                            "--t-start", "1000", "-o", "never.tif"});
    process.setReadChannel(QProcess::StandardError);
    QVERIFY(process.waitForStarted());
    QVERIFY(process.waitForReadyRead(60000)); // the first sign of life of the run itself
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(QString::fromUtf8(process.readAllStandardError()).endsWith("cytosketch-cli: cancelled\n"));
    QCOMPARE(runner_.listing(), withInput);
  }
};

CYTOSKETCH_TEST_CLASS(generate, TestGenerate)
#include "test_generate.moc"
