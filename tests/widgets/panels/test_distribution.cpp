#include "tests/support/testprogram.h"
#include "widgets/panels/distribution.h"
#include "widgets/panels/histogramview.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace cytosketch;

class TestDistribution : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void summary() {
    const Summary s = summaryOf({2, 4, 4, 4, 5, 5, 7, 9});
    QCOMPARE(s.count, std::size_t(8));
    QCOMPARE(s.mean, 5.0);
    QCOMPARE(s.median, 4.5);
    QVERIFY(std::abs(s.deviation - std::sqrt(32.0 / 7.0)) < 1e-12);
    QCOMPARE(s.least, 2.0);
    QCOMPARE(s.most, 9.0);
    QCOMPARE(summaryOf({3, 1, 2}).median, 2.0);
    QCOMPARE(summaryOf({4}).deviation, 0.0);
    QCOMPARE(summaryOf({}).count, std::size_t(0));
  }

  /// Every number is counted once, in the interval that holds it.
  void bins() {
    std::vector<double> values;
    for (int i = 0; i < 400; ++i) {
      values.push_back(std::fmod(i * 0.618034, 1.0) * 30.0 - 10.0);
    }
    const Bins bins = binsOf(values);
    QCOMPARE(bins.counts.size(), std::size_t(20));
    QCOMPARE(std::accumulate(bins.counts.begin(), bins.counts.end(), std::size_t(0)), values.size());
    for (std::size_t i = 0; i < bins.counts.size(); ++i) {
      const double from = bins.low + double(i) * bins.width();
      const bool last = i + 1 == bins.counts.size();
      const auto inside = [&](double v) { return v >= from && (last ? v <= bins.high : v < from + bins.width()); };
      QCOMPARE(bins.counts[i], std::size_t(std::count_if(values.begin(), values.end(), inside)));
    }
    QCOMPARE(binsOf({}).counts.size(), std::size_t(0));
    QCOMPARE(binsOf({7, 7, 7}).counts, std::vector<std::size_t>{3});
    QCOMPARE(binsOf({0, 1}).counts, (std::vector<std::size_t>{1, 0, 0, 0, 1}));
  }

  void aClickChoosesTheInterval() {
    HistogramView view;
    view.resize(300, 100);
    view.setBins(binsOf({0, 1, 2, 3, 10}), 0, "px");
    view.show();
    QSignalSpy spy(&view, &HistogramView::chosen);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.barRect(1).center().toPoint());
    QCOMPARE(spy.count(), 1);
    QCOMPARE(spy[0][0].toDouble(), 2.0);
    QCOMPARE(spy[0][1].toDouble(), 4.0);
    QCOMPARE(spy[0][2].toBool(), false);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.barRect(4).center().toPoint());
    QCOMPARE(spy[1][1].toDouble(), 10.0);
    QCOMPARE(spy[1][2].toBool(), true);
    QVERIFY(!view.accessibleDescription().isEmpty());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(distribution, TestDistribution)
#include "test_distribution.moc"
