#include "engine/diffusion/texture.h"
#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

constexpr std::uint64_t seed = 11;

/// All deviations alike.
TextureModel evenTexture(float deviation, double depthScale = 0.0) {
  TextureModel texture;
  texture.channels.emplace_back();
  for (auto& band : texture.channels.front()) {
    band.fill(deviation);
  }
  texture.depthScale = depthScale;
  return texture;
}

Image<float> flat(const Extent& extent, float grey) {
  return Image<float>(extent, networkValue(grey));
}

Image<float> withTexture(Image<float> image, const TextureModel& texture, double strength = 1.0,
                         const GenerationOrigin& origin = {}) {
  addTexture(image, texture, strength, seed, origin);
  return image;
}

double deviationOf(const Image<float>& image) {
  double sum = 0.0;
  double squares = 0.0;
  for (const float v : image) {
    sum += v;
    squares += static_cast<double>(v) * v;
  }
  const auto n = static_cast<double>(image.size());
  return std::sqrt(squares / n - sum / n * sum / n);
}

bool same(const Image<float>& a, const Image<float>& b) {
  return a.extent() == b.extent() && std::equal(a.begin(), a.end(), b.begin());
}

} // namespace

class TestTexture : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void everyBandHasTheDeviationThatTheModelSays_data() {
    QTest::addColumn<int>("slices");
    QTest::newRow("2D") << 1;
    QTest::newRow("3D") << 24;
  }
  void everyBandHasTheDeviationThatTheModelSays() {
    QFETCH(int, slices);
    const Extent extent{1, 1, slices, slices > 1 ? 96 : 400, slices > 1 ? 96 : 400};
    for (std::size_t band = 0; band < 3; ++band) { // of wider ones there is too little in so small an image
      TextureModel texture = evenTexture(0.0F, slices > 1 ? 0.5 : 0.0);
      texture.channels.front()[band].fill(0.1F);
      const double deviation = deviationOf(withTexture(flat(extent, 0.5F), texture));
      QVERIFY2(std::abs(deviation - 0.2) < 0.01, qPrintable(QString::number(deviation))); // network values
    }
  }

  void strengthScalesAndZeroLeavesTheSketch() {
    const Image<float> sketch = flat({1, 1, 1, 64, 64}, 0.3F);
    const TextureModel texture = evenTexture(0.05F);
    QVERIFY(same(withTexture(sketch, texture, 0.0), sketch));
    QVERIFY(same(withTexture(sketch, {}, 1.0), sketch));
    const Image<float> once = withTexture(sketch, texture, 1.0);
    const Image<float> twice = withTexture(sketch, texture, 2.0);
    for (std::size_t i = 0; i < once.size(); ++i) {
      const float start = sketch.data()[i];
      QVERIFY(std::abs(2.0F * (once.data()[i] - start) - (twice.data()[i] - start)) < 1e-4F);
    }
  }

  void darkAndBrightCellsHaveTheirOwn() {
    Image<float> sketch({1, 1, 1, 200, 400});
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(sketch.size()); ++i) {
      sketch.mutableData()[i] = networkValue(i % 400 < 200 ? 0.1F : 0.9F);
    }
    TextureModel texture = evenTexture(0.0F);
    texture.channels.front()[0] = {0.01F, 0.01F, 0.01F, 0.01F, 0.08F, 0.08F, 0.08F, 0.08F};
    const Image<float> textured = withTexture(sketch, texture);
    const auto half = [&](std::int64_t x0) {
      Image<float> part({1, 1, 1, 200, 200});
      for (std::int64_t y = 0; y < 200; ++y) {
        for (std::int64_t x = 0; x < 200; ++x) {
          part.mutableData()[y * 200 + x] = textured.at(0, 0, 0, y, x0 + x);
        }
      }
      return deviationOf(part);
    };
    QVERIFY(std::abs(half(0) - 0.02) < 0.002);
    QVERIFY(std::abs(half(200) - 0.16) < 0.008);
  }

  void belongsToPositionsAndSeeds() {
    const TextureModel texture = evenTexture(0.05F);
    const Image<float> whole = withTexture(flat({1, 1, 1, 160, 160}, 0.5F), texture);
    const Image<float> piece = withTexture(flat({1, 1, 1, 120, 120}, 0.5F), texture, 1.0, {0, 0, 20, 30});
    // Away from the borders, whose reflection reaches 4 σ of every widening.
    for (std::int64_t y = 56; y < 64; ++y) {
      for (std::int64_t x = 56; x < 64; ++x) {
        QVERIFY(std::abs(piece.at(0, 0, 0, y, x) - whole.at(0, 0, 0, y + 20, x + 30)) < 2e-3F);
      }
    }
    Image<float> other = flat({1, 1, 1, 160, 160}, 0.5F);
    addTexture(other, texture, 1.0, seed + 1, {});
    QVERIFY(!same(other, whole));
  }

  void channelsHaveTheirOwnAndFurtherOnesNone() {
    TextureModel texture = evenTexture(0.05F);
    const Image<float> sketch = flat({1, 2, 1, 32, 32}, 0.5F);
    const Image<float> textured = withTexture(sketch, texture);
    const std::size_t half = textured.size() / 2;
    QVERIFY(!std::equal(textured.data(), textured.data() + half, sketch.data()));
    QVERIFY(std::equal(textured.data() + half, textured.data() + 2 * half, sketch.data() + half));
  }

  /// A real image made of a sketch and its texture gives the texture back.
  void measuringFindsWhatWasAdded() {
    Image<float> sketch({1, 1, 1, 300, 300});
    for (std::int64_t i = 0; i < static_cast<std::int64_t>(sketch.size()); ++i) {
      sketch.mutableData()[i] = i % 300 < 150 ? 0.2F : 0.7F;
    }
    TextureModel texture = evenTexture(0.0F);
    texture.channels.front()[0].fill(0.05F);
    Image<float> network = sketch;
    std::transform(network.begin(), network.end(), network.mutableData(), networkValue);
    Image<float> real = withTexture(network, texture);
    std::transform(real.begin(), real.end(), real.mutableData(), greyOfNetworkValue);
    TextureMeasurement measurement(0.0);
    measurement.add(real, sketch);
    const TextureModel found = measurement.result();
    const TextureModel double2 = measurement.result(2.0);
    for (std::size_t bin = 0; bin < textureGreys; ++bin) { // empty bins take their neighbours'
      double squares = 0.0;
      for (std::size_t band = 0; band < textureBands; ++band) {
        squares += found.channels[0][band][bin] * found.channels[0][band][bin];
        QCOMPARE(double2.channels[0][band][bin], 2.0F * found.channels[0][band][bin]);
      }
      // Bands overlap in frequency, so one band's texture is found in its neighbours too; not more than was added.
      QVERIFY(std::sqrt(squares) > 0.025 && std::sqrt(squares) < 0.055);
      QVERIFY(found.channels[0][0][bin] > 2.0F * found.channels[0][2][bin]);
    }
  }

  void refusesWhatDoesNotFit() {
    TextureMeasurement measurement(0.0);
    QVERIFY_EXCEPTION_THROWN(measurement.result(), SettingsError);
    QVERIFY_EXCEPTION_THROWN(measurement.add(Image<float>({1, 1, 1, 8, 8}, 0.0F), Image<float>({1, 1, 1, 8, 9}, 0.0F)),
                             SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(texture, TestTexture)
#include "test_texture.moc"
