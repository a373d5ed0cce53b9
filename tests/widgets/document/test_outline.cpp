#include "tests/support/testprogram.h"
#include "widgets/document/outline.h"

#include <QApplication>
#include <QPainterPath>
#include <QTest>

#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

/// Area inside all outlines, holes taken off (their outlines run the other way round).
double area(const QVector<QPolygonF>& outlines) {
  double sum = 0.0;
  for (const QPolygonF& outline : outlines) {
    for (qsizetype i = 0; i < outline.size(); ++i) {
      const QPointF& a = outline[i];
      const QPointF& b = outline[(i + 1) % outline.size()];
      sum += a.x() * b.y() - b.x() * a.y();
    }
  }
  return sum / 2;
}

} // namespace

class TestOutline : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void onePixelIsASquareAndADiamond() {
    Mask mask;
    mask.setSpan(0, 0, 5, 7, 8);
    const Outline outline = traceOutline(mask, 0, 0);
    QCOMPARE(outline.exact.size(), 1);
    QCOMPARE(outline.exact[0].size(), 4);
    QCOMPARE(area(outline.exact), 1.0);
    QCOMPARE(area(outline.smooth), 0.5);
    QCOMPARE(outline.bounds, QRectF(7, 5, 1, 1));
  }

  void diagonalNeighboursStayApart() {
    Mask mask;
    mask.setSpan(0, 0, 0, 0, 1);
    mask.setSpan(0, 0, 1, 1, 2);
    mask.setSpan(0, 0, 2, 0, 1);
    QCOMPARE(traceOutline(mask, 0, 0).exact.size(), 3);
  }

  void aRingHasTwoOutlines() {
    Mask mask = discMask(0, 0, 50, 50, 30);
    mask.subtract(discMask(0, 0, 50, 50, 10));
    const Outline outline = traceOutline(mask, 0, 0);
    QCOMPARE(outline.exact.size(), 2);
    QCOMPARE(area(outline.exact), static_cast<double>(mask.count()));
  }

  void theExactOutlineEnclosesThePixelsOfAnyMask() {
    std::mt19937 engine(3);
    for (int round = 0; round < 50; ++round) {
      Mask mask;
      for (int i = 0; i < 400; ++i) {
        const auto y = static_cast<std::int64_t>(engine() % 30) - 15;
        const auto x = static_cast<std::int64_t>(engine() % 90) - 45;
        mask.setSpan(0, 0, y, x, x + 1 + engine() % 4);
      }
      const Outline outline = traceOutline(mask, 0, 0);
      QCOMPARE(area(outline.exact), static_cast<double>(mask.count()));
      QPainterPath path;
      path.setFillRule(Qt::OddEvenFill);
      for (const QPolygonF& polygon : outline.exact) {
        path.addPolygon(polygon);
        path.closeSubpath();
      }
      for (int y = -16; y < 16; ++y) {
        for (int x = -46; x < 50; ++x) {
          QCOMPARE(path.contains(QPointF(x + 0.5, y + 0.5)), mask.test(0, 0, y, x));
        }
      }
    }
  }

  void theSmoothOutlineStaysWithinHalfAPixel() {
    const Mask mask = ellipseMask(0, 0, 40, 40, 25, 12, 0.5);
    const Outline outline = traceOutline(mask, 0, 0);
    QCOMPARE(outline.smooth.size(), 1);
    const double perimeterPixels = static_cast<double>(outline.exact[0].size());
    QVERIFY(std::abs(area(outline.smooth) - static_cast<double>(mask.count())) <= 0.25 * perimeterPixels);
  }

  void otherSlicesAndFramesHaveNone() {
    const Mask mask = discMask(0, 2, 10, 10, 4);
    QVERIFY(traceOutline(mask, 0, 1).exact.isEmpty());
    QVERIFY(traceOutline(mask, 1, 2).exact.isEmpty());
    QVERIFY(!traceOutline(mask, 0, 2).exact.isEmpty());
    QVERIFY(traceOutline(Mask{}, 0, 0).exact.isEmpty());
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(outline, TestOutline)
#include "test_outline.moc"
