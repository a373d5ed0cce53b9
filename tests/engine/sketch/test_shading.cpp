#include "engine/image/error.h"
#include "engine/image/parametervalue.h"
#include "engine/sketch/raster.h"
#include "engine/sketch/shadingparameters.h"
#include "tests/engine/parametertable.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace cytosketch;

namespace {

constexpr std::int64_t height = 41, width = 61;

Image<float> drawn(const Shading& shading, const Extent& extent = {1, 1, 1, height, width}) {
  Sketch sketch(extent);
  sketch.setShading(shading);
  return rasteriseGrey(sketch);
}

Shading with(std::initializer_list<const char*> assignments) {
  Shading shading;
  for (const char* assignment : assignments) {
    setShadingValue(shading, assignment);
  }
  return shading;
}

/// A cell that covers all of the sketch.
Cell everywhere(const Extent& e, float grey) {
  Cell cell;
  cell.id = 1;
  cell.grey = {grey};
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      cell.mask.setSpan(0, z, y, 0, e.x);
    }
  }
  return cell;
}

bool isNear(double a, double b) {
  return std::abs(a - b) < 1e-5;
}

} // namespace

/// The laws of the shading in closed form, and the table that states them.
class TestShading : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void gradient();
  void gradientAtAnyAngle();
  void spotOfLight();
  void paintedLight();
  void lightsAddUpAndStayGreys();
  void lightLeavesCellsAlone();
  void decayAlongZ();
  void decayToTheCentre();
  void centreOfTheCells();
  void nucleoliShowOrNot();
  void tableIsWhole();
  void everyValueComesBack();
  void backgroundsOfChannels();
  void badValues_data();
  void badValues();
  void mapsAreValues();
};

void TestShading::gradient() {
  const Image<float> right = drawn(with({"background=0.1", "illumination.linear=0.6"}));
  const Image<float> down = drawn(with({"background=0.7", "illumination.linear=-0.6", "illumination.angle=90"}));
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      QVERIFY(isNear(right.at(y, x), 0.1 + 0.6 * double(x) / double(width - 1)));
      QVERIFY(isNear(down.at(y, x), 0.7 - 0.6 * double(y) / double(height - 1)));
    }
  }
}

/// It runs from 0 at one corner to the whole at the opposite one, and is linear between.
void TestShading::gradientAtAnyAngle() {
  for (int angle = 0; angle <= 360; angle += 15) {
    Shading shading = with({"background=0.2", "illumination.linear=0.5"});
    setShadingValue(shading, "illumination.angle", angle);
    const Image<float> grey = drawn(shading);
    const auto [low, high] = std::minmax_element(grey.begin(), grey.end());
    QVERIFY(isNear(*low, 0.2) && isNear(*high, 0.7));
    QVERIFY(isNear(grey.at(height / 2, width / 2), 0.45));
    const double slopeX = (double(grey.at(0, width - 1)) - double(grey.at(0, 0))) / double(width - 1);
    const double slopeY = (double(grey.at(height - 1, 0)) - double(grey.at(0, 0))) / double(height - 1);
    const double a = angle * M_PI / 180.0;
    QVERIFY(isNear(slopeX * std::sin(a), slopeY * std::cos(a))); // along the angle
    QVERIFY(isNear(grey.at(13, 29), grey.at(0, 0) + 29.0 * slopeX + 13.0 * slopeY));
  }
}

void TestShading::spotOfLight() {
  const Image<float> grey = drawn(with({"background=0.1", "illumination.radial=0.8", "illumination.centre.x=0.25",
                                        "illumination.centre.y=1", "illumination.radius=0.5"}));
  const double radius = 0.25 * std::hypot(double(height), double(width));
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const double d = std::hypot(double(y - 40), double(x - 15));
      QVERIFY(isNear(grey.at(y, x), 0.1 + 0.8 * std::max(0.0, 1.0 - d * d / (radius * radius))));
    }
  }
  QCOMPARE(grey.at(40, 15), 0.9F);
}

void TestShading::paintedLight() {
  Shading shading = with({"background=0.5"});
  // A plane is what bilinear interpolation keeps as it is.
  std::vector<float> nodes;
  for (int row = 0; row < 5; ++row) {
    for (int column = 0; column < 7; ++column) {
      nodes.push_back(0.04F * float(row) - 0.03F * float(column));
    }
  }
  shading.illuminationMap = IlluminationMap(10, 5, 7, nodes);
  const Image<float> grey = drawn(shading, {1, 1, 3, height, width});
  for (std::int64_t z = 0; z < 3; ++z) {
    for (std::int64_t y = 0; y < height; ++y) {
      for (std::int64_t x = 0; x < width; ++x) {
        QVERIFY(isNear(grey.at(0, 0, z, y, x), 0.5 + 0.004 * double(y) - 0.003 * double(x)));
      }
    }
  }
  // A smaller map goes on as at its edge.
  shading.illuminationMap = IlluminationMap(10, 1, 2, {0.0F, 0.25F});
  const Image<float> small = drawn(shading);
  QVERIFY(isNear(small.at(40, 0), 0.5));
  QVERIFY(isNear(small.at(40, 5), 0.625));
  QVERIFY(isNear(small.at(3, 60), 0.75));
}

