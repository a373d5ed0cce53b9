#include "statistics.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// The laws of the C. elegans simulator, measured in the masks of 100 sketches.
class TestCElegans : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void radiiAreUniform();
  void elongationAndRotation();
  void someHaveJustDivided();
  void nucleiKeepTheirDistance();
  void fillsWhatIsFree();
  void radiusFollowsTheNumber();
  void numberSpreads();

private:
  static std::map<std::string, double> small(std::map<std::string, double> more) {
    more.insert({{"size.x", 220}, {"size.y", 180}, {"size.z", 24}, {"z-anisotropy", 0.25}}); // unless given
    return more;
  }
  static std::int64_t middle(const Cell& cell) {
    const Box box = cell.mask.bounds();
    return (box.z0 + box.z1) / 2;
  }
};

void TestCElegans::radiiAreUniform() {
  std::vector<double> radii;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated(
        "c-elegans", seed,
        small({{"count", 8}, {"radius.min", 8}, {"radius.max", 20}, {"elongation.max", 1}, {"post-mitotic", 0}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      radii.push_back(std::sqrt(static_cast<double>(ellipseOf(cell->mask, middle(*cell)).pixels) / std::numbers::pi));
      // z is 0.25 of the radius, to either side of the middle slice.
      const double slices = std::floor(radii.back() * 0.25);
      QVERIFY(std::abs(static_cast<double>(cell->mask.bounds().depth()) - (2.0 * slices + 1.0)) <= 2.0);
    }
  }
  QVERIFY(radii.size() > 400);
  QVERIFY2(kolmogorov(radii, uniformCdf(8, 20)) < kolmogorovBound,
           qPrintable(QString::number(kolmogorov(radii, uniformCdf(8, 20)))));
}

void TestCElegans::elongationAndRotation() {
  std::vector<double> elongations;
  std::vector<double> angles;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("c-elegans", seed,
                                   small({{"count", 8},
                                          {"radius.min", 20},
                                          {"radius.max", 20},
                                          {"elongation.max", 2},
                                          {"post-mitotic", 0},
                                          {"rotation", 20}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask, middle(*cell));
      QVERIFY(std::abs(e.major - 20.0) < 0.5);
      elongations.push_back(e.major / e.minor);
      if (elongations.back() > 1.2) { // the longer axis is y, turned by up to 20°
        angles.push_back((e.angle - 0.5 * std::numbers::pi) * 180.0 / std::numbers::pi);
      }
    }
  }
  QVERIFY(kolmogorov(elongations, uniformCdf(1, 2)) < kolmogorovBound);
  QVERIFY(kolmogorov(angles, uniformCdf(-20, 20)) < kolmogorovBound);
}

void TestCElegans::someHaveJustDivided() {
  std::size_t divided = 0;
  std::size_t all = 0;
  std::vector<double> elongations;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("c-elegans", seed,
                                   small({{"count", 10},
                                          {"radius.min", 16},
                                          {"radius.max", 16},
                                          {"elongation.max", 1},
                                          {"z-anisotropy", 0.5},
                                          {"size.z", 48}}));
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask, middle(*cell));
      const double elongation = e.major / e.minor;
      ++all;
      if (elongation > 1.1) {
        ++divided;
        elongations.push_back(elongation);
        // Thin along two axes: the volume is that of (r, r/e, 0.5 r/e).
        const double volume = 4.0 / 3.0 * std::numbers::pi * 16.0 * (16.0 / elongation) * (8.0 / elongation);
        const double ratio = static_cast<double>(cell->mask.count()) / volume;
        QVERIFY2(std::abs(ratio - 1.0) < 0.1, qPrintable(QString("%1 at e = %2").arg(ratio).arg(elongation)));
      }
    }
  }
  QVERIFY2(isShare(divided, all, 0.1 * 0.9), qPrintable(QString("%1 of %2").arg(divided).arg(all)));
  QVERIFY(kolmogorov(elongations, uniformCdf(1.1, 2)) < kolmogorovBound);
}

