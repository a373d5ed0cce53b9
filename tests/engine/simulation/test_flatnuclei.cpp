#include "statistics.h"

#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// The laws of the two-dimensional simulators, mouse stem cells and HeLa, measured in the masks of 100 sketches.
class TestFlatNuclei : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void mouseShapes();
  void mouseNeverOverlaps();
  void deformationIsBounded();
  void nucleoli();
  void helaShapes();
  void helaColonies();
  void fillsWhatIsFree();

private:
  static std::map<std::string, double> merged(std::map<std::string, double> base, std::map<std::string, double> more) {
    more.insert(base.begin(), base.end()); // what `more` says goes first
    return more;
  }
  static std::map<std::string, double> mouse(std::map<std::string, double> more = {}) {
    return merged({{"size.x", 300}, {"size.y", 300}, {"count", 6}}, more);
  }
  static std::map<std::string, double> hela(std::map<std::string, double> more = {}) {
    return merged({{"size.x", 250}, {"size.y", 200}, {"regions.min", 2}, {"regions.max", 4}}, more);
  }
};

void TestFlatNuclei::mouseShapes() {
  std::vector<double> radii;
  std::vector<double> elongations;
  std::vector<double> angles;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("mouse-stem-cells", seed, mouse({{"deformation", 0}}));
    QVERIFY(s.placed <= 6);
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask);
      radii.push_back(e.major);
      elongations.push_back(e.major / e.minor);
      if (e.major / e.minor > 1.1) {
        angles.push_back(e.angle);
      }
    }
  }
  QVERIFY(kolmogorov(radii, uniformCdf(30, 45)) < kolmogorovBound);
  QVERIFY(kolmogorov(elongations, uniformCdf(1, 1.3)) < kolmogorovBound);
  QVERIFY(kolmogorov(angles, uniformCdf(0, std::numbers::pi)) < kolmogorovBound);
}

void TestFlatNuclei::mouseNeverOverlaps() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation bulging = simulated("mouse-stem-cells", seed, mouse({{"count", 100}, {"deformation", 0.15}}));
    Mask all;
    std::int64_t pixels = 0;
    for (const auto& [id, cell] : bulging.sketch.cells()) {
      all.unite(cell->mask);
      pixels += cell->mask.count();
    }
    QCOMPARE(all.count(), pixels);
    const Simulation plain = simulated("mouse-stem-cells", seed, mouse({{"count", 100}, {"deformation", 0}}));
    std::vector<Ellipse> nuclei;
    for (const auto& [id, cell] : plain.sketch.cells()) {
      nuclei.push_back(ellipseOf(cell->mask));
      for (std::size_t i = 0; i + 1 < nuclei.size(); ++i) {
        QVERIFY(std::hypot(nuclei[i].y - nuclei.back().y, nuclei[i].x - nuclei.back().x) > 90.0 - 0.5);
      }
    }
  }
}

void TestFlatNuclei::deformationIsBounded() {
  // Streams are kept apart by purpose, so the same seed gives the same nuclei with and without deformation.
  double farthest = 0.0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto with = simulated("mouse-stem-cells", seed, mouse({{"count", 3}})).sketch;
    const auto without = simulated("mouse-stem-cells", seed, mouse({{"count", 3}, {"deformation", 0}})).sketch;
    QCOMPARE(with.cellCount(), without.cellCount());
    for (const auto& [id, cell] : with.cells()) {
      const Mask& plain = without.find(id)->mask;
      const Box box = cell->mask.bounds().united(plain.bounds());
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
          const bool was = plain.test(0, 0, y, x);
          if (cell->mask.test(0, 0, y, x) == was) {
            continue;
          }
          double nearest = 100.0; // distance to a pixel that was of the other class
          for (std::int64_t dy = -14; dy <= 14; ++dy) {
            for (std::int64_t dx = -14; dx <= 14; ++dx) {
              if (plain.test(0, 0, y + dy, x + dx) != was) {
                nearest = std::min(nearest, std::hypot(static_cast<double>(dy), static_cast<double>(dx)));
              }
            }
          }
          farthest = std::max(farthest, nearest);
        }
      }
    }
  }
  // 0.05 of 135 px on each axis: 6.75 √2, and a pixel.
  QVERIFY2(farthest <= 6.75 * std::sqrt(2.0) + 1.5, qPrintable(QString::number(farthest)));
  QVERIFY(farthest >= 3.0);
}

