// Images whose channels are made by models of their own, judged against one model that makes all channels and against
// each channel made alone.
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/channels.h"
#include "engine/sketch/raster.h"
#include "engine/study/channelwise.h"
#include "engine/study/startmap.h"
#include "tests/engine/study/discs.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>
#include <set>

using namespace cytosketch;

namespace {

/// A disc in every frame and slice of each channel, at another place in each.
Sketch sketchOf(const Extent& extent) {
  Sketch sketch(extent);
  Shading shading;
  shading.background = 0.1F;
  shading.furtherBackgrounds = {0.2F};
  sketch.setShading(shading);
  for (std::int64_t c = 0; c < extent.c; ++c) {
    Cell cell =
        test::disc(static_cast<CellId>(c + 1), 16 + 3 * c, 16, 8, 0.5F + 0.2F * static_cast<float>(c), 0, extent.t);
    for (std::int64_t t = 0; t < extent.t; ++t) {
      for (std::int64_t z = 1; z < extent.z; ++z) {
        cell.mask.setSpan(t, z, 16 + 3 * c, 10, 22);
      }
    }
    cell.channel = static_cast<std::int32_t>(c);
    sketch.put(cell);
  }
  return sketch;
}

Image<float> channelOf(const Image<float>& image, std::int64_t channel) {
  Extent extent = image.extent();
  extent.c = 1;
  Image<float> one(extent);
  for (std::int64_t t = 0; t < extent.t; ++t) {
    std::copy_n(image.channel(t, channel), extent.volume(), one.mutableChannel(t, 0));
  }
  return one;
}

bool sameBytes(const Image<float>& a, const Image<float>& b) {
  return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
}

} // namespace

class TestChannelwise : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;

  std::shared_ptr<const Model> model(const std::string& name, int channels, double shake, int dimensions = 2,
                                     const TextureModel& texture = {}) const {
    ModelCard card;
    card.name = name;
    card.architecture = "tile-exact-unet";
    card.dimensions = dimensions;
    card.channels = channels;
    card.widths = {8, 12};
    card.blocks = {1, 1};
    card.texture = texture;
    const auto path = std::filesystem::path(folder_.path().toStdString()) / (name + ".cymodel");
    writeUntrainedModel(path, card, name.size(), shake);
    return Model::load(path);
  }
  static TextureModel texture(std::size_t channels) {
    TextureModel::Deviations deviations{};
    for (auto& band : deviations) {
      band.fill(0.03F);
    }
    TextureModel model;
    model.channels.assign(channels, deviations);
    return model;
  }
  static GenerationSettings settings() {
    GenerationSettings s;
    s.precision = Precision::Fp32;
    s.steps = 4;
    s.seed = 7;
    s.model = "a";
    s.furtherModels = {"bb"};
    return s;
  }

