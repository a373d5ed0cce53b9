#include "clirunner.h"

#include "engine/imageio/imagefile.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>

using namespace cytosketch;

/// `evaluate` of files, of folders, and of a model.
class TestEvaluate : public QObject {
  Q_OBJECT

private:
  CliRunner runner_;

  QJsonObject evaluated(const QStringList& arguments) const {
    const CliResult result = runner_.run(QStringList{"evaluate", "--json", "--quiet"} + arguments);
    if (result.code != 0) {
      qWarning("%s", qPrintable(result.err));
    }
    return QJsonDocument::fromJson(result.out.toUtf8()).object();
  }
  /// The normalised real image with `offset` added, 16 bits: a "generated" image whose figures are known.
  void writeShifted(const QString& name, float offset) const {
    const Image<float> real = readImage(runner_.file("normal.tif"));
    Image<std::uint16_t> shifted(real.extent());
    std::transform(real.begin(), real.end(), shifted.mutableData(), [offset](float value) {
      return static_cast<std::uint16_t>(std::lround(std::clamp(value + 65535.0F * offset, 0.0F, 65535.0F)));
    });
    writeImage(shifted, runner_.file(name));
  }

private Q_SLOTS:
  void initTestCase() {
    runner_.makeScene();
    QCOMPARE(runner_.run({"convert", "--normalise", "real.tif", "normal.tif"}).code, 0);
  }

  void theRealImageItselfIsPerfect() {
    const QJsonObject mean =
        evaluated({"--real", "real.tif", "--generated", "normal.tif", "--labels", "labels.tif"})["mean"].toObject();
    QVERIFY(mean["psnr"].toDouble() > 90.0); // rounding to 16 bits
    QVERIFY(mean["zncc"].toDouble() > 0.9);
    QVERIFY(mean["ssim"].toDouble() > 0.9999);
    QVERIFY(std::abs(mean["bhattacharyya"].toDouble(1.0)) < 1e-3);
    QVERIFY(std::abs(mean["kullbackLeibler"].toDouble(1.0)) < 1e-2);
    const QJsonArray bands = mean["bands"].toArray();
    QCOMPARE(bands.size(), 5);
    for (int band = 1; band < 5; ++band) {
      QVERIFY(std::abs(bands[band].toDouble() - 1.0) < 1e-3);
    }
    QCOMPARE(mean["cells"].toObject()["judged"].toInt(), 3);
    QCOMPARE(mean["cells"].toObject()["lost"].toInt(), 0);
  }

  void psnrOfAKnownDifference() {
    // Halved contrast around 0.5: the difference is |g − 0.5| / 2, written out here by hand.
    const Image<float> real = readImage(runner_.file("normal.tif"));
    Image<std::uint16_t> half(real.extent());
    double sum = 0.0;
    for (std::size_t i = 0; i < real.size(); ++i) {
      const double g = real.data()[i] / 65535.0;
      const double h = 0.5 + 0.5 * (g - 0.5);
      half.mutableData()[i] = static_cast<std::uint16_t>(std::lround(65535.0 * h));
      sum += 4.0 * (g - h) * (g - h);
    }
    writeImage(half, runner_.file("half.tif"));
    const double expected = 10.0 * std::log10(4.0 / (sum / static_cast<double>(real.size())));
    const QJsonObject mean = evaluated({"--real", "real.tif", "--generated", "half.tif"})["mean"].toObject();
    QVERIFY(std::abs(mean["psnr"].toDouble() - expected) < 0.01);
    QVERIFY(!mean.contains("zncc")); // no labels, no sketch
    for (int band = 1; band < 5; ++band) {
      QVERIFY(std::abs(mean["bands"].toArray()[band].toDouble() - 0.25) < 0.001);
    }
  }

  void lostCellsAreCounted() {
    // Cell 1 painted over with its surround's grey.
    const Image<std::uint32_t> labels = readLabels(runner_.file("labels.tif"));
    const Image<float> real = readImage(runner_.file("normal.tif"));
    Image<std::uint16_t> without(real.extent());
    for (std::size_t i = 0; i < real.size(); ++i) {
      without.mutableData()[i] =
          labels.data()[i] == 1 ? std::uint16_t{0} : static_cast<std::uint16_t>(std::lround(real.data()[i]));
    }
    writeImage(without, runner_.file("without.tif"));
    const QJsonObject cells =
        evaluated({"--real", "real.tif", "--generated", "without.tif", "--labels", "labels.tif"})["mean"]
            .toObject()["cells"]
            .toObject();
    QCOMPARE(cells["all"].toInt(), 3);
    QCOMPARE(cells["lost"].toInt(), 1);
  }

