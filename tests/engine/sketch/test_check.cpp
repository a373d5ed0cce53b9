#include "engine/sketch/check.h"

#include "engine/image/error.h"
#include "engine/sketch/pieces.h"
#include "randomsketch.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

using namespace cytosketch;
using cytosketch::test::Random;
using cytosketch::test::randomSketch;

namespace {

using Voxel = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>; // t, z, y, x

/// Every voxel of a mask, asked one by one.
std::set<Voxel> voxelsOf(const Mask& mask) {
  std::set<Voxel> voxels;
  const auto [first, end] = mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    const Box box = mask.bounds(t);
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
          if (mask.test(t, z, y, x)) {
            voxels.emplace(t, z, y, x);
          }
        }
      }
    }
  }
  return voxels;
}

/// Sizes of connected parts by flood fill from voxel to voxel, with the first voxel of each.
std::vector<MaskPiece> floodedPieces(std::set<Voxel> voxels) {
  std::vector<MaskPiece> pieces;
  while (!voxels.empty()) {
    const auto [t, z, y, x] = *voxels.begin();
    MaskPiece piece{0, t, z, y, x};
    std::vector<Voxel> open{*voxels.begin()};
    voxels.erase(voxels.begin());
    while (!open.empty()) {
      const auto [ot, oz, oy, ox] = open.back();
      open.pop_back();
      ++piece.voxels;
      for (int n = 0; n < 27; ++n) {
        const Voxel next{ot, oz + n / 9 - 1, oy + n / 3 % 3 - 1, ox + n % 3 - 1};
        if (voxels.erase(next) > 0) {
          open.push_back(next);
        }
      }
    }
    pieces.push_back(piece);
  }
  return pieces;
}

Cell cellOf(CellId id, const Mask& mask) {
  Cell cell;
  cell.id = id;
  cell.mask = mask;
  return cell;
}

std::vector<Flaw> flawsOf(const std::vector<Flaw>& flaws, FlawKind kind) {
  std::vector<Flaw> some;
  std::copy_if(flaws.begin(), flaws.end(), std::back_inserter(some), [&](const Flaw& f) { return f.kind == kind; });
  return some;
}

std::set<CellId> cellsWith(const std::vector<Flaw>& flaws, FlawKind kind) {
  std::set<CellId> cells;
  for (const Flaw& flaw : flawsOf(flaws, kind)) {
    cells.insert(flaw.cell);
  }
  return cells;
}

/// Scattered dots and short strokes, so that there are many pieces of all shapes.
Mask scattered(Random& random, int strokes) {
  Mask mask;
  for (int i = 0; i < strokes; ++i) {
    const std::int64_t x = random.integer(-70, 140);
    mask.setSpan(random.integer(0, 1), random.integer(0, 4), random.integer(-5, 70), x, x + random.integer(1, 40));
  }
  return mask;
}

} // namespace

