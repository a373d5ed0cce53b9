#include "engine/metrics/ranksum.h"

#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace cytosketch;

namespace {

/// Share of all splits of the pooled values whose rank sum is as extreme, by listing every split.
double enumerated(const std::vector<double>& first, const std::vector<double>& second) {
  std::vector<double> pool = first;
  pool.insert(pool.end(), second.begin(), second.end());
  const auto rank = [&pool](double value) {
    double below = 0.0, equal = 0.0;
    for (const double other : pool) {
      below += other < value ? 1.0 : 0.0;
      equal += other == value ? 1.0 : 0.0;
    }
    return below + 0.5 * (equal + 1.0);
  };
  double observed = 0.0;
  for (const double value : first) {
    observed += rank(value);
  }
  const double centre = 0.5 * static_cast<double>(first.size()) * (static_cast<double>(pool.size()) + 1.0);
  double extreme = 0.0, all = 0.0;
  for (unsigned subset = 0; subset < (1U << pool.size()); ++subset) {
    if (static_cast<std::size_t>(__builtin_popcount(subset)) != first.size()) {
      continue;
    }
    double sum = 0.0;
    for (std::size_t i = 0; i < pool.size(); ++i) {
      sum += (subset >> i & 1U) != 0 ? rank(pool[i]) : 0.0;
    }
    all += 1.0;
    extreme += std::abs(sum - centre) >= std::abs(observed - centre) - 1e-9 ? 1.0 : 0.0;
  }
  return extreme / all;
}

} // namespace

class TestRankSum : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void publishedExample() {
    // Permeability of the human chorioamnion (Hollander & Wolfe 1973, p. 69 f.; R's help page of wilcox.test):
    // W = 35, one-sided p = 0.1272.
    const std::vector<double> term{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
    const std::vector<double> early{1.15, 0.88, 0.90, 0.74, 1.21};
    const RankSum result = wilcoxonRankSum(term, early, Alternative::Greater);
    QVERIFY(result.exact);
    QCOMPARE(result.u, 35.0);
    QVERIFY(std::abs(result.p - 0.1272) < 5e-5);
    QVERIFY(std::abs(wilcoxonRankSum(term, early).p - 0.2544) < 1e-4);
    QCOMPARE(result.superiority, 0.7);
  }

  void separatedSamples() {
    // Of the C(6,3) = 20 splits two are as extreme.
    const std::vector<double> low{1.0, 2.0, 3.0};
    const std::vector<double> high{4.0, 5.0, 6.0};
    QCOMPARE(wilcoxonRankSum(low, high).p, 0.1);
    QCOMPARE(wilcoxonRankSum(low, high, Alternative::Less).p, 0.05);
    QCOMPARE(wilcoxonRankSum(low, high, Alternative::Greater).p, 1.0);
    QCOMPARE(wilcoxonRankSum(low, high).rankSum, 6.0);
    QCOMPARE(wilcoxonRankSum(high, low).superiority, 1.0);
  }

  void tiesAreCountedOut() {
    const std::vector<double> first{1.0, 2.0, 2.0, 3.0, 7.0};
    const std::vector<double> second{2.0, 3.0, 3.0, 5.0, 5.0, 8.0};
    const RankSum result = wilcoxonRankSum(first, second);
    QVERIFY(result.exact);
    QVERIFY(std::abs(result.p - enumerated(first, second)) < 1e-12);
    QCOMPARE(result.rankSum, 1.0 + 3.0 + 3.0 + 6.0 + 10.0);
  }

  void randomSamplesAgreeWithAllSplits() {
    std::mt19937 random(3);
    for (int trial = 0; trial < 30; ++trial) {
      std::vector<double> first(2 + random() % 5), second(2 + random() % 6);
      for (std::vector<double>* sample : {&first, &second}) {
        for (double& value : *sample) {
          value = static_cast<double>(random() % 6); // many ties
        }
      }
      QVERIFY(std::abs(wilcoxonRankSum(first, second).p - enumerated(first, second)) < 1e-12);
    }
  }

  void largeSamplesAgreeWithTheExactCount() {
    // 25 + 25 is counted out, 25 + 26 approximated: a value that changes little must change p little.
    std::mt19937 random(4);
    std::normal_distribution<double> normal;
    std::vector<double> first(25), second(25);
    for (double& value : first) {
      value = normal(random) + 0.5;
    }
    for (double& value : second) {
      value = normal(random);
    }
    const RankSum exact = wilcoxonRankSum(first, second);
    second.push_back(0.25);
    const RankSum approximate = wilcoxonRankSum(first, second);
    QVERIFY(exact.exact && !approximate.exact);
    QVERIFY(std::abs(exact.p - approximate.p) < 0.02);
  }

  void normalApproximationWithTies() {
    // n = m = 40 over the values 0 and 1: 10 ones against 20. U = 40·40/2 − (20−10)·40/2 = 600; groups of 50 and 30:
    // variance = 1600/12 · (81 − (124950 + 26970)/(80·79)); z = (200 − ½)/sd.
    std::vector<double> first(40, 0.0), second(40, 0.0);
    std::fill_n(first.begin(), 10, 1.0);
    std::fill_n(second.begin(), 20, 1.0);
    const RankSum result = wilcoxonRankSum(first, second);
    QCOMPARE(result.u, 600.0);
    const double sd = std::sqrt(1600.0 / 12.0 * (81.0 - (124950.0 + 26970.0) / 6320.0));
    QVERIFY(std::abs(result.p - std::erfc(199.5 / sd / std::sqrt(2.0))) < 1e-12);
  }

  void equalValuesTellNothing() {
    QCOMPARE(wilcoxonRankSum(std::vector<double>(4, 2.0), std::vector<double>(5, 2.0)).p, 1.0);
    QCOMPARE(wilcoxonRankSum(std::vector<double>(40, 2.0), std::vector<double>(50, 2.0)).p, 1.0);
  }

  void refusesEmptySamplesAndNaN() {
    const std::vector<double> one{1.0};
    QVERIFY_EXCEPTION_THROWN(wilcoxonRankSum({}, one), SettingsError);
    const std::vector<double> bad{std::numeric_limits<double>::quiet_NaN()};
    QVERIFY_EXCEPTION_THROWN(wilcoxonRankSum(one, bad), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(ranksum, TestRankSum)
#include "test_ranksum.moc"
