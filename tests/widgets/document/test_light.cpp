#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "tests/support/testprogram.h"
#include "widgets/document/lightedits.h"
#include "widgets/document/lightstroke.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

Sketch nuclei() {
  Sketch sketch({1, 1, 1, 200, 300});
  for (CellId id = 1; id <= 6; ++id) {
    Cell cell;
    cell.id = id;
    cell.kind = id == 6 ? CellKind::Cytoplasm : CellKind::Nucleus;
    cell.mask = discMask(0, 0, 60.0 + 80.0 * ((id - 1) / 3), 50.0 + 90.0 * ((id - 1) % 3), 30);
    sketch.put(std::move(cell));
  }
  return sketch;
}

double distanceToLine(double y, double x, const std::vector<std::pair<double, double>>& line) {
  double least = 1e9;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    for (int k = 0; k <= 2000; ++k) { // the slow way: points on the segment
      const double s = k / 2000.0;
      const double py = line[i].first + s * (line[i + 1].first - line[i].first);
      const double px = line[i].second + s * (line[i + 1].second - line[i].second);
      least = std::min(least, std::hypot(y - py, x - px));
    }
  }
  return least;
}

} // namespace

/// Painted light, greys and nucleoli as edits of a document.
class TestLight : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void strokeIsAHalfCosine();
  void strokesAddUpAndStayInRange();
  void onlyWhatIsPaintedIsDrawnAnew();
  void smallestBrushLeavesSomething();
  void relightingIsOneStep();
  void previewsReplaceEachOther();
  void restoringLeavesNoStep();
  void nucleoliOfSomeCells();
  void greysOfAnImageAreOneStep();
  void undoGivesEveryStateBack();
};

void TestLight::strokeIsAHalfCosine() {
  Document document;
  document.setSketch(nuclei());
  document.drawing()->setLightRadius(40);
  document.drawing()->setLightStrength(0.3);
  const std::vector<std::pair<double, double>> line{{50, 60}, {120, 90}, {120, 250}, {118, 90}};
  {
    LightStroke stroke(document, line[0].first, line[0].second, false);
    for (std::size_t i = 1; i < line.size(); ++i) {
      stroke.lineTo(line[i].first, line[i].second);
    }
  }
  const IlluminationMap& map = document.sketch().shading().illuminationMap;
  QVERIFY(!map.empty());
  for (std::int64_t row = 0; row < map.rows(); ++row) {
    for (std::int64_t column = 0; column < map.columns(); ++column) {
      const double d = distanceToLine(double(row * map.step()), double(column * map.step()), line);
      const double expected = d < 40 ? 0.15 * (1.0 + std::cos(M_PI * d / 40)) : 0.0;
      QVERIFY(std::abs(double(map.node(row, column)) - expected) < 1e-3);
    }
  }
  QCOMPARE(document.undoStack()->count(), 1);
  document.undoStack()->undo();
  QVERIFY(document.sketch() == nuclei());
}

void TestLight::strokesAddUpAndStayInRange() {
  Document document;
  document.setSketch(nuclei());
  document.drawing()->setLightStrength(0.4);
  for (int i = 0; i < 4; ++i) {
    LightStroke(document, 100, 100, false);
  }
  const auto largest = [&] {
    const auto& values = document.sketch().shading().illuminationMap.values();
    return *std::max_element(values.begin(), values.end());
  };
  QCOMPARE(largest(), 1.0F);
  LightStroke(document, 100, 100, true);
  QVERIFY(std::abs(document.sketch().shading().illuminationMap.node(25, 25) - 0.6F) < 1e-6F);
  QCOMPARE(document.undoStack()->count(), 5);
}

void TestLight::onlyWhatIsPaintedIsDrawnAnew() {
  Document document;
  document.setSketch(nuclei());
  document.drawing()->setLightRadius(20);
  LightStroke(document, 150, 250, false); // the first makes the map
  QSignalSpy changed(&document, &Document::sketchChanged);
  QSignalSpy cells(&document, &Document::cellsChanged);
  LightStroke(document, 60, 60, false);
  QCOMPARE(changed.size(), 1);
  const Box box = changed[0][0].value<Box>();
  const std::int64_t reach = 20 + document.sketch().shading().illuminationMap.step();
  QVERIFY(box.y0 >= 60 - reach && box.y1 <= 61 + reach && box.x0 >= 60 - reach && box.x1 <= 61 + reach);
  QCOMPARE(cells.size(), 0); // the table of cells has nothing to do
}

void TestLight::smallestBrushLeavesSomething() {
  Document document;
  document.setSketch(Sketch({1, 1, 1, 4000, 4000}));
  document.drawing()->setLightRadius(4); // between the nodes, which lie 32 pixels apart
  for (int i = 0; i < 20; ++i) {
    const Sketch before = document.sketch();
    LightStroke(document, 1000 + 7 * i, 1000 + 3 * i, false);
    QVERIFY(!(document.sketch() == before));
  }
}

void TestLight::relightingIsOneStep() {
  Document document;
  document.setSketch(nuclei());
  const BrightnessRange range{0.2F, 0.9F, BrightnessLaw::Normal};
  LightEdits(document).relight({2, 3}, range, 7);
  QCOMPARE(document.undoStack()->count(), 1);
  for (const auto& [id, cell] : document.sketch().cells()) {
    QCOMPARE(cell->greyAt(0), id == 2 || id == 3 ? drawnGrey(range, 7, id) : Cell::greyDefault);
  }
  document.undoStack()->undo();
  QVERIFY(document.sketch() == nuclei());
  QVERIFY_EXCEPTION_THROWN(LightEdits(document).relight({2}, {0.9F, 0.2F}, 7), SettingsError);
  QVERIFY(document.sketch() == nuclei());
}

