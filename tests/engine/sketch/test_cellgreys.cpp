#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/light.h"
#include "engine/sketch/measuredgreys.h"
#include "engine/sketch/nucleoli.h"
#include "tests/engine/parametertable.h"
#include "tests/engine/simulation/statistics.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace cytosketch;

namespace {

double normalCdf(double z) {
  return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// Normal around the middle, two standard deviations to either side.
std::function<double(double)> truncatedNormalCdf(double low, double high) {
  return [=](double x) {
    const double z = (x - 0.5 * (low + high)) / (0.25 * (high - low));
    return std::clamp((normalCdf(z) - normalCdf(-2)) / (normalCdf(2) - normalCdf(-2)), 0.0, 1.0);
  };
}

std::vector<double> brightnesses(const BrightnessRange& range, std::uint64_t seed) {
  std::vector<double> values;
  for (CellId id = 1; id <= 4000; ++id) {
    values.push_back(brightnessOfGrey(drawnGrey(range, seed, id)));
  }
  return values;
}

Cell nucleus(CellId id, double y, double x, double radius) {
  Cell cell;
  cell.id = id;
  cell.mask = discMask(0, 0, y, x, radius);
  return cell;
}

} // namespace

/// Greys of cells by chance and from images, and nucleoli.
class TestCellGreys : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void laws();
  void greysDependOnSeedAndIdAlone();
  void textsOfLaws();
  void nucleoliByTheirLaw();
  void nucleoliStayDeep();
  void nucleoliInVolumes();
  void smallNucleiGetNone();
  void nucleoliOfAnySize();
  void badLaws();
  void measuredLikeTheSlowWay();
  void measuredOverTime();
  void measuredBackgrounds();
  void measuringRefuses();
};

void TestCellGreys::laws() {
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    QVERIFY(kolmogorov(brightnesses({0.3F, 0.9F, BrightnessLaw::Uniform}, seed), uniformCdf(0.3, 0.9)) <
            kolmogorovBound);
    QVERIFY(kolmogorov(brightnesses({0.3F, 0.9F, BrightnessLaw::Normal}, seed), truncatedNormalCdf(0.3, 0.9)) <
            kolmogorovBound);
    const auto logarithms = truncatedNormalCdf(std::log(0.1), std::log(0.9));
    QVERIFY(kolmogorov(brightnesses({0.1F, 0.9F, BrightnessLaw::LogNormal}, seed),
                       [&](double v) { return logarithms(std::log(v)); }) < kolmogorovBound);
  }
  QVERIFY(kolmogorov(brightnesses({0.3F, 0.9F, BrightnessLaw::Normal}, 1), uniformCdf(0.3, 0.9)) > kolmogorovBound);
  for (const double v : brightnesses({0.3F, 0.9F, BrightnessLaw::Equal}, 1)) {
    QVERIFY(std::abs(v - 0.6) < 1e-6);
  }
}

void TestCellGreys::greysDependOnSeedAndIdAlone() {
  const BrightnessRange range{0.2F, 0.8F, BrightnessLaw::Normal};
  QCOMPARE(drawnGrey(range, 7, 12), drawnGrey(range, 7, 12));
  QVERIFY(drawnGrey(range, 7, 12) != drawnGrey(range, 8, 12));
  QVERIFY(drawnGrey(range, 7, 12) != drawnGrey(range, 7, 13));
  const float v = static_cast<float>(brightnesses({0.5F, 0.5F, BrightnessLaw::Uniform}, 1).front());
  QVERIFY(std::abs(v - 0.5F) < 1e-6F);
  QCOMPARE(drawnGrey({0.5F, 0.5F}, 1, 1), greyOfBrightness(0.5F)); // Convention 1
}

