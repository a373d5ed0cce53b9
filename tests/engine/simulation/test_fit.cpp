#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/simulation/fit.h"
#include "engine/sketch/fromlabels.h"
#include "engine/sketch/raster.h"
#include "statistics.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace cytosketch;

namespace {

using Numbers = std::map<std::string, double>;

/// Two-sample Kolmogorov–Smirnov statistic √(nm/(n+m)) · sup |F_n − G_m|.
double kolmogorov(std::vector<double> a, std::vector<double> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  double largest = 0.0;
  for (const auto* const samples : {&a, &b}) {
    for (const double x : *samples) {
      const auto share = [x](const std::vector<double>& s) {
        return double(std::upper_bound(s.begin(), s.end(), x) - s.begin()) / double(s.size());
      };
      largest = std::max(largest, std::abs(share(a) - share(b)));
    }
  }
  return largest * std::sqrt(double(a.size() * b.size()) / double(a.size() + b.size()));
}

/// What can be told about whole cells without the code under test.
struct Distributions {
  std::vector<double> radii, elongations, brightnesses, neighbours;
};

Distributions distributionsOf(const Sketch& sketch) {
  Distributions d;
  std::vector<std::pair<double, double>> places;
  for (const auto& [id, cell] : sketch.cells()) {
    const Box box = cell->mask.bounds();
    const Ellipse e = ellipseOf(cell->mask);
    places.emplace_back(e.y, e.x);
    if (box.y0 > 0 && box.x0 > 0 && box.y1 < sketch.extent().y && box.x1 < sketch.extent().x) {
      d.radii.push_back(std::sqrt(double(e.pixels) / std::numbers::pi));
      d.elongations.push_back(e.major / e.minor);
    }
    d.brightnesses.push_back(brightnessOfGrey(cell->greyAt(0)));
  }
  for (const auto& a : places) {
    double nearest = 1e9;
    for (const auto& b : places) {
      if (&a != &b) {
        nearest = std::min(nearest, std::hypot(a.first - b.first, a.second - b.second));
      }
    }
    d.neighbours.push_back(nearest);
  }
  return d;
}

Sketch freeForm(std::uint64_t seed, const Numbers& values) {
  return simulated("free-form", seed, values).sketch;
}

} // namespace

/// Free-form cells fitted to cells whose parameters are known.
class TestFit : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void recovers_data();
  void recovers();
  void simulatesAlike_data() { recovers_data(); }
  void simulatesAlike();
  void recoversLaws();
  void discsAreDiscs();
  void seriesCountPerFrame();
  void labelsSayNothingOfLight();
  void sameSketchSameSettings();
  void progressAndCancel();
  void refuses();
};

void TestFit::recovers_data() {
  QTest::addColumn<Numbers>("truth");
  const Numbers size{{"size.x", 900}, {"size.y", 900}, {"count", 400}};
  const auto row = [&](const char* name, Numbers values) {
    values.insert(size.begin(), size.end());
    QTest::newRow(name) << values;
  };
  row("round", {{"radius.min", 8}, {"radius.max", 14}, {"elongation.max", 1}, {"irregularity", 0.03}});
  row("long", {{"radius.min", 7}, {"radius.max", 12}, {"elongation.min", 1.5}, {"elongation.max", 2.5}});
  row("rough", {{"radius.min", 8}, {"radius.max", 14}, {"elongation.max", 1.6}, {"irregularity", 0.15}});
  row("crowded", {{"radius.min", 7}, {"radius.max", 11}, {"clustering", 0.5}, {"distance", 22}});
  row("dim",
      {{"radius.min", 8}, {"radius.max", 14}, {"brightness.min", 0.2}, {"brightness.max", 0.5}, {"background", 0.1}});
}

