#include "engine/sketch/sketch.h"

#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <atomic>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

using namespace cytosketch;

class TestSketch : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void findsCellsByPlace();
  void copiesAreSnapshots();
  void topmostAtAgreesWithTheLabels();
  void refusesBadCells();
  void nextIdFillsGaps();
  void cellsFarOutsideAreFound();
  void twentyThousandCells();
  void movedFromStaysUsable();
  void snapshotsOnAnotherThread();
};

/// A long random history of puts and removals; the index must agree with a search through all cells.
void TestSketch::findsCellsByPlace() {
  test::Random random(7);
  const Extent extent{2, 1, 3, 700, 500};
  Sketch sketch(extent);
  std::map<CellId, Cell> truth;
  for (int step = 0; step < 400; ++step) {
    const auto id = static_cast<CellId>(random.integer(1, 60));
    if (random.chance(0.25)) {
      sketch.remove(id);
      truth.erase(id);
    } else {
      Cell cell = test::randomCell(random, id, extent);
      truth[id] = cell;
      sketch.put(std::move(cell));
    }
    const std::int64_t y = random.integer(-50, 720);
    const std::int64_t x = random.integer(-50, 520);
    const std::int64_t z = random.integer(-1, 4);
    const Box box{z, y, x, z + random.integer(1, 3), y + random.integer(1, 300), x + random.integer(1, 300)};
    const std::int64_t t = random.integer(0, 1);
    std::set<CellId> expected;
    for (const auto& [cellId, cell] : truth) {
      if (cell.mask.bounds(t).intersects(box)) {
        expected.insert(cellId);
      }
    }
    std::set<CellId> found;
    CellPtr before;
    for (const CellPtr& cell : sketch.cellsIn(t, box)) {
      QVERIFY(found.insert(cell->id).second);
      QVERIFY(*cell == truth.at(cell->id));
      if (before) {
        QVERIFY(std::pair(before->zOrder, before->id) < std::pair(cell->zOrder, cell->id));
      }
      before = cell;
    }
    QVERIFY(found == expected);
    QCOMPARE(sketch.cellCount(), truth.size());
  }
}

void TestSketch::copiesAreSnapshots() {
  Sketch sketch = test::randomSketch(3);
  const Sketch snapshot = sketch;
  const Image<float> before = rasteriseGrey(snapshot);
  QVERIFY(snapshot == sketch);
  const CellPtr first = sketch.cells().begin()->second;
  QVERIFY2(snapshot.find(first->id) == first, "a snapshot shares the cells");
  for (const auto& [id, cell] : std::map(sketch.cells())) {
    Cell moved = *cell;
    moved.mask = moved.mask.translated(0, 11, -9);
    sketch.put(std::move(moved));
  }
  sketch.remove(first->id);
  QVERIFY(!(snapshot == sketch));
  QVERIFY(snapshot.find(first->id) == first);
  const Image<float> after = rasteriseGrey(snapshot);
  QVERIFY(std::equal(before.begin(), before.end(), after.begin(), after.end()));
  QVERIFY(test::randomSketch(3) == snapshot);
}

void TestSketch::topmostAtAgreesWithTheLabels() {
  for (std::uint32_t seed : {5U, 6U, 9U}) {
    const Sketch sketch = test::randomSketch(seed);
    const Extent& e = sketch.extent();
    std::map<CellKind, Image<std::uint32_t>> labels;
    for (const CellKind kind : {CellKind::Nucleus, CellKind::Cytoplasm, CellKind::WholeCell}) {
      labels[kind] = rasteriseLabels(sketch, kind);
    }
    for (std::int64_t y = 0; y < e.y; y += 3) {
      for (std::int64_t x = 0; x < e.x; x += 2) {
        CellId any = 0;
        for (const CellKind kind : {CellKind::WholeCell, CellKind::Cytoplasm, CellKind::Nucleus}) {
          const CellPtr top = sketch.topmostAt(e.t - 1, e.z - 1, y, x, kind);
          const CellId label = labels[kind].at(e.t - 1, 0, e.z - 1, y, x);
          QCOMPARE(top ? top->id : 0, label);
          any = label != 0 ? label : any;
        }
        const CellPtr top = sketch.topmostAt(e.t - 1, e.z - 1, y, x);
        QCOMPARE(top ? top->id : 0, any);
      }
    }
  }
}

void TestSketch::refusesBadCells() {
  QVERIFY_EXCEPTION_THROWN(Sketch({1, 1, 0, 10, 10}), SettingsError);
  Sketch sketch({1, 2, 1, 10, 10});
  Cell cell;
  QVERIFY_EXCEPTION_THROWN(sketch.put(cell), SettingsError);
  cell.id = 1;
  cell.channel = 2;
  QVERIFY_EXCEPTION_THROWN(sketch.put(cell), SettingsError);
  cell.channel = -1;
  QVERIFY_EXCEPTION_THROWN(sketch.put(cell), SettingsError);
  QVERIFY_EXCEPTION_THROWN(sketch.put(CellPtr()), SettingsError);
  QCOMPARE(sketch.cellCount(), std::size_t{0});
  sketch.remove(17); // not there: nothing happens
}

