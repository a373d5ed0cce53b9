#include "engine/study/startmap.h"
#include "tests/engine/study/discs.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace cytosketch;
using test::disc;

namespace {

/// By the definition: every pair of voxels compared.
float slowDistance(const Image<std::uint32_t>& marks, std::int64_t z, std::int64_t y, std::int64_t x, int reach) {
  const Extent& e = marks.extent();
  double best = 1e9;
  for (std::int64_t w = 0; w < e.z; ++w) {
    for (std::int64_t v = 0; v < e.y; ++v) {
      for (std::int64_t u = 0; u < e.x; ++u) {
        if (marks.at(0, 0, w, v, u) != 0) {
          best = std::min(
              best, std::hypot(static_cast<double>(w - z), static_cast<double>(v - y), static_cast<double>(u - x)));
        }
      }
    }
  }
  return best <= reach ? static_cast<float>(best) : static_cast<float>(reach + 1);
}

constexpr HealContext context{20, 0, 16, 1, false};

} // namespace

class TestStartMap : public QObject {
  Q_OBJECT
private Q_SLOTS:
  /// Each attempt is later than the one before; the last one holds on.
  void laterAndLater() {
    for (const int tStart : {1000, 400, 77}) {
      int before = tStart;
      for (std::size_t attempt = 0; attempt < startShares.size(); ++attempt) {
        const int start = laterStart(tStart, attempt);
        QCOMPARE(start, static_cast<int>(std::lround(tStart * startShares.at(attempt))));
        QVERIFY(start < before);
        before = start;
      }
      QCOMPARE(laterStart(tStart, startShares.size() + 5), before);
    }
    QCOMPARE(nextStart(400, 400), 300);
    QCOMPARE(nextStart(400, 300), 200);
    QCOMPARE(nextStart(400, 250), 200);
    QCOMPARE(nextStart(400, 100), 50);
    QCOMPARE(nextStart(400, 1), 1);
    QCOMPARE(laterStart(1, 0), 1);
    QCOMPARE(laterStart(1, 2), 1);
  }

  void distancesAgainstTheDefinition() {
    std::mt19937 random(3);
    for (const Extent& e : {Extent{1, 1, 1, 23, 31}, Extent{1, 1, 7, 9, 12}, Extent{1, 1, 1, 1, 40}}) {
      for (const int reach : {1, 4, 16}) {
        Image<std::uint32_t> marks(e);
        std::uint32_t* const voxels = marks.mutableData();
        for (std::size_t i = 0; i < marks.size(); ++i) {
          voxels[i] = random() % 60 == 0 ? 7 : 0;
        }
        const Image<float> found = distancesUpTo(marks, reach);
        for (std::int64_t z = 0; z < e.z; ++z) {
          for (std::int64_t y = 0; y < e.y; ++y) {
            for (std::int64_t x = 0; x < e.x; ++x) {
              QVERIFY(std::abs(found.at(0, 0, z, y, x) - slowDistance(marks, z, y, x, reach)) < 1e-5F);
            }
          }
        }
      }
    }
    const Image<float> nothing = distancesUpTo(Image<std::uint32_t>({1, 1, 1, 5, 5}), 3);
    QVERIFY(std::all_of(nothing.begin(), nothing.end(), [](float d) { return d == 4.0F; }));
  }

  /// A cell's own pixels where it shows get its start; those hidden by another cell of its kind do not.
  void mapOfOverlappingCells() {
    Sketch sketch({2, 1, 1, 60, 70});
    sketch.put(disc(1, 20, 20, 10, 0.4F, 0, 2));
    Cell above = disc(2, 20, 32, 8, 0.9F);
    above.zOrder = 1;
    sketch.put(above);
    sketch.put(disc(3, 45, 50, 6, 0.5F));
    const Box all = Box::whole(sketch.extent());
    const std::map<CellId, int> starts{{1, 120}, {3, 200}, {99, 5}}; // there is no cell 99
    const Image<float> map = startMap(sketch, starts, 0, all, 400);
    const Image<float> second = startMap(sketch, starts, 1, all, 400);
    for (std::int64_t y = 0; y < 60; ++y) {
      for (std::int64_t x = 0; x < 70; ++x) {
        const auto within = [&](CellId id, std::int64_t t) { return sketch.find(id)->mask.test(t, 0, y, x); };
        const float expected = within(1, 0) && !within(2, 0) ? 120.0F : within(3, 0) ? 200.0F : 400.0F;
        QCOMPARE(map.at(y, x), expected);
        QCOMPARE(second.at(y, x), within(1, 1) ? 120.0F : 400.0F);
      }
    }
    const Box part{0, 11, 7, 1, 40, 33};
    const Image<float> cut = startMap(sketch, starts, 0, part, 400);
    QCOMPARE(cut.extent(), (Extent{1, 1, 1, 29, 26}));
    for (std::int64_t y = part.y0; y < part.y1; ++y) {
      for (std::int64_t x = part.x0; x < part.x1; ++x) {
        QCOMPARE(cut.at(y - part.y0, x - part.x0), map.at(y, x));
      }
    }
  }

