#include "tests/support/testprogram.h"
#include "widgets/document/celledits.h"
#include "widgets/document/floodfill.h"

#include <QTest>

#include <queue>
#include <random>
#include <set>

using namespace cytosketch;

namespace {

using Pixel = std::pair<std::int64_t, std::int64_t>;

/// Breadth-first search, one pixel at a time.
std::set<Pixel> slowFill(const Sketch& sketch, std::int64_t y, std::int64_t x, CellKind kind) {
  std::set<Pixel> found;
  std::queue<Pixel> open;
  open.push({y, x});
  while (!open.empty()) {
    const auto [row, column] = open.front();
    open.pop();
    const bool outside = row < 0 || column < 0 || row >= sketch.extent().y || column >= sketch.extent().x;
    if (outside || found.contains({row, column}) || sketch.topmostAt(0, 0, row, column, kind)) {
      continue;
    }
    found.insert({row, column});
    for (const auto& [dy, dx] : {Pixel{0, 1}, Pixel{0, -1}, Pixel{1, 0}, Pixel{-1, 0}}) {
      open.push({row + dy, column + dx});
    }
  }
  return found;
}

Mask ring(double y, double x, double outer, double inner) {
  Mask mask = discMask(0, 0, y, x, outer);
  mask.subtract(discMask(0, 0, y, x, inner));
  return mask;
}

void put(Sketch& sketch, CellId id, const Mask& mask, CellKind kind = CellKind::Nucleus) {
  Cell cell;
  cell.id = id;
  cell.kind = kind;
  cell.mask = mask;
  sketch.put(std::move(cell));
}

} // namespace

