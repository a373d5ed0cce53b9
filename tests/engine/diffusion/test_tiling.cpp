#include "engine/diffusion/tiling.h"
#include "engine/image/error.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <vector>

using namespace cytosketch;

Q_DECLARE_METATYPE(Extent)

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
    const TilePlan plan = planTiles(image, {.stride = stride, .tile = tile, .halo = halo});
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
  // In three axes, each cut by itself.
  void volumes() {
    const Extent image{1, 1, 23, 60, 100};
    const TileGeometry geometry{.stride = 8, .tile = 40, .tileDepth = 6, .halo = 10, .depthHalo = 3};
    const TilePlan plan = planTiles(image, geometry);
    QCOMPARE(plan.padded, (Extent{1, 1, 23, 64, 104}));
    QCOMPARE(plan.tiles.size(), std::size_t(4 * 2 * 3));
    QCOMPARE(plan.halo, 16);
    QCOMPARE(plan.depthHalo, 3);
    std::int64_t kept = 0, computed = 0, largest = 0;
    for (const Tile& t : plan.tiles) {
      kept += static_cast<std::int64_t>(t.core.voxels());
      computed += static_cast<std::int64_t>(t.input.voxels());
      largest = std::max(largest, static_cast<std::int64_t>(t.input.voxels()));
      QVERIFY(t.core.depth() <= 6 && t.core.height() <= 40 && t.core.width() <= 40);
      QVERIFY(t.input.z0 == 0 || t.core.z0 - t.input.z0 == 3);
    }
    QCOMPARE(kept, plan.padded.volume());
    QCOMPARE(plan.largestInput(), largest);
    QCOMPARE(plan.redundancy(image), double(computed) / double(image.volume()));
  }
  // Cuts are about equally long: no thin remainder that is mostly halo.
  void cutsAreEven() {
    const auto cuts = cutAxis(100, 1, 99, 5);
    QCOMPARE(cuts.size(), std::size_t(2));
    QCOMPARE(cuts[0].coreEnd, 50);
    QCOMPARE(cuts[1].inputBegin, 45);
  }

  // Against trying every tile.
  void leastRedundantTiles_data() {
    QTest::addColumn<Extent>("image");
    QTest::addColumn<double>("budget");
    QTest::newRow("thin") << Extent{1, 1, 5, 90, 120} << 30000.0;
    QTest::newRow("cube") << Extent{1, 1, 60, 64, 70} << 90000.0;
    QTest::newRow("all") << Extent{1, 1, 20, 40, 40} << 1e9;
  }
  void leastRedundantTiles() {
    QFETCH(Extent, image);
    QFETCH(double, budget);
    const TileGeometry network{.stride = 4, .halo = 8, .depthHalo = 3};
    const TileGeometry best = cytosketch::leastRedundantTiles(image, network, budget);
    const TilePlan plan = planTiles(image, best);
    QVERIFY(static_cast<double>(plan.largestInput()) <= budget);
    double least = 1e9;
    for (int edge = 4; edge <= 120; edge += 4) {
      for (int depth = 1; depth <= 60; ++depth) {
        TileGeometry tried = network;
        tried.tile = edge;
        tried.tileDepth = depth;
        const TilePlan other = planTiles(image, tried);
        if (static_cast<double>(other.largestInput()) <= budget) {
          least = std::min(least, other.redundancy(image));
        }
      }
    }
    QCOMPARE(plan.redundancy(image), least);
    if (image.z == 5) {
      QCOMPARE(best.tileDepth, 5); // thin volumes stay whole
    }
    // What is given is kept, and a budget for nothing gives the smallest tile.
    TileGeometry given = network;
    given.tileDepth = 2;
    QCOMPARE(cytosketch::leastRedundantTiles(image, given, budget).tileDepth, 2);
    QCOMPARE(cytosketch::leastRedundantTiles(image, network, 1.0).tileDepth, 1);
  }
  // The volumes of the paper, with a halo of 32 pixels and 8 slices and the memory that is planned for.
  void redundancyAtThePapersSizes() {
    for (const Extent& image : {Extent{1, 1, 35, 512, 708}, Extent{1, 1, 221, 511, 495}, Extent{1, 2, 112, 512, 512},
                                Extent{1, 1, 13, 2450, 1700}}) {
      const TileGeometry tiles =
          cytosketch::leastRedundantTiles(image, {.stride = 8, .halo = 32, .depthHalo = 8}, 7.0e6);
      QVERIFY(planTiles(image, tiles).redundancy(image) <= 1.6);
    }
  }
  void negativeIsRefused() {
    QVERIFY_EXCEPTION_THROWN(planTiles({1, 1, 1, 10, 10}, {.stride = 8, .tile = -1}), SettingsError);
    QVERIFY_EXCEPTION_THROWN(planTiles({1, 1, 1, 10, 10}, {.stride = 8, .halo = -1}), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(tiling, TestTiling)
#include "test_tiling.moc"
