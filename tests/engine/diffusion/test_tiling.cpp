#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"

#include <QtTest>

#include <vector>

using namespace cytosketch;

class TestTiling : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // Cores partition the padded image, inputs hold their core and its halo, everything is aligned to the stride.
  void partition_data() {
    QTest::addColumn<int>("tile");
    QTest::addColumn<int>("halo");
    for (const int tile : {0, 16, 40, 100}) {
      for (const int halo : {0, 5, 32}) {
        QTest::addRow("%d/%d", tile, halo) << tile << halo;
      }
    }
  }
  void partition() {
    QFETCH(int, tile);
    QFETCH(int, halo);
    const Extent image{1, 1, 1, 131, 77};
    const int stride = 8;
    const TilePlan plan = planTiles(image, 2, stride, tile, halo);
    QCOMPARE(plan.padded.y, 136);
    QCOMPARE(plan.padded.x, 80);
    std::vector<int> covered(static_cast<std::size_t>(plan.padded.y * plan.padded.x), 0);
    double computed = 0.0;
    for (const Tile& t : plan.tiles) {
      for (std::int64_t y = t.core.y0; y < t.core.y1; ++y) {
        for (std::int64_t x = t.core.x0; x < t.core.x1; ++x) {
          ++covered[static_cast<std::size_t>(y * plan.padded.x + x)];
        }
      }
      computed += static_cast<double>(t.input.height() * t.input.width());
      for (const auto v : {t.input.y0, t.input.x0, t.input.y1, t.input.x1, t.core.y0, t.core.x0}) {
        QCOMPARE(v % stride, 0);
      }
      QVERIFY(t.input.y0 == 0 || t.core.y0 - t.input.y0 >= halo);
      QVERIFY(t.input.x0 == 0 || t.core.x0 - t.input.x0 >= halo);
      QVERIFY(t.input.y1 == plan.padded.y || t.input.y1 - t.core.y1 >= halo);
      QVERIFY(t.input.x1 == plan.padded.x || t.input.x1 - t.core.x1 >= halo);
      QVERIFY(t.input.y0 >= 0 && t.input.y1 <= plan.padded.y && t.input.x0 >= 0 && t.input.x1 <= plan.padded.x);
    }
    QVERIFY(std::all_of(covered.begin(), covered.end(), [](int n) { return n == 1; }));
    QCOMPARE(plan.redundancy(image), computed / (131.0 * 77.0));
  }
  void negativeIsRefused() {
    QVERIFY_EXCEPTION_THROWN(planTiles({1, 1, 1, 10, 10}, 2, 8, -1, 0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(planTiles({1, 1, 1, 10, 10}, 2, 8, 0, -1), SettingsError);
  }
};

QTEST_APPLESS_MAIN(TestTiling)
#include "test_tiling.moc"
