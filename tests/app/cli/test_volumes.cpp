#include "clirunner.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

#include <csignal>

using namespace cytosketch;

namespace {

/// Balls, numbered from 1; slices or frames as the extent says.
Image<std::uint32_t> ballLabels(const Extent& e, const Spacing& spacing = {1.0, 0.25, 0.25}) {
  Image<std::uint32_t> labels(e, 0, spacing);
  std::uint32_t* voxel = labels.mutableData();
  for (std::int64_t page = 0; page < e.t * e.z; ++page) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x < e.x; ++x, ++voxel) {
        const auto dy = y % 24 - 12, dx = x % 24 - 12, dz = 3 * (page % 7 - 3);
        if (dy * dy + dx * dx + dz * dz < 90) {
          *voxel = static_cast<std::uint32_t>(1 + y / 24 * 10 + x / 24);
        }
      }
    }
  }
  return labels;
}

} // namespace

/// Volumes and time series, end to end, and what can be wrong with them.
class TestVolumes : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  QStringList command(const QString& labels, const QString& output, const QStringList& more = {},
                      const QString& model = "deep.cymodel") const {
    return QStringList{"generate", "--labels",    labels, "--model",  model, "--steps",
                       "2",        "--precision", "fp32", "--output", output} +
           more;
  }
  void makeModel(const QString& name, int dimensions) const {
    ModelCard card;
    card.architecture = "tile-exact-unet";
    card.dimensions = dimensions;
    card.widths = {8, 8};
    card.blocks = {1, 1};
    writeUntrainedModel(runner_.file(name), card, 3, 0.05);
  }

  /// Starts a long run with its state in a file, and waits until that file is in use.
  void startScratchRun(QProcess& process, const QString& output) const {
    process.setProgram("sh");
    runner_.start(process, QStringList{"-c", "TMPDIR=$PWD/tmp exec \"$CLI\" \"$@\"", "sh"} +
                               command("wide.tif", output, {"--state", "scratch", "--sampler", "ddpm"}));
    QVERIFY(process.waitForStarted());
    const auto inUse = [&] {
      QFile maps(QString("/proc/%1/maps").arg(process.processId()));
      return maps.open(QIODevice::ReadOnly) && maps.readAll().contains("/tmp/cytosketch-");
    };
    QTRY_VERIFY_WITH_TIMEOUT(inUse(), 120000);
  }

