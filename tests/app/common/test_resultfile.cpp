#include "app/common/resultfile.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/sketchfile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

Sketch twoCells() {
  Sketch sketch({1, 1, 1, 40, 50}, {0.3, 0.3, 0.3});
  Cell cell;
  cell.id = 5;
  cell.mask = discMask(0, 0, 12, 12, 6);
  sketch.put(cell);
  cell.id = 90000; // needs 32 bits
  cell.mask = discMask(0, 0, 30, 35, 5);
  sketch.put(cell);
  return sketch;
}

GenerationResult resultFor(const Sketch& sketch) {
  GenerationResult result;
  std::vector<float> voxels(std::size_t(sketch.extent().voxels()));
  for (std::size_t i = 0; i < voxels.size(); ++i) {
    voxels[i] = -1.0F + 2.0F * float(i) / float(voxels.size() - 1);
  }
  result.image = Image<float>(sketch.extent(), voxels, sketch.spacing());
  result.settings.seed = 42;
  result.settings.tStart = 321;
  result.settings.halo = {Halo::Mode::Fixed, 16};
  result.modelHash = "0123456789abcdef";
  result.seconds = 1.25;
  return result;
}

QByteArray bytesOf(const fs::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestResultFile : public QObject {
  Q_OBJECT

  fs::path folder() const { return folder_.path().toStdString(); }
  QTemporaryDir folder_;

private Q_SLOTS:
  void everythingIsReadBack() {
    const Sketch sketch = twoCells();
    const GenerationResult result = resultFor(sketch);
    const ResultFiles files = writeResult(result, sketch, folder() / "image.tif");
    QCOMPARE(files.labels.size(), std::size_t(1));
    QCOMPARE(readImageInfo(files.image).pixelType, PixelType::UInt16);
    QVERIFY(std::abs(readImageInfo(files.image).spacing.x - 0.3) < 1e-4);
    const Image<float> stored = readImage(files.image);
    for (std::size_t i = 0; i < stored.size(); ++i) {
      QVERIFY(std::abs(stored.data()[i] - std::round(65535.0F * 0.5F * (result.image.data()[i] + 1.0F))) <= 1.0F);
    }
    const Image<std::uint32_t> labels = readLabels(files.labels.front());
    const Image<std::uint32_t> expected = rasteriseLabels(sketch, CellKind::Nucleus);
    QVERIFY(std::equal(labels.begin(), labels.end(), expected.begin()));
    QCOMPARE(readSketch(files.sketch).cells().size(), std::size_t(2));
    const GenerationResult read = readResult(files.sidecar);
    QVERIFY(read.settings == result.settings);
    QCOMPARE(read.modelHash, result.modelHash);
    for (std::size_t i = 0; i < read.image.size(); ++i) {
      QVERIFY(std::abs(read.image.data()[i] - result.image.data()[i]) < 4e-5F);
    }
  }

  void networkValuesAreExact() {
    const Sketch sketch = twoCells();
    const GenerationResult result = resultFor(sketch);
    const ResultFiles files = writeResult(result, sketch, folder() / "exact.tif", {.networkValues = true});
    const GenerationResult read = readResult(files.sidecar);
    QVERIFY(std::equal(read.image.begin(), read.image.end(), result.image.begin()));
  }

  void theSameResultGivesTheSameBytes() {
    const Sketch sketch = twoCells();
    GenerationResult result = resultFor(sketch);
    const ResultFiles first = writeResult(result, sketch, folder() / "repeat.tif");
    const QByteArray image = bytesOf(first.image);
    const QByteArray sidecar = bytesOf(first.sidecar);
    result.seconds = 99.0; // how long it took is not part of what was made
    QTest::qSleep(1100);   // TIFF's clock counts seconds
    writeResult(result, sketch, folder() / "repeat.tif");
    QVERIFY(!image.isEmpty());
    QCOMPARE(bytesOf(first.image), image);
    QCOMPARE(bytesOf(first.sidecar), sidecar);
  }

  void oneLabelFilePerKind() {
    Sketch sketch = twoCells();
    Cell cell;
    cell.id = 6;
    cell.kind = CellKind::Cytoplasm;
    cell.mask = discMask(0, 0, 12, 12, 10);
    sketch.put(cell);
    const ResultFiles files = writeResult(resultFor(sketch), sketch, folder() / "kinds.tif");
    QCOMPARE(files.labels.size(), std::size_t(2));
    QCOMPARE(files.labels[0].filename().string(), std::string("kinds_labels_nucleus.tif"));
    QCOMPARE(readLabels(files.labels[0]).at(12, 12), 5U); // the nucleus punches no hole into its cytoplasm
    QCOMPARE(readLabels(files.labels[1]).at(12, 12), 6U);
  }

  void oneLabelFilePerChannel() {
    Sketch sketch({1, 2, 1, 40, 50}, {0.3, 0.3, 0.3});
    Cell cell;
    cell.id = 5;
    cell.mask = discMask(0, 0, 12, 12, 6);
    sketch.put(cell);
    cell.id = 90000; // over the first one, in the other channel
    cell.channel = 1;
    cell.mask = discMask(0, 0, 12, 12, 9);
    sketch.put(cell);
    const GenerationResult result = resultFor(sketch);
    ResultFiles files = writeResult(result, sketch, folder() / "channels.tif");
    QCOMPARE(files.labels.size(), std::size_t(2));
    QCOMPARE(files.labels[0].filename().string(), std::string("channels_labels_channel1.tif"));
    QCOMPARE(files.labels[1].filename().string(), std::string("channels_labels_channel2.tif"));
    QCOMPARE(readLabels(files.labels[0]).at(12, 12), 5U); // nothing of another channel hides it
    QCOMPARE(readLabels(files.labels[1]).at(12, 12), 90000U);
    QCOMPARE(readSidecar(files.sidecar).labels.size(), std::size_t(2));

    const ImageInfo info = readImageInfo(files.image);
    QCOMPARE(info.pixelType, PixelType::UInt16);
    QCOMPARE(info.extent.c, std::int64_t(2));
    QVERIFY2(info.description.find("channels=2") != std::string::npos, info.description.c_str());
    const GenerationResult read = readResult(files.sidecar);
    QVERIFY(std::abs(read.image.channel(0, 1)[7] - result.image.channel(0, 1)[7]) < 4e-5F);

    cell.id = 6;
    cell.kind = CellKind::WholeCell;
    sketch.put(cell);
    files = resultFiles(sketch, folder() / "channels.tif");
    QCOMPARE(files.labels.size(), std::size_t(3));
    QCOMPARE(files.labels[2].filename().string(), std::string("channels_labels_channel2_whole-cell.tif"));
  }

  void everyChannelHasItsOwnSourceLimits() {
    const Sketch sketch(Extent{1, 2, 1, 4, 5});
    const GenerationResult result = resultFor(sketch);
    const ResultFiles files =
        writeResult(result, sketch, folder() / "limits.tif", {.sourceLimits = {{100.0, 300.0}, {1000.0, 5000.0}}});
    const Image<float> written = readImage(files.image);
    for (std::int64_t i = 0; i < 20; ++i) {
      const double first = (result.image.channel(0, 0)[i] + 1.0) / 2.0;
      const double second = (result.image.channel(0, 1)[i] + 1.0) / 2.0;
      QVERIFY(std::abs(written.channel(0, 0)[i] - (100.0 + 200.0 * first)) < 0.51);
      QVERIFY(std::abs(written.channel(0, 1)[i] - (1000.0 + 4000.0 * second)) < 0.51);
    }
    const QJsonObject image = QJsonDocument::fromJson(bytesOf(files.sidecar)).object()["image"].toObject();
    QCOMPARE(image["sourceLimits"].toArray()[1].toObject()["high"].toDouble(), 5000.0);
  }

  void failureLeavesOlderFilesAndNothingHalf() {
    const Sketch sketch = twoCells();
    const GenerationResult result = resultFor(sketch);
    QVERIFY_EXCEPTION_THROWN(writeResult(result, sketch, folder() / "missing" / "image.tif"), FileError);
    QDir(folder_.path()).mkdir("occupied");
    QVERIFY(QDir(folder_.path() + "/occupied").mkpath("taken_labels.tif/inside")); // a folder where a file must go
    QVERIFY_EXCEPTION_THROWN(writeResult(result, sketch, folder() / "occupied" / "taken.tif"), Error);
    QCOMPARE(QDir(folder_.path() + "/occupied").entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
             QStringList("taken_labels.tif"));
  }

  void foreignSidecars_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("not JSON") << QByteArray("{{{");
    QTest::newRow("other JSON") << QByteArray("[1, 2]");
    QTest::newRow("newer") << QByteArray(R"({"schema": "cytosketch-result/9"})");
    QTest::newRow("leads out of the folder")
        << QByteArray(R"({"schema":"cytosketch-result/1","settings":{},"modelHash":"","labels":[],"sketch":null,)"
                      R"("image":{"file":"../../etc/passwd","type":"uint16"}})");
  }
  void foreignSidecars() {
    QFETCH(QByteArray, text);
    QFile file(folder_.filePath("foreign.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
    file.close();
    QVERIFY_EXCEPTION_THROWN(readSidecar(folder() / "foreign.json"), FormatError);
  }
};

CYTOSKETCH_TEST_CLASS(resultfile, TestResultFile)
#include "test_resultfile.moc"
