#include "engine/metrics/matching.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <numeric>
#include <random>

using namespace cytosketch;

namespace {

using Labels = Image<std::uint32_t>;

Labels row(std::vector<std::uint32_t> labels) {
  const auto count = static_cast<std::int64_t>(labels.size());
  return Labels({1, 1, 1, 1, count}, std::move(labels));
}

void rectangle(Labels& labels, std::uint32_t label, std::int64_t y0, std::int64_t x0, std::int64_t y1,
               std::int64_t x1) {
  for (std::int64_t y = y0; y < y1; ++y) {
    for (std::int64_t x = x0; x < x1; ++x) {
      labels.mutableData()[y * labels.extent().x + x] = label;
    }
  }
}

DetectionScore scoreAt(const Labels& truth, const Labels& found, double threshold) {
  const std::array one{threshold};
  return detectionScores(truth, found, one).front();
}

/// Largest number of pairs over all ways to match: an exhaustive search.
std::int64_t bestMatching(const std::vector<std::vector<char>>& allowed, std::size_t row, std::vector<char>& used) {
  if (row == allowed.size()) {
    return 0;
  }
  std::int64_t best = bestMatching(allowed, row + 1, used);
  for (std::size_t column = 0; column < used.size(); ++column) {
    if (allowed[row][column] != 0 && used[column] == 0) {
      used[column] = 1;
      best = std::max(best, 1 + bestMatching(allowed, row + 1, used));
      used[column] = 0;
    }
  }
  return best;
}

} // namespace

