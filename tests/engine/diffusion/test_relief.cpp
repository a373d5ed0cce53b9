#include "engine/diffusion/relief.h"
#include "engine/image/error.h"
#include "engine/image/scalebands.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

/// Disks of radius 15 and of different greys.
Image<float> disks(const Extent& extent) {
  Image<float> image(extent, 0.1F);
  std::mt19937 random(5);
  for (int disk = 0; disk < 20; ++disk) {
    const auto cy = static_cast<std::int64_t>(random() % static_cast<unsigned>(extent.y));
    const auto cx = static_cast<std::int64_t>(random() % static_cast<unsigned>(extent.x));
    const float grey = 0.3F + 0.03F * static_cast<float>(disk);
    for (std::int64_t z = 0; z < extent.z; ++z) {
      for (std::int64_t y = std::max<std::int64_t>(cy - 15, 0); y < std::min(cy + 16, extent.y); ++y) {
        for (std::int64_t x = std::max<std::int64_t>(cx - 15, 0); x < std::min(cx + 16, extent.x); ++x) {
          if (std::hypot(y - cy, x - cx) <= 15.0) {
            image.mutableData()[image.offset(0, 0, z, y, x)] = grey;
          }
        }
      }
    }
  }
  return image;
}

Image<float> withRelief(Image<float> image, const std::vector<ReliefGains>& gains, double strength,
                        double depthScale = 0.0) {
  applyRelief(image, gains, strength, depthScale);
  return image;
}

bool same(const Image<float>& a, const Image<float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

} // namespace

class TestRelief : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void addsTheBandsThatAreMissing() {
    const Image<float> sketch = disks({1, 1, 1, 160, 200});
    const auto bands = scaleBands(sketch, reliefScales, 0.0);
    const Image<float> found = withRelief(sketch, {{1.5F, 0.75F}}, 1.0);
    for (std::size_t i = 0; i < sketch.size(); ++i) {
      const float expected = sketch.data()[i] + 0.5F * bands[0].data()[i] - 0.25F * bands[1].data()[i];
      QVERIFY(std::abs(found.data()[i] - expected) < 1e-5F);
    }
  }

  void strengthZeroAndGainsOfOneLeaveTheSketch() {
    const Image<float> sketch = disks({1, 1, 1, 90, 90});
    QVERIFY(same(withRelief(sketch, {{2.0F, 2.0F}}, 0.0), sketch));
    QVERIFY(same(withRelief(sketch, {}, 1.0), sketch));
    QVERIFY(same(withRelief(sketch, {{1.0F, 1.0F}}, 1.0), sketch));
    // Relief is measured, not a taste: beyond 1 it does not grow.
    QVERIFY(same(withRelief(sketch, {{2.0F, 2.0F}}, 3.0), withRelief(sketch, {{2.0F, 2.0F}}, 1.0)));
  }

  void framesAndChannelsAreOnTheirOwn() {
    Image<float> image({2, 2, 1, 90, 90});
    const Image<float> sketch = disks({1, 1, 1, 90, 90});
    for (int i = 0; i < 4; ++i) {
      std::copy_n(sketch.data(), sketch.size(), image.mutableData() + static_cast<std::size_t>(i) * sketch.size());
    }
    const Image<float> alone = withRelief(sketch, {{1.3F, 1.2F}}, 1.0);
    const Image<float> found = withRelief(image, {{1.3F, 1.2F}}, 1.0); // none for the second channel
    for (int t = 0; t < 2; ++t) {
      QVERIFY(std::equal(alone.begin(), alone.end(), found.data() + found.offset(t, 0, 0, 0, 0)));
      QVERIFY(std::equal(sketch.begin(), sketch.end(), found.data() + found.offset(t, 1, 0, 0, 0)));
    }
  }

  void measuringFindsTheGains_data() {
    QTest::addColumn<int>("slices");
    QTest::newRow("2D") << 1;
    QTest::newRow("3D") << 12;
  }
  /// Real images that are sketches with relief, another contrast each, some of them with noise.
  void measuringFindsTheGains() {
    QFETCH(int, slices);
    const double depthScale = slices > 1 ? 0.4 : 0.0;
    const std::vector<ReliefGains> gains{{1.2F, 1.4F}};
    ReliefMeasurement measurement(depthScale);
    std::mt19937 random(9);
    std::normal_distribution<float> noise(0.0F, 0.02F);
    for (const float contrast : {1.0F, 0.2F}) {
      Image<float> sketch = disks({1, 1, slices, 160, 180});
      std::for_each(sketch.mutableData(), sketch.mutableData() + sketch.size(), [&](float& v) { v *= contrast; });
      Image<float> real = withRelief(sketch, gains, 1.0, depthScale);
      if (contrast == 1.0F) {
        std::for_each(real.mutableData(), real.mutableData() + real.size(), [&](float& v) { v += noise(random); });
      }
      measurement.add(real, sketch);
    }
    measurement.add(Image<float>({1, 1, slices, 20, 20}, 0.5F), Image<float>({1, 1, slices, 20, 20}, 0.1F)); // even
    const ReliefGains found = measurement.result().front();
    QVERIFY2(std::abs(found[0] - 1.2F) < 0.03F, qPrintable(QString::number(found[0])));
    QVERIFY2(std::abs(found[1] - 1.4F) < 0.03F, qPrintable(QString::number(found[1])));
  }

  void evenSketchesHaveNoRelief() {
    ReliefMeasurement measurement(0.0);
    measurement.add(disks({1, 1, 1, 60, 60}), Image<float>({1, 1, 1, 60, 60}, 0.25F));
    QVERIFY((measurement.result().front() == ReliefGains{1.0F, 1.0F}));
  }

  void refusesWhatDoesNotFit() {
    ReliefMeasurement measurement(0.0);
    QVERIFY_EXCEPTION_THROWN(measurement.result(), SettingsError);
    QVERIFY_EXCEPTION_THROWN(measurement.add(Image<float>({1, 1, 1, 8, 8}, 0.0F), Image<float>({1, 1, 1, 8, 9}, 0.0F)),
                             SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(relief, TestRelief)
#include "test_relief.moc"
