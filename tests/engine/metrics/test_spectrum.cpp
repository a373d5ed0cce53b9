#include "engine/metrics/spectrum.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numbers>
#include <random>

using namespace cytosketch;

namespace {

/// sin(2π(fy y + fx x)), frequencies in cycles per pixel.
Image<float> wave(std::int64_t height, std::int64_t width, double fy, double fx, double offset = 0.0) {
  Image<float> image({1, 1, 1, height, width});
  float* voxel = image.mutableData();
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const double phase = 2.0 * std::numbers::pi * (fy * static_cast<double>(y) + fx * static_cast<double>(x));
      *voxel++ = static_cast<float>(offset + std::sin(phase));
    }
  }
  return image;
}

Image<float> whiteNoise(const Extent& extent, float deviation, unsigned seed) {
  Image<float> image(extent);
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal(0.0F, deviation);
  float* voxels = image.mutableData();
  std::generate(voxels, voxels + image.size(), [&] { return normal(generator); });
  return image;
}

/// Power summed, not averaged, so that bands can be compared by how much they hold.
double heldBy(const BandPower& bands, std::size_t band) {
  return bands.power[band] * static_cast<double>(bands.bins[band]);
}

} // namespace

class TestSpectrum : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void sinusoidLiesInOneBand_data() {
    QTest::addColumn<double>("fraction"); // of Nyquist
    QTest::addColumn<double>("angle");
    QTest::addColumn<int>("band");
    const double fractions[] = {0.04, 0.1, 0.22, 0.45, 0.8};
    for (int band = 0; band < 5; ++band) {
      for (const double angle : {0.0, 37.0, 90.0}) {
        QTest::addRow("band %d, %g degrees", band, angle) << fractions[band] << angle << band;
      }
    }
  }
  void sinusoidLiesInOneBand() {
    QFETCH(double, fraction);
    QFETCH(double, angle);
    QFETCH(int, band);
    const double radians = angle * std::numbers::pi / 180.0;
    const double frequency = 0.5 * fraction;
    const BandPower bands =
        radialBandPower(wave(300, 256, frequency * std::sin(radians), frequency * std::cos(radians), 0.4));
    double total = 0.0;
    for (std::size_t i = 0; i < bandCount; ++i) {
      total += heldBy(bands, i);
    }
    QVERIFY(heldBy(bands, static_cast<std::size_t>(band)) > 0.999 * total);
  }

  void whiteNoiseIsFlatAtItsVariance_data() {
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("width");
    QTest::newRow("power of two") << 512 << 512;
    QTest::newRow("mixed") << 520 << 696;
    QTest::newRow("primes") << 347 << 523;
  }
  void whiteNoiseIsFlatAtItsVariance() {
    QFETCH(int, height);
    QFETCH(int, width);
    const BandPower bands = radialBandPower(whiteNoise({1, 1, 1, height, width}, 0.5F, 11));
    for (std::size_t band = 0; band < bandCount; ++band) {
      // Relative spread of a mean of n exponentials; the Hann window makes neighbours dependent (factor 4 in bins).
      const double spread = 4.0 / std::sqrt(static_cast<double>(bands.bins[band]) / 4.0);
      QVERIFY2(std::abs(bands.power[band] / 0.25 - 1.0) < spread, qPrintable(QString::number(bands.power[band])));
    }
  }

  void agreesWithTheDefinition() {
    // The discrete Fourier sum written out, on a small image of odd size.
    const Image<float> image = whiteNoise({1, 1, 1, 13, 17}, 1.0F, 12);
    std::array<double, bandCount> sums{};
    std::array<int, bandCount> bins{};
    const auto window = [](int i, int n) { return 0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * i / n); };
    double weights = 0.0;
    double squares = 0.0;
    double mean = 0.0;
    for (int y = 0; y < 13; ++y) {
      for (int x = 0; x < 17; ++x) {
        const double w = window(y, 13) * window(x, 17);
        weights += w;
        squares += w * w;
        mean += w * image.at(y, x);
      }
    }
    mean /= weights;
    for (int v = -6; v <= 6; ++v) {
      for (int u = -8; u <= 8; ++u) {
        std::complex<double> sum;
        for (int y = 0; y < 13; ++y) {
          for (int x = 0; x < 17; ++x) {
            const double phase = -2.0 * std::numbers::pi * (v * y / 13.0 + u * x / 17.0);
            sum += window(y, 13) * window(x, 17) * (image.at(y, x) - mean) * std::polar(1.0, phase);
          }
        }
        const double radius = std::hypot(v / 13.0, u / 17.0) * 2.0;
        for (std::size_t band = 0; band < bandCount; ++band) {
          if (radius >= bandEdges[band] && radius < bandEdges[band + 1]) {
            sums[band] += std::norm(sum) / squares;
            ++bins[band];
          }
        }
      }
    }
    const BandPower bands = radialBandPower(image);
    for (std::size_t band = 0; band < bandCount; ++band) {
      QCOMPARE(bands.bins[band], static_cast<std::int64_t>(bins[band]));
      if (bins[band] > 0) {
        QVERIFY(std::abs(bands.power[band] - sums[band] / bins[band]) < 1e-9 * sums[band]);
      }
    }
    QCOMPARE(bins[0], 0); // too small an image for the lowest band
    QVERIFY(std::isnan(bands.power[0]));
  }

  void ratioOfScaledImages() {
    const Image<float> image = whiteNoise({1, 1, 2, 128, 96}, 0.2F, 13);
    Image<float> twice = image;
    std::transform(image.begin(), image.end(), twice.mutableData(), [](float v) { return 2.0F * v + 1.0F; });
    for (const double ratio : powerRatio(radialBandPower(twice), radialBandPower(image))) {
      QVERIFY(std::abs(ratio - 4.0) < 1e-4);
    }
  }

  void withoutWindowEdgesLeak() {
    // A ramp jumps from one edge to the other; whole periods of a wave do not.
    Image<float> ramp({1, 1, 1, 128, 128});
    for (std::int64_t i = 0; i < 128 * 128; ++i) {
      ramp.mutableData()[i] = static_cast<float>(i % 128) / 128.0F;
    }
    QVERIFY(radialBandPower(ramp, SpectrumWindow::None).power[4] > 100.0 * radialBandPower(ramp).power[4]);
    const BandPower whole = radialBandPower(wave(128, 128, 0.0, 8.0 / 128.0), SpectrumWindow::None);
    QVERIFY(heldBy(whole, 1) > 0.999999 * 0.5 * 128.0 * 128.0); // Parseval: mean square 1/2
    QVERIFY(heldBy(whole, 4) < 1e-6);
  }

  void constantImageHasNoPower() {
    const BandPower flat = radialBandPower(Image<float>({1, 1, 1, 128, 128}, 0.7F));
    for (const double power : flat.power) {
      QVERIFY(power < 1e-20);
    }
    QVERIFY(std::isnan(powerRatio(flat, BandPower{})[0]));
  }
};

CYTOSKETCH_TEST_CLASS(spectrum, TestSpectrum)
#include "test_spectrum.moc"