class TestFloodFill : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void isWhatASlowSearchFinds() {
    std::mt19937 engine(11);
    std::uniform_real_distribution<double> place(0, 90);
    for (int round = 0; round < 20; ++round) {
      Sketch sketch({1, 1, 1, 90, 90});
      for (CellId id = 1; id <= 25; ++id) {
        put(sketch, id, discMask(0, 0, place(engine), place(engine), place(engine) / 9), static_cast<CellKind>(id % 2));
      }
      const auto y = static_cast<std::int64_t>(place(engine));
      const auto x = static_cast<std::int64_t>(place(engine));
      if (sketch.topmostAt(0, 0, y, x, CellKind::Nucleus)) {
        continue;
      }
      const FloodFill fill = floodFill(sketch, 0, 0, y, x, CellKind::Nucleus, 1000000);
      const std::set<Pixel> truth = slowFill(sketch, y, x, CellKind::Nucleus);
      QCOMPARE(fill.outcome, FloodFill::Outcome::Filled);
      QCOMPARE(static_cast<std::size_t>(fill.area.count()), truth.size());
      for (const auto& [row, column] : truth) {
        QVERIFY(fill.area.test(0, 0, row, column));
      }
    }
  }

  void theCapRefusesOpenAreas() {
    Sketch sketch({1, 1, 1, 200, 200});
    put(sketch, 1, ring(100, 100, 40, 35));
    const std::int64_t hole = floodFill(sketch, 0, 0, 100, 100, CellKind::Nucleus, 40000).area.count();
    QVERIFY(hole > 3000);
    QCOMPARE(floodFill(sketch, 0, 0, 100, 100, CellKind::Nucleus, hole).outcome, FloodFill::Outcome::Filled);
    const FloodFill refused = floodFill(sketch, 0, 0, 100, 100, CellKind::Nucleus, hole - 1);
    QCOMPARE(refused.outcome, FloodFill::Outcome::TooLarge);
    QVERIFY(refused.area.empty());
    QCOMPARE(floodFill(sketch, 0, 0, 5, 5, CellKind::Nucleus, floodFillCap(sketch.extent())).outcome,
             FloodFill::Outcome::TooLarge);
  }

  void aGapLetsTheFillOut() {
    Sketch sketch({1, 1, 1, 200, 200});
    Mask open = ring(100, 100, 40, 35);
    for (std::int64_t y = 99; y <= 101; ++y) {
      open.setSpan(0, 0, y, 130, 145, false);
    }
    put(sketch, 1, open);
    QCOMPARE(floodFill(sketch, 0, 0, 100, 100, CellKind::Nucleus, 8000).outcome, FloodFill::Outcome::TooLarge);
  }

  void knowsWhoSurroundsTheArea() {
    Sketch sketch({1, 1, 1, 200, 200});
    put(sketch, 7, ring(60, 60, 30, 25));
    QCOMPARE(floodFill(sketch, 0, 0, 60, 60, CellKind::Nucleus, 40000).surroundedBy, CellId{7});
    put(sketch, 8, discMask(0, 0, 60, 60, 5)); // an island inside
    QCOMPARE(floodFill(sketch, 0, 0, 60, 45, CellKind::Nucleus, 40000).surroundedBy, CellId{0});
    QCOMPARE(floodFill(sketch, 0, 0, 5, 5, CellKind::Nucleus, 40000).surroundedBy, CellId{0});
  }

  void aClickOnACellFillsItsHoles() {
    Sketch sketch({1, 1, 1, 200, 200});
    Mask mask = ring(60, 60, 30, 25);
    mask.unite(ring(60, 120, 20, 10));
    put(sketch, 3, mask);
    const FloodFill fill = floodFill(sketch, 0, 0, 60, 33, CellKind::Nucleus, 40000);
    Mask holes = discMask(0, 0, 60, 60, 30);
    holes.unite(discMask(0, 0, 60, 120, 20));
    holes.subtract(mask);
    QVERIFY(fill.area == holes);
    QCOMPARE(fill.surroundedBy, CellId{3});
    Mask whole = mask;
    whole.unite(holes);
    QVERIFY(maskWithoutHoles(mask) == whole);
    QVERIFY(maskWithoutHoles(whole) == whole);
  }

  void outsideTheCanvasNothingIsFilled() {
    const Sketch sketch({1, 1, 1, 50, 50});
    for (const auto& [y, x] : {Pixel{-1, 5}, Pixel{5, -1}, Pixel{50, 5}, Pixel{5, 50}}) {
      QCOMPARE(floodFill(sketch, 0, 0, y, x, CellKind::Nucleus, 9999).outcome, FloodFill::Outcome::OutsideCanvas);
    }
  }

  void theAreaGoesWhereItBelongs() {
    Document document;
    Sketch sketch({1, 1, 1, 200, 200});
    put(sketch, 1, ring(60, 60, 30, 25));
    Mask left = ring(150, 100, 30, 25);
    Mask right;
    for (std::int64_t y = 100; y < 200; ++y) {
      right.setSpan(0, 0, y, 100, 200);
    }
    right.intersect(left);
    left.subtract(right);
    put(sketch, 2, left);
    put(sketch, 3, right);
    document.setSketch(sketch);
    CellEdits edits(document);
    const auto fillAt = [&](std::int64_t y, std::int64_t x) {
      edits.fill(floodFill(document.sketch(), 0, 0, y, x, CellKind::Nucleus, 10000), "fill");
    };
    fillAt(60, 60); // a hole joins the cell around it
    QVERIFY(document.sketch().find(1)->mask.test(0, 0, 60, 60));
    document.selection()->setOnly(3);
    fillAt(150, 100); // between two cells: the current one, which is beside it
    QVERIFY(document.sketch().find(3)->mask.test(0, 0, 150, 100));
    document.undoStack()->undo();
    document.selection()->setOnly(1);
    fillAt(150, 100); // the current one is elsewhere: a new cell
    QVERIFY(document.sketch().find(4)->mask.test(0, 0, 150, 100));
    QCOMPARE(document.selection()->current(), CellId{4});
  }
};

CYTOSKETCH_TEST_CLASS(floodfill, TestFloodFill)
#include "test_floodfill.moc"