void TestFit::recovers() {
  QFETCH(Numbers, truth);
  SimulationSettings known;
  known.organism = "free-form";
  known.values = truth;
  const Simulation simulation = simulate(known);
  const FreeFormFit fit = fitFreeForm(simulation.sketch, true);
  QCOMPARE(fit.cells, simulation.placed);
  const auto near = [&](const char* key, double bound) {
    const double wanted = known.value(key);
    const double got = fit.settings.value(key);
    qInfo("%s: %.3f, fitted %.3f", key, wanted, got);
    QVERIFY2(std::abs(got - wanted) <= bound, qPrintable(QString("%1: %2, not %3").arg(key).arg(got).arg(wanted)));
  };
  QCOMPARE(fit.settings.value("size.x"), 900.0);
  QCOMPARE(fit.settings.value("count"), double(simulation.placed));
  near("radius.min", 0.7);
  near("radius.max", 0.7);
  near("elongation.min", 0.12);
  near("elongation.max", 0.15);
  near("irregularity", 0.02);
  near("clustering", 0.12);
  if (known.value("distance") > 0.0) {
    near("distance", 2.0);
  }
  near("brightness.min", 0.04);
  near("brightness.max", 0.04);
  near("background", 0.001);
  QCOMPARE(fit.settings.value("brightness.law"), 0.0);
}

void TestFit::simulatesAlike() {
  QFETCH(Numbers, truth);
  const Distributions given = distributionsOf(freeForm(11, truth));
  SimulationSettings fitted = fitFreeForm(freeForm(11, truth), true).settings;
  fitted.seed = 12;
  const Simulation again = simulate(fitted);
  QVERIFY(double(again.placed) >= 0.9 * double(again.requested));
  const Distributions made = distributionsOf(again.sketch);
  const auto alike = [](const char* what, const std::vector<double>& a, const std::vector<double>& b) {
    const double statistic = kolmogorov(a, b);
    qInfo("%s: %.2f", what, statistic);
    QVERIFY2(statistic < kolmogorovBound, what);
  };
  alike("radii", given.radii, made.radii);
  alike("elongations", given.elongations, made.elongations);
  alike("brightnesses", given.brightnesses, made.brightnesses);
  alike("neighbours", given.neighbours, made.neighbours);
}

void TestFit::recoversLaws() {
  for (const double law : {0.0, 1.0, 2.0, 3.0}) {
    const Sketch sketch = freeForm(3, {{"count", 500},
                                       {"size.x", 1200},
                                       {"size.y", 1200},
                                       {"radius.min", 8},
                                       {"radius.max", 12},
                                       {"brightness.law", law},
                                       {"brightness.min", 0.1},
                                       {"brightness.max", 0.9}});
    const SimulationSettings fitted = fitFreeForm(sketch, true).settings;
    QCOMPARE(fitted.value("brightness.law"), law);
    if (law != 2.0) {
      QVERIFY(std::abs(fitted.value("brightness.min") - 0.1) < 0.05);
      QVERIFY(std::abs(fitted.value("brightness.max") - 0.9) < 0.08);
    } else {
      QVERIFY(std::abs(fitted.value("brightness.min") - 0.5) < 0.005);
    }
  }
}

/// Drawn without the simulator: discs of one size on a grid.
void TestFit::discsAreDiscs() {
  Sketch sketch({1, 1, 1, 400, 400}, {0.0, 0.5, 0.5});
  CellId id = 0;
  for (int row = 0; row < 8; ++row) {
    for (int column = 0; column < 8; ++column) {
      Cell cell;
      cell.id = ++id;
      cell.grey = {greyOfBrightness(0.5F)};
      cell.mask = discMask(0, 0, 25 + 50 * row, 25 + 50 * column, 15);
      sketch.put(std::move(cell));
    }
  }
  const SimulationSettings fitted = fitFreeForm(sketch, true).settings;
  QVERIFY(std::abs(fitted.value("radius.min") - 15) < 0.3);
  QVERIFY(std::abs(fitted.value("radius.max") - 15) < 0.3);
  QVERIFY(fitted.value("elongation.max") < 1.03);
  QVERIFY(fitted.value("irregularity") < 0.01);
  QCOMPARE(fitted.value("clustering"), 0.0);
  QVERIFY(std::abs(fitted.value("distance") - 50.0) < 10.0); // so even is no chance
  QCOMPARE(fitted.value("count"), 64.0);
  QCOMPARE(fitted.value("spacing.xy"), 0.5);
}