void TestShading::lightsAddUpAndStayGreys() {
  Shading shading = with({"background=0.3", "illumination.linear=0.9", "illumination.radial=-0.8"});
  shading.illuminationMap = IlluminationMap(10, 1, 1, {0.1F});
  const Image<float> all = drawn(shading);
  const Image<float> linear = drawn(with({"illumination.linear=0.9"}));
  const Image<float> radial = drawn(with({"background=1", "illumination.radial=-0.8"}));
  for (std::int64_t y = 0; y < height; ++y) {
    for (std::int64_t x = 0; x < width; ++x) {
      const double sum = 0.3 + 0.1 + double(linear.at(y, x)) + double(radial.at(y, x)) - 1.0;
      QVERIFY(isNear(all.at(y, x), std::clamp(sum, 0.0, 1.0)));
    }
  }
}

void TestShading::lightLeavesCellsAlone() {
  Sketch sketch({1, 2, 1, height, width});
  Cell cell;
  cell.id = 1;
  cell.grey = {0.5F};
  cell.mask = discMask(0, 0, 20, 30, 10);
  sketch.put(cell);
  sketch.setShading(with({"background=0.1", "background.1=0.3", "illumination.linear=0.4"}));
  const Image<float> grey = rasteriseGrey(sketch);
  QCOMPARE(grey.at(0, 0, 0, 20, 35), 0.5F);
  QVERIFY(isNear(grey.at(0, 0, 0, 0, 60), 0.5));
  QVERIFY(isNear(grey.at(0, 1, 0, 0, 60), 0.7)); // each channel on its own background
}

void TestShading::decayAlongZ() {
  const Extent extent{1, 1, 5, 4, 4};
  Sketch sketch(extent);
  sketch.put(everywhere(extent, 0.8F));
  sketch.setShading(with({"z-decay=0.5"}));
  const Image<float> grey = rasteriseGrey(sketch);
  for (std::int64_t z = 0; z < 5; ++z) {
    QVERIFY(isNear(grey.at(0, 0, z, 2, 2), 0.8 * (1.0 - 0.5 * double(z) / 4.0)));
  }
}

void TestShading::decayToTheCentre() {
  const Extent extent{1, 1, 3, 30, 30};
  Sketch sketch(extent);
  sketch.put(everywhere(extent, 0.8F));
  sketch.setShading(with({"centre-decay=0.75", "centre.x=10", "centre.y=12", "centre.z=1", "centre.extent=8"}));
  const Image<float> grey = rasteriseGrey(sketch);
  QVERIFY(isNear(grey.at(0, 0, 1, 12, 10), 0.2));
  QVERIFY(isNear(grey.at(0, 0, 1, 12, 14), 0.8 * (1.0 - 0.75 * 0.5)));
  QVERIFY(isNear(grey.at(0, 0, 2, 12, 10), 0.8 * (1.0 - 0.75 * 7.0 / 8.0)));
  QVERIFY(isNear(grey.at(0, 0, 1, 12, 18), 0.8));
  QVERIFY(isNear(grey.at(0, 0, 1, 29, 29), 0.8));
}

void TestShading::centreOfTheCells() {
  Sketch sketch({1, 1, 1, 100, 200});
  QCOMPARE(withCentreOfCells({}, sketch).radialCentreX, 99.5);
  QCOMPARE(withCentreOfCells({}, sketch).radialExtent, 100.0);
  for (const auto& [id, x] : {std::pair<CellId, double>(1, 40), std::pair<CellId, double>(2, 90)}) {
    Cell cell;
    cell.id = id;
    cell.mask = discMask(0, 0, 30, x, 10);
    sketch.put(cell);
  }
  const Shading centred = withCentreOfCells(with({"centre-decay=0.5"}), sketch);
  QCOMPARE(centred.radialDecay, 0.5F); // the rest stays
  QCOMPARE(centred.radialCentreY, 30.0);
  QCOMPARE(centred.radialCentreX, 65.0);
  QCOMPARE(centred.radialExtent, 35.5); // 71 columns of pixels
}

void TestShading::nucleoliShowOrNot() {
  Sketch sketch({1, 1, 1, height, width});
  Cell cell;
  cell.id = 1;
  cell.grey = {0.75F};
  cell.nucleoli = {{0, 20, 30, 1, 4, 4, 0.25F}};
  cell.mask = discMask(0, 0, 20, 30, 15);
  sketch.put(cell);
  QCOMPARE(rasteriseGrey(sketch).at(20, 30), 0.25F);
  sketch.setShading(with({"nucleoli=false"}));
  QCOMPARE(rasteriseGrey(sketch).at(20, 30), 0.75F);
}