private Q_SLOTS:
  void initTestCase() {
    makeModel("deep.cymodel", 3);
    makeModel("flat.cymodel", 2);
    writeLabels(ballLabels({1, 1, 7, 45, 51}), runner_.file("stack.tif"));
    writeLabels(ballLabels({7, 1, 1, 45, 51}, {0.0, 0.25, 0.25}), runner_.file("series.tif"));
    QVERIFY(QDir(runner_.path("")).mkdir("tmp"));
  }

  void volumeFromLabels() {
    const CliResult result = runner_.run(command("stack.tif", "image.tif", {"--labels-out", "cells.tif"}));
    QVERIFY2(result.code == 0, qPrintable(result.err));
    QVERIFY2(result.out.contains("7 x 45 x 51"), qPrintable(result.out));
    const ImageInfo info = readImageInfo(runner_.file("image.tif"));
    QCOMPARE(info.extent, (Extent{1, 1, 7, 45, 51}));
    QVERIFY(info.pixelType == PixelType::UInt16);
    QVERIFY(std::abs(info.spacing.z - 1.0) < 1e-6 && std::abs(info.spacing.x - 0.25) < 1e-6);
    const Image<std::uint32_t> drawn = readLabels(runner_.file("stack.tif"));
    const Image<std::uint32_t> written = readLabels(runner_.file("cells.tif"));
    QCOMPARE(written.extent(), drawn.extent());
    QVERIFY(std::equal(drawn.begin(), drawn.end(), written.begin()));
    // The record makes the same bytes again, and names the tiles instead of a memory.
    QCOMPARE(runner_.run({"generate", "--labels", "stack.tif", "--settings", "image.json", "-o", "again.tif"}).code, 0);
    QCOMPARE(runner_.readBytes("again.tif"), runner_.readBytes("image.tif"));
    const QJsonObject settings =
        QJsonDocument::fromJson(runner_.readBytes("image.json")).object()["settings"].toObject();
    QVERIFY(settings["tile"].toInt() > 0 && settings["tile-depth"].toInt() > 0);
    QVERIFY(settings["halo"].toString().contains(','));
  }

  void seriesHasTimeAsDepth() {
    const CliResult series = runner_.run(command("series.tif", "moving.tif", {"--labels-out", "moving-cells.tif"}));
    QVERIFY2(series.code == 0, qPrintable(series.err));
    QVERIFY2(series.err.contains("7 frames") && series.err.contains("--axes zyx"), qPrintable(series.err));
    QCOMPARE(readImageInfo(runner_.file("moving.tif")).extent, (Extent{7, 1, 1, 45, 51}));
    QCOMPARE(readImageInfo(runner_.file("moving-cells.tif")).extent, (Extent{7, 1, 1, 45, 51}));
    // The same pages as slices give the same greys; --axes says which they are.
    QCOMPARE(runner_.run(command("stack.tif", "standing.tif")).code, 0);
    const Image<float> moving = readImage(runner_.file("moving.tif"));
    const Image<float> standing = readImage(runner_.file("standing.tif"));
    QVERIFY(std::equal(moving.begin(), moving.end(), standing.begin()));
    QCOMPARE(runner_.run(command("series.tif", "slices.tif", {"--axes", "zyx"})).code, 0);
    QCOMPARE(readImageInfo(runner_.file("slices.tif")).extent, (Extent{1, 1, 7, 45, 51}));
    QCOMPARE(runner_.run(command("stack.tif", "frames.tif", {"--axes", "tyx"})).code, 0);
    QCOMPARE(readImageInfo(runner_.file("frames.tif")).extent, (Extent{7, 1, 1, 45, 51}));
  }

  void volumesInTimeAndFlatModels() {
    writeLabels(ballLabels({2, 1, 3, 30, 30}), runner_.file("both.tif"));
    const CliResult both = runner_.run(command("both.tif", "both-image.tif"));
    QVERIFY2(both.code == 0, qPrintable(both.err));
    QVERIFY(both.err.contains("2 frames of 3 slices are generated one by one"));
    QCOMPARE(readImageInfo(runner_.file("both-image.tif")).extent, (Extent{2, 1, 3, 30, 30}));
    const CliResult flat = runner_.run(command("series.tif", "flat.tif", {}, "flat.cymodel"));
    QVERIFY2(flat.code == 0, qPrintable(flat.err));
    QCOMPARE(readImageInfo(runner_.file("flat.tif")).extent, (Extent{7, 1, 1, 45, 51}));
  }

  void aFlatModelRefusesAVolume() {
    const CliResult result = runner_.run(command("stack.tif", "no.tif", {}, "flat.cymodel"));
    QCOMPARE(result.code, 2);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains("7 slices") && result.err.contains("3D model"), qPrintable(result.err));
    QVERIFY(!QFile::exists(runner_.path("no.tif")));
  }

  void oneSliceAndStateChoices() {
    writeLabels(ballLabels({1, 1, 1, 45, 51}), runner_.file("one.tif"));
    const CliResult one = runner_.run(command("one.tif", "one-image.tif"));
    QVERIFY2(one.code == 0, qPrintable(one.err));
    QCOMPARE(runner_.run(command("stack.tif", "memory.tif", {"--state", "fp32"})).code, 0);
    const CliResult scratch =
        runner_.run(command("stack.tif", "scratch.tif", {"--state", "scratch"}), {{"TMPDIR", runner_.path("tmp")}});
    QVERIFY2(scratch.code == 0, qPrintable(scratch.err));
    QVERIFY(QDir(runner_.path("tmp")).isEmpty());
    QCOMPARE(runner_.readBytes("scratch.tif"), runner_.readBytes("memory.tif"));
  }

  void badInput_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [&](const char* name, const QStringList& arguments, const QString& says) {
      QTest::newRow(name) << arguments << says;
    };
    Image<std::uint16_t> rgb({1, 3, 5, 30, 30}, 7, {1.0, 0.2, 0.2});
    writeImage(rgb, runner_.file("rgb.tif"));
    row("colour stack as labels", command("rgb.tif", "x.tif"), "one channel");
    const QByteArray stack = runner_.readBytes("stack.tif");
    runner_.writeBytes("cut.tif", stack.left(stack.size() * 2 / 3));
    row("truncated", command("cut.tif", "x.tif"), "cut.tif");
    writeImage(Image<float>({7, 1, 1, 45, 51}, 1.0F), runner_.file("real-series.tif"));
    Image<float> real({7, 1, 1, 45, 51}, 1.0F);
    real.mutableData()[5] = 9.0F;
    real.mutableData()[500] = 3.0F;
    std::generate_n(real.mutableData(), real.size(), [i = 0]() mutable { return static_cast<float>(++i % 97); });
    writeImage(real, runner_.file("real-series.tif"));
    row("t and z swapped", command("stack.tif", "x.tif", {"--grey-from", "real-series.tif"}), "--axes");
    row("axes of a volume in time", command("both.tif", "x.tif", {"--axes", "zyx"}), "2 frames of 3 slices");
    row("unknown axes", command("stack.tif", "x.tif", {"--axes", "xyz"}), "zyx");
    row("no scratch folder", command("stack.tif", "x.tif", {"--state", "scratch"}), "TMPDIR");
    row("unknown state", command("stack.tif", "x.tif", {"--state", "fp64"}), "scratch");
    runner_.writeBytes("huge.nrrd", "NRRD0004\ntype: uint16\ndimension: 3\nsizes: 20000 20000 250\nencoding: raw\n"
                                    "endian: little\n\n");
    QFile sparse(runner_.path("huge.nrrd"));
    QVERIFY(sparse.resize(200LL * 1000 * 1000 * 1000 + sparse.size()));
    row("larger than memory", command("huge.nrrd", "x.tif"), "huge.nrrd");
  }
  void badInput() {
    QFETCH(QStringList, arguments);
    QFETCH(QString, says);
    runner_.writeBytes("x.tif", "the earlier result");
    const CliResult result = runner_.run(arguments, {{"TMPDIR", "/no/such/folder"}});
    QVERIFY(result.code > 0);
    QVERIFY2(isOneErrorLine(result.err), qPrintable(result.err));
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QCOMPARE(runner_.readBytes("x.tif"), QByteArray("the earlier result"));
  }

  // Spacing that is missing or cannot be does not stop anything and is not passed on.
  void absurdSpacing_data() {
    QTest::addColumn<double>("z");
    QTest::newRow("missing") << 0.0;
    QTest::newRow("a light year") << 9.46e21;
    QTest::newRow("less than an atom") << 1e-9;
  }
  void absurdSpacing() {
    QFETCH(double, z);
    writeLabels(ballLabels({1, 1, 3, 30, 30}, {z, 0.2, 0.2}), runner_.file("spaced.tif"));
    QCOMPARE(readImageInfo(runner_.file("spaced.tif")).spacing.z, 0.0);
    const CliResult result = runner_.run(command("spaced.tif", "spaced-image.tif"));
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const ImageInfo info = readImageInfo(runner_.file("spaced-image.tif"));
    QCOMPARE(info.spacing.z, 0.0);
    QVERIFY(std::abs(info.spacing.x - 0.2) < 1e-6);
  }

  void evaluateTakesVolumes() {
    const Image<std::uint32_t> labels = ballLabels({1, 1, 7, 45, 51});
    Image<float> real(labels.extent(), 0.0F, labels.spacing());
    for (std::size_t i = 0; i < real.size(); ++i) {
      real.mutableData()[i] = (labels.data()[i] != 0 ? 500.0F : 100.0F) + static_cast<float>(i * 7919 % 53);
    }
    writeImage(real, runner_.file("real.tif"));
    QCOMPARE(runner_.run(command("stack.tif", "made.tif", {"--grey-from", "real.tif"})).code, 0);
    const CliResult result =
        runner_.run({"evaluate", "--json", "--real", "real.tif", "--generated", "made.tif", "--labels", "stack.tif"});
    QVERIFY2(result.code == 0, qPrintable(result.err));
    const QJsonObject mean = QJsonDocument::fromJson(result.out.toUtf8()).object()["mean"].toObject();
    QVERIFY2(!mean.isEmpty(), qPrintable(result.out));
    const CliResult wrong =
        runner_.run({"evaluate", "--real", "real.tif", "--generated", "moving.tif", "--labels", "stack.tif"});
    QVERIFY(wrong.code != 0);
    QVERIFY2(isOneErrorLine(wrong.err), qPrintable(wrong.err));
  }

  void interruptLeavesNothing() {
    writeLabels(ballLabels({1, 1, 24, 240, 240}), runner_.file("wide.tif"));
    runner_.writeBytes("kept.tif", "the earlier result");
    QProcess process;
    startScratchRun(process, "kept.tif");
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(runner_.readBytes("kept.tif"), QByteArray("the earlier result"));
    QVERIFY(!QFile::exists(runner_.path("kept.json")));
    QVERIFY(QDir(runner_.path("tmp")).isEmpty());
  }
  // Not even an end without warning leaves a scratch file.
  void killLeavesNoScratchFile() {
    QProcess process;
    startScratchRun(process, "killed.tif");
    ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    QVERIFY(process.waitForFinished(60000));
    QVERIFY(QDir(runner_.path("tmp")).isEmpty());
    QVERIFY(!QFile::exists(runner_.path("killed.tif")));
  }
};

CYTOSKETCH_TEST_CLASS(volumes, TestVolumes)
#include "test_volumes.moc"
