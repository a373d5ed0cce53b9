#include "engine/metrics/similarity.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

Image<float> gaussianNoise(const Extent& extent, double deviation, unsigned seed) {
  Image<float> image(extent);
  std::mt19937 generator(seed);
  std::normal_distribution<float> normal(0.0F, static_cast<float>(deviation));
  float* voxels = image.mutableData();
  std::generate(voxels, voxels + image.size(), [&] { return normal(generator); });
  return image;
}

template <typename Function>
Image<float> mapped(const Image<float>& image, Function function) {
  Image<float> result = image;
  std::transform(image.begin(), image.end(), result.mutableData(), function);
  return result;
}

} // namespace

class TestSimilarity : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void psnrOfConstantDifference() {
    const Image<float> zero({1, 1, 1, 8, 9}, 0.0F);
    const Image<float> tenth({1, 1, 1, 8, 9}, 0.2F);
    // MSE 0.04, MAX 2: 10 log10(4 / 0.04) = 20 dB exactly.
    QVERIFY(std::abs(psnr(zero, tenth) - 20.0) < 1e-5);
    QVERIFY(std::abs(psnr(zero, tenth, 1.0) - 10.0 * std::log10(25.0)) < 1e-5);
  }

  void psnrOfOneWrongVoxelCountsTheWholeImage() {
    const Image<float> zero({1, 1, 1, 10, 10}, 0.0F);
    Image<float> dot = zero;
    dot.mutableData()[37] = 2.0F;
    QVERIFY(std::abs(psnr(zero, dot) - 20.0) < 1e-9);
  }

  void psnrOfKnownNoise() {
    const Extent extent{1, 1, 1, 512, 512};
    const Image<float> real = gaussianNoise(extent, 0.3, 1);
    const Image<float> noise = gaussianNoise(extent, 0.05, 2);
    Image<float> noisy = real;
    std::transform(real.begin(), real.end(), noise.begin(), noisy.mutableData(), std::plus<>());
    const double expected = 10.0 * std::log10(4.0 / (0.05 * 0.05));
    QVERIFY(std::abs(psnr(real, noisy) - expected) < 0.05);
    QCOMPARE(psnr(real, noisy), psnr(noisy, real));
  }

  void psnrOfEqualImagesIsInfinite() {
    const Image<float> image = gaussianNoise({1, 1, 1, 5, 5}, 1.0, 3);
    QVERIFY(std::isinf(psnr(image, image)));
  }

  void znccIgnoresAffineChanges() {
    const Image<float> image = gaussianNoise({1, 1, 1, 64, 65}, 0.4, 4);
    QVERIFY(std::abs(zncc(image, mapped(image, [](float v) { return 3.0F * v - 7.0F; })) - 1.0) < 1e-6);
    QVERIFY(std::abs(zncc(image, mapped(image, [](float v) { return -0.1F * v + 0.2F; })) + 1.0) < 1e-6);
  }

  void znccOfPartlyRelatedImages() {
    // b = a + n with equal variances of a and n: correlation 1/√2.
    const Extent extent{1, 1, 1, 512, 512};
    const Image<float> a = gaussianNoise(extent, 0.2, 5);
    const Image<float> n = gaussianNoise(extent, 0.2, 6);
    Image<float> b = a;
    std::transform(a.begin(), a.end(), n.begin(), b.mutableData(), std::plus<>());
    QVERIFY(std::abs(zncc(a, b) - std::sqrt(0.5)) < 0.005);
    QVERIFY(std::abs(zncc(a, n)) < 0.01);
  }

  void znccOfConstantImageIsUndefined() {
    const Image<float> image = gaussianNoise({1, 1, 1, 8, 8}, 1.0, 7);
    QVERIFY(std::isnan(zncc(image, Image<float>({1, 1, 1, 8, 8}, 0.5F))));
  }

  void refusesImagesOfDifferentSize() {
    const Image<float> a({1, 1, 1, 4, 6});
    const Image<float> b({1, 1, 1, 6, 4});
    QVERIFY_EXCEPTION_THROWN(psnr(a, b), SettingsError);
    QVERIFY_EXCEPTION_THROWN(zncc(a, b), SettingsError);
    QVERIFY_EXCEPTION_THROWN(psnr(a, Image<float>()), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(similarity, TestSimilarity)
#include "test_similarity.moc"
