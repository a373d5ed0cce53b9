#include "engine/image/blur.h"
#include "engine/image/scalebands.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

Image<float> noise(const Extent& extent) {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> greys(0.0F, 1.0F);
  Image<float> image(extent);
  std::generate_n(image.mutableData(), image.size(), [&] { return greys(random); });
  return image;
}

float largestDifference(const Image<float>& a, const Image<float>& b) {
  float largest = 0.0F;
  for (std::size_t i = 0; i < a.size(); ++i) {
    largest = std::max(largest, std::abs(a.data()[i] - b.data()[i]));
  }
  return largest;
}

} // namespace

class TestScaleBands : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void wideningIsABlurOfTheWiderScale() {
    const Image<float> image = noise({1, 1, 9, 40, 40});
    const Image<float> inSteps = widenedBlur(widenedBlur(image, 0.0, 1.5, 0.5), 1.5, 3.0, 0.5);
    QVERIFY(largestDifference(inSteps, gaussianBlur(image, {1.5, 3.0, 3.0})) < 5e-3F); // but for the cut of kernels
    const Image<float> slice = noise({1, 1, 1, 40, 40});
    QCOMPARE(largestDifference(widenedBlur(slice, 0.0, 3.0, 0.5), gaussianBlur(slice, {0.0, 3.0, 3.0})), 0.0F);
  }

  void bandsAndTheWidestBlurAddUpToTheImage() {
    constexpr std::array scales{0.0, 0.7, 1.4, 2.8, 5.6, 11.2};
    const Image<float> image = noise({1, 2, 3, 40, 30});
    const auto bands = scaleBands(image, scales, 0.5);
    QCOMPARE(bands.size(), scales.size() - 1);
    Image<float> sum = gaussianBlur(image, {0.5 * scales.back(), scales.back(), scales.back()});
    for (const Image<float>& band : bands) {
      std::transform(band.begin(), band.end(), sum.data(), sum.mutableData(), std::plus());
    }
    QVERIFY(largestDifference(sum, image) < 0.01F);
  }

  /// A wave passes a Gaussian of σ with exp(−σ²ω²/2), so a band of two keeps the difference of two such factors.
  void aWaveHasTheShareThatTheGaussiansSay() {
    constexpr std::array scales{5.6, 11.2, 22.4};
    constexpr double wavelength = 64.0;
    const double omega = 2.0 * M_PI / wavelength;
    Image<float> wave({1, 1, 1, 8, 512});
    for (std::size_t i = 0; i < wave.size(); ++i) {
      wave.mutableData()[i] = static_cast<float>(std::cos(omega * static_cast<double>(i % 512)));
    }
    const auto bands = scaleBands(wave, scales, 0.0);
    const auto kept = [&](double sigma) { return std::exp(-0.5 * sigma * sigma * omega * omega); };
    for (std::size_t k = 0; k + 1 < scales.size(); ++k) {
      const double expected = kept(scales[k]) - kept(scales[k + 1]);
      QVERIFY(std::abs(bands[k].at(0, 0, 0, 4, 256) - expected) < 5e-3); // 256 = 4 wavelengths: a crest
    }
  }
};

CYTOSKETCH_TEST_CLASS(scalebands, TestScaleBands)
#include "test_scalebands.moc"
