#include "engine/diffusion/model.h"
#include "engine/image/error.h"
#include "engine/learning/halocalibration.h"
#include "engine/learning/trainer.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <cmath>

using namespace cytosketch;

namespace {

PatchSource stripes() {
  Image<float> grey(Extent{1, 1, 1, 64, 64});
  for (std::int64_t i = 0; i < 64 * 64; ++i) {
    grey.mutableData()[i] = (i % 64) / 8 % 2 == 0 ? 0.9F : 0.1F;
  }
  return PatchSource({{"stripes", "g", grey}}, 16, {}, 3);
}

TrainingSettings tiny(std::int64_t steps) {
  TrainingSettings s;
  s.card.name = "tiny";
  s.card.architecture = "tile-exact-unet";
  s.card.widths = {16, 16};
  s.card.blocks = {1, 1};
  s.steps = steps;
  s.batch = 4;
  s.warmUp = 5;
  s.precision = Precision::Fp32;
  s.learningRate = 3e-3;
  return s;
}

QByteArray bytesOf(const std::filesystem::path& path) {
  QFile file(QString::fromStdString(path.string()));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTrainer : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;
  std::vector<double> heldOutLosses_;
  double lastLoss_ = 1.0;
  std::filesystem::path at(const char* name) const {
    return std::filesystem::path(folder_.path().toStdString()) / name;
  }

private Q_SLOTS:
  /// A trained network that several functions look at.
  void initTestCase() {
    const PatchSource source = stripes();
    TrainingSettings s = tiny(150);
    s.log = at("log.jsonl");
    TrainingHooks hooks;
    hooks.progress = [&](const TrainingProgress& p) { lastLoss_ = p.loss; };
    heldOutLosses_ = trainDiffusion(source, &source, s, at("flat.cymodel"), false, hooks);
  }

  // A 3D network that starts from a trained 2D one begins with its loss, not with that of random weights.
  void startsFromAnotherModel() {
    const PatchSource flat = stripes();
    Image<float> grey(Extent{1, 1, 6, 64, 64});
    for (std::int64_t i = 0; i < 6 * 64 * 64; ++i) {
      grey.mutableData()[i] = (i % 64) / 8 % 2 == 0 ? 0.9F : 0.1F;
    }
    const PatchSource deep({{"stripes", "g", grey}}, PatchShape(16, 4), {}, 3);
    const auto firstLoss = [&](const std::filesystem::path& start) {
      TrainingSettings volume = tiny(1);
      volume.card.dimensions = 3;
      volume.startFrom = start;
      double loss = 0.0;
      TrainingHooks hooks;
      hooks.progress = [&](const TrainingProgress& p) { loss = p.loss; };
      trainDiffusion(deep, nullptr, volume, at("deep.cymodel"), false, hooks);
      return loss;
    };
    QVERIFY(firstLoss(at("flat.cymodel")) < 0.5 * firstLoss({}));
    const auto model = Model::load(at("deep.cymodel"));
    QCOMPARE(model->card().dimensions, 3);
    QCOMPARE(model->depthReceptiveRadius(), 3);
    TrainingSettings s = tiny(1);
    s.card.widths = {24, 24};
    s.startFrom = at("flat.cymodel"); // nothing but the time embedding fits
    trainDiffusion(flat, nullptr, s, at("other.cymodel"), false);
  }
  void flatPatchesForAVolumeNetworkAreRefused() {
    TrainingSettings s = tiny(1);
    s.card.dimensions = 3;
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(stripes(), nullptr, s, at("never.cymodel"), false), SettingsError);
    QVERIFY(!std::filesystem::exists(at("never.cymodel")));
  }
  void learns() {
    QCOMPARE(heldOutLosses_.size(), validationTimesteps.size());
    QVERIFY2(heldOutLosses_[5] < 0.5, qPrintable(QString::number(heldOutLosses_[5]))); // ε = 0 would give 1
    QVERIFY(lastLoss_ < 0.7);
    const auto model = Model::load(at("flat.cymodel"));
    QCOMPARE(model->card().metrics.at("steps"), 150.0);
    QVERIFY(bytesOf(at("log.jsonl")).contains("\"validation\""));
  }
  // Stopped after some steps and resumed, the weights are those of the undisturbed run, bit for bit.
  void resumeIsExact() {
    const PatchSource source = stripes();
    trainDiffusion(source, nullptr, tiny(12), at("whole.cymodel"), false);
    std::stop_source stop;
    TrainingHooks hooks;
    hooks.stop = stop.get_token();
    hooks.progress = [&](const TrainingProgress& p) {
      if (p.step == 5) {
        stop.request_stop();
      }
    };
    trainDiffusion(source, nullptr, tiny(12), at("parts.cymodel"), false, hooks);
    QCOMPARE(Model::load(at("parts.cymodel"))->card().metrics.at("steps"), 5.0);
    trainDiffusion(source, nullptr, tiny(12), at("parts.cymodel"), true);
    QVERIFY(!bytesOf(at("whole.cymodel")).isEmpty());
    QCOMPARE(bytesOf(at("parts.cymodel")), bytesOf(at("whole.cymodel")));
  }
  void checkpointOfAnotherNetworkIsRefused() {
    const PatchSource source = stripes();
    trainDiffusion(source, nullptr, tiny(2), at("other.cymodel"), false);
    const QByteArray before = bytesOf(at("other.cymodel"));
    TrainingSettings wider = tiny(4);
    wider.card.widths = {24, 24};
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, wider, at("other.cymodel"), true), FormatError);
    QCOMPARE(bytesOf(at("other.cymodel")), before);
  }
  // The halo that is stored suffices, and the one before it does not.
  void haloIsCalibrated() {
    const PatchSource source = stripes();
    std::filesystem::copy_file(at("flat.cymodel"), at("halo.cymodel"));
    QCOMPARE(Model::load(at("halo.cymodel"))->card().calibratedHalo, -1);
    const auto measurements = calibrateHalo(at("halo.cymodel"), source);
    const int stored = Model::load(at("halo.cymodel"))->card().calibratedHalo;
    QVERIFY(!measurements.empty());
    for (const HaloMeasurement& m : measurements) {
      QCOMPARE(m.sufficient, m.rmsGreyLevels <= 0.5 && m.percentile999 <= 2.0);
      QCOMPARE(m.sufficient, m.halo == stored);
    }
  }
  // Of a 3D model both halos, one after the other; what was chosen suffices.
  void haloOfVolumes() {
    ModelCard card = tiny(1).card;
    card.dimensions = 3;
    writeUntrainedModel(at("deep-halo.cymodel"), card, 3, 0.02);
    Image<float> grey(Extent{1, 1, 8, 64, 64}); // two tiles wide, high and deep
    for (std::int64_t i = 0; i < 8 * 64 * 64; ++i) {
      grey.mutableData()[i] = (i % 64) / 8 % 2 == i / (64 * 64) / 3 % 2 ? 0.9F : 0.1F;
    }
    const PatchSource deep({{"stripes", "g", grey}}, PatchShape(64, 8), {}, 3);
    const auto measurements = calibrateHalo(at("deep-halo.cymodel"), deep);
    const ModelCard stored = Model::load(at("deep-halo.cymodel"))->card();
    QVERIFY(stored.calibratedHalo >= 0 && stored.calibratedDepthHalo >= 0 && stored.calibratedDepthHalo <= 3);
    bool plane = false, depth = false;
    for (const HaloMeasurement& m : measurements) {
      (m.depthHalo < 0 ? plane : depth) = true;
      const bool chosen = m.depthHalo < 0 ? m.halo == stored.calibratedHalo : m.depthHalo == stored.calibratedDepthHalo;
      QCOMPARE(m.sufficient, chosen);
    }
    QVERIFY(plane && depth);
  }
  void badSettings() {
    const PatchSource source = stripes();
    TrainingSettings s = tiny(2);
    s.batch = 1;
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), SettingsError);
    s = tiny(2);
    s.learningRate = NAN;
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), SettingsError);
    s = tiny(2);
    s.card.widths = {16, 16, 16, 16, 16};
    s.card.blocks = {1, 1, 1, 1, 1};
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), SettingsError); // stride 32
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, tiny(1), "/nowhere/x.cymodel", false), FileError);
    s = tiny(2);
    s.card.widths = {};
    s.card.blocks = {};
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), FormatError);
    s = tiny(2);
    s.card.widths = {4096, 4096};
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), FormatError);
    s = tiny(0);
    s.minutes = -1;
    QVERIFY_EXCEPTION_THROWN(trainDiffusion(source, nullptr, s, at("x.cymodel"), false), SettingsError);
    QVERIFY(!std::filesystem::exists(at("x.cymodel")));
  }
};

CYTOSKETCH_TEST_CLASS(trainer, TestTrainer)
#include "test_trainer.moc"
