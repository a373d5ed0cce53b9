#include "engine/diffusion/noisypreview.h"

#include "engine/diffusion/generator.h"
#include "engine/diffusion/schedule.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>

using namespace cytosketch;

namespace {

/// Deviations and gains that tell bands, bins and channels apart.
TextureModel textureOf(std::size_t channels, double depthScale = 0.0) {
  TextureModel texture;
  texture.depthScale = depthScale;
  for (std::size_t c = 0; c < channels; ++c) {
    TextureModel::Deviations deviations{};
    for (std::size_t band = 0; band < textureBands; ++band) {
      for (std::size_t bin = 0; bin < textureGreys; ++bin) {
        deviations[band][bin] = 0.01F * static_cast<float>(1 + band + bin + 2 * c);
      }
    }
    texture.channels.push_back(deviations);
    texture.relief.push_back({1.2F, 1.4F + 0.1F * static_cast<float>(c)});
  }
  return texture;
}

/// Greys in waves.
Image<float> sketchOf(const Extent& extent, double length = 9.0) {
  Image<float> sketch(extent);
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(sketch.size()); ++i) {
    const auto x = static_cast<double>(i % extent.x);
    const auto y = static_cast<double>(i / extent.x);
    sketch.mutableData()[i] = static_cast<float>(0.5 + 0.5 * std::sin(x / length) * std::cos(y / length));
  }
  return sketch;
}

bool same(const Image<float>& a, const Image<float>& b) {
  return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
}

/// Frame by frame by addTexture().
Image<float> texturedAnew(Image<float> start, const TextureModel& texture, double strength, std::uint64_t seed) {
  const Extent e = start.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    const auto size = static_cast<std::size_t>(e.c * e.volume());
    Image<float> frame({1, e.c, e.z, e.y, e.x});
    std::copy_n(start.channel(t, 0), size, frame.mutableData());
    addTexture(frame, texture, strength, seed, {t});
    std::copy_n(frame.data(), size, start.mutableChannel(t, 0));
  }
  return start;
}

constexpr Extent usualExtent{1, 1, 1, 40, 48};

/// What a preview can be asked for.
struct Request {
  Image<float> image = sketchOf(usualExtent);
  int tStart = 400;
  double sigma = 1.0;
  std::uint64_t seed = 7;
  TextureModel texture = textureOf(1);
  double strength = 1.0;

  Image<float> anew() const { return noisedPreview(image, tStart, sigma, seed, texture, strength); }
  Image<float> by(NoisyPreview& preview) const { return preview.noised(image, tStart, sigma, seed, texture, strength); }
};

} // namespace