void TestLight::previewsReplaceEachOther() {
  Document document;
  document.setSketch(nuclei());
  LightEdits edits(document);
  const quint64 gesture = document.newGesture();
  edits.relight({1, 2, 3}, {0.2F, 0.9F}, 7, gesture);
  edits.relight({3}, {0.2F, 0.9F}, 8, gesture);
  QCOMPARE(document.undoStack()->count(), 1);
  QCOMPARE(document.sketch().find(1)->greyAt(0), Cell::greyDefault);
  QCOMPARE(document.sketch().find(3)->greyAt(0), drawnGrey({0.2F, 0.9F}, 8, 3));
  document.undoStack()->undo();
  QVERIFY(document.sketch() == nuclei());
}

void TestLight::restoringLeavesNoStep() {
  Document document;
  document.setSketch(nuclei());
  LightEdits(document).removeNucleoli({1}); // changes nothing
  QCOMPARE(document.undoStack()->count(), 0);
  LightEdits edits(document);
  const quint64 gesture = document.newGesture();
  edits.relight({1, 2, 3}, {0.2F, 0.9F}, 7, gesture);
  edits.restore(gesture);
  QVERIFY(document.sketch() == nuclei());
  QCOMPARE(document.undoStack()->count(), 0);
  QVERIFY(!document.isModified());
}

void TestLight::nucleoliOfSomeCells() {
  Document document;
  document.setSketch(nuclei());
  NucleoliLaw law;
  law.one = 0.0;
  law.two = 1.0;
  QCOMPARE(LightEdits(document).addNucleoli({1, 2, 6}, law, 3), std::size_t{0});
  for (const auto& [id, cell] : document.sketch().cells()) {
    QCOMPARE(cell->nucleoli.size(), std::size_t(id <= 2 ? 2 : 0)); // 6 is no nucleus
  }
  law.margin = 200;
  QCOMPARE(LightEdits(document).addNucleoli({1, 2, 3}, law, 3), std::size_t{3});
  QVERIFY(document.sketch().find(1)->nucleoli.empty());
  document.undoStack()->undo();
  LightEdits(document).removeNucleoli(LightEdits::selectedOrAll(document));
  QVERIFY(document.sketch() == nuclei());
}

void TestLight::greysOfAnImageAreOneStep() {
  Document document;
  document.setSketch(nuclei());
  Shading shading;
  shading.illuminationLinear = 0.5F;
  document.changeShading(shading);
  const Sketch before = document.sketch();
  Image<float> real({1, 1, 1, 200, 300}, 0.25F);
  for (std::int64_t y = 0; y < 100; ++y) {
    std::fill_n(real.mutableData() + y * 300, 300, 0.75F);
  }
  LightEdits(document).takeGreys(measuredGreys(document.sketch(), real));
  QCOMPARE(document.sketch().find(1)->greyAt(0), 0.75F);
  QCOMPARE(document.sketch().find(5)->greyAt(0), 0.25F);
  QCOMPARE(document.sketch().shading().illuminationLinear, 0.0F);
  QVERIFY(document.sketch().shading().background > 0.25F && document.sketch().shading().background < 0.75F);
  QCOMPARE(document.undoStack()->count(), 2);
  document.undoStack()->undo();
  QVERIFY(document.sketch() == before);
}

/// Random edits, undone and done again in any order, give exactly the states that were.
void TestLight::undoGivesEveryStateBack() {
  std::mt19937 random(5);
  const auto number = [&](int low, int high) { return low + int(random() % unsigned(high - low + 1)); };
  Document document;
  document.setSketch(nuclei());
  std::vector<Sketch> states{document.sketch()};
  for (int i = 0; i < 60; ++i) {
    Shading shading = document.sketch().shading();
    switch (number(0, 5)) {
    case 0:
      LightEdits(document).relight({CellId(number(1, 6)), CellId(number(1, 6))}, {0.2F, 0.9F}, unsigned(i));
      break;
    case 1:
      LightEdits(document).addNucleoli({CellId(number(1, 5))}, {}, unsigned(i));
      break;
    case 2:
      LightEdits(document).removeNucleoli({CellId(number(1, 5))});
      break;
    case 3: {
      LightStroke stroke(document, number(0, 200), number(0, 300), number(0, 1) == 1);
      stroke.lineTo(number(0, 200), number(0, 300));
      break;
    }
    case 4: { // a drag of a slider
      const quint64 gesture = document.newGesture();
      for (int step = 1; step <= 5; ++step) {
        shading.background = 0.001F * float(i) + 0.1F * float(step);
        document.changeShading(shading, gesture);
      }
      break;
    }
    default:
      shading.illuminationRadial = 0.01F * float(number(-100, 100));
      document.changeShading(shading);
    }
    states.resize(std::size_t(document.undoStack()->index()), Sketch());
    states.push_back(document.sketch());
  }
  QCOMPARE(int(states.size()), document.undoStack()->count() + 1);
  for (int i = 0; i < 200; ++i) {
    document.undoStack()->setIndex(number(0, document.undoStack()->count()));
    QVERIFY(document.sketch() == states[std::size_t(document.undoStack()->index())]);
  }
}

CYTOSKETCH_WIDGET_TEST_CLASS(light, TestLight)
#include "test_light.moc"