  void weightsFallWithTheDistance() {
    Sketch sketch({1, 1, 1, 80, 80});
    sketch.put(disc(1, 40, 40, 0.5, 0.5F)); // a single pixel
    const Image<float> weights = blendWeights(sketch, {{1, 100}}, 0, Box::whole(sketch.extent()));
    for (std::int64_t y = 0; y < 80; ++y) {
      for (std::int64_t x = 0; x < 80; ++x) {
        const double d = std::hypot(static_cast<double>(y - 40), static_cast<double>(x - 40));
        const double expected = std::clamp((healReach + healBlend - d) / healBlend, 0.0, 1.0);
        QVERIFY(std::abs(weights.at(y, x) - expected) < 1e-5);
      }
    }
  }

  void regionsHoldTheirCellsAndContext() {
    Sketch sketch({1, 1, 1, 500, 700});
    sketch.put(disc(1, 60, 60, 10, 0.4F));
    sketch.put(disc(2, 90, 70, 10, 0.4F)); // its surroundings meet those of cell 1
    sketch.put(disc(3, 400, 600, 10, 0.4F));
    sketch.put(disc(4, 250, 300, 10, 0.4F)); // has no start
    const std::map<CellId, int> starts{{1, 100}, {2, 150}, {3, 200}};
    const std::vector<HealRegion> regions = healRegions(sketch, starts, 0, context);
    QCOMPARE(regions.size(), std::size_t{2});
    QCOMPARE(regions[0].starts, (std::map<CellId, int>{{1, 100}, {2, 150}}));
    QCOMPARE(regions[1].starts, (std::map<CellId, int>{{3, 200}}));
    constexpr int reach = healReach + healBlend;
    QCOMPARE(regions[1].core, (Box{0, 390 - reach, 590 - reach, 1, 411 + reach, 611 + reach}));
    for (const HealRegion& region : regions) {
      QCOMPARE(region.box.y0 % context.stride, 0);
      QCOMPARE(region.box.x0 % context.stride, 0);
      QVERIFY(region.box.y0 == 0 || region.box.y0 <= region.core.y0 - context.halo);
      QVERIFY(region.box.x1 == 700 || region.box.x1 >= region.core.x1 + context.halo);
      QCOMPARE(region.box.intersected(Box::whole(sketch.extent())), region.box);
    }
    QVERIFY(healRegions(sketch, {{99, 100}}, 0, context).empty());
  }

  /// Where parts would be more work than the whole, or cannot be generated alone, it is the whole.
  void regionsBecomeTheWholeImage() {
    Sketch sketch({1, 1, 1, 200, 200});
    std::map<CellId, int> starts;
    for (CellId id = 1; id <= 9; ++id) {
      sketch.put(disc(id, 30 + 70 * ((id - 1) / 3), 30 + 70 * ((id - 1) % 3), 5, 0.4F));
      starts[id] = 100;
    }
    const std::vector<HealRegion> regions = healRegions(sketch, starts, 0, context);
    QCOMPARE(regions.size(), std::size_t{1});
    QCOMPARE(regions[0].box, Box::whole(sketch.extent()));
    QCOMPARE(regions[0].starts, starts);
    HealContext coupled = context;
    coupled.whole = true;
    const std::vector<HealRegion> one = healRegions(sketch, {{5, 100}}, 0, coupled);
    QCOMPARE(one.size(), std::size_t{1});
    QCOMPARE(one[0].box, Box::whole(sketch.extent()));
  }
};

CYTOSKETCH_TEST_CLASS(startmap, TestStartMap)
#include "test_startmap.moc"
