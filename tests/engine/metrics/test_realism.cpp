#include "engine/image/blur.h"
#include "engine/metrics/realism.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

/// A bright square on a dark ground; the real image adds noise.
RealismImages squareScene(unsigned seed, float noise) {
  const Extent extent{1, 1, 1, 128, 128};
  RealismImages images{
      Image<float>(extent, 0.2F), Image<float>(extent, 0.2F), {}, Image<std::uint32_t>(extent), SpectrumWindow::Hann};
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal(0.0F, noise);
  for (std::int64_t y = 0; y < 128; ++y) {
    for (std::int64_t x = 0; x < 128; ++x) {
      const std::size_t i = images.sketch.offset(0, 0, 0, y, x);
      if (y >= 40 && y < 80 && x >= 40 && x < 80) {
        images.labels.mutableData()[i] = 1;
        images.sketch.mutableData()[i] = 0.6F;
      }
      images.real.mutableData()[i] = std::clamp(images.sketch.data()[i] + normal(generator), 0.0F, 1.0F);
    }
  }
  images.blurred = gaussianBlur(images.sketch, {0.0, 1.0, 1.0});
  return images;
}

} // namespace

class TestRealism : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void theBlurredSketchIsItself() {
    const RealismImages images = squareScene(1, 0.02F);
    const RealismFigures figures = measureRealism(images, images.blurred);
    QVERIFY(std::abs(figures.zncc - 1.0) < 1e-6);
    QCOMPARE(figures.lost.lost, 0);
    QCOMPARE(figures.lost.judged, 1);
    // Flat where the real image is noisy: hardly any power in the highest band.
    QVERIFY(powerRatio(figures.power, figures.realPower)[4] < 0.2);
  }

  void theRealImageIsPerfect() {
    const RealismImages images = squareScene(2, 0.02F);
    const RealismFigures figures = measureRealism(images, images.real);
    QVERIFY(std::isinf(figures.psnr));
    for (const double ratio : powerRatio(figures.power, figures.realPower)) {
      QCOMPARE(ratio, 1.0);
    }
  }

  void psnrIsInNetworkValuesAndClamped() {
    const RealismImages images = squareScene(3, 0.0F);
    Image<float> brighter = images.real;
    std::transform(images.real.begin(), images.real.end(), brighter.mutableData(), [](float g) { return g + 0.1F; });
    // 0.1 in grey is 0.2 in network values: 20 dB with MAX = 2.
    QVERIFY(std::abs(measureRealism(images, brighter).psnr - 20.0) < 1e-4);
    Image<float> outside = images.real;
    outside.mutableData()[0] = -5.0F;
    Image<float> black = images.real;
    black.mutableData()[0] = 0.0F;
    QCOMPARE(measureRealism(images, outside).psnr, measureRealism(images, black).psnr);
  }

  void summaryOfTwoImages() {
    RealismFigures a;
    a.psnr = 20.0;
    a.zncc = 0.9;
    a.power.power.fill(1.0);
    a.realPower.power.fill(1.0);
    a.power.bins.fill(1);
    a.realPower.bins.fill(1);
    a.lost.cells = a.lost.judged = 10;
    a.lost.lost = 1;
    RealismFigures b;
    b.psnr = 30.0;
    b.zncc = std::nan(""); // no variation: does not count
    b.power.power.fill(2.0);
    b.realPower.power.fill(5.0);
    b.power.bins.fill(1);
    b.realPower.bins.fill(1);
    b.power.bins[0] = b.realPower.bins[0] = 0; // too small an image for this band
    b.power.power[0] = b.realPower.power[0] = std::nan("");
    b.lost.cells = 32;
    b.lost.judged = 30;
    b.lost.withoutSurround = 2;
    const std::array figures{a, b};
    const RealismSummary summary = summarise(figures);
    QCOMPARE(summary.images, 2);
    QCOMPARE(summary.psnr, 25.0);
    QCOMPARE(summary.zncc, 0.9);
    QCOMPARE(summary.bands[0], 1.0);
    QCOMPARE(summary.bands[2], 0.5); // (1 + 2) / (1 + 5): mean power over mean power
    QCOMPARE(summary.lost.cells, 42);
    QCOMPARE(summary.lost.percent(), 2.5);
    QCOMPARE(summary.lost.withoutSurround, 2);
  }

  /// A voxel that is no number must not pass for a figure that is left out.
  void refusesWhatIsNoNumber() {
    const RealismImages images = squareScene(4, 0.02F);
    for (const float value : {std::nanf(""), std::numeric_limits<float>::infinity()}) {
      Image<float> spoilt = images.real;
      spoilt.mutableData()[5000] = value;
      QVERIFY_EXCEPTION_THROWN(measureRealism(images, spoilt), SettingsError);
      RealismImages others = images;
      others.real = spoilt;
      QVERIFY_EXCEPTION_THROWN(measureRealism(others, images.real), SettingsError);
    }
  }

  void summaryKeepsWhatIsNoNumber() {
    RealismFigures good;
    good.psnr = 20.0;
    good.power.power.fill(1.0);
    good.power.bins.fill(1);
    good.realPower = good.power;
    RealismFigures bad = good;
    bad.psnr = std::nan("");
    bad.power.power.fill(std::nan(""));
    const RealismSummary summary = summarise(std::array{good, bad});
    QVERIFY(std::isnan(summary.psnr));
    QVERIFY(std::isnan(summary.bands[0]));
  }
};

CYTOSKETCH_TEST_CLASS(realism, TestRealism)
#include "test_realism.moc"
