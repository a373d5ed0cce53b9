#include "engine/diffusion/generator.h"
#include "engine/diffusion/noisefield.h"
#include "engine/diffusion/sampler.h"
#include "engine/diffusion/schedule.h"
#include "engine/diffusion/tiling.h"
#include "engine/image/grey.h"
#include "engine/learning/untrained.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <cmath>
#include <cstdlib>

#include <omp.h>

using namespace cytosketch;

namespace {

double rms(const Image<float>& a, const Image<float>& b) {
  double sum = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += std::pow(static_cast<double>(a.data()[i]) - b.data()[i], 2);
  }
  return std::sqrt(sum / static_cast<double>(a.size()));
}

double norm(const Image<float>& a) {
  return rms(a, Image<float>(a.extent()));
}

bool sameBytes(const Image<float>& a, const Image<float>& b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

/// Discs of several greys, some cut by the border; an odd size, so that padding is at work.
Image<float> testSketch(std::int64_t height = 90, std::int64_t width = 133) {
  Image<float> sketch(Extent{1, 1, 1, height, width});
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const double d = std::hypot(static_cast<double>(y % 40) - 20.0, static_cast<double>(x % 45) - 22.0);
      sketch.mutableData()[y * width + x] = d < 12 ? 0.3F + 0.01F * static_cast<float>(x / 4) : 0.0F;
    }
  }
  return sketch;
}

} // namespace

class TestGenerator : public QObject {
  Q_OBJECT
private:
  QTemporaryDir folder_;
  std::shared_ptr<const Model> model_;     // random weights
  std::shared_ptr<const Model> zeroModel_; // predicts ε = 0

  std::shared_ptr<const Model> makeModel(const std::string& name, double shake) {
    ModelCard card;
    card.name = name;
    card.architecture = "tile-exact-unet";
    card.widths = {16, 24, 32};
    card.blocks = {1, 1, 1};
    const auto path = std::filesystem::path(folder_.path().toStdString()) / (name + ".cymodel");
    writeUntrainedModel(path, card, 5, shake);
    return Model::load(path);
  }
  static GenerationSettings settings() {
    GenerationSettings s;
    s.precision = Precision::Fp32;
    s.steps = 4;
    s.seed = 11;
    return s;
  }

private Q_SLOTS:
  void initTestCase() {
    model_ = makeModel("random", 0.05);
    zeroModel_ = makeModel("zero", 0.0);
  }

  void sameSettingsSameBytes() {
    const auto a = generate(*model_, testSketch(), settings());
    const auto b = generate(*model_, testSketch(), settings());
    QVERIFY(sameBytes(a.image, b.image));
    auto other = settings();
    other.seed = 12;
    QVERIFY(rms(a.image, generate(*model_, testSketch(), other).image) > 0.01);
    // The resolved settings make the same image again.
    QVERIFY(sameBytes(a.image, generate(*model_, testSketch(), a.settings).image));
  }

  void tiledWithExactHaloIsUntiled_data() {
    QTest::addColumn<int>("tile");
    QTest::newRow("16") << 16;
    QTest::newRow("40") << 40;
    QTest::newRow("64") << 64;
  }
  void tiledWithExactHaloIsUntiled() {
    QFETCH(int, tile);
    auto s = settings();
    s.halo.mode = Halo::Mode::Exact;
    const auto whole = generate(*model_, testSketch(), s);
    s.tile = tile;
    const auto tiled = generate(*model_, testSketch(), s);
    const double relative = rms(whole.image, tiled.image) / norm(whole.image);
    QVERIFY2(relative <= 1e-4, qPrintable(QString::number(relative)));
    // Without context the same tiles do differ, or the comparison above would show nothing.
    s.halo = {Halo::Mode::Fixed, 0};
    QVERIFY(rms(whole.image, generate(*model_, testSketch(), s).image) / norm(whole.image) > 1e-3);
  }