void TestSketch::nextIdFillsGaps() {
  Sketch sketch;
  QCOMPARE(sketch.nextId(), 1U);
  Cell cell;
  cell.id = 70000;
  sketch.put(cell);
  QCOMPARE(sketch.nextId(), 70001U);
  cell.id = 4294967295U;
  sketch.put(cell);
  QCOMPARE(sketch.nextId(), 1U);
  cell.id = 1;
  sketch.put(cell);
  QCOMPARE(sketch.nextId(), 2U);
}

void TestSketch::cellsFarOutsideAreFound() {
  Sketch sketch({1, 1, 1, 100, 100});
  Cell cell;
  cell.id = 1;
  cell.mask.setSpan(0, 0, 1000000000, -1000000000, -999999999);
  cell.mask.setSpan(0, 0, -1000000000, 1000000000, 1000000001); // a box of nearly all buckets there could be
  sketch.put(cell);
  QCOMPARE(sketch.cellsIn(0, {0, 0, 0, 1, 1, 1}).size(), std::size_t{1}); // inside its box
  QVERIFY(!sketch.topmostAt(0, 0, 0, 0));
  QVERIFY(sketch.topmostAt(0, 0, 1000000000, -1000000000));
  cell.mask = discMask(0, 0, 50, 50, 3);
  sketch.put(cell);
  QVERIFY(sketch.cellsIn(0, {0, 0, 0, 1, 1, 1}).empty());

  Sketch huge({1, 1, 1, 1 << 24, 1 << 20}); // its buckets must not be made in advance, nor for one wide cell
  cell.mask.setSpan(0, 0, 0, 0, 1);
  cell.mask.setSpan(0, 0, (1 << 24) - 1, (1 << 20) - 1, 1 << 20);
  huge.put(cell);
  QCOMPARE(huge.cellsIn(0, Box::whole(huge.extent())).size(), std::size_t{1});
}

void TestSketch::twentyThousandCells() {
  constexpr std::int64_t columns = 200;
  constexpr std::int64_t rows = 100;
  constexpr CellId firstId = 60000; // labels cross 65,535
  Sketch sketch({1, 1, 1, rows * 12, columns * 12});
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    Cell cell;
    cell.id = firstId + static_cast<CellId>(i);
    cell.mask =
        discMask(0, 0, static_cast<double>(6 + 12 * (i / columns)), static_cast<double>(6 + 12 * (i % columns)), 4);
    sketch.put(std::move(cell));
  }
  QCOMPARE(sketch.cellCount(), std::size_t{20000});
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
  for (std::int64_t i = 0; i < rows * columns; ++i) {
    QCOMPARE(labels.at(6 + 12 * (i / columns), 6 + 12 * (i % columns)), firstId + static_cast<CellId>(i));
  }
  const auto background = std::count(labels.begin(), labels.end(), 0U);
  QCOMPARE(static_cast<std::int64_t>(labels.size()) - background, 20000 * discMask(0, 0, 6, 6, 4).count());
  QCOMPARE(sketch.cellsIn(0, {0, 600, 600, 1, 612, 612}).size(), std::size_t{1});
}

void TestSketch::movedFromStaysUsable() {
  Sketch sketch = test::randomSketch(2);
  const Sketch other = std::move(sketch);
  QCOMPARE(sketch.cellCount(), other.cellCount()); // NOLINT(bugprone-use-after-move): what is tested
}

/// A worker looks at snapshots and lets go of them while the sketch is painted on; made for the thread sanitizer, and
/// the snapshots must not change under the worker's hands.
void TestSketch::snapshotsOnAnotherThread() {
  Sketch sketch = test::randomSketch(4);
  const Box whole = Box::whole(sketch.extent());
  std::mutex mutex;
  std::deque<std::pair<Sketch, std::int64_t>> queue; // a snapshot and the pixels of its cell 7
  std::atomic<int> wrong = 0;
  std::jthread worker([&](const std::stop_token& stop) {
    for (bool last = false; !last;) {
      last = stop.stop_requested();
      std::deque<std::pair<Sketch, std::int64_t>> mine;
      {
        const std::lock_guard lock(mutex);
        mine.swap(queue);
      }
      for (const auto& [snapshot, pixels] : mine) {
        wrong += snapshot.find(7)->mask.count() == pixels ? 0 : 1;
        rasteriseGrey(snapshot, 0, 0, whole);
      }
    }
  });
  for (int i = 0; i < 200; ++i) {
    Cell cell = *sketch.find(7);
    cell.mask.setSpan(0, 0, i % 64, i / 64 * 16, i / 64 * 16 + 9);
    const std::int64_t pixels = cell.mask.count();
    sketch.put(std::move(cell));
    const std::lock_guard lock(mutex);
    queue.emplace_back(sketch, pixels);
  }
  worker.request_stop();
  worker.join();
  QCOMPARE(wrong.load(), 0);
}

CYTOSKETCH_TEST_CLASS(sketch, TestSketch)
#include "test_sketch.moc"
