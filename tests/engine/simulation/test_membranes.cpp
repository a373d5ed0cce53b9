#include "statistics.h"

#include "engine/image/grey.h"
#include "engine/simulation/detail/voronoi.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// Voronoi cells against a slow search, and the simulators of membranes, A. thaliana and D. rerio.
class TestMembranes : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void voronoiIsExact();
  void weightsFollowTheSpacing();
  void meristemIsADomeFullOfCells();
  void meristemCellsGrowInwards();
  void meristemMembranes();
  void everyFishCellHasItsNucleus();
  void fishNuclei();

private:
  static std::map<std::string, double> meristem(std::map<std::string, double> more = {}) {
    more.insert({{"size.x", 100}, {"size.y", 100}, {"size.z", 36}, {"cell.distance", 12}});
    return more;
  }
  static std::map<std::string, double> fish(std::map<std::string, double> more = {}) {
    more.insert({{"size.x", 100},
                 {"size.y", 100},
                 {"size.z", 40},
                 {"embryo.radius", 60},
                 {"embryo.thickness", 30},
                 {"cell.distance", 14}});
    return more;
  }
};

void TestMembranes::voronoiIsExact() {
  const SimulationSettings settings;
  const Values values(settings);
  const SimulationHooks hooks;
  const Task task{values, 1, hooks};
  const Box box{0, 0, 0, 21, 33, 30};
  Draws draws(5, Purpose::Place);
  std::vector<Seed> seeds;
  for (int i = 0; i < 40; ++i) {
    seeds.push_back(
        {{draws.uniform({0, 21}), draws.uniform({0, 33}), draws.uniform({0, 30})}, draws.uniform({1, 1.5})});
  }
  std::vector<std::uint8_t> inside(box.voxels());
  for (std::uint8_t& in : inside) {
    in = draws.chance(0.8) ? 1 : 0;
  }
  const std::vector<std::uint32_t> labels = voronoiLabels(box, inside, seeds, task, {0, 1});
  for (std::int64_t z = 0; z < 21; ++z) {
    for (std::int64_t y = 0; y < 33; ++y) {
      for (std::int64_t x = 0; x < 30; ++x) {
        double best = 1e300;
        std::uint32_t label = 0;
        for (std::size_t i = 0; i < seeds.size(); ++i) {
          const Place& p = seeds[i].place;
          const double d = seeds[i].weight * std::hypot(static_cast<double>(z) - p.z, static_cast<double>(y) - p.y,
                                                        static_cast<double>(x) - p.x);
          if (d < best) {
            best = d;
            label = static_cast<std::uint32_t>(i + 1);
          }
        }
        QCOMPARE(labels[box.offset(z, y, x)], inside[box.offset(z, y, x)] != 0 ? label : 0U);
      }
    }
  }
}

void TestMembranes::weightsFollowTheSpacing() {
  std::vector<Seed> seeds{{{0, 0, 0}, 1}, {{0, 0, 10}, 1}, {{0, 0, 30}, 1}};
  weighBySpacing(seeds, 0.25);
  QCOMPARE(seeds[0].weight, 1.0 + 0.25 * 10.0 / 20.0);
  QCOMPARE(seeds[1].weight, 1.0 + 0.25 * 10.0 / 20.0);
  QCOMPARE(seeds[2].weight, 1.25);
}

void TestMembranes::meristemIsADomeFullOfCells() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("a-thaliana", seed, meristem({{"irregularity", 0}, {"margin", 2}}));
    QVERIFY(s.placed <= s.requested && s.placed > 20);
    Mask all;
    std::int64_t voxels = 0;
    for (const auto& [id, cell] : s.sketch.cells()) {
      QCOMPARE(cell->kind, CellKind::WholeCell);
      all.unite(cell->mask);
      voxels += cell->mask.count();
    }
    QCOMPARE(all.count(), voxels); // no overlap
    if (seed % 10 != 0) {
      continue;
    }
    for (std::int64_t z = 0; z < 36; ++z) { // the upper half of the ellipsoid 34.2, 47.5, 47.5, less 2 voxels inwards
      for (std::int64_t y = 0; y < 100; ++y) {
        for (std::int64_t x = 0; x < 100; ++x) {
          const double dz = 35.0 - static_cast<double>(z);
          const double dy = static_cast<double>(y) - 49.5;
          const double dx = static_cast<double>(x) - 49.5;
          const double share = std::hypot(dz / 34.2, dy / 47.5, dx / 47.5);
          const double depth = std::hypot(dz, dy, dx) * (1.0 / share - 1.0);
          if (std::abs(depth - 2.0) > 0.01) {
            QCOMPARE(all.test(0, z, y, x), depth > 2.0);
          }
        }
      }
    }
  }
}

