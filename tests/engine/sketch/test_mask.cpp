#include "engine/sketch/mask.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <optional>

#include <random>
#include <set>
#include <tuple>

using namespace cytosketch;

namespace {

using Pixel = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>; // t, z, y, x
using Pixels = std::set<Pixel>;

/// The slow obvious mask.
Pixels pixelsOf(const Mask& mask) {
  Pixels pixels;
  for (std::int64_t t = 0; t < 2; ++t) {
    for (std::int64_t z = -3; z < 5; ++z) {
      for (std::int64_t y = -180; y < 180; ++y) {
        for (std::int64_t x = -300; x < 400; ++x) {
          if (mask.test(t, z, y, x)) {
            pixels.emplace(t, z, y, x);
          }
        }
      }
    }
  }
  return pixels;
}

struct Pair {
  Mask mask;
  Pixels pixels;
};

Pair randomPair(std::mt19937& random, int spans) {
  Pair pair;
  const auto integer = [&](int low, int high) {
    return std::int64_t{low} + static_cast<std::int64_t>(random() % static_cast<unsigned>(high - low + 1));
  };
  for (int i = 0; i < spans; ++i) {
    const std::int64_t t = integer(0, 1);
    const std::int64_t z = integer(-1, 1);
    const std::int64_t y = integer(-70, 70);
    const std::int64_t x0 = integer(-140, 130);
    const std::int64_t x1 = x0 + (i % 4 == 0 ? integer(0, 200) : integer(0, 9));
    const bool value = i % 3 != 2;
    pair.mask.setSpan(t, z, y, x0, x1, value);
    for (std::int64_t x = x0; x < x1; ++x) {
      if (value) {
        pair.pixels.emplace(t, z, y, x);
      } else {
        pair.pixels.erase({t, z, y, x});
      }
    }
  }
  return pair;
}

Box boundsOf(const Pixels& pixels, std::optional<std::int64_t> frame) {
  Box box;
  for (const auto& [t, z, y, x] : pixels) {
    if (!frame || t == *frame) {
      box = box.united({z, y, x, z + 1, y + 1, x + 1});
    }
  }
  return box;
}

/// As many pixels as expected, and every expected one; together they leave no room for another one.
void requireSame(const Mask& mask, const Pixels& pixels) {
  QCOMPARE(mask.count(), static_cast<std::int64_t>(pixels.size()));
  QVERIFY(std::all_of(pixels.begin(), pixels.end(), [&](const Pixel& pixel) {
    return std::apply([&](auto... coordinates) { return mask.test(coordinates...); }, pixel);
  }));
  for (const auto& [key, block] : mask.blocks()) {
    QVERIFY2(*block != Mask::Block{}, "a block without a pixel is kept");
  }
}

} // namespace

class TestMask : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void spansLikeASetOfPixels();
  void algebraLikeASetOfPixels();
  void translationMovesEveryPixel();
  void visitsRunsOfAnyBox();
  void equalWhateverTheHistory();
  void copiesShareBlocksUntilWritten();
  void clearingTheLastPixelDropsTheBlock();
  void emptyMask();
  void slicesAreThoseWithPixels();
  void aCopiedSliceSharesItsBlocks();
};

void TestMask::spansLikeASetOfPixels() {
  std::mt19937 random(1);
  for (int spans : {1, 300}) {
    const auto [mask, pixels] = randomPair(random, spans);
    QVERIFY(pixelsOf(mask) == pixels); // every place looked at
    requireSame(mask, pixels);
    QVERIFY(mask.bounds() == boundsOf(pixels, std::nullopt));
    QVERIFY(mask.bounds(0) == boundsOf(pixels, 0));
    QVERIFY(mask.bounds(1) == boundsOf(pixels, 1));
    if (!pixels.empty()) {
      QCOMPARE(mask.frames().first, std::get<0>(*pixels.begin()));
      QCOMPARE(mask.frames().second, std::get<0>(*pixels.rbegin()) + 1);
    }
  }
}

