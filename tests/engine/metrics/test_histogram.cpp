#include "engine/metrics/histogram.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace cytosketch;

namespace {

Histogram histogram(std::initializer_list<std::pair<std::size_t, std::int64_t>> counts) {
  Histogram h;
  for (const auto& [bin, count] : counts) {
    h.counts[bin] = count;
    h.total += count;
  }
  return h;
}

Image<float> normal(double mean, double deviation, unsigned seed) {
  Image<float> image({1, 1, 1, 1000, 1000});
  std::mt19937 generator(seed);
  std::normal_distribution<float> draw(static_cast<float>(mean), static_cast<float>(deviation));
  std::generate(image.mutableData(), image.mutableData() + image.size(), [&] { return draw(generator); });
  return image;
}

} // namespace

class TestHistogram : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void binsAreHalfOpenAndOfEqualWidth() {
    // 256 bins on [−4, 4]: width 1/32, 0 is the lower edge of bin 128.
    const Image<float> image({1, 1, 1, 1, 6}, std::vector<float>{-4.0F, 0.0F, 0.03124F, 0.03125F, -0.001F, 3.999F});
    const Histogram h = histogramOf(image);
    QCOMPARE(h.total, 6);
    QCOMPARE(h.counts[0], 1);
    QCOMPARE(h.counts[128], 2);
    QCOMPARE(h.counts[129], 1);
    QCOMPARE(h.counts[127], 1);
    QCOMPARE(h.counts[255], 1);
  }

  void outsideCountsInTheOutermostBins() {
    const Histogram h = histogramOf(Image<float>({1, 1, 1, 1, 4}, std::vector<float>{-9.0F, -4.1F, 4.0F, 1e30F}));
    QCOMPARE(h.counts[0], 2);
    QCOMPARE(h.counts[255], 2);
  }

  void refusesWhatIsNoNumber() {
    Image<float> image({1, 1, 1, 2, 2}, 0.5F);
    image.mutableData()[2] = std::numeric_limits<float>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(histogramOf(image), SettingsError);
    image.mutableData()[2] = std::numeric_limits<float>::infinity();
    QVERIFY_EXCEPTION_THROWN(histogramOf(image), SettingsError);
    QVERIFY_EXCEPTION_THROWN(histogramOf(Image<float>()), SettingsError);
    QVERIFY_EXCEPTION_THROWN(bhattacharyyaDistance(Histogram{}, Histogram{}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(kullbackLeiblerDivergence(Histogram{}, Histogram{}), SettingsError);
  }

  void bhattacharyyaOfTwoBins() {
    // p = (.25, .75), q = (.5, .5): Σ√(pq) = √.125 + √.375, whatever the totals.
    const Histogram p = histogram({{3, 25}, {90, 75}});
    const Histogram q = histogram({{3, 1000}, {90, 1000}});
    const double expected = -std::log(std::sqrt(0.125) + std::sqrt(0.375));
    QVERIFY(std::abs(bhattacharyyaDistance(p, q) - expected) < 1e-12);
    QCOMPARE(bhattacharyyaDistance(p, q), bhattacharyyaDistance(q, p));
    QCOMPARE(bhattacharyyaDistance(p, p), 0.0);
    QVERIFY(std::isinf(bhattacharyyaDistance(p, histogram({{4, 1}}))));
  }

  void bhattacharyyaOfGaussians() {
    // Closed form: (μ₁−μ₂)²/(4(σ₁²+σ₂²)) + ½ ln((σ₁²+σ₂²)/(2σ₁σ₂)).
    const double expected = 0.2 * 0.2 / (4.0 * (0.25 + 0.49)) + 0.5 * std::log((0.25 + 0.49) / (2.0 * 0.5 * 0.7));
    const double measured = bhattacharyyaDistance(histogramOf(normal(0.1, 0.5, 1)), histogramOf(normal(-0.1, 0.7, 2)));
    QVERIFY2(std::abs(measured - expected) < 1e-3, qPrintable(QString::number(measured)));
  }

  void divergenceOfGaussians() {
    // Closed form: ln(σ₂/σ₁) + (σ₁² + (μ₁−μ₂)²)/(2σ₂²) − ½; not symmetric.
    const Histogram p = histogramOf(normal(0.1, 0.5, 3));
    const Histogram q = histogramOf(normal(-0.1, 0.7, 4));
    const double pq = std::log(0.7 / 0.5) + (0.25 + 0.04) / (2.0 * 0.49) - 0.5;
    const double qp = std::log(0.5 / 0.7) + (0.49 + 0.04) / (2.0 * 0.25) - 0.5;
    QVERIFY(std::abs(kullbackLeiblerDivergence(p, q) - pq) < 2e-3);
    QVERIFY(std::abs(kullbackLeiblerDivergence(q, p) - qp) < 1e-2);
  }

  void divergenceOfDisjointHistogramsIsFinite() {
    // Half a count in each of 256 bins: p has 1.5/129 in its bin and .5/129 in q's, q the other way round.
    const double expected = (1.5 - 0.5) / 129.0 * std::log(1.5 / 0.5);
    QVERIFY(std::abs(kullbackLeiblerDivergence(histogram({{3, 1}}), histogram({{9, 1}})) - expected) < 1e-12);
    QCOMPARE(kullbackLeiblerDivergence(histogram({{3, 7}}), histogram({{3, 7}})), 0.0);
  }

  void histogramsAddUp() {
    Histogram sum = histogramOf(normal(0.0, 0.3, 5));
    sum.add(histogramOf(normal(1.0, 0.3, 6)));
    QCOMPARE(sum.total, 2000000);
    QCOMPARE(std::accumulate(sum.counts.begin(), sum.counts.end(), std::int64_t{0}), 2000000);
  }
};

CYTOSKETCH_TEST_CLASS(histogram, TestHistogram)
#include "test_histogram.moc"