void TestShading::tableIsWhole() {
  QCOMPARE(QString::fromStdString(test::faultOf(shadingParameters())), QString());
  const Shading fresh;
  for (const Parameter& row : shadingParameters()) {
    QVERIFY2(std::abs(shadingValue(fresh, row.key) - row.fallback) < 1e-6, std::string(row.key).c_str());
  }
}

void TestShading::everyValueComesBack() {
  Shading shading;
  for (const Parameter& row : shadingParameters()) {
    const double value = row.type == ParameterType::Boolean ? 0.0 : 0.5 * (row.usefulMinimum + row.usefulMaximum);
    setShadingValue(shading, std::string(row.key) + "=" + textOfValue(row, value));
    QVERIFY2(std::abs(shadingValue(shading, row.key) - value) < 1e-6, std::string(row.key).c_str());
  }
  for (const Parameter& row : shadingParameters()) { // none has overwritten another
    const double value = row.type == ParameterType::Boolean ? 0.0 : 0.5 * (row.usefulMinimum + row.usefulMaximum);
    QVERIFY2(std::abs(shadingValue(shading, row.key) - value) < 1e-6, std::string(row.key).c_str());
  }
  Sketch sketch;
  sketch.setShading(shading); // what the table allows is allowed
}

void TestShading::backgroundsOfChannels() {
  Shading shading = with({"background=0.25", "background.2=0.5"});
  QCOMPARE(shadingValue(shading, "background.1"), 0.25);
  QCOMPARE(shadingValue(shading, "background.2"), 0.5);
  QCOMPARE(shadingValue(shading, "background.3"), 0.25);
  QCOMPARE(shading.backgroundOf(2), 0.5F);
  setShadingValue(shading, "background", 0.125);
  QCOMPARE(shading.backgroundOf(1), 0.25F); // set apart when channel 2 was
}

void TestShading::badValues_data() {
  QTest::addColumn<QString>("assignment");
  QTest::addColumn<QString>("word");
  QTest::newRow("unknown") << "colour=1"
                           << "illumination.linear";
  QTest::newRow("no value") << "background"
                            << "key=value";
  QTest::newRow("too high") << "background=1.5"
                            << "0 to 1";
  QTest::newRow("NaN") << "background=nan"
                       << "0 to 1";
  QTest::newRow("text") << "z-decay=much"
                        << "number";
  QTest::newRow("more text") << "z-decay=0.5x"
                             << "number";
  QTest::newRow("empty") << "z-decay="
                         << "number";
  QTest::newRow("neither") << "nucleoli=perhaps"
                           << "true or false";
  QTest::newRow("channel 0 twice") << "background.0=0.5"
                                   << "illumination.linear";
  QTest::newRow("channel of a text") << "background.x=0.5"
                                     << "illumination.linear";
  QTest::newRow("channel too far") << "background.999999999999999999999=0.5"
                                   << "illumination.linear";
}

void TestShading::badValues() {
  QFETCH(QString, assignment);
  QFETCH(QString, word);
  Shading shading;
  try {
    setShadingValue(shading, assignment.toStdString());
    QFAIL("was taken");
  } catch (const SettingsError& error) {
    const QString text = QString::fromStdString(error.problem() + " " + error.where() + " " + error.remedy());
    QVERIFY2(text.contains(word), qPrintable(text));
    QVERIFY(shading == Shading());
  }
}

void TestShading::mapsAreValues() {
  const IlluminationMap map = IlluminationMap::over({1, 1, 1, 300, 8192});
  QVERIFY(map.rows() * map.step() >= 300 && map.columns() <= 130);
  QVERIFY((map.columns() - 1) * map.step() >= 8191);
  IlluminationMap copy = map;
  QVERIFY(copy == map);
  copy.setNode(1, 2, 0.5F);
  QCOMPARE(map.node(1, 2), 0.0F);
  QCOMPARE(copy.node(1, 2), 0.5F);
  QVERIFY(!(copy == map));
  copy.setNode(1, 2, 0.0F);
  QVERIFY(copy == map);
  QVERIFY(IlluminationMap().empty() && IlluminationMap().at(5, 5) == 0.0);
  QVERIFY_EXCEPTION_THROWN(IlluminationMap(0, 1, 1, {0.0F}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(IlluminationMap(4, 2, 1, {0.0F}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(IlluminationMap(4, 1, 1, {NAN}), SettingsError);
}

CYTOSKETCH_TEST_CLASS(shading, TestShading)
#include "test_shading.moc"
