#include "engine/metrics/structure.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace cytosketch;

namespace {

Image<float> uniformNoise(const Extent& extent, unsigned seed) {
  Image<float> image(extent);
  std::mt19937 generator(seed);
  std::uniform_real_distribution<float> draw(-1.0F, 1.0F);
  std::generate(image.mutableData(), image.mutableData() + image.size(), [&] { return draw(generator); });
  return image;
}

/// The definition, written out: a 2D window at every place where it fits.
double slowSsim(const Image<float>& a, const Image<float>& b) {
  const Extent& e = a.extent();
  double sum = 0.0;
  int places = 0;
  for (std::int64_t y = 5; y + 5 < e.y; ++y) {
    for (std::int64_t x = 5; x + 5 < e.x; ++x) {
      double weights = 0.0, ma = 0.0, mb = 0.0, va = 0.0, vb = 0.0, cov = 0.0;
      for (int pass = 0; pass < 2; ++pass) {
        for (std::int64_t j = -5; j <= 5; ++j) {
          for (std::int64_t i = -5; i <= 5; ++i) {
            const double w = std::exp(-static_cast<double>(i * i + j * j) / 4.5);
            const double p = a.at(y + j, x + i);
            const double q = b.at(y + j, x + i);
            if (pass == 0) {
              weights += w;
              ma += w * p;
              mb += w * q;
            } else {
              va += w * (p - ma) * (p - ma);
              vb += w * (q - mb) * (q - mb);
              cov += w * (p - ma) * (q - mb);
            }
          }
        }
        if (pass == 0) {
          ma /= weights;
          mb /= weights;
        }
      }
      const double c1 = 0.0004, c2 = 0.0036; // (0.01·2)², (0.03·2)²
      sum += (2 * ma * mb + c1) * (2 * cov / weights + c2) / ((ma * ma + mb * mb + c1) * ((va + vb) / weights + c2));
      ++places;
    }
  }
  return sum / places;
}

} // namespace

class TestStructure : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void equalImagesGiveOne() {
    const Image<float> image = uniformNoise({1, 1, 1, 30, 41}, 1);
    QVERIFY(std::abs(ssim(image, image) - 1.0) < 1e-12);
  }

  void constantImagesHaveAClosedForm() {
    // No variance: (2ab + C₁)/(a² + b² + C₁) with C₁ = 0.0004.
    const double a = 0.5, b = -0.25;
    const double expected = (2 * a * b + 0.0004) / (a * a + b * b + 0.0004);
    QVERIFY(std::abs(ssim(Image<float>({1, 1, 1, 20, 20}, 0.5F), Image<float>({1, 1, 1, 20, 20}, -0.25F)) - expected) <
            1e-9);
  }

  void equalsTheDefinitionWrittenOut() {
    const Image<float> a = uniformNoise({1, 1, 1, 23, 31}, 2);
    Image<float> b = uniformNoise({1, 1, 1, 23, 31}, 3);
    for (std::size_t i = 0; i < b.size(); ++i) {
      b.mutableData()[i] = 0.6F * a.data()[i] + 0.3F * b.data()[i] + 0.05F;
    }
    QVERIFY(std::abs(ssim(a, b) - slowSsim(a, b)) < 1e-9);
    QVERIFY(std::abs(ssim(a, b) - ssim(b, a)) < 1e-12);
  }

  void slicesAreAveraged() {
    const Image<float> flat = uniformNoise({1, 1, 1, 20, 20}, 4);
    const Image<float> other = uniformNoise({1, 1, 1, 20, 20}, 5);
    Image<float> volume({1, 1, 2, 20, 20});
    Image<float> second = volume;
    std::copy_n(flat.data(), 400, volume.mutableData());
    std::copy_n(flat.data(), 400, volume.mutableData() + 400);
    std::copy_n(flat.data(), 400, second.mutableData());
    std::copy_n(other.data(), 400, second.mutableData() + 400);
    QVERIFY(std::abs(ssim(volume, second) - 0.5 * (1.0 + ssim(flat, other))) < 1e-9);
  }

  void smallImagesGiveAResult() {
    const Image<float> small = uniformNoise({1, 1, 1, 3, 7}, 6);
    QVERIFY(std::abs(ssim(small, small) - 1.0) < 1e-12);
    const double other = ssim(small, uniformNoise({1, 1, 1, 3, 7}, 7));
    QVERIFY(other < 0.9 && other > -1.0);
  }

  void refusesWhatCannotBeCompared() {
    const Image<float> image = uniformNoise({1, 1, 1, 12, 12}, 8);
    QVERIFY_EXCEPTION_THROWN(ssim(image, uniformNoise({1, 1, 1, 12, 13}, 8)), SettingsError);
    QVERIFY_EXCEPTION_THROWN(ssim(Image<float>(), Image<float>()), SettingsError);
    Image<float> spoilt = image;
    spoilt.mutableData()[70] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(ssim(image, spoilt), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(structure, TestStructure)
#include "test_structure.moc"