class TestMatching : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void iouOfShiftedSquares() {
    // Two 10×10 squares shifted by 5: 50 shared of 150.
    Labels truth({1, 1, 1, 20, 30});
    Labels found = truth;
    rectangle(truth, 3, 2, 2, 12, 12);
    rectangle(found, 8, 2, 7, 12, 17);
    QCOMPARE(foregroundIou(truth, found), 50.0 / 150.0);
    const std::vector<LabelOverlap> overlaps = labelOverlaps(truth, found);
    QCOMPARE(overlaps.size(), std::size_t{1});
    QCOMPARE(overlaps[0].truth, 3U);
    QCOMPARE(overlaps[0].found, 8U);
    QCOMPARE(overlaps[0].iou, 1.0 / 3.0);
  }

  void countsHitsMissesAndGhosts() {
    // Cell 1 is found whole (IoU 1), cell 2 to 3/5, cell 3 not at all; 9 is a ghost.
    const Labels truth = row({1, 1, 1, 1, 0, 2, 2, 2, 2, 2, 0, 3, 3, 0, 0, 0});
    const Labels found = row({7, 7, 7, 7, 0, 5, 5, 5, 0, 0, 0, 0, 0, 0, 9, 9});
    const DetectionScore half = scoreAt(truth, found, 0.5);
    QCOMPARE(half.matched, 2);
    QCOMPARE(half.missed, 1);
    QCOMPARE(half.spurious, 1);
    QCOMPARE(half.matchedIou, 0.8);
    QCOMPARE(half.averagePrecision(), 0.5);
    QCOMPARE(half.precision(), 2.0 / 3.0);
    QCOMPARE(half.recall(), 2.0 / 3.0);
    QCOMPARE(half.f1(), 2.0 / 3.0);
    QCOMPARE(scoreAt(truth, found, 0.6).matched, 2); // at the threshold counts
    QCOMPARE(scoreAt(truth, found, 0.65).averagePrecision(), 1.0 / 5.0);
    // 3 thresholds with 2 of 4 (.50, .55, .60), 7 with 1 of 5.
    const double mean = meanAveragePrecision(detectionScores(truth, found));
    QVERIFY(std::abs(mean - (3 * 0.5 + 7 * 0.2) / 10.0) < 1e-12);
  }

  void aCellIsMatchedOnce() {
    // A cell split in two equal halves: both have IoU ½, one is the match and the other a ghost.
    const Labels truth = row({1, 1, 1, 1});
    const Labels found = row({1, 1, 2, 2});
    const DetectionScore score = scoreAt(truth, found, 0.5);
    QCOMPARE(score.matched, 1);
    QCOMPARE(score.spurious, 1);
    QCOMPARE(score.missed, 0);
  }

  void emptyImages() {
    const Labels none = row({0, 0, 0});
    const Labels one = row({0, 4, 0});
    QCOMPARE(scoreAt(none, none, 0.5).averagePrecision(), 1.0);
    QCOMPARE(scoreAt(one, none, 0.5).averagePrecision(), 0.0);
    QCOMPARE(scoreAt(none, one, 0.5).averagePrecision(), 0.0);
    QCOMPARE(scoreAt(one, none, 0.5).matchedIou, 0.0);
    QCOMPARE(foregroundIou(none, none), 1.0);
    QCOMPARE(foregroundIou(one, none), 0.0);
  }

  void framesAreMatchedOneByOne() {
    // The same label in two frames is two cells; in the second frame it lies elsewhere.
    const Labels truth({2, 1, 1, 1, 4}, {1, 1, 0, 0, 1, 1, 0, 0});
    const Labels found({2, 1, 1, 1, 4}, {5, 5, 0, 0, 0, 0, 5, 5});
    const DetectionScore score = scoreAt(truth, found, 0.5);
    QCOMPARE(score.matched, 1);
    QCOMPARE(score.missed, 1);
    QCOMPARE(score.spurious, 1);
  }

  void greedyIsOptimalAboveOneHalf() {
    std::mt19937 random(5);
    for (int trial = 0; trial < 60; ++trial) {
      Labels truth({1, 1, 1, 24, 24});
      Labels found = truth;
      for (std::uint32_t label = 1; label <= 5; ++label) {
        const auto y = static_cast<std::int64_t>(random() % 16), x = static_cast<std::int64_t>(random() % 16);
        rectangle(truth, label, y, x, y + 8, x + 8);
        const std::int64_t dy = y + static_cast<std::int64_t>(random() % 3);
        const std::int64_t dx = std::max<std::int64_t>(0, x - static_cast<std::int64_t>(random() % 3));
        rectangle(found, label, std::min<std::int64_t>(dy, 16), dx, std::min<std::int64_t>(dy, 16) + 8, dx + 8);
      }
      std::vector<std::vector<char>> allowed(5, std::vector<char>(5, 0));
      for (const LabelOverlap& overlap : labelOverlaps(truth, found)) {
        allowed[overlap.truth - 1][overlap.found - 1] = overlap.iou >= 0.55 ? 1 : 0;
      }
      std::vector<char> used(5, 0);
      QCOMPARE(scoreAt(truth, found, 0.55).matched, bestMatching(allowed, 0, used));
    }
  }

  void scoresAddUp() {
    DetectionScore sum = scoreAt(row({1, 1, 0, 2}), row({1, 1, 0, 0}), 0.5);
    sum.add(scoreAt(row({1, 1, 1, 1}), row({1, 1, 1, 0}), 0.5));
    QCOMPARE(sum.matched, 2);
    QCOMPARE(sum.missed, 1);
    QCOMPARE(sum.matchedIou, 0.875);
  }

  void refusesWhatDoesNotFit() {
    QVERIFY_EXCEPTION_THROWN(foregroundIou(row({1}), row({1, 1})), SettingsError);
    QVERIFY_EXCEPTION_THROWN(labelOverlaps(Labels(), Labels()), SettingsError);
    QVERIFY_EXCEPTION_THROWN(scoreAt(row({1}), row({1}), 0.0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(scoreAt(row({1}), row({1}), 1.5), SettingsError);
    QVERIFY_EXCEPTION_THROWN(meanAveragePrecision({}), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(matching, TestMatching)
#include "test_matching.moc"
