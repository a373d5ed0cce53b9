#include "engine/study/pair.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace cytosketch;
namespace fs = std::filesystem;

/// Pairs of a real image and its labels, and what cannot be one.
class TestPair : public QObject {
  Q_OBJECT

  QTemporaryDir dir_;
  fs::path in(const char* name) const { return fs::path(dir_.path().toStdString()) / name; }

  template <typename Work>
  static QString messageOf(const Work& work) {
    try {
      work();
    } catch (const Error& error) {
      return QString::fromStdString(error.what());
    }
    return {};
  }

private Q_SLOTS:
  void theSketchHasEachCellsMeanGrey() {
    const StudyPair pair = scenePair();
    for (std::uint32_t label = 0; label <= 3; ++label) {
      double sum = 0.0;
      int count = 0;
      float drawn = -1.0F;
      for (std::size_t i = 0; i < pair.real.size(); ++i) {
        if (pair.labels.data()[i] == label) {
          sum += pair.real.data()[i];
          ++count;
          drawn = pair.sketch.data()[i];
        }
      }
      QVERIFY(std::abs(sum / count - double(drawn)) < 1e-5);
    }
  }

  void whatIsNoPairIsRefused() {
    const Image<std::uint32_t> labels = sceneLabels();
    Image<float> real = sceneReal(labels);
    QVERIFY(messageOf([&] { makePair("a", real, sceneLabels(40, 56)); }).contains("differ in size"));
    QVERIFY(messageOf([&] { makePair("a", Image<float>(labels.extent(), 7.0F), labels); }).size() > 0); // constant
    QVERIFY(messageOf([&] { makePair("a", real, Image<std::uint32_t>(labels.extent())); }).contains("no label"));
    real.mutableData()[5] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(messageOf([&] { makePair("a", real, labels); }).contains("NaN"));
    QVERIFY(messageOf([&] { makePair("a", Image<float>({1, 2, 1, 48, 56}, 1.0F), labels); }).contains("2 channels"));
    QVERIFY(messageOf([&] { makePair("a", Image<float>(), labels); }).size() > 0);
  }

  void aSketchWithoutCellsIsRefused() {
    QVERIFY_EXCEPTION_THROWN(pairOfSketch("empty", Sketch({1, 1, 1, 32, 32}, {})), SettingsError);
  }

  void filesOfOneNameBelongTogether() {
    fs::create_directories(in("reals"));
    fs::create_directories(in("masks"));
    for (const char* const name : {"a.tif", "b.tif", "c.tif"}) {
      writeImage(sceneReal(sceneLabels()), in("reals") / name);
      writeLabels(sceneLabels(), in("masks") / name);
    }
    QCOMPARE(studySources(in("reals"), in("masks")).size(), std::size_t{3});
    const std::vector<StudySource> middle = studySources(in("reals"), in("masks"), 1);
    QCOMPARE(middle.size(), std::size_t{1});
    QCOMPARE(middle[0].name, std::string("b"));
    QCOMPARE(middle[0].load().labels.extent().y, std::int64_t{48});
    QVERIFY_EXCEPTION_THROWN(studySources(in("reals"), in("masks") / "a.tif"), SettingsError);
    QVERIFY_EXCEPTION_THROWN(studySources(in("reals") / "a.tif", in("masks")), SettingsError);
    QVERIFY_EXCEPTION_THROWN(studySources(in("nowhere"), in("masks")), Error);
    fs::remove(in("masks") / "b.tif");
    QVERIFY(messageOf([&] { studySources(in("reals"), in("masks")); }).contains("no image named b"));
  }

  void errorsNameTheFile() {
    writeImage(sceneReal(sceneLabels()), in("real.tif"));
    writeLabels(Image<std::uint32_t>({1, 1, 1, 48, 56}), in("empty.tif"));
    writeLabels(sceneLabels(30, 30), in("small.tif"));
    const auto load = [&](const char* labels) {
      return messageOf([&] { studySources(in("real.tif"), in(labels))[0].load(); });
    };
    QVERIFY2(load("empty.tif").contains("empty.tif") && load("empty.tif").contains("no label"), "empty");
    QVERIFY2(load("small.tif").contains("small.tif"), "small");
    QVERIFY2(load("missing.tif").contains("missing.tif"), "missing");
  }
};

CYTOSKETCH_TEST_CLASS(pair, TestPair)
#include "test_pair.moc"