class TestCheck : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void findsPiecesAsAFloodFillDoes() {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      Random random(seed);
      const Mask mask = scattered(random, 20 * static_cast<int>(seed));
      QCOMPARE(piecesOf(mask).size(), floodedPieces(voxelsOf(mask)).size());
      QVERIFY(piecesOf(mask) == floodedPieces(voxelsOf(mask)));
    }
    QVERIFY(piecesOf(Mask()).empty());
  }

  void cornersJoinAndFramesDoNot() {
    Mask mask;
    mask.setSpan(0, 0, 5, 5, 6);
    mask.setSpan(0, 1, 6, 6, 7); // corner to corner over a slice
    mask.setSpan(1, 0, 5, 5, 6);
    mask.setSpan(0, 3, 5, 5, 6); // slice 2 lies between
    const std::vector<MaskPiece> pieces = piecesOf(mask);
    QCOMPARE(pieces.size(), std::size_t(3));
    QVERIFY((pieces[0] == MaskPiece{2, 0, 0, 5, 5}));
    QVERIFY((pieces[1] == MaskPiece{1, 0, 3, 5, 5}));
    QVERIFY((pieces[2] == MaskPiece{1, 1, 0, 5, 5}));
  }

  void sketchesWithoutFlawsHaveNone() {
    Sketch sketch({1, 1, 1, 100, 100});
    sketch.put(cellOf(1, discMask(0, 0, 30, 30, 10)));
    sketch.put(cellOf(2, discMask(0, 0, 60, 60, 10)));
    QVERIFY(checkSketch(sketch).empty());
    QVERIFY(checkSketch(Sketch()).empty());
  }

  void everyKindIsFoundAtItsPlace() {
    Sketch sketch({1, 1, 1, 200, 200});
    sketch.put(cellOf(1, discMask(0, 0, -50, 30, 10)));
    sketch.put(cellOf(2, discMask(0, 0, 50, 50, 1)));
    Cell faint = cellOf(3, discMask(0, 0, 100, 100, 10));
    faint.grey = {0.03F};
    sketch.put(faint);
    Cell pieces = cellOf(4, discMask(0, 0, 150, 30, 10));
    pieces.mask.unite(discMask(0, 0, 150, 60, 5));
    pieces.mask.unite(discMask(0, 0, 150, 80, 3));
    sketch.put(pieces);
    sketch.put(cellOf(5, discMask(0, 0, 50, 120, 12)));
    sketch.put(cellOf(6, discMask(0, 0, 50, 121, 12)));
    sketch.put(cellOf(7, discMask(0, 0, 100, 195, 10)));
    const std::vector<Flaw> flaws = checkSketch(sketch);
    QCOMPARE(flaws.size(), std::size_t(6));
    QVERIFY(flaws[0].kind == FlawKind::OutsideCanvas && flaws[0].cell == 1);
    QVERIFY(flaws[1].kind == FlawKind::Tiny && flaws[1].cell == 2);
    QCOMPARE(flaws[1].voxels, std::int64_t(5));
    QVERIFY(flaws[2].kind == FlawKind::LikeBackground && flaws[2].cell == 3);
    QVERIFY(flaws[3].kind == FlawKind::Fragmented && flaws[3].cell == 4);
    QCOMPARE(flaws[3].compared, std::int64_t(3));
    QCOMPARE(flaws[3].voxels, discMask(0, 0, 150, 80, 3).count());
    QVERIFY(discMask(0, 0, 150, 80, 3).test(0, 0, flaws[3].y, flaws[3].x)); // at the smallest piece
    QVERIFY(flaws[4].kind == FlawKind::Duplicate && flaws[4].cell == 5 && flaws[4].other == 6);
    QVERIFY(flaws[5].kind == FlawKind::TouchesBorder && flaws[5].cell == 7);
    QCOMPARE(flaws[5].x, std::int64_t(199));
    for (const Flaw& flaw : flaws) {
      QVERIFY(sketch.find(flaw.cell)->mask.test(flaw.t, flaw.z, flaw.y, flaw.x));
    }
  }

  /// Borders against the voxels themselves, in images, volumes and series, with cells over every edge.
  void bordersAreThoseOfTheVoxels() {
    int found = 0;
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
      const Sketch sketch = randomSketch(seed);
      const Extent& e = sketch.extent();
      std::set<CellId> touching, outside;
      for (const auto& [id, cell] : sketch.cells()) {
        bool touches = false, onCanvas = false;
        for (const auto& [t, z, y, x] : voxelsOf(cell->mask)) {
          const bool inside = t >= 0 && t < e.t && z >= 0 && z < e.z && y >= 0 && y < e.y && x >= 0 && x < e.x;
          onCanvas = onCanvas || inside;
          touches =
              touches ||
              (inside && (y == 0 || y == e.y - 1 || x == 0 || x == e.x - 1 || (e.z > 1 && (z == 0 || z == e.z - 1))));
        }
        if (!onCanvas) {
          outside.insert(id);
        } else if (touches) {
          touching.insert(id);
        }
      }
      const std::vector<Flaw> flaws = checkSketch(sketch);
      QVERIFY(cellsWith(flaws, FlawKind::TouchesBorder) == touching);
      QVERIFY(cellsWith(flaws, FlawKind::OutsideCanvas) == outside);
      found += static_cast<int>(touching.size() + outside.size());
    }
    QVERIFY(found > 50);
  }

  /// Pairs against intersection over union, counted voxel by voxel.
  void duplicatesAreThoseOfTheVoxels() {
    int found = 0;
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
      Random random(seed);
      Sketch sketch({1, 2, 1, 90, 90});
      for (CellId id = 1; id <= 40; ++id) {
        Cell cell = cellOf(id, discMask(0, 0, random.uniform(30, 34), random.uniform(30, 34), random.uniform(9, 11)));
        cell.kind = static_cast<CellKind>(random.integer(0, 1));
        cell.channel = static_cast<std::int32_t>(random.integer(0, 1));
        sketch.put(cell);
      }
      std::set<std::pair<CellId, CellId>> expected, given;
      for (const auto& [a, first] : sketch.cells()) {
        for (const auto& [b, second] : sketch.cells()) {
          const std::set<Voxel> in = voxelsOf(first->mask), other = voxelsOf(second->mask);
          const auto common = std::count_if(in.begin(), in.end(), [&](const Voxel& v) { return other.contains(v); });
          const auto both = static_cast<std::ptrdiff_t>(in.size() + other.size()) - common;
          if (a < b && first->kind == second->kind && first->channel == second->channel &&
              static_cast<double>(common) >= 0.8 * static_cast<double>(both)) {
            expected.emplace(a, b);
          }
        }
      }
      for (const Flaw& flaw : flawsOf(checkSketch(sketch), FlawKind::Duplicate)) {
        given.emplace(flaw.cell, flaw.other);
      }
      QVERIFY(given == expected);
      found += static_cast<int>(given.size());
    }
    QVERIFY(found > 100);
  }

  void tinyIsJudgedByTheOthersOfItsKind() {
    Sketch sketch({1, 1, 1, 400, 400});
    for (CellId id = 1; id <= 8; ++id) {
      sketch.put(cellOf(id, discMask(0, 0, 30 + 40 * id, 40, 15)));
    }
    sketch.put(cellOf(9, discMask(0, 0, 50, 200, 3))); // 29 pixels of about 709
    Cell other = cellOf(10, discMask(0, 0, 100, 200, 3));
    other.kind = CellKind::Cytoplasm; // the only one of its kind
    sketch.put(other);
    const std::vector<Flaw> tiny = flawsOf(checkSketch(sketch), FlawKind::Tiny);
    QCOMPARE(tiny.size(), std::size_t(1));
    QCOMPARE(tiny[0].cell, CellId(9));
    QCOMPARE(tiny[0].compared, discMask(0, 0, 70, 40, 15).count());
  }

  void membranesAreJudgedByTheirOwnGrey() {
    Sketch sketch({1, 1, 1, 100, 100});
    Cell cell = cellOf(1, discMask(0, 0, 50, 50, 20));
    cell.kind = CellKind::WholeCell;
    cell.grey = {0.0F};
    sketch.put(cell);
    QCOMPARE(flawsOf(checkSketch(sketch), FlawKind::LikeBackground).size(), std::size_t(1));
    Shading shading;
    shading.membraneThickness = 1.0;
    sketch.setShading(shading);
    QVERIFY(flawsOf(checkSketch(sketch), FlawKind::LikeBackground).empty());
  }

  /// A cell is compared with the background where it lies.
  void lightOnTheBackgroundCounts() {
    Sketch sketch({1, 1, 1, 100, 101});
    for (const auto& [id, x] : {std::pair<CellId, double>(1, 25), std::pair<CellId, double>(2, 75)}) {
      Cell cell = cellOf(id, discMask(0, 0, 50, x, 10));
      cell.grey = {0.75F};
      sketch.put(cell);
    }
    Shading shading;
    shading.illuminationLinear = 1.0F;
    sketch.setShading(shading);
    const std::vector<Flaw> like = flawsOf(checkSketch(sketch), FlawKind::LikeBackground);
    QCOMPARE(like.size(), std::size_t(1));
    QCOMPARE(like[0].cell, CellId(2));
  }

  void aCheckerThatGoesOnSaysWhatAFreshOneSays() {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
      Random random(seed);
      Sketch sketch = randomSketch(seed);
      SketchChecker checker;
      for (int edit = 0; edit < 12; ++edit) {
        QVERIFY(checker.check(sketch) == checkSketch(sketch));
        const auto id = static_cast<CellId>(random.integer(1, 9));
        if (random.chance(0.25)) {
          sketch.remove(id);
        } else if (const CellPtr old = sketch.find(id); old && random.chance(0.5)) {
          Cell copy = *old; // a duplicate
          copy.id = sketch.nextId();
          sketch.put(copy);
        } else {
          sketch.put(test::randomCell(random, id, sketch.extent()));
        }
      }
    }
  }

  void cancelsAndGoesOnWhereItStopped() {
    Sketch sketch = randomSketch(3);
    SketchChecker checker;
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_THROWS_EXCEPTION(Cancelled, checker.check(sketch, stop.get_token()));
    QVERIFY(checker.check(sketch) == checkSketch(sketch));
  }
};

CYTOSKETCH_TEST_CLASS(check, TestCheck)
#include "test_check.moc"