/// What is kept between calls against what is made anew.
class TestNoisyPreview : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void texturesAreThoseOfTheGeneration_data() {
    QTest::addColumn<int>("frames");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("withTexture");
    QTest::addColumn<int>("slices");
    QTest::newRow("image") << 1 << 1 << 1 << 1;
    QTest::newRow("frames and channels") << 3 << 2 << 2 << 1;
    QTest::newRow("a channel without texture") << 2 << 2 << 1 << 1;
    QTest::newRow("volume") << 1 << 1 << 1 << 6;
  }
  void texturesAreThoseOfTheGeneration() {
    QFETCH(int, frames);
    QFETCH(int, channels);
    QFETCH(int, withTexture);
    QFETCH(int, slices);
    const TextureModel texture = textureOf(static_cast<std::size_t>(withTexture), slices > 1 ? 0.5 : 0.0);
    TextureField field;
    for (const std::uint64_t seed : {7, 7, 8, 7}) {
      for (const double strength : {1.0, 0.3, 0.0}) {
        Image<float> start = sketchOf({frames, channels, slices, 37, 41}, 5.0 + strength);
        const Image<float> anew = texturedAnew(start, texture, strength, seed);
        field.addTo(start, texture, strength, seed);
        QVERIFY(same(start, anew));
      }
    }
  }

  void aFieldFollowsItsImages() {
    TextureField field;
    for (const Extent& extent : {Extent{1, 1, 1, 30, 20}, Extent{1, 1, 1, 20, 30}, Extent{2, 1, 1, 20, 30}}) {
      for (const double depthScale : {0.0, 0.5}) {
        Image<float> start = sketchOf(extent);
        const TextureModel texture = textureOf(1, depthScale);
        const Image<float> anew = texturedAnew(start, texture, 1.0, 3);
        field.addTo(start, texture, 1.0, 3);
        QVERIFY(same(start, anew));
      }
    }
  }

  void largeImagesAreMadeAnew() {
    Image<float> start = sketchOf({1, 1, 1, 2049, 2048});
    QVERIFY(start.size() > TextureField::mostVoxels);
    const TextureModel texture = textureOf(1);
    const Image<float> anew = texturedAnew(start, texture, 1.0, 3);
    TextureField field;
    field.addTo(start, texture, 1.0, 3);
    QVERIFY(same(start, anew));
  }

  // One thing after the other changes, and changes back: nothing that is kept may be shown for something else.
  void previewsFollowWhateverChanges() {
    const std::vector<std::function<void(Request&)>> changes{
        [](Request& r) { r.tStart = 250; },
        [](Request& r) { r.sigma = 0.0; },
        [](Request& r) { r.seed = 8; },
        [](Request& r) { r.strength = 0.4; },
        [](Request& r) { r.strength = 0.0; },
        [](Request& r) { r.texture.channels.front()[2][3] += 0.05F; },
        [](Request& r) { r.texture.relief.front()[1] = 0.5F; },
        [](Request& r) { r.texture = {}; },
        [](Request& r) { r.image.mutableData()[100] = 0.77F; },
        [](Request& r) { r.image = sketchOf({1, 1, 1, 48, 40}); },
        [](Request& r) { r.image = sketchOf({2, 2, 1, 24, 20}); },
        [](Request& r) { r.image = sketchOf({1, 1, 5, 24, 20}); },
    };
    const Request usual;
    NoisyPreview preview;
    for (const auto& change : changes) {
      Request changed;
      change(changed);
      QVERIFY(same(changed.by(preview), changed.anew()));
      QVERIFY(!same(changed.anew(), usual.anew()));
      QVERIFY(same(usual.by(preview), usual.anew()));
    }
  }

  void spacingIsTheImages() {
    Request request;
    NoisyPreview preview;
    request.by(preview);
    request.image.setSpacing({1.0, 0.2, 0.2});
    QVERIFY(request.by(preview).spacing() == request.image.spacing());
  }

  void anErrorLeavesNothingWrongBehind() {
    NoisyPreview preview;
    const Request usual;
    usual.by(preview);
    const auto refused = [&preview](const std::function<void(Request&)>& spoil) {
      Request request;
      spoil(request);
      QVERIFY_EXCEPTION_THROWN(request.by(preview), SettingsError);
    };
    refused([](Request& r) { r.tStart = 0; });
    refused([](Request& r) { r.sigma = -1.0; });
    refused([](Request& r) { r.image = {}; });
    QVERIFY(same(usual.by(preview), usual.anew()));
  }

  // With ε̂ = 0 a single call of the sampler returns x_t / √ᾱ, so the generation tells what it starts from.
  void generationStartsFromThePreview() {
    QTemporaryDir folder;
    const auto path = std::filesystem::path(folder.path().toStdString()) / "zero.cymodel";
    ModelCard card;
    card.name = "zero";
    card.architecture = "tile-exact-unet";
    card.widths = {16, 24, 32};
    card.blocks = {1, 1, 1};
    card.channels = 2;
    card.texture = textureOf(2);
    writeUntrainedModel(path, card, 5, 0.0);
    const std::shared_ptr<const Model> model = Model::load(path);
    const Image<float> sketch = sketchOf({2, 2, 1, 64, 48});
    NoisyPreview preview;
    for (const double sigma : {1.0, 2.0, 1.0}) {
      GenerationSettings settings;
      settings.precision = Precision::Fp32;
      settings.steps = 1;
      settings.sigma = sigma;
      settings.seed = 11;
      settings.texture = 0.8;
      const Image<float> image = generate(*model, sketch, settings).image;
      const Image<float> noisy =
          preview.noised(sketch, settings.tStart, sigma, settings.seed, model->card().texture, 0.8);
      const double scale = std::sqrt(Schedule().alphaBar(settings.tStart - 1));
      double largest = 0.0;
      for (std::size_t i = 0; i < image.size(); ++i) {
        largest = std::max(largest, std::abs(image.data()[i] * scale - noisy.data()[i]));
      }
      QVERIFY2(largest < 1e-6, qPrintable(QString::number(largest))); // a float's rounding
    }
  }
};

CYTOSKETCH_TEST_CLASS(noisypreview, TestNoisyPreview)
#include "test_noisypreview.moc"