void TestCElegans::nucleiKeepTheirDistance() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s =
        simulated("c-elegans", seed, small({{"count", 12}, {"radius.min", 8}, {"radius.max", 10}, {"region", 0.4}}));
    std::vector<std::array<double, 3>> centres;
    Mask all;
    std::int64_t voxels = 0;
    for (const auto& [id, cell] : s.sketch.cells()) {
      const std::int64_t z = middle(*cell);
      const Ellipse e = ellipseOf(cell->mask, z);
      // The embryo's semi-axes are the whole part of 0.4 of the size.
      const double dz = (static_cast<double>(z) - 12.0) / 9.0;
      const double dy = (e.y - 90.0) / 72.0;
      const double dx = (e.x - 110.0) / 88.0;
      QVERIFY(dz * dz + dy * dy + dx * dx <= 1.0 + 1e-9);
      for (const auto& other : centres) {
        QVERIFY(std::hypot((static_cast<double>(z) - other[0]) / 0.25, e.y - other[1], e.x - other[2]) >= 20.0 - 1e-9);
      }
      centres.push_back({static_cast<double>(z), e.y, e.x});
      all.unite(cell->mask);
      voxels += cell->mask.count();
    }
    QCOMPARE(all.count(), voxels); // no overlap
    QVERIFY(s.placed <= s.requested);
    QCOMPARE(s.placed, static_cast<std::int64_t>(s.sketch.cellCount()));
  }
}

void TestCElegans::fillsWhatIsFree() {
  const Simulation s = simulated("c-elegans", 5, small({{"count", 5000}, {"radius.min", 6}, {"radius.max", 10}}));
  QCOMPARE(s.requested, std::int64_t{5000});
  QVERIFY(s.placed < 5000);
  std::vector<std::array<double, 3>> centres;
  for (const auto& [id, cell] : s.sketch.cells()) {
    const Ellipse e = ellipseOf(cell->mask, middle(*cell));
    centres.push_back({static_cast<double>(middle(*cell)), e.y, e.x});
  }
  for (double z = 5; z <= 19; z += 1) {
    for (double y = 36; y <= 144; y += 1) {
      for (double x = 44; x <= 176; x += 1) {
        const bool inside = std::pow((z - 12) / 7, 2) + std::pow((y - 90) / 54, 2) + std::pow((x - 110) / 66, 2) <= 1.0;
        const bool free = inside && std::all_of(centres.begin(), centres.end(), [&](const auto& c) {
                            return std::hypot((z - c[0]) / 0.25, y - c[1], x - c[2]) >= 20.0;
                          });
        QVERIFY2(!free, qPrintable(QString("free: %1 %2 %3").arg(z).arg(y).arg(x)));
      }
    }
  }
}

void TestCElegans::radiusFollowsTheNumber() {
  // The authors' numbers for a sketch of 35 × 512 × 708: r = 66, 28, 18 for 4, 50, 200 nuclei, ±1.
  for (const auto& [count, radius] : {std::pair{4, 66}, {50, 28}, {200, 18}}) {
    const Simulation s = simulated("c-elegans", 1, {{"count", count}, {"elongation.max", 1}, {"post-mitotic", 0}});
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask, middle(*cell));
      QVERIFY2(e.major > radius - 1.2 && e.major < radius + 1.2, qPrintable(QString::number(e.major)));
    }
  }
}

void TestCElegans::numberSpreads() {
  std::vector<std::size_t> seen(7, 0);
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s =
        simulated("c-elegans", seed, small({{"count", 5}, {"count-spread", 3}, {"radius.min", 3}, {"radius.max", 4}}));
    QVERIFY(s.requested >= 2 && s.requested <= 8);
    QCOMPARE(s.placed, s.requested);
    ++seen[static_cast<std::size_t>(s.requested - 2)];
  }
  for (const std::size_t count : seen) {
    QVERIFY(isShare(count, 100, 1.0 / 7.0));
  }
}

CYTOSKETCH_TEST_CLASS(celegans, TestCElegans)
#include "test_celegans.moc"
