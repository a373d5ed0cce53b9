#include "engine/metrics/tsne.h"

#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

using namespace cytosketch;

namespace {

constexpr std::size_t dimensions = 5;

/// `clusters` groups of `each` points: Gaussians of deviation 1 whose centres lie `apart` from each other.
std::vector<double> groups(std::size_t clusters, std::size_t each, double apart, unsigned seed = 1) {
  std::mt19937 random(seed);
  std::normal_distribution<double> normal;
  std::vector<double> points;
  for (std::size_t c = 0; c < clusters; ++c) {
    for (std::size_t i = 0; i < each * dimensions; ++i) {
      points.push_back(normal(random) + (i % dimensions == c ? apart : 0.0));
    }
  }
  return points;
}

std::vector<PlanePoint> scattered(std::size_t count) {
  std::mt19937 random(7);
  std::normal_distribution<double> normal(0.0, 1.5);
  std::vector<PlanePoint> points(count);
  for (PlanePoint& point : points) {
    point = {normal(random), normal(random)};
  }
  return points;
}

double distance(const PlanePoint& a, const PlanePoint& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

class TestTsne : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void eachRowHasThePerplexityAskedFor() {
    const std::vector<double> points = groups(3, 15, 8.0);
    const std::size_t n = points.size() / dimensions;
    for (const double wanted : {2.0, 7.5, 30.0, 43.0}) {
      const std::vector<double> rows = conditionalAffinities(points, dimensions, wanted);
      for (std::size_t i = 0; i < n; ++i) {
        const std::span row(rows.data() + i * n, n);
        double sum = 0.0;
        double bits = 0.0;
        for (const double p : row) {
          sum += p;
          bits -= p > 0.0 ? p * std::log2(p) : 0.0;
        }
        QVERIFY(std::abs(sum - 1.0) < 1e-12);
        QCOMPARE(row[i], 0.0);
        QVERIFY2(std::abs(std::exp2(bits) - wanted) < 1e-6 * wanted, qPrintable(QString::number(std::exp2(bits))));
        QVERIFY(std::abs(perplexityOf(row) - wanted) < 1e-6 * wanted);
      }
    }
  }

  void affinitiesDoNotKnowTheUnit() {
    const std::vector<double> points = groups(2, 10, 3.0);
    std::vector<double> scaled = points;
    for (double& value : scaled) {
      value *= 1e6;
    }
    const std::vector<double> one = conditionalAffinities(points, dimensions, 5.0);
    const std::vector<double> other = conditionalAffinities(scaled, dimensions, 5.0);
    for (std::size_t k = 0; k < one.size(); ++k) {
      QVERIFY(std::abs(one[k] - other[k]) < 1e-8);
    }
  }

  void jointAffinitiesAreSymmetricAndSumToOne() {
    const std::vector<double> points = groups(2, 12, 4.0);
    const std::size_t n = points.size() / dimensions;
    const std::vector<double> joint = jointAffinities(conditionalAffinities(points, dimensions, 6.0), n);
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t j = 0; j < n; ++j) {
        QCOMPARE(joint[i * n + j], joint[j * n + i]);
        sum += joint[i * n + j];
      }
    }
    QVERIFY(std::abs(sum - 1.0) < 1e-12);
  }

  void gradientIsThatOfTheDivergence() {
    const std::vector<double> points = groups(2, 8, 4.0);
    const std::size_t n = points.size() / dimensions;
    const std::vector<double> joint = jointAffinities(conditionalAffinities(points, dimensions, 5.0), n);
    const std::vector<PlanePoint> at = scattered(n);
    const std::vector<PlanePoint> gradient = embeddingGradient(joint, at);
    constexpr double step = 1e-5;
    for (std::size_t i = 0; i < n; ++i) {
      for (double PlanePoint::* const axis : {&PlanePoint::x, &PlanePoint::y}) {
        std::vector<PlanePoint> up = at;
        std::vector<PlanePoint> down = at;
        up[i].*axis += step;
        down[i].*axis -= step;
        const double slope = (embeddingDivergence(joint, up) - embeddingDivergence(joint, down)) / (2.0 * step);
        QVERIFY2(std::abs(slope - gradient[i].*axis) < 1e-7,
                 qPrintable(QStringLiteral("%1 %2").arg(slope).arg(gradient[i].*axis)));
      }
    }
  }

  void divergenceOfFourPoints() {
    // Joint affinities of two pairs that only know each other; the map has them on the corners of a square. Each kernel
    // is 1/2 along a side and 1/3 across.
    std::vector<double> joint(16, 0.0);
    joint[0 * 4 + 1] = joint[1 * 4 + 0] = joint[2 * 4 + 3] = joint[3 * 4 + 2] = 0.25;
    const std::vector<PlanePoint> square{{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const double q = 0.5 / (8.0 * 0.5 + 4.0 / 3.0);
    QVERIFY(std::abs(embeddingDivergence(joint, square) - std::log(0.25 / q)) < 1e-12);
  }

  void divergenceFalls() {
    const std::vector<double> points = groups(3, 20, 6.0);
    const std::size_t n = points.size() / dimensions;
    const std::vector<double> joint = jointAffinities(conditionalAffinities(points, dimensions, 15.0), n);
    TsneSettings settings;
    settings.perplexity = 15.0;
    double before = embeddingDivergence(joint, scattered(n));
    for (const int iterations : {50, 200, 1000}) {
      settings.iterations = iterations;
      const Embedding map = tsne(points, dimensions, settings);
      QVERIFY(std::abs(map.divergence - embeddingDivergence(joint, map.points)) < 1e-12);
      QVERIFY2(map.divergence < before, qPrintable(QString::number(map.divergence)));
      before = map.divergence;
    }
    // At rest: no force is left to speak of.
    settings.iterations = 5000;
    for (const PlanePoint& force : embeddingGradient(joint, tsne(points, dimensions, settings).points)) {
      QVERIFY(std::hypot(force.x, force.y) < 1e-4);
    }
  }

  void separateGroupsStaySeparate_data() {
    QTest::addColumn<quint64>("seed");
    for (const quint64 seed : {1, 2, 3, 99}) {
      QTest::newRow(qPrintable(QString::number(seed))) << seed;
    }
  }
  void separateGroupsStaySeparate() {
    QFETCH(quint64, seed);
    constexpr std::size_t each = 20;
    const std::vector<double> points = groups(3, each, 25.0);
    TsneSettings settings;
    settings.seed = seed;
    settings.perplexity = 10.0;
    const Embedding map = tsne(points, dimensions, settings);
    for (std::size_t i = 0; i < map.points.size(); ++i) {
      std::size_t nearest = i == 0 ? 1 : 0;
      for (std::size_t j = 0; j < map.points.size(); ++j) {
        if (j != i && distance(map.points[i], map.points[j]) < distance(map.points[i], map.points[nearest])) {
          nearest = j;
        }
      }
      QCOMPARE(nearest / each, i / each);
    }
  }

  void sameSeedSameMap() {
    const std::vector<double> points = groups(2, 10, 5.0);
    TsneSettings settings;
    settings.iterations = 200;
    const Embedding one = tsne(points, dimensions, settings);
    QCOMPARE(tsne(points, dimensions, settings).points, one.points);
    settings.seed = 2;
    QVERIFY(tsne(points, dimensions, settings).points != one.points);
  }

  void alikePointsAreNoProblem() {
    std::vector<double> points(10 * dimensions, 1.0);
    Embedding map = tsne(points, dimensions);
    for (const PlanePoint& point : map.points) {
      QVERIFY(std::isfinite(point.x) && std::isfinite(point.y));
    }
    points[0] = 5.0; // nine in one place and one far away
    map = tsne(points, dimensions);
    QVERIFY(std::isfinite(map.divergence));
  }

  void fewPointsLowerThePerplexity() {
    QCOMPARE(tsne(groups(1, 13, 0.0), dimensions).perplexity, 4.0);
    QCOMPARE(tsne(groups(1, 4, 0.0), dimensions).perplexity, 1.5);
  }

  void answersAStop() {
    std::stop_source stop;
    int seen = 0;
    const auto progress = [&](int iteration) {
      seen = iteration;
      if (iteration == 5) {
        stop.request_stop();
      }
    };
    QVERIFY_EXCEPTION_THROWN(tsne(groups(2, 10, 5.0), dimensions, {}, stop.get_token(), progress), Cancelled);
    QCOMPARE(seen, 5);
  }

  void refusesNonsense() {
    std::vector<double> points = groups(1, 10, 0.0);
    QVERIFY_EXCEPTION_THROWN(conditionalAffinities(points, dimensions, 1.0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(conditionalAffinities(points, dimensions, 9.0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(conditionalAffinities(points, 7, 3.0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(tsne(groups(1, 3, 0.0), dimensions), SettingsError);
    points[3] = std::numeric_limits<double>::quiet_NaN();
    QVERIFY_EXCEPTION_THROWN(tsne(points, dimensions), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(tsne, TestTsne)
#include "test_tsne.moc"