void TestFlatNuclei::nucleoli() {
  std::vector<std::size_t> counts(3, 0);
  std::size_t nuclei = 0;
  std::vector<double> radii;
  std::vector<double> greys;
  std::size_t black = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("mouse-stem-cells", seed, mouse());
    for (const auto& [id, cell] : s.sketch.cells()) {
      ++nuclei;
      ++counts.at(cell->nucleoli.size());
      for (const Nucleolus& n : cell->nucleoli) {
        radii.push_back(n.radiusY);
        radii.push_back(n.radiusX);
        (n.grey > 0.0F ? greys.push_back(n.grey) : void(++black));
        for (int i = 0; i < 32; ++i) { // the disc of radius 10 around the centre, a pixel less, is in the nucleus
          const double angle = 2.0 * std::numbers::pi * i / 32;
          QVERIFY(cell->mask.test(0, 0, std::lround(n.y + 9.0 * std::sin(angle)),
                                  std::lround(n.x + 9.0 * std::cos(angle))));
        }
      }
    }
  }
  QVERIFY(isShare(counts[0], nuclei, 0.2));
  QVERIFY(isShare(counts[1], nuclei, 0.5));
  QVERIFY(isShare(counts[2], nuclei, 0.3));
  QVERIFY(kolmogorov(radii, uniformCdf(7, 12)) < kolmogorovBound);
  // Network value −1.7 U(0.6, 1)/1.3, black below −1.
  QVERIFY(isShare(black, black + greys.size(), (1.0 - 1.3 / 1.7) / 0.4));
  QVERIFY(kolmogorov(greys, uniformCdf(0.0, 0.5 * (1.0 - 1.7 * 0.6 / 1.3))) < kolmogorovBound);
}

void TestFlatNuclei::helaShapes() {
  std::vector<double> radii;
  std::vector<double> elongations;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("hela", seed, hela({{"deformation", 0}, {"count", 20}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask);
      radii.push_back(e.major);
      elongations.push_back((e.major / e.minor - 1.0) * e.major / 10.0); // 1 + U(0, 1) 10/r
    }
  }
  QVERIFY(radii.size() > 700);
  QVERIFY2(kolmogorov(radii, uniformCdf(10, 20)) < kolmogorovBound,
           qPrintable(QString::number(kolmogorov(radii, uniformCdf(10, 20)))));
  QVERIFY2(kolmogorov(elongations, uniformCdf(0, 1)) < kolmogorovBound,
           qPrintable(QString::number(kolmogorov(elongations, uniformCdf(0, 1)))));
}

void TestFlatNuclei::helaColonies() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated(
        "hela", seed,
        hela({{"regions.min", 1}, {"regions.max", 1}, {"regions.radius", 60}, {"deformation", 0}, {"count", 5}}));
    std::vector<Ellipse> nuclei;
    for (const auto& [id, cell] : s.sketch.cells()) {
      nuclei.push_back(ellipseOf(cell->mask));
      for (std::size_t i = 0; i + 1 < nuclei.size(); ++i) {
        const double distance = std::hypot(nuclei[i].y - nuclei.back().y, nuclei[i].x - nuclei.back().x);
        QVERIFY(distance > 40.0 - 0.5);  // twice the largest radius
        QVERIFY(distance < 120.0 + 0.5); // in one disc
      }
    }
  }
}

void TestFlatNuclei::fillsWhatIsFree() {
  const Simulation s = simulated("mouse-stem-cells", 4, mouse({{"count", 1000}, {"deformation", 0}}));
  QVERIFY(s.placed < s.requested);
  std::vector<Ellipse> nuclei;
  for (const auto& [id, cell] : s.sketch.cells()) {
    nuclei.push_back(ellipseOf(cell->mask));
  }
  for (double y = 0; y < 300; y += 1) {
    for (double x = 0; x < 300; x += 1) {
      QVERIFY(std::any_of(nuclei.begin(), nuclei.end(),
                          [&](const Ellipse& e) { return std::hypot(e.y - y, e.x - x) < 90.5; }));
    }
  }
}

CYTOSKETCH_TEST_CLASS(flatnuclei, TestFlatNuclei)
#include "test_flatnuclei.moc"
