#include "engine/image/error.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/raster.h"
#include "engine/study/faithful.h"
#include "engine/study/startmap.h"
#include "tests/engine/study/discs.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace cytosketch;
using test::disc;

namespace {

bool sameBytes(const Image<float>& a, const Image<float>& b) {
  return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
}

Sketch testSketch(std::int64_t frames = 1) {
  Sketch sketch({frames, 1, 1, 100, 190});
  sketch.put(disc(1, 30, 40, 8, 0.3F, 0, frames));
  sketch.put(disc(2, 60, 150, 9, 0.9F, 0, frames));
  return sketch;
}

} // namespace

/// With untrained networks: what counts is what changes and what does not. One answers at random, one predicts ε = 0
/// and so treats every voxel by itself.
class TestFaithful : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;
  std::shared_ptr<const Model> random_;
  std::shared_ptr<const Model> zero_;

  std::shared_ptr<const Model> makeModel(const std::string& name, double shake) {
    ModelCard card;
    card.name = name;
    card.architecture = "tile-exact-unet";
    card.widths = {8, 12};
    card.blocks = {1, 1};
    const auto path = std::filesystem::path(folder_.path().toStdString()) / (name + ".cymodel");
    writeUntrainedModel(path, card, 5, shake);
    return Model::load(path);
  }
  static GenerationSettings settings() {
    GenerationSettings s;
    s.precision = Precision::Fp32;
    s.steps = 4;
    s.seed = 11;
    s.halo = {Halo::Mode::Fixed, 16};
    return s;
  }