void TestMask::algebraLikeASetOfPixels() {
  std::mt19937 random(2);
  for (int round = 0; round < 6; ++round) {
    const Pair a = randomPair(random, 60);
    const Pair b = randomPair(random, 20 * round);
    Pixels united = a.pixels;
    united.insert(b.pixels.begin(), b.pixels.end());
    Pixels common;
    Pixels left;
    for (const Pixel& pixel : a.pixels) {
      (b.pixels.contains(pixel) ? common : left).insert(pixel);
    }
    Mask mask = a.mask;
    mask.unite(b.mask);
    requireSame(mask, united);
    mask = a.mask;
    mask.subtract(b.mask);
    requireSame(mask, left);
    mask = a.mask;
    mask.intersect(b.mask);
    requireSame(mask, common);
    requireSame(a.mask, a.pixels); // the operands are as they were
    requireSame(b.mask, b.pixels);
  }
  Mask self = randomPair(random, 30).mask;
  const Mask before = self;
  self.unite(self);
  QVERIFY(self == before);
  self.intersect(self);
  QVERIFY(self == before);
  self.subtract(self);
  QVERIFY(self.empty());
}

void TestMask::translationMovesEveryPixel() {
  std::mt19937 random(3);
  const Pair pair = randomPair(random, 120);
  const std::vector<std::array<std::int64_t, 3>> shifts{{0, 0, 0},   {1, 64, -128}, {0, 1, 0},   {-2, 0, -1},
                                                        {0, 63, 65}, {3, -64, 7},   {0, -5, 64}, {1, -100, -77}};
  for (const auto& [dz, dy, dx] : shifts) {
    Pixels moved;
    for (const auto& [t, z, y, x] : pair.pixels) {
      moved.emplace(t, z + dz, y + dy, x + dx);
    }
    const Mask there = pair.mask.translated(dz, dy, dx);
    requireSame(there, moved);
    QVERIFY(there.translated(-dz, -dy, -dx) == pair.mask);
  }
  const Mask far = pair.mask.translated(1, -64, 128);
  QVERIFY2(far.blocks().begin()->second == pair.mask.blocks().begin()->second, "a shift by whole blocks copies none");
}

void TestMask::visitsRunsOfAnyBox() {
  std::mt19937 random(4);
  const Pair pair = randomPair(random, 200);
  const std::vector<Box> boxes{{0, -300, -300, 1, 300, 300}, {0, -64, -64, 1, 64, 64}, {0, 3, -70, 1, 9, 71},
                               {0, -1, 63, 1, 1, 64},        {0, 10, -5, 1, 10, 5},    {0, -20, 65, 1, 66, 127},
                               {0, -70, -1000, 1, 70, -128}, {0, 64, 10, 1, 200, 12}};
  for (const Box& box : boxes) {
    for (std::int64_t z = -1; z <= 1; ++z) {
      Pixels visited;
      std::pair<std::int64_t, std::int64_t> last{-1000, -1000}; // y, end of the run before
      pair.mask.forEachSpan(1, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
        QVERIFY(x0 < x1);
        QVERIFY2(y > last.first || x0 > last.second, "runs come out of order, or were not joined");
        last = {y, x1};
        for (std::int64_t x = x0; x < x1; ++x) {
          visited.emplace(1, z, y, x);
        }
      });
      Pixels expected;
      for (const auto& [t, pz, y, x] : pair.pixels) {
        if (t == 1 && pz == z && y >= box.y0 && y < box.y1 && x >= box.x0 && x < box.x1) {
          expected.emplace(t, pz, y, x);
        }
      }
      QVERIFY(visited == expected);
    }
  }
}

void TestMask::equalWhateverTheHistory() {
  Mask whole;
  whole.setSpan(0, 0, -3, -100, 100);
  Mask pieces;
  pieces.setSpan(0, 0, 5, 0, 300);
  for (std::int64_t x = 99; x >= -100; --x) {
    pieces.setSpan(0, 0, -3, x, x + 1);
  }
  QVERIFY(!(pieces == whole));
  pieces.setSpan(0, 0, 5, -50, 301, false);
  QVERIFY(pieces == whole);
  pieces.setSpan(0, 0, -3, 99, 100, false);
  QVERIFY(!(pieces == whole));
}

