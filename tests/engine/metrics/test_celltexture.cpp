#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/metrics/celltexture.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace cytosketch;

class TestCellTexture : public QObject {
  Q_OBJECT
private Q_SLOTS:
  /// Two passes over the voxels of each label.
  void againstTheDefinition() {
    const Extent e{2, 1, 1, 40, 50};
    std::mt19937 random(9);
    Image<float> image(e);
    Image<std::uint32_t> labels(e);
    for (std::size_t i = 0; i < image.size(); ++i) {
      image.mutableData()[i] = static_cast<float>(random() % 4096) / 4096.0F;
      labels.mutableData()[i] = random() % 4;
    }
    Image<float> fine = gaussianBlur(image, {0.0, 2.0, 2.0});
    for (std::size_t i = 0; i < image.size(); ++i) {
      fine.mutableData()[i] = image.data()[i] - fine.data()[i];
    }
    const auto variance = [&](const Image<float>& values, std::uint32_t label) {
      double mean = 0.0, sum = 0.0, count = 0.0;
      for (std::size_t i = 0; i < values.size(); ++i) {
        mean += labels.data()[i] == label ? values.data()[i] : 0.0;
        count += labels.data()[i] == label ? 1.0 : 0.0;
      }
      mean /= count;
      for (std::size_t i = 0; i < values.size(); ++i) {
        sum += labels.data()[i] == label ? std::pow(values.data()[i] - mean, 2) : 0.0;
      }
      return sum / count;
    };
    const auto found = cellTextures(labels, image);
    QCOMPARE(found.size(), std::size_t{3});
    for (const auto& [label, texture] : found) {
      QVERIFY(std::abs(texture.variance - variance(image, label)) < 1e-6);
      QVERIFY(std::abs(texture.fineVariance - variance(fine, label)) < 1e-6);
    }
  }
  void flatCellsHaveNone() {
    Image<std::uint32_t> labels({1, 1, 1, 30, 30}, 5);
    const auto found = cellTextures(labels, Image<float>({1, 1, 1, 30, 30}, 0.7F));
    QVERIFY(std::abs(found.at(5).variance) < 1e-9);
    QVERIFY(std::abs(found.at(5).fineVariance) < 1e-9);
  }
  void sharesAreRatiosOfSums() {
    KeptTexture kept;
    QVERIFY(std::isnan(kept.share()));
    kept.add({1.0, 0.5}, {4.0, 1.0});
    KeptTexture other;
    other.add({2.0, 0.5}, {2.0, 4.0});
    kept.add(other);
    QCOMPARE(kept.cells, std::int64_t{2});
    QCOMPARE(kept.share(), 0.5);
    QCOMPARE(kept.fineShare(), 0.2);
  }
  void sizesMustFit() {
    QVERIFY_EXCEPTION_THROWN(cellTextures(Image<std::uint32_t>({1, 1, 1, 3, 4}), Image<float>({1, 1, 1, 4, 3})),
                             SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(celltexture, TestCellTexture)
#include "test_celltexture.moc"