  void threadCountDoesNotMatter() {
    const auto two = generate(*model_, testSketch(), settings());
    const int threads = omp_get_max_threads();
    if (threads < 2) {
      QSKIP("one processor only");
    }
    qputenv("OMP_NUM_THREADS", "1"); // so that the engine leaves the number alone
    omp_set_num_threads(1);
    const auto one = generate(*model_, testSketch(), settings());
    QCOMPARE(omp_get_max_threads(), 1);
    qunsetenv("OMP_NUM_THREADS");
    omp_set_num_threads(threads);
    QVERIFY(rms(one.image, two.image) / norm(two.image) <= 1e-4);
  }

  // With ε̂ = 0 a single call returns x_t / √ᾱ: checks blur-less forward process, noise and last step at once.
  void singleCallInClosedForm() {
    auto s = settings();
    s.steps = 1;
    s.sigma = 0.0;
    const Image<float> sketch = testSketch();
    const Image<float> result = generate(*zeroModel_, sketch, s).image;
    const Image<float> noised = noisedPreview(sketch, s.tStart, 0.0, s.seed);
    const double scale = std::sqrt(Schedule().alphaBar(s.tStart - 1));
    for (std::size_t i = 0; i < result.size(); ++i) {
      QVERIFY(std::abs(result.data()[i] - noised.data()[i] / scale) < 1e-4);
    }
  }

  // Several steps of every sampler with ε̂ = 0: the whole image against the recursion written out per pixel, with a slow
  // blur and noise asked for one value at a time.
  void severalStepsInClosedForm_data() {
    QTest::addColumn<int>("sampler");
    for (const auto sampler : {SamplerKind::SdeDpmSolver, SamplerKind::OdeDpmSolver, SamplerKind::Ddpm,
                               SamplerKind::DdpmRespaced, SamplerKind::Ddim}) {
      QTest::addRow("%s", name(sampler).data()) << static_cast<int>(sampler);
    }
  }
  void severalStepsInClosedForm() {
    QFETCH(int, sampler);
    auto s = settings();
    s.sampler = static_cast<SamplerKind>(sampler);
    s.steps = 5;
    s.tStart = s.sampler == SamplerKind::Ddpm ? 6 : 300;
    s.sigma = 1.0;
    const Image<float> sketch = testSketch(24, 30);
    const Image<float> result = generate(*zeroModel_, sketch, s).image;
    const Schedule schedule;
    const auto plan = samplerPlan(schedule, s.sampler, s.tStart, s.steps);
    const auto reflect = [](int i, int n) { return i < 0 ? -1 - i : i >= n ? 2 * n - 1 - i : i; };
    for (int y = 0; y < 24; y += 5) {
      for (int x = 0; x < 30; ++x) {
        double blurred = 0.0, weights = 0.0;
        for (int dy = -4; dy <= 4; ++dy) {
          for (int dx = -4; dx <= 4; ++dx) {
            const double w = std::exp(-0.5 * (dy * dy + dx * dx));
            blurred += w * sketch.at(reflect(y + dy, 24), reflect(x + dx, 30));
            weights += w;
          }
        }
        const double start = 2.0 * blurred / weights - 1.0;
        double state =
            std::sqrt(plan[0].alphaBar) * start + std::sqrt(1.0 - plan[0].alphaBar) * noiseAt(s.seed, 0, 0, 0, 0, y, x);
        double previous = 0.0;
        for (std::size_t k = 0; k < plan.size(); ++k) {
          const double clean = state / std::sqrt(plan[k].alphaBar);
          const double z = noiseAt(s.seed, 1 + static_cast<std::uint32_t>(k), 0, 0, 0, y, x);
          state = plan[k].state * state + plan[k].clean * clean + plan[k].previousClean * previous + plan[k].noise * z;
          previous = clean;
        }
        QVERIFY2(std::abs(result.at(y, x) - state) < 2e-4 * (1.0 + std::abs(state)),
                 qPrintable(QString("%1 %2: %3, expected %4").arg(y).arg(x).arg(result.at(y, x)).arg(state)));
      }
    }
  }