void TestMask::copiesShareBlocksUntilWritten() {
  Mask mask;
  for (std::int64_t y = 0; y < 256; ++y) {
    mask.setSpan(0, 0, y, 0, 256);
  }
  const Mask copy = mask;
  QCOMPARE(mask.blocks().size(), std::size_t{16});
  for (const auto& [key, block] : mask.blocks()) {
    QVERIFY(copy.blocks().at(key) == block);
  }
  for (std::int64_t y = 70; y < 90; ++y) {
    mask.setSpan(0, 0, y, 130, 150, false); // all in block (1, 2)
  }
  int copied = 0;
  for (const auto& [key, block] : mask.blocks()) {
    copied += copy.blocks().at(key) != block ? 1 : 0;
  }
  QCOMPARE(copied, 1);
  QCOMPARE(copy.count(), std::int64_t{256 * 256});
  QCOMPARE(mask.count(), std::int64_t{256 * 256 - 20 * 20});

  const Mask::Block* own = mask.blocks().at({0, 0, 1, 2}).get();
  mask.setSpan(0, 0, 70, 130, 131);
  QVERIFY2(mask.blocks().at({0, 0, 1, 2}).get() == own, "a block of one's own is written in place");
  mask.setSpan(0, 0, 3, 10, 20); // sets what is set
  QVERIFY2((mask.blocks().at({0, 0, 0, 0}) == copy.blocks().at({0, 0, 0, 0})), "no change, no copy");
}

void TestMask::clearingTheLastPixelDropsTheBlock() {
  Mask mask;
  mask.setSpan(2, -1, -64, -65, -63);
  QCOMPARE(mask.blocks().size(), std::size_t{2});
  mask.setSpan(2, -1, -64, -65, -64, false);
  QCOMPARE(mask.blocks().size(), std::size_t{1});
  mask.putBlock(mask.blocks().begin()->first, {});
  QVERIFY(mask.empty());
  QVERIFY(mask == Mask());
}

void TestMask::emptyMask() {
  const Mask mask;
  QVERIFY(mask.empty());
  QVERIFY(mask.bounds().empty());
  QVERIFY(mask.bounds(3).empty());
  QCOMPARE(mask.count(), std::int64_t{0});
  QVERIFY((mask.frames() == std::pair<std::int64_t, std::int64_t>{0, 0}));
  QVERIFY(mask.translated(1, 2, 3).empty());
  mask.forEachSpan(0, 0, {0, -100, -100, 1, 100, 100}, [](auto, auto, auto) { QFAIL("no run in an empty mask"); });
}

void TestMask::slicesAreThoseWithPixels() {
  Mask mask = discMask(1, 4, 50.0, 60.0, 20.0);
  mask.unite(discMask(1, -2, 50.0, 90.0, 70.0));
  mask.unite(discMask(3, 9, 0.0, 0.0, 5.0));
  QCOMPARE(mask.slices(1), (std::vector<std::int64_t>{-2, 4}));
  QCOMPARE(mask.slices(3), std::vector<std::int64_t>{9});
  QVERIFY(mask.slices(2).empty());
  QVERIFY(mask.hasSlice(1, 4));
  QVERIFY(!mask.hasSlice(1, 5));
  QVERIFY(!mask.hasSlice(2, 4));
  QCOMPARE(mask.bounds(1, 4), (Box{4, 30, 40, 5, 71, 81}));
  QVERIFY(mask.bounds(1, 5).empty());
}

void TestMask::aCopiedSliceSharesItsBlocks() {
  Mask mask = discMask(0, 4, 100.0, 100.0, 60.0);
  mask.unite(discMask(0, 5, 300.0, 300.0, 10.0)); // goes
  const Mask before = mask;
  mask.copySlice(0, 4, 0, 5);
  mask.copySlice(0, 4, 0, 4);
  for (const auto& [key, block] : before.blocks()) {
    if (key.z == 4) {
      QCOMPARE(mask.blocks().at(key), block);
      QCOMPARE(mask.blocks().at({0, 5, key.blockY, key.blockX}), block);
    }
  }
  QCOMPARE(mask.count(), 2 * discMask(0, 4, 100.0, 100.0, 60.0).count());
  mask.copySlice(0, 7, 0, 5); // from an empty one
  QCOMPARE(mask, discMask(0, 4, 100.0, 100.0, 60.0));
}

CYTOSKETCH_TEST_CLASS(mask, TestMask)
#include "test_mask.moc"
