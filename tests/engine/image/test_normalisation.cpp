#include "engine/image/grey.h"
#include "engine/image/normalisation.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace cytosketch;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinity = std::numeric_limits<float>::infinity();

/// first, first + 1, … in random order.
std::vector<float> shuffledRange(std::size_t count, float first) {
  std::vector<float> values(count);
  std::iota(values.begin(), values.end(), first);
  std::shuffle(values.begin(), values.end(), std::mt19937(5));
  return values;
}

bool near(double a, double b) {
  return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(b));
}

} // namespace

class TestNormalisation : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void percentiles();
  void percentileRefuses();
  void limitsPerChannelOverAllFrames();
  void mapsLimitsToZeroAndOne();
  void roundTrip();
  void refusesImages_data();
  void refusesImages();
  void refusesLimits();
  void greyAndBrightness();
};

void TestNormalisation::percentiles() {
  // 0 … 1000: the p-th percentile is 10 p.
  const std::vector<float> ramp = shuffledRange(1001, 0.0F);
  for (const double p : {0.0, 0.1, 25.0, 33.333, 50.0, 99.9, 99.95, 100.0}) {
    QVERIFY2(near(percentile(ramp, p), 10.0 * p), qPrintable(QString::number(p)));
  }
  QCOMPARE(percentile({10, 7, 4, 3, 2, 1}, 50.0), 3.5); // the example of NumPy's documentation
  QCOMPARE(percentile({1, 2}, 25.0), 1.25);
  QCOMPARE(percentile({42}, 99.9), 42.0);
  QCOMPARE(percentile({5, 5, 5, 5}, 10.0), 5.0);
  QCOMPARE(percentile({-3, 3, -1, 1}, 0.0), -3.0);
}

void TestNormalisation::percentileRefuses() {
  QVERIFY_EXCEPTION_THROWN(percentile({}, 50.0), SettingsError);
  QVERIFY_EXCEPTION_THROWN(percentile({1, notANumber}, 50.0), SettingsError);
  QVERIFY_EXCEPTION_THROWN(percentile({1, 2}, -0.1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(percentile({1, 2}, 100.1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(percentile({1, 2}, std::nan("")), SettingsError);
}

void TestNormalisation::limitsPerChannelOverAllFrames() {
  // Channel 0 holds 0 … 2001 spread over two frames, channel 1 the same plus 5000.
  Image<float> image({2, 2, 1, 13, 77});
  const std::vector<float> values = shuffledRange(2002, 0.0F);
  for (std::int64_t t = 0; t < 2; ++t) {
    for (std::int64_t c = 0; c < 2; ++c) {
      std::transform(values.begin() + t * 1001, values.begin() + (t + 1) * 1001, image.mutableChannel(t, c),
                     [&](float v) { return v + 5000.0F * static_cast<float>(c); });
    }
  }
  const std::vector<GreyLimits> limits = percentileLimits(image);
  QCOMPARE(limits.size(), 2U);
  QVERIFY(near(limits[0].low, 2.001));
  QVERIFY(near(limits[0].high, 1998.999));
  QVERIFY(near(limits[1].low, 5002.001));
  QVERIFY(near(limits[1].high, 6998.999));
  QVERIFY(near(percentileLimits(image, 0.0, 100.0)[1].high, 7001.0));
}

void TestNormalisation::mapsLimitsToZeroAndOne() {
  const Image<float> image({1, 1, 1, 1, 6}, {-100, 10, 20, 25, 30, 1000}, {1, 2, 3});
  const Image<float> grey = normalised(image, {{10, 30}});
  const float expected[] = {0.0F, 0.0F, 0.5F, 0.75F, 1.0F, 1.0F};
  QVERIFY(std::equal(grey.begin(), grey.end(), std::begin(expected), std::end(expected)));
  QVERIFY(grey.spacing() == image.spacing());
  QCOMPARE(image.data()[0], -100.0F); // the source is left alone
}

void TestNormalisation::roundTrip() {
  Image<float> image({1, 2, 3, 20, 30});
  std::mt19937 random(1);
  std::generate_n(image.mutableData(), image.size(), [&] { return static_cast<float>(random() % 4000) + 100.0F; });
  const std::vector<GreyLimits> limits = percentileLimits(image, 0.0, 100.0);
  const Image<float> back = denormalised(normalised(image, limits), limits);
  const bool equal = std::equal(back.begin(), back.end(), image.begin(), image.end(),
                                [](float a, float b) { return std::abs(a - b) < 1e-3F; });
  QVERIFY(equal);
  const Image<float> grey = normalised(image, percentileLimits(image));
  const auto [low, high] = std::minmax_element(grey.begin(), grey.end());
  QCOMPARE(*low, 0.0F);
  QCOMPARE(*high, 1.0F);
}

void TestNormalisation::refusesImages_data() {
  QTest::addColumn<QList<float>>("values");
  QTest::newRow("NaN") << QList<float>{1, 2, notANumber, 4};
  QTest::newRow("infinite") << QList<float>{1, 2, infinity, 4};
  QTest::newRow("minus infinite") << QList<float>{1, 2, -infinity, 4};
  QTest::newRow("zero range") << QList<float>{7, 7, 7, 7};
}

void TestNormalisation::refusesImages() {
  QFETCH(QList<float>, values);
  const Image<float> image({1, 1, 1, 2, 2}, std::vector<float>(values.begin(), values.end()));
  try {
    percentileLimits(image);
    QFAIL("was taken");
  } catch (const SettingsError& error) {
    QVERIFY(!error.problem().empty() && !error.where().empty() && !error.remedy().empty());
  }
}

void TestNormalisation::refusesLimits() {
  const Image<float> image({1, 2, 1, 2, 2}, 1.0F);
  QVERIFY_EXCEPTION_THROWN(percentileLimits(Image<float>()), SettingsError);
  QVERIFY_EXCEPTION_THROWN(normalised(image, {{0, 1}}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(denormalised(image, {{0, 1}, {0, 1}, {0, 1}}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(normalised(image, {{0, 1}, {5, 5}}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(normalised(image, {{0, 1}, {std::nan(""), 5}}), SettingsError);
}

void TestNormalisation::greyAndBrightness() {
  QCOMPARE(networkValue(0.0F), -1.0F);
  QCOMPARE(networkValue(1.0F), 1.0F);
  QCOMPARE(greyOfNetworkValue(0.0F), 0.5F);
  QCOMPARE(greyOfNetworkValue(-7.0F), 0.0F);
  QCOMPARE(greyOfNetworkValue(7.0F), 1.0F);
  for (float v = 0.0F; v <= 1.0F; v += 0.0625F) {
    QVERIFY(std::abs(networkValue(greyOfBrightness(v)) - (1.7F * v - 0.7F)) < 1e-6F); // the authors' formula
    QVERIFY(std::abs(brightnessOfGrey(greyOfBrightness(v)) - v) < 1e-6F);
  }
}

CYTOSKETCH_TEST_CLASS(normalisation, TestNormalisation)
#include "test_normalisation.moc"