private Q_SLOTS:
  void initTestCase() {
    random_ = makeModel("random", 0.05);
    zero_ = makeModel("zero", 0.0);
  }

  void withoutStartsItIsThePlainImage() {
    const Sketch sketch = testSketch();
    const GenerationResult plain = generate(*random_, rasteriseGrey(sketch), settings());
    const FaithfulResult faithful = generateSketch(*random_, sketch, settings());
    QVERIFY(sameBytes(plain.image, faithful.result.image));
    QCOMPARE(faithful.result.settings, plain.settings);
    QCOMPARE(faithful.cells.size(), std::size_t{2});
    const std::vector<CellFidelity> judged = cellFidelity(sketch, plain.image);
    QCOMPARE(faithful.cells[0].seen, judged[0].seen);
  }

  /// Outside the blend not one bit changes; inside it does.
  void onlyTheSurroundingsChange() {
    const Sketch sketch = testSketch(2);
    GenerationSettings later = settings();
    later.cellStarts = {{1, 100}};
    const Image<float> plain = generate(*random_, rasteriseGrey(sketch), settings()).image;
    const FaithfulResult faithful = generateSketch(*random_, sketch, later);
    QCOMPARE(faithful.result.settings.cellStarts, later.cellStarts);
    for (std::int64_t t = 0; t < 2; ++t) {
      const Image<float> weights = blendWeights(sketch, later.cellStarts, t, Box::whole(sketch.extent()));
      int changed = 0;
      for (std::int64_t y = 0; y < 100; ++y) {
        for (std::int64_t x = 0; x < 190; ++x) {
          const bool same = plain.at(t, 0, 0, y, x) == faithful.result.image.at(t, 0, 0, y, x);
          if (weights.at(y, x) == 0.0F) {
            QVERIFY(same);
          }
          changed += same ? 0 : 1;
        }
      }
      QVERIFY(changed > 150);
    }
  }

  /// A network that treats voxels one by one needs no context, so the part must come out as in a whole image with the
  /// same map: the noise belongs to positions.
  void aPartComesOutAsTheWhole() {
    const Sketch sketch = testSketch(2);
    GenerationSettings later = settings();
    later.sigma = 0.0;
    later.cellStarts = {{1, 150}, {2, 60}};
    Image<float> map({2, 1, 1, 100, 190});
    for (std::int64_t t = 0; t < 2; ++t) {
      const Image<float> frame = startMap(sketch, later.cellStarts, t, Box::whole(sketch.extent()), later.tStart);
      std::copy(frame.begin(), frame.end(), map.mutableChannel(t, 0));
    }
    const Image<float> whole = generate(*zero_, rasteriseGrey(sketch), later, {}, &map).image;
    const Image<float> healed = generateSketch(*zero_, sketch, later).result.image;
    const Image<float> plain = generate(*zero_, rasteriseGrey(sketch), later).image;
    QVERIFY(!sameBytes(plain, whole));
    for (std::size_t i = 0; i < whole.size(); ++i) {
      QVERIFY(std::abs(whole.data()[i] - healed.data()[i]) < 1e-5F);
    }
  }

  /// The caller's own map holds in the parts that are generated again, too.
  void goesTogetherWithAMap() {
    const Sketch sketch = testSketch();
    GenerationSettings later = settings();
    later.sigma = 0.0;
    later.cellStarts = {{1, 150}};
    Image<float> given({1, 1, 1, 100, 190}, 400.0F);
    for (std::int64_t y = 0; y < 100; ++y) {
      std::fill_n(given.mutableData() + y * 190, 40, 50.0F); // the left half of cell 1
    }
    Image<float> both = given;
    const Image<float> own = startMap(sketch, later.cellStarts, 0, Box::whole(sketch.extent()), 400);
    std::transform(both.begin(), both.end(), own.begin(), both.mutableData(),
                   [](float a, float b) { return std::min(a, b); });
    const Image<float> whole = generate(*zero_, rasteriseGrey(sketch), later, {}, &both).image;
    const Image<float> healed = generateSketch(*zero_, sketch, later, {}, &given).result.image;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      QVERIFY(std::abs(whole.data()[i] - healed.data()[i]) < 1e-5F);
    }
  }

  /// The random network loses cells; they start later, and what is recorded makes the same bytes.
  void automaticStartsAreRecordedAndRepeat() {
    Sketch sketch = testSketch();
    for (CellId id = 3; id < 9; ++id) { // dim ones
      sketch.put(disc(id, 85, 15 + 25 * (id - 3), 6, 0.06F + 0.01F * static_cast<float>(id)));
    }
    GenerationSettings automatic = settings();
    automatic.autoStart = true;
    const FaithfulResult first = generateSketch(*random_, sketch, automatic);
    const auto& starts = first.result.settings.cellStarts;
    QVERIFY(!starts.empty());
    QVERIFY(starts.size() < 8);
    QVERIFY(!first.result.settings.autoStart);
    for (const CellFidelity& cell : cellFidelity(sketch, generate(*random_, rasteriseGrey(sketch), settings()).image)) {
      QVERIFY(cell.verdict != CellVerdict::Lost || starts.contains(cell.cell));
    }
    for (const auto& [id, start] : starts) {
      QVERIFY(start == laterStart(400, 0) || start == laterStart(400, 1) || start == laterStart(400, 2));
    }
    for (const CellFidelity& cell : first.cells) { // whoever is still lost has been through all attempts
      QVERIFY(cell.verdict != CellVerdict::Lost || starts.at(cell.cell) == laterStart(400, startShares.size() - 1));
    }
    const FaithfulResult again = generateSketch(*random_, sketch, first.result.settings);
    QVERIFY(sameBytes(first.result.image, again.result.image));
    QCOMPARE(again.result.settings, first.result.settings);
    QVERIFY(sameBytes(first.result.image,
                      generateSketch(*random_, sketch, settingsFromJson(toJson(first.result.settings))).result.image));
  }

  void progressGrowsAndStopsAreObeyed() {
    GenerationSettings later = settings();
    later.cellStarts = {{1, 150}};
    double last = 0.0;
    int previews = 0;
    std::stop_source stop;
    GenerationHooks hooks;
    hooks.stop = stop.get_token();
    hooks.previewInterval = 0.0;
    hooks.preview = [&](const GenerationPreview& preview) {
      QCOMPARE(preview.xy.extent(), (Extent{1, 1, 1, 100, 190}));
      ++previews;
    };
    hooks.progress = [&](const GenerationProgress& progress) {
      QVERIFY(progress.fraction >= last && progress.fraction <= 1.0);
      last = progress.fraction;
    };
    generateSketch(*random_, testSketch(), later, hooks);
    QVERIFY(last > 0.6);
    QVERIFY(previews > 0);
    hooks.progress = [&](const GenerationProgress& progress) {
      if (progress.fraction > 0.6) { // while the surroundings are generated again
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(generateSketch(*random_, testSketch(), later, hooks), Cancelled);
  }
};

CYTOSKETCH_TEST_CLASS(faithful, TestFaithful)
#include "test_faithful.moc"
