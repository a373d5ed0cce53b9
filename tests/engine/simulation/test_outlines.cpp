#include "statistics.h"

#include "engine/image/grey.h"
#include "engine/simulation/detail/outline.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

/// Irregular outlines and the simulators made of them: cervical cells, mitosis, free form.
class TestOutlines : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void irregularityIsAsAsked();
  void cervicalCells();
  void cervicalOverlapsDarken();
  void mitosisTakesItsCourse();
  void mitosisTiming();
  void freeFormShapes();
  void freeFormClusters();
};

void TestOutlines::irregularityIsAsAsked() {
  double meanSquare = 0.0;
  double first = 0.0; // share of cos φ: would only move the shape
  for (std::uint64_t s = 0; s < 400; ++s) {
    const BumpyCircle circle(0.08, Draws(s, Purpose::Deformation));
    double a = 0.0;
    for (int i = 0; i < 90; ++i) {
      const double angle = 2.0 * std::numbers::pi * i / 90;
      const double d = circle.towards(angle) - 1.0;
      meanSquare += d * d / 90 / 400;
      a += d * std::cos(angle) / 45;
    }
    first += a * a / 400;
  }
  QVERIFY2(std::abs(std::sqrt(meanSquare) - 0.08) < 0.004, qPrintable(QString::number(std::sqrt(meanSquare))));
  QVERIFY(first < 1e-6);
}

void TestOutlines::cervicalCells() {
  std::vector<double> radii;
  std::vector<double> nuclei;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("cervical", seed, {{"irregularity", 0}, {"overlap", 0.5}, {"count", 5}});
    const auto count = static_cast<CellId>(s.placed);
    QVERIFY(s.placed <= 5);
    QCOMPARE(s.sketch.cellCount(), std::size_t{2} * count); // one nucleus each
    std::vector<Ellipse> cells;
    for (CellId id = 1; id <= count; ++id) {
      const Cell& cell = *s.sketch.find(id);
      const Cell& nucleus = *s.sketch.find(count + id);
      QVERIFY(cell.kind == CellKind::Cytoplasm && nucleus.kind == CellKind::Nucleus);
      QVERIFY(nucleus.greyAt(0) < cell.greyAt(0) && cell.greyAt(0) < s.sketch.shading().background);
      Mask outside = nucleus.mask;
      outside.subtract(cell.mask);
      QVERIFY(outside.empty());
      cells.push_back(ellipseOf(cell.mask));
      radii.push_back(cells.back().major);
      nuclei.push_back(ellipseOf(nucleus.mask).major);
      const Ellipse& e = cells.back();
      QVERIFY(std::min({e.y, e.x, 511.0 - e.y, 511.0 - e.x}) > 69.5);
      for (std::size_t i = 0; i + 1 < cells.size(); ++i) { // half of twice the largest radius
        QVERIFY(std::hypot(cells[i].y - e.y, cells[i].x - e.x) > 95.0 - 0.5);
      }
    }
  }
  QVERIFY(kolmogorov(radii, uniformCdf(60, 95)) < kolmogorovBound);
  QVERIFY(kolmogorov(nuclei, uniformCdf(9, 14)) < kolmogorovBound);
}

void TestOutlines::cervicalOverlapsDarken() {
  const Sketch sketch = simulated("cervical", 3, {{"count", 12}, {"overlap", 0.8}}).sketch;
  const Image<float> grey = rasteriseGrey(sketch);
  std::size_t twice = 0;
  for (std::int64_t y = 0; y < 512; ++y) {
    for (std::int64_t x = 0; x < 512; ++x) {
      int layers = 0;
      bool nucleus = false;
      float top = 0.9F;
      for (const auto& [id, cell] : sketch.cells()) { // in order of their ids: the last one lies on top
        if (cell->mask.test(0, 0, y, x)) {
          nucleus = nucleus || cell->kind == CellKind::Nucleus;
          layers += cell->kind == CellKind::Cytoplasm ? 1 : 0;
          top = cell->kind == CellKind::Cytoplasm ? cell->greyAt(0) : top;
        }
      }
      if (!nucleus) {
        const float expected = top * (1.0F - 0.1F * static_cast<float>(std::max(0, layers - 1)));
        QVERIFY(std::abs(grey.at(y, x) - expected) < 1e-5F);
        twice += layers > 1 ? 1 : 0;
      }
    }
  }
  QVERIFY(twice > 1000);
}

