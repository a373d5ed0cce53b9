#include "engine/study/recommendation.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace cytosketch;

namespace {

StudyRow row(int tStart, double sigma, double distance, double zncc) {
  StudyRow made;
  made.point = {tStart, sigma};
  made.pairs = 1;
  made.images = 1;
  made.forward.bhattacharyya = distance;
  made.backward.zncc = zncc;
  return made;
}

RecommendationRule rule(double tolerance, double zncc) {
  RecommendationRule made;
  made.tolerance = tolerance;
  made.leastZncc = zncc;
  return made;
}

/// D_B as measured by the authors' data set's sample pair (σ 0 and 1 of t 100 … 500).
std::vector<StudyRow> table() {
  return {row(100, 0, .0149, .99), row(200, 0, .0050, .98), row(300, 0, .0023, .97), row(400, 0, .0009, .95),
          row(500, 0, .0004, .90), row(100, 1, .0019, .99), row(200, 1, .0006, .98), row(300, 1, .0003, .97),
          row(400, 1, .0002, .95), row(500, 1, .0002, .90)};
}

} // namespace

class TestRecommendation : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void theEarliestNearTheLowest() {
    QVERIFY((recommend(table(), rule(0.0, 0.9)).point == GridPoint{400, 1.0}));
    QVERIFY((recommend(table(), rule(0.00015, 0.9)).point == GridPoint{300, 1.0}));
    const Recommendation found = recommend(table(), rule(0.001, 0.9));
    QCOMPARE(found.kind, RecommendationKind::Found);
    QVERIFY((found.point == GridPoint{200, 1.0}));
    QCOMPARE(found.bhattacharyya, 0.0006);
    QCOMPARE(found.lowestBhattacharyya, 0.0002);
    QVERIFY((recommend(table(), rule(1.0, 0.9)).point == GridPoint{100, 1.0})); // of two blurs the nearer one
  }

  void likenessIsABound() {
    QVERIFY((recommend(table(), rule(0.0002, 0.96)).point == GridPoint{300, 1.0}));
    const Recommendation low = recommend(table(), rule(0.0, 0.99));
    QCOMPARE(low.kind, RecommendationKind::ZnccTooLow);
    QVERIFY((low.point == GridPoint{400, 1.0})); // of those with the lowest D_B the one most like the sketch
    QCOMPARE(low.zncc, 0.95);
    QVERIFY(low.hasPoint());
  }

  void missingFiguresGiveNone() {
    std::vector<StudyRow> rows = table();
    rows[7].images = 0;
    QCOMPARE(recommend(rows).kind, RecommendationKind::Unfinished);
    rows[7].pairs = 0;
    QCOMPARE(recommend(rows).kind, RecommendationKind::NoRealImages);
    QCOMPARE(recommend({}).kind, RecommendationKind::Unfinished);
    QVERIFY(!recommend({}).hasPoint());
  }

  void aForwardStudyAloneAsksForNoLikeness() {
    std::vector<StudyRow> rows = table();
    for (StudyRow& r : rows) {
      r.images = 0;
      r.backward.zncc = std::numeric_limits<double>::quiet_NaN();
    }
    QCOMPARE(recommend(rows, rule(0.001, 0.999)).kind, RecommendationKind::Found);
  }

  void undefinedFiguresNeverPass() {
    std::vector<StudyRow> rows = table();
    for (StudyRow& r : rows) {
      r.backward.zncc = std::numeric_limits<double>::quiet_NaN();
    }
    const Recommendation none = recommend(rows, rule(0.001, 0.5));
    QCOMPARE(none.kind, RecommendationKind::ZnccTooLow);
    QVERIFY(reasonsOf(none, rule(0.001, 0.5)).find("undefined") != std::string::npos);
    QVERIFY(reasonsOf(none, rule(0.001, 0.5)).find("nan") == std::string::npos);
    // No bin in common anywhere: all are as far as any other.
    for (StudyRow& r : rows) {
      r.forward.bhattacharyya = std::numeric_limits<double>::infinity();
      r.backward.zncc = 0.95;
    }
    QCOMPARE(recommend(rows, rule(0.001, 0.9)).point.tStart, 100);
  }

  void reasonsNameTheNumbers() {
    const RecommendationRule asked = rule(0.001, 0.9);
    const std::string text = reasonsOf(recommend(table(), asked), asked);
    for (const char* const part : {"t_start 200", "sigma 1", "0.00060", "0.00020", "t_start 400", "0.980"}) {
      QVERIFY2(text.find(part) != std::string::npos, part);
    }
  }
};

CYTOSKETCH_TEST_CLASS(recommendation, TestRecommendation)
#include "test_recommendation.moc"
