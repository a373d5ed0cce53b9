#include "engine/metrics/distinction.h"

#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <random>
#include <vector>

using namespace cytosketch;

class TestDistinction : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void publishedWilsonIntervals() {
    // Newcombe, Statist. Med. 17 (1998) 857, table I: 81/263 and 15/148, score method without continuity correction.
    // One image has no other to differ from, so the binomial error alone counts.
    const Distinction first = distinctionOf(std::vector<PatchTally>{{263, 81}});
    QVERIFY(std::abs(first.accuracy - 81.0 / 263.0) < 1e-12);
    QVERIFY(std::abs(first.low - 0.2553) < 5e-5);
    QVERIFY(std::abs(first.high - 0.3662) < 5e-5);
    const Distinction second = distinctionOf(std::vector<PatchTally>{{148, 15}});
    QVERIFY(std::abs(second.low - 0.0624) < 5e-5);
    QVERIFY(std::abs(second.high - 0.1605) < 5e-5);
  }

  void perfectHasAnIntervalToo() {
    // 0/20 of Newcombe's table, the other way round: 1 − 0.1611.
    const Distinction all = distinctionOf(std::vector<PatchTally>{{10, 10}, {10, 10}});
    QCOMPARE(all.accuracy, 1.0);
    QVERIFY(std::abs(all.low - (1.0 - 0.1611)) < 1e-4);
    QCOMPARE(all.high, 1.0);
  }

  void alikePatchesCountOnce() {
    // Every image is told wholly right or wholly wrong: 100 patches of 10 images say no more than 10 patches.
    std::vector<PatchTally> blocks(10, {100, 0});
    std::vector<PatchTally> singles(10, {1, 0});
    for (std::size_t i = 0; i < 6; ++i) {
      blocks[i].correct = 100;
      singles[i].correct = 1;
    }
    const Distinction many = distinctionOf(blocks);
    const Distinction few = distinctionOf(singles);
    QVERIFY(std::abs(many.standardError - few.standardError) < 1e-12);
    QVERIFY(std::abs(many.low - few.low) < 1e-12);
    QVERIFY(std::abs(many.standardError - std::sqrt(0.6 * 0.4 / 9.0)) < 1e-12);
  }

  void coversTheTruth() {
    // Accuracy differs from image to image (0.55 ± 0.15): the interval holds 0.55 about 95 times of 100.
    std::mt19937 random(3);
    std::uniform_real_distribution<double> skill(0.4, 0.7);
    int covered = 0;
    for (int trial = 0; trial < 400; ++trial) {
      std::vector<PatchTally> tallies(24, {32, 0});
      for (PatchTally& tally : tallies) {
        tally.correct = std::binomial_distribution<std::int64_t>(tally.patches, skill(random))(random);
      }
      const Distinction d = distinctionOf(tallies);
      covered += d.low <= 0.55 && d.high >= 0.55 ? 1 : 0;
    }
    QVERIFY2(covered > 365 && covered < 398, qPrintable(QString::number(covered)));
  }

  void refusesNothing() {
    QVERIFY_EXCEPTION_THROWN(distinctionOf({}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(distinctionOf(std::vector<PatchTally>{{0, 0}}), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(distinction, TestDistinction)
#include "test_distinction.moc"
