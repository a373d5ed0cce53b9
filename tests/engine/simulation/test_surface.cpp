#include "statistics.h"

#include "engine/simulation/detail/surface.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// The spherical harmonics, measured on the surfaces, and the simulator of nuclei made of them.
class TestSurface : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void powerFallsAsStated();
  void masksFollowTheSurface();
  void nuclei();
};

namespace {

constexpr double pi = std::numbers::pi;
constexpr int polar = 40;
constexpr int azimuths = 80;

/// Real orthonormal spherical harmonic of degree l, order m at a point of the quadrature's grid.
double harmonic(int l, int m, double theta, double phi) {
  const auto k = static_cast<unsigned>(std::abs(m));
  const double legendre = std::sph_legendre(static_cast<unsigned>(l), k, theta);
  return m == 0  ? legendre
         : m > 0 ? std::numbers::sqrt2 * legendre * std::cos(k * phi)
                 : std::numbers::sqrt2 * legendre * std::sin(k * phi);
}

} // namespace

void TestSurface::powerFallsAsStated() {
  constexpr int surfaces = 200;
  constexpr int degrees = 6;
  std::vector<double> power(degrees + 1, 0.0); // mean square coefficient by degree
  double meanSquare = 0.0;
  std::vector<std::vector<double>> basis; // by (l, m), over the grid, times the area element
  for (int l = 1; l <= degrees; ++l) {
    for (int m = -l; m <= l; ++m) {
      std::vector<double>& row = basis.emplace_back();
      for (int i = 0; i < polar; ++i) {
        for (int j = 0; j < azimuths; ++j) {
          const double theta = pi * (i + 0.5) / polar;
          row.push_back(harmonic(l, m, theta, 2 * pi * j / azimuths) * std::sin(theta) * (pi / polar) *
                        (2 * pi / azimuths));
        }
      }
    }
  }
  for (std::uint64_t s = 0; s < surfaces; ++s) {
    const HarmonicSurface surface(20, 5.0, 0.1, Draws(s, Purpose::Deformation));
    std::vector<double> deviations;
    for (int i = 0; i < polar; ++i) {
      for (int j = 0; j < azimuths; ++j) {
        const double theta = pi * (i + 0.5) / polar;
        const double phi = 2 * pi * j / azimuths;
        const double d = surface.towards(3 * std::cos(theta), 3 * std::sin(theta) * std::sin(phi),
                                         3 * std::sin(theta) * std::cos(phi)) -
                         1.0;
        deviations.push_back(d);
        meanSquare += d * d * std::sin(theta) * (pi / polar) * (2 * pi / azimuths) / (4 * pi) / surfaces;
      }
    }
    std::size_t row = 0;
    for (int l = 1; l <= degrees; ++l) {
      for (int m = -l; m <= l; ++m, ++row) {
        double a = 0.0;
        for (std::size_t k = 0; k < deviations.size(); ++k) {
          a += deviations[k] * basis[row][k];
        }
        power[static_cast<std::size_t>(l)] += a * a / (2 * l + 1) / surfaces;
      }
    }
  }
  QVERIFY2(std::abs(std::sqrt(meanSquare) - 0.1) < 0.004, qPrintable(QString::number(std::sqrt(meanSquare))));
  QVERIFY(power[1] < 1e-6);
  for (int l = 3; l <= degrees; ++l) { // against degree 2
    const double ratio = power[static_cast<std::size_t>(l)] / power[2] * std::pow(l / 2.0, 5.0);
    QVERIFY2(std::abs(ratio - 1.0) < 0.2, qPrintable(QString("degree %1: %2").arg(l).arg(ratio)));
  }
}

void TestSurface::masksFollowTheSurface() {
  const HarmonicSurface surface(8, 3.0, 0.15, Draws(3, Purpose::Deformation));
  const Mask mask = maskOf(surface, {{20, 30, 40}, 8, 14, 14, 0.0});
  for (std::int64_t z = 0; z < 40; ++z) {
    for (std::int64_t y = 0; y < 60; ++y) {
      for (std::int64_t x = 0; x < 80; ++x) {
        const double w = static_cast<double>(z - 20) / 8;
        const double v = static_cast<double>(y - 30) / 14;
        const double u = static_cast<double>(x - 40) / 14;
        QCOMPARE(mask.test(0, z, y, x), std::hypot(w, v, u) <= surface.towards(w, v, u));
      }
    }
  }
  // A round surface is the ellipsoid.
  const Ellipsoid e{{20, 30, 40}, 6.3, 9.1, 15.2, 0.7};
  QCOMPARE(maskOf(HarmonicSurface(20, 5.0, 0.0, Draws(1, Purpose::Deformation)), e).count(), maskOf(e).count());
}

void TestSurface::nuclei() {
  std::vector<double> radii;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const bool bumpy = seed % 2 == 1;
    const Simulation s = simulated("harmonic-nuclei", seed,
                                   {{"size.x", 120},
                                    {"size.y", 120},
                                    {"size.z", 40},
                                    {"count", 8},
                                    {"irregularity", bumpy ? 0.2 : 0.0},
                                    {"elongation.max", 1}});
    QVERIFY(s.placed <= s.requested);
    Mask all;
    std::int64_t voxels = 0;
    std::vector<std::array<double, 3>> centres;
    for (const auto& [id, cell] : s.sketch.cells()) {
      all.unite(cell->mask);
      voxels += cell->mask.count();
      if (!bumpy) {
        const Box box = cell->mask.bounds();
        const std::int64_t z = (box.z0 + box.z1) / 2;
        const Ellipse e = ellipseOf(cell->mask, z);
        radii.push_back(std::sqrt(static_cast<double>(e.pixels) / pi));
        for (const auto& c : centres) {
          QVERIFY(std::hypot((static_cast<double>(z) - c[0]) / 0.5, e.y - c[1], e.x - c[2]) >= 36.0 - 0.1);
        }
        centres.push_back({static_cast<double>(z), e.y, e.x});
      }
    }
    QCOMPARE(all.count(), voxels); // no overlap
  }
  QVERIFY(radii.size() > 200);
  QVERIFY(kolmogorov(radii, uniformCdf(12, 18)) < kolmogorovBound);
}

CYTOSKETCH_TEST_CLASS(surface, TestSurface)
#include "test_surface.moc"