  // A start between two grid points: the pixel is the noised sketch at the first grid point at or below its start.
  void startStepBetweenGridPoints() {
    auto s = settings();
    s.sigma = 0.0;
    s.sampler = SamplerKind::OdeDpmSolver; // no further noise: the outcome can be written out
    const Image<float> sketch = testSketch(16, 16);
    const auto plan = samplerPlan(Schedule(), s.sampler, s.tStart, s.steps);
    const double between = 0.5 * (plan[1].t + plan[2].t) + 1.0;
    const Image<float> map(sketch.extent(), static_cast<float>(between));
    const Image<float> result = generate(*zeroModel_, sketch, s, {}, &map).image;
    for (int x = 0; x < 16; ++x) {
      double state = std::sqrt(plan[2].alphaBar) * networkValue(sketch.at(3, x)) +
                     std::sqrt(1.0 - plan[2].alphaBar) * noiseAt(s.seed, 0, 0, 0, 0, 3, x);
      double previous = 0.0;
      { // what the call before predicted from the noised sketch, which the second-order step uses
        const double before = std::sqrt(plan[1].alphaBar) * networkValue(sketch.at(3, x)) +
                              std::sqrt(1.0 - plan[1].alphaBar) * noiseAt(s.seed, 0, 0, 0, 0, 3, x);
        previous = before / std::sqrt(plan[1].alphaBar);
      }
      for (std::size_t k = 2; k < plan.size(); ++k) {
        const double clean = state / std::sqrt(plan[k].alphaBar);
        state = plan[k].state * state + plan[k].clean * clean + plan[k].previousClean * previous;
        previous = clean;
      }
      QVERIFY(std::abs(result.at(3, x) - state) < 1e-3);
    }
  }

  // x_t has mean √ᾱ x_0 and standard deviation √(1−ᾱ); its noise does not change with t_start.
  void noisedPreviewIsTheForwardProcess() {
    const Image<float> flat(Extent{1, 1, 1, 200, 200}, 0.75F);
    const Schedule schedule;
    Image<float> noises[2];
    int which = 0;
    for (const int n : {200, 700}) {
      const Image<float> noised = noisedPreview(flat, n, 1.0, 3);
      const double alphaBar = schedule.alphaBar(n - 1);
      Image<float> noise = noised;
      double mean = 0.0, square = 0.0;
      for (std::size_t i = 0; i < noised.size(); ++i) {
        const double e = (noised.data()[i] - std::sqrt(alphaBar) * 0.5) / std::sqrt(1 - alphaBar);
        noise.mutableData()[i] = static_cast<float>(e);
        mean += e;
        square += e * e;
      }
      const auto count = static_cast<double>(noised.size());
      QVERIFY(std::abs(mean / count) < 0.02);
      QVERIFY(std::abs(square / count - 1.0) < 0.03);
      noises[which++] = noise;
    }
    QVERIFY(rms(noises[0], noises[1]) < 1e-4);
    QVERIFY_EXCEPTION_THROWN(noisedPreview(flat, 0, 1.0, 3), SettingsError);
    QVERIFY_EXCEPTION_THROWN(noisedPreview(flat, 1001, 1.0, 3), SettingsError);
  }

  // Half of the image starts at step 1: it must come out as the sketch with next to no noise; a map that says t_start
  // everywhere changes nothing.
  void startStepPerPixel() {
    const Image<float> sketch = testSketch(64, 64);
    auto s = settings();
    s.sigma = 0.0;
    Image<float> map(sketch.extent(), 400.0F);
    const auto plain = generate(*zeroModel_, sketch, s);
    QVERIFY(sameBytes(plain.image, generate(*zeroModel_, sketch, s, {}, &map).image));
    for (std::int64_t y = 0; y < 64; ++y) {
      std::fill_n(map.mutableData() + y * 64, 32, 1.0F);
    }
    const auto mixed = generate(*zeroModel_, sketch, s, {}, &map).image;
    double left = 0.0;
    for (std::int64_t y = 0; y < 64; ++y) {
      for (std::int64_t x = 0; x < 32; ++x) {
        left = std::max(left, std::abs(static_cast<double>(mixed.at(y, x)) - networkValue(sketch.at(y, x))));
      }
      for (std::int64_t x = 32; x < 64; ++x) {
        QCOMPARE(mixed.at(y, x), plain.image.at(y, x));
      }
    }
    QVERIFY2(left < 0.06, qPrintable(QString::number(left))); // noise of index 0 has σ = 0.01
  }

