#include "statistics.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// The laws of the T. castaneum simulator, measured by taking the map's voxels back to where they were on the embryo.
class TestTCastaneum : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void nucleiOnTheShell();
  void flatteningMovesNucleiThroughSlices();
  void fillsTheShell();
};

namespace {

constexpr double pi = std::numbers::pi;

struct WorldCell {
  double z = 0.0, y = 0.0, x = 0.0;
  double volume = 0.0;
};

/// Centre and volume on the embryo: slice, row and column of the map as radius, longitude and polar angle.
WorldCell onTheEmbryo(const Mask& mask, const Extent& e, double firstRadius, double cut) {
  WorldCell cell;
  for (std::int64_t z = 0; z < e.z; ++z) {
    mask.forEachSpan(0, z, Box::whole(e), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      for (std::int64_t x = x0; x < x1; ++x) {
        const double r = firstRadius + static_cast<double>(z);
        const double longitude = 2.0 * pi * static_cast<double>(y) / static_cast<double>(e.y) - pi;
        const double polar = (cut + (1.0 - 2.0 * cut) * static_cast<double>(x) / static_cast<double>(e.x)) * pi;
        const double volume = r * r * std::sin(polar) * (2.0 * pi / static_cast<double>(e.y)) *
                              ((1.0 - 2.0 * cut) * pi / static_cast<double>(e.x));
        cell.volume += volume;
        cell.z += volume * r * std::cos(polar);
        cell.y += volume * r * std::sin(polar) * std::sin(longitude);
        cell.x += volume * r * std::sin(polar) * std::cos(longitude);
      }
    });
  }
  cell.z /= cell.volume;
  cell.y /= cell.volume;
  cell.x /= cell.volume;
  return cell;
}

std::map<std::string, double> small(std::map<std::string, double> more) {
  std::map<std::string, double> values{{"size.x", 200},      {"size.y", 400},   {"size.z", 23},
                                       {"shell.radius", 50}, {"radius.min", 5}, {"radius.max", 9},
                                       {"count", 30},        {"poles", 0.05},   {"shell.flattening", 0}};
  for (const auto& [key, value] : more) {
    values[key] = value;
  }
  return values;
}

} // namespace

void TestTCastaneum::nucleiOnTheShell() {
  std::vector<double> radii;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("t-castaneum", seed, small({}));
    QVERIFY(s.placed <= s.requested);
    QCOMPARE(s.placed, static_cast<std::int64_t>(s.sketch.cellCount()));
    std::vector<WorldCell> cells;
    Mask all;
    std::int64_t voxels = 0;
    for (const auto& [id, cell] : s.sketch.cells()) {
      all.unite(cell->mask);
      voxels += cell->mask.count();
      const Box box = cell->mask.bounds();
      QVERIFY(box == box.intersected(Box::whole(s.sketch.extent())));
      if (box.x0 == 0 || box.x1 == 200) {
        continue; // cut at a pole
      }
      const WorldCell w = onTheEmbryo(cell->mask, s.sketch.extent(), 50 - 1 - 11, 0.05);
      const double distance = std::hypot(w.z, w.y, w.x);
      QVERIFY2(distance > 48.5 && distance < 50.5, qPrintable(QString::number(distance)));
      for (const WorldCell& other : cells) {
        QVERIFY(std::hypot(w.z - other.z, w.y - other.y, w.x - other.x) > 18.0 - 0.3);
      }
      cells.push_back(w);
      radii.push_back(std::cbrt(w.volume * 3.0 / (4.0 * pi)));
    }
    QCOMPARE(all.count(), voxels); // no overlap
  }
  QVERIFY(radii.size() > 1500);
  QVERIFY(kolmogorov(radii, uniformCdf(5, 9)) < kolmogorovBound);
}

void TestTCastaneum::flatteningMovesNucleiThroughSlices() {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    double least = 100.0;
    double most = 0.0;
    const Simulation s = simulated("t-castaneum", seed, small({{"shell.flattening", 0.2}, {"size.z", 45}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Box box = cell->mask.bounds();
      if (box.x0 > 0 && box.x1 < 200) {
        const WorldCell w = onTheEmbryo(cell->mask, s.sketch.extent(), 50 - 1 - 22, 0.05);
        least = std::min(least, std::hypot(w.z, w.y, w.x));
        most = std::max(most, std::hypot(w.z, w.y, w.x));
      }
    }
    QVERIFY(least > 0.8 * 49.0 - 0.5 && most < 50.5);
    QVERIFY(most - least > 0.3);
  }
}

void TestTCastaneum::fillsTheShell() {
  // Random sequential addition of discs jams at 0.547 of a plane; here discs of diameter 18 on a sphere of radius 50.
  const Simulation s = simulated("t-castaneum", 1, small({{"count", 3000}, {"poles", 0}}));
  const double share = static_cast<double>(s.placed) * pi * 81.0 / (4.0 * pi * 49.5 * 49.5);
  QVERIFY2(share > 0.45 && share < 0.62, qPrintable(QString::number(share)));
}

CYTOSKETCH_TEST_CLASS(tcastaneum, TestTCastaneum)
#include "test_tcastaneum.moc"