void TestOutlines::mitosisTakesItsCourse() {
  std::vector<double> radii;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("hela-mitosis", seed, {{"irregularity", seed % 2 == 0 ? 0.0 : 0.05}});
    QCOMPARE(s.sketch.extent(), (Extent{90, 1, 1, 96, 96}));
    QCOMPARE(s.sketch.cellCount(), std::size_t{3});
    const Cell& mother = *s.sketch.find(1);
    const Cell& left = *s.sketch.find(2);
    const Cell& right = *s.sketch.find(3);
    QVERIFY(mother.parent == 0 && left.parent == 1 && right.parent == 1);
    const std::int64_t split = mother.mask.frames().second;
    QCOMPARE(mother.mask.frames().first, std::int64_t{0});
    QVERIFY(left.mask.frames() == std::pair(split, std::int64_t{90}) && right.mask.frames() == left.mask.frames());
    float brightest = 0.0F;
    double flattest = 1.0;
    double before = 0.0;
    for (std::int64_t t = 0; t < 90; ++t) {
      if (t < split) {
        const Ellipse e = ellipseOf(mother.mask, 0, t);
        QVERIFY(std::hypot(e.y - 47.5, e.x - 47.5) < 2.0); // centred
        brightest = std::max(brightest, mother.greyAt(t));
        flattest = std::min(flattest, e.minor / e.major);
        if (t == 0 && seed % 2 == 0) {
          radii.push_back(e.major);
        }
      } else {
        const Ellipse a = ellipseOf(left.mask, 0, t);
        const Ellipse b = ellipseOf(right.mask, 0, t);
        QVERIFY(a.pixels > 20 && b.pixels > 20);
        QVERIFY(std::hypot(0.5 * (a.y + b.y) - 47.5, 0.5 * (a.x + b.x) - 47.5) < 2.5);
        const double apart = std::hypot(a.y - b.y, a.x - b.x);
        QVERIFY(apart > before - 0.7); // they only part
        before = apart;
        Mask both = left.mask;
        both.intersect(right.mask);
        QVERIFY(both.empty());
      }
    }
    QVERIFY(brightest > 0.98F && flattest < 0.45); // the plate of metaphase
    QVERIFY(before > 30.0 && left.greyAt(89) < 0.75F);
    QVERIFY(left.mask.bounds() == left.mask.bounds().intersected(Box::whole(s.sketch.extent())));
  }
  QVERIFY(kolmogorov(radii, uniformCdf(14, 18)) < kolmogorovBound);
}

void TestOutlines::mitosisTiming() {
  for (const double frames : {40.0, 90.0}) {
    const Simulation s = simulated("hela-mitosis", 1, {{"timing", 0}, {"frames", frames}});
    // Interphase, prophase, metaphase: 0.25 + 0.15 + 0.15 of the frames.
    QCOMPARE(s.sketch.find(1)->mask.frames().second, static_cast<std::int64_t>(std::ceil(0.55 * frames - 1e-9)));
  }
}

void TestOutlines::freeFormShapes() {
  std::vector<double> radii;
  std::vector<double> elongations;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const Simulation s = simulated("free-form", seed,
                                   {{"size.x", 300},
                                    {"size.y", 300},
                                    {"count", 10},
                                    {"irregularity", 0},
                                    {"elongation.min", 1.2},
                                    {"elongation.max", 2},
                                    {"distance", 80}});
    std::vector<Ellipse> cells;
    for (const auto& [id, cell] : s.sketch.cells()) {
      const Ellipse e = ellipseOf(cell->mask);
      radii.push_back(std::sqrt(static_cast<double>(e.pixels) / std::numbers::pi));
      elongations.push_back(e.major / e.minor);
      for (const Ellipse& other : cells) {
        QVERIFY(std::hypot(other.y - e.y, other.x - e.x) > 79.5);
      }
      cells.push_back(e);
    }
  }
  QVERIFY(radii.size() > 500);
  QVERIFY(kolmogorov(radii, uniformCdf(10, 20)) < kolmogorovBound);
  QVERIFY(kolmogorov(elongations, uniformCdf(1.2, 2)) < kolmogorovBound);
}

void TestOutlines::freeFormClusters() {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto cells = [&](double clustering) {
      return simulated("free-form", seed,
                       {{"size.x", 300},
                        {"size.y", 300},
                        {"count", 5000},
                        {"radius.min", 3},
                        {"radius.max", 4},
                        {"clustering", clustering}});
    };
    const Simulation crowded = cells(0.8);
    const Simulation loose = cells(0.0);
    Mask all;
    std::int64_t pixels = 0;
    for (const auto& [id, cell] : crowded.sketch.cells()) {
      all.unite(cell->mask);
      pixels += cell->mask.count();
    }
    QCOMPARE(all.count(), pixels); // what cells share goes to one of them
    // The region is a fifth of the sketch, at most one disc of radius 16 (0.9 %) more; its rim takes some more cells.
    const double share = static_cast<double>(crowded.placed) / static_cast<double>(loose.placed);
    QVERIFY2(share > 0.18 && share < 0.32, qPrintable(QString::number(share)));
  }
}

CYTOSKETCH_TEST_CLASS(outlines, TestOutlines)
#include "test_outlines.moc"