void TestMembranes::meristemCellsGrowInwards() {
  double outer = 0.0; // mean volumes of cells that touch the base's rim, and of those in its middle
  double inner = 0.0;
  std::size_t outerCount = 0;
  std::size_t innerCount = 0;
  for (std::uint64_t seed = 0; seed < 25; ++seed) {
    const Simulation s = simulated("a-thaliana", seed, meristem({{"cell.distance", 8}, {"cell.growth", 0.7}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Box box = cell->mask.bounds();
      const double z = 0.5 * static_cast<double>(box.z0 + box.z1 - 1);
      const double y = 0.5 * static_cast<double>(box.y0 + box.y1 - 1);
      const double x = 0.5 * static_cast<double>(box.x0 + box.x1 - 1);
      const double share = std::hypot((35 - z) / 34.2, (y - 49.5) / 47.5, (x - 49.5) / 47.5);
      (share < 0.5 ? inner : outer) += static_cast<double>(cell->mask.count());
      ++(share < 0.5 ? innerCount : outerCount);
    }
  }
  QVERIFY(inner / static_cast<double>(innerCount) > 1.5 * outer / static_cast<double>(outerCount));
}

void TestMembranes::meristemMembranes() {
  const Sketch sketch =
      simulated("a-thaliana", 2, meristem({{"centre-decay", 0}, {"membrane.brightness", 0.5}, {"background", 0.1}}))
          .sketch;
  const Image<float> grey = rasteriseGrey(sketch);
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::WholeCell);
  const float membrane = greyOfBrightness(0.5F);
  const Extent& e = sketch.extent();
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x + 1 < e.x; ++x) {
        const float here = grey.at(0, 0, z, y, x);
        QVERIFY(here == membrane || std::abs(here - 0.1F) < 1e-6F);
        if (labels.at(0, 0, z, y, x) != labels.at(0, 0, z, y, x + 1)) {
          QCOMPARE(here, membrane);
        }
      }
    }
  }
}

void TestMembranes::everyFishCellHasItsNucleus() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("d-rerio", seed, fish());
    const auto count = static_cast<CellId>(s.placed);
    QVERIFY(s.placed <= s.requested && s.placed > 20);
    QCOMPARE(s.sketch.cellCount(), std::size_t{2} * count);
    QCOMPARE(s.sketch.extent().c, std::int64_t{2});
    Mask all;
    std::int64_t voxels = 0;
    for (CellId id = 1; id <= count; ++id) {
      const Cell& nucleus = *s.sketch.find(id);
      const Cell& cell = *s.sketch.find(count + id);
      QVERIFY(nucleus.kind == CellKind::Nucleus && nucleus.channel == 0);
      QVERIFY(cell.kind == CellKind::WholeCell && cell.channel == 1);
      Mask outside = nucleus.mask;
      outside.subtract(cell.mask);
      QVERIFY(outside.empty() && !nucleus.mask.empty());
      all.unite(cell.mask);
      voxels += cell.mask.count();
    }
    QCOMPARE(all.count(), voxels);
  }
}

void TestMembranes::fishNuclei() {
  std::vector<double> shares;
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Simulation s =
        simulated("d-rerio", seed, fish({{"elongation.max", 1}, {"nucleus.size.min", 0.4}, {"nucleus.size.max", 0.9}}));
    std::vector<std::array<double, 3>> centres;
    std::vector<double> radii;
    for (CellId id = 1; id <= static_cast<CellId>(s.placed); ++id) {
      const Mask& mask = s.sketch.find(id)->mask;
      const Box box = mask.bounds();
      const std::int64_t z = (box.z0 + box.z1) / 2;
      const Ellipse e = ellipseOf(mask, z);
      centres.push_back({static_cast<double>(z), e.y, e.x});
      // A nucleus that its cell or the first slices have cut has no radius to measure.
      const bool whole = box.depth() == box.height() && box.height() == box.width() && box.z0 > 0;
      radii.push_back(whole ? std::cbrt(static_cast<double>(mask.count()) * 3.0 / (4.0 * std::numbers::pi)) : -1.0);
    }
    for (std::size_t i = 0; i < centres.size(); ++i) {
      double nearest = 1e300;
      for (std::size_t j = 0; j < centres.size(); ++j) {
        if (i != j && radii[i] > 0 && radii[j] > 0) {
          nearest = std::min(nearest, std::hypot(centres[i][0] - centres[j][0], centres[i][1] - centres[j][1],
                                                 centres[i][2] - centres[j][2]));
        }
      }
      if (radii[i] > 0) {
        QVERIFY(nearest >= 14.0 - 0.01);
        shares.push_back(radii[i] / (0.5 * nearest));
      }
    }
  }
  QVERIFY(shares.size() > 1000);
  // The nearest neighbour may be one that was cut, so shares can come out smaller, never larger.
  const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
  QVERIFY(*most < 0.93);
  const double mean = std::accumulate(shares.begin(), shares.end(), 0.0) / static_cast<double>(shares.size());
  QVERIFY2(mean > 0.58 && mean < 0.67 && *least > 0.2, qPrintable(QString::number(mean)));
}

CYTOSKETCH_TEST_CLASS(membranes, TestMembranes)
#include "test_membranes.moc"