  void progressPreviewAndCancel() {
    std::stop_source stop;
    GenerationHooks hooks;
    hooks.stop = stop.get_token();
    std::vector<int> steps;
    int previews = 0;
    hooks.previewInterval = 0.0;
    hooks.progress = [&](const GenerationProgress& p) {
      steps.push_back(p.step);
      QCOMPARE(p.steps, 4);
    };
    hooks.preview = [&](const GenerationPreview& preview) {
      ++previews;
      QCOMPARE(preview.xy.extent(), testSketch().extent());
      QVERIFY(preview.xz.empty() && preview.yz.empty());
    };
    generate(*model_, testSketch(), settings(), hooks);
    QCOMPARE(steps, (std::vector<int>{1, 2, 3, 4}));
    QCOMPARE(previews, 3);
    hooks.progress = [&](const GenerationProgress& p) {
      if (p.step == 2) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testSketch(), settings(), hooks), Cancelled);
  }

  void ddpmMakesAsManyCallsAsTheStartStep() {
    auto s = settings();
    s.sampler = SamplerKind::Ddpm;
    s.tStart = 7;
    int last = 0;
    GenerationHooks hooks;
    hooks.progress = [&](const GenerationProgress& p) { last = p.step; };
    const auto result = generate(*model_, testSketch(32, 32), s, hooks);
    QCOMPARE(last, 7);
    QCOMPARE(result.settings.steps, 7);
  }

  void badInput() {
    auto s = settings();
    for (const int n : {0, -3, 1001}) {
      s.tStart = n;
      QVERIFY_EXCEPTION_THROWN(generate(*model_, testSketch(), s), SettingsError);
    }
    Image<float> hole = testSketch();
    hole.mutableData()[7] = NAN;
    QVERIFY_EXCEPTION_THROWN(generate(*model_, hole, settings()), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, Image<float>(), settings()), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, Image<float>(Extent{1, 1, 4, 32, 32}), settings()), SettingsError);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, Image<float>(Extent{1, 3, 1, 32, 32}), settings()), SettingsError);
    const Image<float> badMap(testSketch().extent(), NAN);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testSketch(), settings(), {}, &badMap), SettingsError);
    const Image<float> smallMap(Extent{1, 1, 1, 8, 8}, 100.0F);
    QVERIFY_EXCEPTION_THROWN(generate(*model_, testSketch(), settings(), {}, &smallMap), SettingsError);
  }

  // The paper's topology in several tiles runs, repeats, and gives finite values (how tiles are fused:
  // TestTiledNetwork).
  void paperTopologyInTiles() {
    ModelCard card;
    card.name = "paper";
    card.architecture = "paper-unet";
    const auto path = std::filesystem::path(folder_.path().toStdString()) / "paper.cymodel";
    writeUntrainedModel(path, card, 5);
    const auto paper = Model::load(path);
    QVERIFY(!paper->tileExact());
    auto s = settings();
    s.tile = 64;
    s.halo = {Halo::Mode::Fixed, 16};
    const auto a = generate(*paper, testSketch(), s);
    QVERIFY(std::all_of(a.image.begin(), a.image.end(), [](float v) { return std::isfinite(v); }));
    QVERIFY(sameBytes(a.image, generate(*paper, testSketch(), s).image));
  }

  void resolvingFillsEveryAuto() {
    const auto resolved = resolve(GenerationSettings{}, *model_, Extent{1, 1, 1, 256, 256});
    QVERIFY(resolved.precision != Precision::Auto);
    QVERIFY(resolved.device != Device::Auto);
    QCOMPARE(resolved.halo.mode, Halo::Mode::Fixed);
    QCOMPARE(resolved.tile, 256); // one tile covers it
    const auto huge = resolve(GenerationSettings{}, *model_, Extent{1, 1, 1, 30000, 30000});
    QVERIFY(huge.tile > 0 && huge.tile % model_->totalStride() == 0);
    QVERIFY(predictedSeconds(*model_, GenerationSettings{}, Extent{1, 1, 1, 512, 512}) > 0.0);
  }
};

CYTOSKETCH_TEST_CLASS(generator, TestGenerator)
#include "test_generator.moc"