void TestFit::seriesCountPerFrame() {
  Sketch sketch({3, 1, 1, 200, 200});
  for (CellId id = 1; id <= 4; ++id) {
    Cell cell;
    cell.id = id;
    for (std::int64_t t = 0; t < 3; ++t) {
      cell.mask.unite(discMask(t, 0, 100, 30.0 + 40.0 * id - 20.0, 12));
    }
    sketch.put(std::move(cell));
  }
  const FreeFormFit fit = fitFreeForm(sketch, true);
  QCOMPARE(fit.cells, std::int64_t{12});
  QCOMPARE(fit.settings.value("count"), 4.0);
}

void TestFit::labelsSayNothingOfLight() {
  const Sketch sketch = freeForm(2, {{"brightness.min", 0.1}, {"brightness.max", 0.2}});
  const Sketch labelled =
      sketchFromLabels(rasteriseLabels(sketch, CellKind::Nucleus), CellKind::Nucleus, BrightnessRange(), 1);
  const FreeFormFit fit = fitFreeForm(labelled, false);
  QVERIFY(!fit.settings.values.contains("brightness.min"));
  QVERIFY(!fit.settings.values.contains("background"));
  // With the image the greys come back.
  const Sketch lit =
      sketchFromLabels(rasteriseLabels(sketch, CellKind::Nucleus), CellKind::Nucleus, rasteriseGrey(sketch));
  const SimulationSettings fitted = fitFreeForm(lit, true).settings;
  QVERIFY(std::abs(fitted.value("brightness.min") - 0.1) < 0.02);
  QVERIFY(std::abs(fitted.value("brightness.max") - 0.2) < 0.02);
}

void TestFit::sameSketchSameSettings() {
  const Sketch sketch = freeForm(5, {{"size.x", 300}, {"size.y", 300}, {"count", 30}});
  QCOMPARE(simulationToJson(fitFreeForm(sketch, true).settings), simulationToJson(fitFreeForm(sketch, true).settings));
}

void TestFit::progressAndCancel() {
  const Sketch sketch = freeForm(5, {{"size.x", 300}, {"size.y", 300}, {"count", 30}});
  std::vector<double> told;
  fitFreeForm(sketch, true, {{}, [&](double fraction) { told.push_back(fraction); }});
  QVERIFY(told.size() > 5 && std::is_sorted(told.begin(), told.end()) && told.back() <= 1.0);
  std::stop_source stop;
  stop.request_stop();
  QVERIFY_EXCEPTION_THROWN(fitFreeForm(sketch, true, {stop.get_token(), {}}), Cancelled);
}

void TestFit::refuses() {
  QVERIFY_EXCEPTION_THROWN(fitFreeForm(Sketch({1, 1, 5, 50, 50}), true), SettingsError);
  QVERIFY_EXCEPTION_THROWN(fitFreeForm(Sketch({1, 1, 1, 50, 50}), true), SettingsError);
  Sketch cut({1, 1, 1, 50, 50}); // nothing but cells cut by the edge, or outside
  for (CellId id = 1; id <= 5; ++id) {
    Cell cell;
    cell.id = id;
    cell.mask = discMask(0, 0, 0, 10.0 * id, 4);
    cut.put(std::move(cell));
  }
  Cell away;
  away.id = 9;
  away.mask = discMask(0, 0, 500, 500, 9);
  cut.put(away);
  QVERIFY_EXCEPTION_THROWN(fitFreeForm(cut, true), SettingsError);
}

CYTOSKETCH_TEST_CLASS(fit, TestFit)
#include "test_fit.moc"