void TestCellGreys::textsOfLaws() {
  const BrightnessRange range = brightnessOfText("log-normal:0.25,0.75");
  QVERIFY(range.law == BrightnessLaw::LogNormal && range.low == 0.25F && range.high == 0.75F);
  for (const char* text :
       {"", "uniform", "uniform:", "uniform:0.5", "even:0.1,0.2", "uniform:0.1,0.2,0.3", ":0.1,0.2"}) {
    QVERIFY_EXCEPTION_THROWN(brightnessOfText(text), SettingsError);
  }
  QVERIFY_EXCEPTION_THROWN(requireValid(BrightnessRange{0.0F, 0.5F}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(requireValid(BrightnessRange{0.5F, 0.4F}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(requireValid(BrightnessRange{NAN, 0.4F}), SettingsError);
  QCOMPARE(QString::fromStdString(test::faultOf(brightnessRows(0.5, 0.9))), QString());
}

/// Numbers as the paper's authors have them: reference: none 0.2, one 0.5, two 0.3; semi-axes 7 to 12.
void TestCellGreys::nucleoliByTheirLaw() {
  const Sketch sketch({1, 1, 1, 200, 200});
  std::vector<std::size_t> counts(3, 0);
  std::vector<double> radii;
  std::vector<double> distances;
  std::size_t black = 0;
  std::size_t all = 0;
  for (CellId id = 1; id <= 2000; ++id) {
    const DrawnNucleoli drawn = drawnNucleoli(nucleus(id, 100, 100, 40), sketch, {}, 5);
    QCOMPARE(drawn.nucleoli.size(), drawn.wanted);
    ++counts.at(drawn.wanted);
    for (const Nucleolus& n : drawn.nucleoli) {
      radii.push_back(n.radiusY);
      radii.push_back(n.radiusX);
      QCOMPARE(n.radiusZ, 1.0);
      QVERIFY(n.grey >= 0.0F && n.grey <= 0.108F);
      black += n.grey == 0.0F ? 1 : 0;
      ++all;
      const double away = std::hypot(n.y - 100, n.x - 100);
      distances.push_back(away * away);
    }
  }
  QVERIFY(isShare(counts[0], 2000, 0.2) && isShare(counts[1], 2000, 0.5) && isShare(counts[2], 2000, 0.3));
  QVERIFY(isShare(black, all, 0.154 / 0.262));
  QVERIFY(kolmogorov(radii, uniformCdf(7, 12)) < kolmogorovBound);
  // Uniform in the disc of radius 30, to the width of a pixel: the square of the distance is uniform.
  QVERIFY(kolmogorov(distances, uniformCdf(0, 905)) < 1.5 * kolmogorovBound);
}

void TestCellGreys::nucleoliStayDeep() {
  const Sketch sketch({1, 1, 1, 200, 200});
  Cell cell = nucleus(3, 100, 100, 30);
  cell.mask.unite(ellipseMask(0, 0, 100, 140, 8, 40)); // a tail too thin to hold any
  NucleoliLaw law;
  law.one = 0.0;
  law.two = 1.0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    for (const Nucleolus& n : drawnNucleoli(cell, sketch, law, seed).nucleoli) {
      for (int dy = -10; dy <= 10; ++dy) {
        for (int dx = -10; dx <= 10; ++dx) {
          QVERIFY(dy * dy + dx * dx > 100 || cell.mask.test(0, 0, std::llround(n.y) + dy, std::llround(n.x) + dx));
        }
      }
    }
  }
}

/// Lengths along z are shorter by the spacing.
void TestCellGreys::nucleoliInVolumes() {
  const Sketch sketch({1, 1, 21, 100, 100}, {1.0, 0.25, 0.25});
  Cell cell;
  cell.id = 1;
  for (std::int64_t z = 0; z < 21; ++z) { // a ball of 40 pixels, 10 slices
    const double radius = 40.0 * std::sqrt(std::max(0.0, 1.0 - double((z - 10) * (z - 10)) / 100.0));
    cell.mask.unite(discMask(0, z, 50, 50, radius));
  }
  NucleoliLaw law;
  law.one = 0.0;
  law.two = 1.0;
  std::size_t count = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    for (const Nucleolus& n : drawnNucleoli(cell, sketch, law, seed).nucleoli) {
      ++count;
      QVERIFY(n.radiusZ >= 7.0 / 4.0 && n.radiusZ <= 3.0 && n.radiusY >= 7.0);
      QVERIFY(std::hypot(4.0 * (n.z - 10.0), n.y - 50.0, n.x - 50.0) <= 31.5);
    }
  }
  QCOMPARE(count, std::size_t{80});
}

void TestCellGreys::smallNucleiGetNone() {
  const Sketch sketch({1, 1, 1, 100, 100});
  NucleoliLaw law;
  law.one = 1.0;
  law.two = 0.0;
  const DrawnNucleoli drawn = drawnNucleoli(nucleus(1, 50, 50, 8), sketch, law, 1);
  QCOMPARE(drawn.wanted, std::size_t{1});
  QVERIFY(drawn.nucleoli.empty());
  QVERIFY(drawnNucleoli(Cell(), sketch, law, 1).nucleoli.empty());
}

void TestCellGreys::nucleoliOfAnySize() {
  Sketch sketch({1, 1, 1, 300, 300});
  QCOMPARE(typicalNuclearRadius(sketch), 0.0);
  sketch.put(nucleus(1, 50, 50, 10));
  sketch.put(nucleus(2, 100, 100, 12));
  sketch.put(nucleus(3, 200, 200, 30));
  QVERIFY(std::abs(typicalNuclearRadius(sketch) - 12.0) < 0.2);
  const NucleoliLaw small = nucleoliFor(typicalNuclearRadius(sketch));
  QCOMPARE(small.margin, 3.0);
  QCOMPARE(small.radiusMinimum, 2.0);
  QCOMPARE(small.radiusMaximum, 4.0);
  const NucleoliLaw usual = nucleoliFor(37.5);
  QCOMPARE(usual.margin, NucleoliLaw().margin);
  QCOMPARE(usual.radiusMaximum, NucleoliLaw().radiusMaximum);
}

void TestCellGreys::badLaws() {
  QCOMPARE(QString::fromStdString(test::faultOf(nucleoliParameters())), QString());
  NucleoliLaw law;
  QVERIFY_EXCEPTION_THROWN(setNucleoliValue(law, "nucleoli.three", 1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(setNucleoliValue(law, "nucleoli.one", 1.5), SettingsError);
  setNucleoliValue(law, "nucleoli.one", 0.8); // with two: 0.3
  QVERIFY_EXCEPTION_THROWN(requireValid(law), SettingsError);
  law = {};
  setNucleoliValue(law, "nucleoli.radius.max", 3);
  QCOMPARE(nucleoliValue(law, "nucleoli.radius.max"), 3.0);
  QVERIFY_EXCEPTION_THROWN(requireValid(law), SettingsError);
}

void TestCellGreys::measuredLikeTheSlowWay() {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    const Sketch sketch = test::randomSketch(seed);
    const Extent& e = sketch.extent();
    Image<float> real(e, 0.0F);
    test::Random random(seed);
    for (std::size_t i = 0; i < real.size(); ++i) {
      real.mutableData()[i] = random.grey();
    }
    for (const CellPtr& cell : measuredGreys(sketch, real).cells) {
      std::optional<double> last;
      for (std::int64_t t = 0; t < e.t; ++t) {
        double sum = 0;
        double count = 0;
        for (std::int64_t z = 0; z < e.z; ++z) {
          for (std::int64_t y = 0; y < e.y; ++y) {
            for (std::int64_t x = 0; x < e.x; ++x) {
              if (cell->mask.test(t, z, y, x)) {
                sum += real.at(t, cell->channel, z, y, x);
                count += 1;
              }
            }
          }
        }
        last = count > 0 ? sum / count : last;
        if (last) {
          QVERIFY(std::abs(double(cell->greyAt(t)) - *last) < 1e-5);
        }
      }
      const CellPtr before = sketch.find(cell->id);
      QVERIFY(cell->mask == before->mask && cell->nucleoli == before->nucleoli);
    }
  }
}

void TestCellGreys::measuredOverTime() {
  Sketch sketch({4, 1, 1, 10, 10});
  Cell cell;
  cell.id = 1;
  cell.mask.setSpan(1, 0, 5, 2, 6);
  cell.mask.setSpan(3, 0, 5, 2, 6);
  sketch.put(cell);
  Cell away; // outside the sketch
  away.id = 2;
  away.grey = {0.125F};
  away.mask.setSpan(0, 0, 50, 2, 6);
  sketch.put(away);
  Image<float> real(sketch.extent(), 0.0F);
  for (std::int64_t t = 0; t < 4; ++t) {
    std::fill_n(real.mutableChannel(t, 0), 100, 0.25F * float(t));
  }
  const MeasuredGreys measured = measuredGreys(sketch, real);
  QCOMPARE(measured.cells[0]->grey, (std::vector<float>{0.25F, 0.25F, 0.25F, 0.75F}));
  QCOMPARE(measured.cells[1]->grey, std::vector<float>{0.125F});
}

void TestCellGreys::measuredBackgrounds() {
  Sketch sketch({1, 2, 1, 10, 10});
  Cell cell;
  cell.id = 1;
  cell.channel = 1;
  for (std::int64_t y = 0; y < 10; ++y) {
    cell.mask.setSpan(0, 0, y, 0, 5);
  }
  sketch.put(cell);
  Shading shading;
  shading.zDecay = 0.5F;
  shading.overlapDarkening = 0.1F;
  shading.membraneGrey = 0.3F;
  shading.illuminationLinear = 0.5F;
  shading.illuminationMap = IlluminationMap(4, 1, 1, {0.5F});
  sketch.setShading(shading);
  Image<float> real(sketch.extent(), 0.0F);
  for (std::int64_t c = 0; c < 2; ++c) {
    for (std::int64_t i = 0; i < 100; ++i) {
      real.mutableChannel(0, c)[i] = i % 10 < 5 ? 0.75F : 0.25F;
    }
  }
  const Sketch lit = withGreysOf(sketch, real);
  QCOMPARE(lit.find(1)->grey, std::vector<float>{0.75F});
  QCOMPARE(lit.shading().backgroundOf(0), 0.5F); // no cell of the channel covers any of it
  QCOMPARE(lit.shading().backgroundOf(1), 0.25F);
  Shading expected;
  expected.background = 0.5F;
  expected.furtherBackgrounds = {0.25F};
  expected.membraneGrey = 0.3F;
  QVERIFY(lit.shading() == expected);
}

void TestCellGreys::measuringRefuses() {
  Sketch sketch({1, 2, 1, 10, 10});
  sketch.put(nucleus(1, 5, 5, 3));
  QVERIFY_EXCEPTION_THROWN(measuredGreys(sketch, Image<float>({1, 2, 1, 10, 11}, 0.0F)), SettingsError);
  QVERIFY_EXCEPTION_THROWN(measuredGreys(sketch, Image<float>()), SettingsError);
  measuredGreys(sketch, Image<float>({1, 1, 1, 10, 10}, 0.5F)); // one channel for both
  Sketch three({1, 3, 1, 10, 10});
  QVERIFY_EXCEPTION_THROWN(measuredGreys(three, Image<float>({1, 2, 1, 10, 10}, 0.0F)), SettingsError);
  Image<float> broken({1, 1, 1, 10, 10}, 0.5F);
  broken.mutableData()[55] = std::numeric_limits<float>::quiet_NaN();
  QVERIFY_EXCEPTION_THROWN(measuredGreys(sketch, broken), SettingsError);
  broken.mutableData()[55] = 0.5F;
  broken.mutableData()[0] = std::numeric_limits<float>::infinity();
  QVERIFY_EXCEPTION_THROWN(measuredGreys(sketch, broken), SettingsError);
}

CYTOSKETCH_TEST_CLASS(cellgreys, TestCellGreys)
#include "test_cellgreys.moc"