  void foldersAreMatchedByName() {
    QDir folder(runner_.path(""));
    for (const QString name : {"reals", "images", "masks"}) {
      folder.mkdir(name);
    }
    for (const QString stem : {"a", "b"}) {
      QFile::copy(runner_.path("real.tif"), runner_.path("reals/" + stem + ".tif"));
      QFile::copy(runner_.path("labels.tif"), runner_.path("masks/" + stem + ".tif"));
    }
    writeShifted("images/a.png", 0.0F);
    writeShifted("images/b.png", 0.05F);
    const QJsonObject json = evaluated({"--real", "reals", "--generated", "images", "--labels", "masks"});
    const QJsonArray images = json["images"].toArray();
    QCOMPARE(images.size(), 2);
    QCOMPARE(images[0].toObject()["name"].toString(), "a");
    const double a = images[0].toObject()["psnr"].toDouble();
    const double b = images[1].toObject()["psnr"].toDouble();
    QVERIFY(a > 90.0 && b > 20.0 && b < 30.0);
    QVERIFY(std::abs(json["mean"].toObject()["psnr"].toDouble() - (a + b) / 2.0) < 1e-9); // mean of the dB
    QFile::remove(runner_.path("reals/b.tif"));
    const CliResult missing = runner_.run({"evaluate", "--real", "reals", "--generated", "images", "--quiet"});
    QCOMPARE(missing.code, 1);
    QVERIFY2(isOneErrorLine(missing.err) && missing.err.contains("b"), qPrintable(missing.err));
  }

  void textTable() {
    const CliResult result =
        runner_.run({"evaluate", "--real", "real.tif", "--generated", "normal.tif", "--labels", "labels.tif"});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.contains("PSNR") && result.out.contains("normal") && result.out.contains("0.0%"),
             qPrintable(result.out));
  }

  void aModelIsJudged() {
    runner_.makeTinyModel();
    QDir folder(runner_.path(""));
    for (const QString name : {"held", "masks2", "out"}) {
      folder.mkdir(name);
    }
    for (const QString stem : {"x", "y", "z"}) {
      QFile::copy(runner_.path("real.tif"), runner_.path("held/" + stem + ".tif"));
      QFile::copy(runner_.path("labels.tif"), runner_.path("masks2/" + stem + ".tif"));
    }
    runner_.writeBytes("index.csv", "stem,shape\nx,round\ny,round\nz,flat\n");
    const QJsonObject json =
        evaluated({"--realism", "--images", "held", "--masks", "masks2", "--index", "index.csv", "--model",
                   "tiny.cymodel", "--steps", "2", "--contact-sheet", "sheet.png", "--output", "out"});
    QCOMPARE(json["clusters"].toArray().size(), 2);
    const QJsonObject flat = json["clusters"].toArray()[0].toObject();
    QCOMPARE(flat["generated"].toObject()["name"].toString(), "flat (1)");
    QCOMPARE(flat["generated"].toObject()["images"].toInt(), 1);
    const QJsonObject all = json["all"].toObject();
    QCOMPARE(all["generated"].toObject()["images"].toInt(), 3);
    QCOMPARE(all["generated"].toObject()["cells"].toObject()["all"].toInt(), 9);
    QCOMPARE(all["blurredSketch"].toObject()["zncc"].toDouble(), 1.0);
    QVERIFY(all["blurredSketch"].toObject()["psnr"].toDouble() > 15.0);
    QCOMPARE(json["images"].toArray().size(), 3);
    QCOMPARE(QDir(runner_.path("out")).entryList(QDir::Files), (QStringList{"x.tif", "y.tif", "z.tif"}));
    const ImageInfo sheet = readImageInfo(runner_.file("sheet.png"));
    QVERIFY(sheet.extent.x > 600 && sheet.extent.y > 150);
    // What the files say is what was measured.
    QDir(runner_.path("")).mkdir("one");
    QFile::copy(runner_.path("out/z.tif"), runner_.path("one/z.tif"));
    const double psnr =
        evaluated({"--real", "held", "--generated", "one", "--labels", "masks2"})["mean"].toObject()["psnr"].toDouble();
    QVERIFY(std::abs(psnr - flat["generated"].toObject()["psnr"].toDouble()) < 0.01);
  }
};

CYTOSKETCH_TEST_CLASS(evaluate, TestEvaluate)
#include "test_evaluate.moc"