private Q_SLOTS:
  /// Networks that predict no noise leave the sampler's own arithmetic, noise and texture: then it is the same whether
  /// one network makes both channels or two make one each.
  void noiseAndTextureAreThoseOfOneModelForAll() {
    const auto one = model("a", 1, 0.0, 2, texture(1)), both = model("ccc", 2, 0.0, 2, texture(2));
    const Sketch sketch = sketchOf({1, 2, 1, 48, 56});
    const Image<float> apart = generateSketch({one, one}, sketch, settings()).result.image;
    const Image<float> together = generateSketch(*both, sketch, settings()).result.image;
    QVERIFY(sameBytes(apart, together));
    QVERIFY(sameBytes(generateSketch(ChannelModels{both}, sketch, settings()).result.image, together));
    GenerationSettings flat = settings();
    flat.texture = 0.0;
    QVERIFY(!sameBytes(generateSketch({one, one}, sketch, flat).result.image, together));
  }

  void eachChannelIsItsModelsWork() {
    const auto first = model("a", 1, 0.05), second = model("bb", 1, 0.05);
    const Sketch sketch = sketchOf({1, 2, 1, 48, 56});
    const FaithfulResult both = generateSketch({first, second}, sketch, settings());
    QVERIFY(both.result.image.extent() == sketch.extent());
    QCOMPARE(both.result.modelHash, first->hash() + "," + second->hash());
    QCOMPARE(both.cells.size(), std::size_t(2));
    const GenerationResult alone = generate(*first, rasteriseGrey(separateChannel(sketch, 0)), both.result.settings);
    QVERIFY(sameBytes(alone.image, channelOf(both.result.image, 0)));
    const Image<float> swapped = generateSketch({second, first}, sketch, settings()).result.image;
    QVERIFY(!sameBytes(channelOf(swapped, 1), channelOf(both.result.image, 1)));
  }

  void resolvedSettingsGiveTheSameBytes() {
    const ChannelModels models{model("a", 1, 0.05), model("bb", 1, 0.05)};
    const Sketch sketch = sketchOf({2, 2, 1, 40, 40});
    GenerationSettings asked = settings();
    asked.autoStart = true;
    asked.cellStarts = {{2, 90}};
    const GenerationResult result = generateSketch(models, sketch, asked).result;
    QCOMPARE(modelsOf(result.settings), (std::vector<std::string>{"a", "bb"}));
    QVERIFY(!result.settings.autoStart && result.settings.cellStarts.contains(2));
    const GenerationSettings again = settingsFromJson(toJson(result.settings));
    QVERIFY(again == result.settings);
    QVERIFY(sameBytes(generateSketch(models, sketch, again).result.image, result.image));
    QVERIFY(result.settings.tile > 0 && result.settings.halo.mode == Halo::Mode::Fixed);
  }

  /// A cell that starts later changes its own channel only.
  void startsOfCellsStayInTheirChannel() {
    const auto one = model("a", 1, 0.05);
    const Sketch sketch = sketchOf({1, 2, 1, 64, 64});
    GenerationSettings later = settings();
    later.cellStarts = {{2, 60}};
    const Image<float> plain = generateSketch({one, one}, sketch, settings()).result.image;
    const Image<float> delayed = generateSketch({one, one}, sketch, later).result.image;
    QVERIFY(sameBytes(channelOf(plain, 0), channelOf(delayed, 0)));
    QVERIFY(!sameBytes(channelOf(plain, 1), channelOf(delayed, 1)));
  }

  void volumesAndSeries() {
    const auto solid = model("dddd", 1, 0.02, 3);
    for (const Extent& extent : {Extent{1, 2, 6, 32, 32}, Extent{6, 2, 1, 32, 32}, Extent{2, 2, 4, 32, 32}}) {
      const Sketch sketch = sketchOf(extent);
      const Image<float> grey = rasteriseGrey(sketch);
      const bool timeAsDepth = extent.z == 1;
      int previews = 0;
      bool second = false;
      GenerationHooks hooks;
      hooks.previewInterval = 0.0;
      hooks.progress = [&](const GenerationProgress& progress) { second = progress.channel == 1; };
      hooks.preview = [&](const GenerationPreview& preview) {
        ++previews;
        QCOMPARE(preview.xy.extent(), (Extent{1, 2, 1, 32, 32}));
        QCOMPARE(preview.xz.extent(), (Extent{1, 2, 1, timeAsDepth ? extent.t : extent.z, 32}));
        QCOMPARE(preview.yz.extent(), preview.xz.extent());
        const auto shows = [&](const Image<float>& slice, std::int64_t u, std::int64_t v, auto... at) {
          return slice.at(0, 1, 0, u, v) == networkValue(grey.at(at...));
        };
        for (std::int64_t u = 0; u < 4 && !second; ++u) { // the second channel is to come
          const std::int64_t t = timeAsDepth ? u : preview.frame, z = timeAsDepth ? 0 : u, c = 1;
          QVERIFY(shows(preview.xz, u, 15, t, c, z, preview.y, std::int64_t(15)));
          QVERIFY(shows(preview.yz, u, 18, t, c, z, std::int64_t(18), preview.x));
        }
      };
      QVERIFY(generateSketch({solid, solid}, sketch, settings(), hooks).result.image.extent() == extent);
      QVERIFY(previews > 0);
    }
  }

  void progressGoesOnAndFinishedChannelsStay() {
    const auto one = model("a", 1, 0.05);
    GenerationHooks hooks;
    hooks.previewInterval = 0.0;
    double last = 0.0;
    std::set<int> channels;
    std::vector<float> finished;
    hooks.progress = [&](const GenerationProgress& progress) {
      QVERIFY(progress.fraction >= last && progress.fraction <= 1.0);
      QVERIFY(progress.etaSeconds >= 0.0);
      QCOMPARE(progress.channels, 3);
      last = progress.fraction;
      channels.insert(progress.channel);
    };
    hooks.preview = [&](const GenerationPreview& preview) {
      if (channels.contains(2)) {
        finished.assign(preview.xy.channel(0, 0), preview.xy.channel(0, 0) + 48 * 56);
      }
    };
    const FaithfulResult all = generateSketch({one, one, one}, sketchOf({1, 3, 1, 48, 56}), settings(), hooks);
    QCOMPARE(last, 1.0);
    QCOMPARE(channels, (std::set<int>{0, 1, 2}));
    QVERIFY(!finished.empty() && std::equal(finished.begin(), finished.end(), all.result.image.channel(0, 0)));
  }

  void unfitModelsAreRefusedFirst() {
    const auto one = model("a", 1, 0.05), two = model("ccc", 2, 0.05);
    const Sketch sketch = sketchOf({1, 2, 1, 32, 32});
    int calls = 0;
    GenerationHooks hooks;
    hooks.progress = [&calls](const GenerationProgress&) { ++calls; };
    QVERIFY_EXCEPTION_THROWN(generateSketch({one, two}, sketch, settings(), hooks), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generateSketch({one, one, one}, sketch, settings(), hooks), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generateSketch(ChannelModels{}, sketch, settings(), hooks), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generateSketch(ChannelModels{one}, sketch, settings(), hooks), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generateSketch({one, one}, sketchOf({1, 2, 4, 32, 32}), settings(), hooks), SettingsError);
    QCOMPARE(calls, 0); // before anything was made
    std::stop_source stop;
    hooks.stop = stop.get_token();
    hooks.progress = [&stop](const GenerationProgress& progress) {
      if (progress.channel == 1) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(generateSketch({one, one}, sketch, settings(), hooks), Cancelled);
  }

  void settingsNameOneModelOrOnePerChannel() {
    QCOMPARE(settingsFromJson(R"({"model": "x"})").model, std::string("x"));
    QVERIFY(settingsFromJson(R"({"model": ["x"]})").furtherModels.empty());
    requireOneModel(settingsFromJson(R"({"model": ["x"]})"));
    QVERIFY_EXCEPTION_THROWN(requireOneModel(settings()), SettingsError);
    QCOMPARE(settingsFromJson(R"({"model": ["x", "y"]})").furtherModels, std::vector<std::string>{"y"});
    for (const char* const bad : {R"({"model": []})", R"({"model": [1]})", R"({"model": {}})"}) {
      QVERIFY_EXCEPTION_THROWN(settingsFromJson(bad), SettingsError);
    }
  }
};

CYTOSKETCH_TEST_CLASS(channelwise, TestChannelwise)
#include "test_channelwise.moc"
