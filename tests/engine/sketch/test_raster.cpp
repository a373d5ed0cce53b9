#include "engine/sketch/raster.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>

using namespace cytosketch;

namespace {

struct Voxel {
  std::int64_t t, z, y, x;
};

/// Every cell of the kind over the voxel, from the whole list; the topmost one last.
std::vector<CellPtr> cellsOver(const Sketch& sketch, const Voxel& v, CellKind kind,
                               std::optional<std::int64_t> channel) {
  std::vector<CellPtr> over;
  for (const auto& [id, cell] : sketch.cells()) {
    if (cell->kind == kind && (!channel || cell->channel == *channel) && cell->mask.test(v.t, v.z, v.y, v.x)) {
      over.push_back(cell);
    }
  }
  std::sort(over.begin(), over.end(), [](const CellPtr& a, const CellPtr& b) {
    return a->zOrder != b->zOrder ? a->zOrder < b->zOrder : a->id < b->id;
  });
  return over;
}

CellId labelAt(const Sketch& sketch, const Voxel& v, CellKind kind, std::optional<std::int64_t> channel) {
  const auto over = cellsOver(sketch, v, kind, channel);
  return over.empty() ? 0 : over.back()->id;
}

bool inMembrane(const Sketch& sketch, const Voxel& v, std::int64_t channel) {
  const Extent& e = sketch.extent();
  const Spacing& s = sketch.spacing();
  const double half = 0.5 * sketch.shading().membraneThickness;
  const double ry = std::max(1.0, (s.known() ? half / s.y : half) + 0.5);
  const double rx = std::max(1.0, (s.known() ? half / s.x : half) + 0.5);
  const double rz = e.z == 1 ? 0.0 : (s.known() ? half / s.z : half) + 0.5;
  const CellId here = labelAt(sketch, v, CellKind::WholeCell, channel);
  for (std::int64_t z = std::max<std::int64_t>(0, v.z - 6); z <= std::min(e.z - 1, v.z + 6); ++z) {
    for (std::int64_t y = std::max<std::int64_t>(0, v.y - 6); y <= std::min(e.y - 1, v.y + 6); ++y) {
      for (std::int64_t x = std::max<std::int64_t>(0, v.x - 6); x <= std::min(e.x - 1, v.x + 6); ++x) {
        const auto dz = static_cast<double>(z - v.z);
        const auto dy = static_cast<double>(y - v.y);
        const auto dx = static_cast<double>(x - v.x);
        const double zShare = dz == 0.0 ? 0.0 : rz == 0.0 ? 2.0 : dz * dz / (rz * rz);
        if (zShare + dy * dy / (ry * ry) + dx * dx / (rx * rx) <= 1.0 &&
            labelAt(sketch, {v.t, z, y, x}, CellKind::WholeCell, channel) != here) {
          return true;
        }
      }
    }
  }
  return false;
}

/// The painted light: bilinear between the four nodes around the voxel, told by weights.
double paintedAt(const IlluminationMap& map, const Voxel& v) {
  if (map.empty()) {
    return 0.0;
  }
  double sum = 0.0;
  for (std::int64_t row = 0; row < map.rows(); ++row) {
    for (std::int64_t column = 0; column < map.columns(); ++column) {
      const double y = std::clamp<double>(double(v.y), 0.0, double((map.rows() - 1) * map.step()));
      const double x = std::clamp<double>(double(v.x), 0.0, double((map.columns() - 1) * map.step()));
      const double down = 1.0 - std::abs(y / double(map.step()) - double(row));
      const double right = 1.0 - std::abs(x / double(map.step()) - double(column));
      if (down > 0.0 && right > 0.0) {
        sum += down * right * double(map.node(row, column));
      }
    }
  }
  return sum;
}

/// The background as shading.h tells it.
double backgroundAt(const Sketch& sketch, const Voxel& v, std::int64_t channel) {
  const Shading& s = sketch.shading();
  const Extent& e = sketch.extent();
  const double angle = s.illuminationAngle * M_PI / 180.0;
  const auto along = [&](double y, double x) { return x * std::cos(angle) + y * std::sin(angle); };
  const auto [low, high] = std::minmax(
      {along(0, 0), along(0, double(e.x - 1)), along(double(e.y - 1), 0), along(double(e.y - 1), double(e.x - 1))});
  const double d = std::hypot(double(v.y) - s.illuminationCentreY * double(e.y - 1),
                              double(v.x) - s.illuminationCentreX * double(e.x - 1));
  const double r = s.illuminationRadius * 0.5 * std::hypot(double(e.y), double(e.x));
  const double level = channel == 1 && !s.furtherBackgrounds.empty() ? s.furtherBackgrounds[0] : s.background;
  return std::clamp(level + s.illuminationLinear * (along(double(v.y), double(v.x)) - low) / (high - low) +
                        s.illuminationRadial * std::max(0.0, 1.0 - d * d / (r * r)) + paintedAt(s.illuminationMap, v),
                    0.0, 1.0);
}

/// The grey of one voxel as the headers tell it, one voxel at a time.
double greyAt(const Sketch& sketch, const Voxel& v, std::int64_t channel) {
  const Shading& shading = sketch.shading();
  std::optional<double> grey;
  for (const CellKind kind : {CellKind::Nucleus, CellKind::Cytoplasm, CellKind::WholeCell}) {
    if (kind == CellKind::WholeCell && shading.membraneThickness > 0.0) {
      if (inMembrane(sketch, v, channel)) {
        grey = shading.membraneGrey;
      }
      break;
    }
    const auto over = cellsOver(sketch, v, kind, channel);
    if (over.empty()) {
      continue;
    }
    grey = over.back()->greyAt(v.t);
    for (const Nucleolus& n : over.back()->nucleoli) {
      const double dz = (static_cast<double>(v.z) - n.z) / n.radiusZ;
      const double dy = (static_cast<double>(v.y) - n.y) / n.radiusY;
      const double dx = (static_cast<double>(v.x) - n.x) / n.radiusX;
      if (shading.nucleoli && dz * dz + dy * dy + dx * dx <= 1.0) {
        grey = n.grey;
      }
    }
    *grey *= std::max(0.0, 1.0 - shading.overlapDarkening * static_cast<double>(over.size() - 1));
    break;
  }
  if (!grey) {
    return backgroundAt(sketch, v, channel);
  }
  if (sketch.extent().z > 1) {
    *grey *= 1.0 - shading.zDecay * static_cast<double>(v.z) / static_cast<double>(sketch.extent().z - 1);
  }
  const double distance =
      std::hypot(static_cast<double>(v.z) - shading.radialCentreZ, static_cast<double>(v.y) - shading.radialCentreY,
                 static_cast<double>(v.x) - shading.radialCentreX);
  *grey *= 1.0 - shading.radialDecay * std::max(0.0, 1.0 - distance / shading.radialExtent);
  return std::clamp(*grey, 0.0, 1.0);
}

Cell discCell(CellId id, CellKind kind, double y, double x, double radius, float grey) {
  Cell cell;
  cell.id = id;
  cell.kind = kind;
  cell.grey = {grey};
  cell.mask = discMask(0, 0, y, x, radius);
  return cell;
}

} // namespace

class TestRaster : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void likeTheSlowWay_data();
  void likeTheSlowWay();
  void anyBoxIsACropOfTheWhole_data() { likeTheSlowWay_data(); }
  void anyBoxIsACropOfTheWhole();
  void changesStayWithinReach_data() { likeTheSlowWay_data(); }
  void changesStayWithinReach();
  void changesOfShadingStayWithinReach();
  void outsideTheSketchToo();
  void nucleusNeverPunchesAHole();
  void overlapDarkens();
  void membraneIsAsThickAsAsked();
  void noMembraneAlongTheEdge();
  void labelsAbove16Bit();
};

void TestRaster::likeTheSlowWay_data() {
  QTest::addColumn<unsigned>("seed");
  for (unsigned seed = 1; seed <= 16; ++seed) {
    QTest::addRow("seed %u", seed) << seed;
  }
}

void TestRaster::likeTheSlowWay() {
  QFETCH(unsigned, seed);
  const Sketch sketch = test::randomSketch(seed);
  const Extent& e = sketch.extent();
  const Image<float> grey = rasteriseGrey(sketch);
  QVERIFY(grey.extent() == e);
  QVERIFY(grey.spacing() == sketch.spacing());
  test::Random random(seed + 1000);
  for (int i = 0; i < 1500; ++i) {
    const Voxel v{random.integer(0, e.t - 1), random.integer(0, e.z - 1), random.integer(0, e.y - 1),
                  random.integer(0, e.x - 1)};
    const std::int64_t c = random.integer(0, e.c - 1);
    const double expected = greyAt(sketch, v, c);
    QVERIFY2(std::abs(grey.at(v.t, c, v.z, v.y, v.x) - expected) < 1e-5,
             qPrintable(QString("t %1 c %2 z %3 y %4 x %5: %6, not %7")
                            .arg(v.t)
                            .arg(c)
                            .arg(v.z)
                            .arg(v.y)
                            .arg(v.x)
                            .arg(grey.at(v.t, c, v.z, v.y, v.x))
                            .arg(expected)));
  }
  for (const CellKind kind : {CellKind::Nucleus, CellKind::Cytoplasm, CellKind::WholeCell}) {
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, kind);
    QVERIFY((labels.extent() == Extent{e.t, 1, e.z, e.y, e.x}));
    for (int i = 0; i < 1500; ++i) {
      const Voxel v{random.integer(0, e.t - 1), random.integer(0, e.z - 1), random.integer(0, e.y - 1),
                    random.integer(0, e.x - 1)};
      QCOMPARE(labels.at(v.t, 0, v.z, v.y, v.x), labelAt(sketch, v, kind, std::nullopt));
    }
  }
}

void TestRaster::anyBoxIsACropOfTheWhole() {
  QFETCH(unsigned, seed);
  const Sketch sketch = test::randomSketch(seed);
  const Extent& e = sketch.extent();
  const Image<float> grey = rasteriseGrey(sketch);
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Cytoplasm);
  test::Random random(seed);
  for (int round = 0; round < 30; ++round) {
    Box box;
    box.z0 = random.integer(0, e.z - 1);
    box.z1 = random.integer(box.z0 + 1, e.z);
    box.y0 = random.integer(0, e.y - 1);
    box.y1 = random.integer(box.y0 + 1, e.y);
    box.x0 = random.integer(0, e.x - 1);
    box.x1 = random.integer(box.x0 + 1, e.x);
    const std::int64_t t = random.integer(0, e.t - 1);
    const std::int64_t c = random.integer(0, e.c - 1);
    const Image<float> greyPart = rasteriseGrey(sketch, t, c, box);
    const Image<std::uint32_t> labelPart = rasteriseLabels(sketch, t, CellKind::Cytoplasm, box);
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
          if (greyPart.at(0, 0, z - box.z0, y - box.y0, x - box.x0) != grey.at(t, c, z, y, x) ||
              labelPart.at(0, 0, z - box.z0, y - box.y0, x - box.x0) != labels.at(t, 0, z, y, x)) {
            QFAIL(qPrintable(QString("differs at z %1 y %2 x %3").arg(z).arg(y).arg(x)));
          }
        }
      }
    }
  }
}

/// What a change of one cell alters lies in the reach of its bounds.
void TestRaster::changesStayWithinReach() {
  QFETCH(unsigned, seed);
  const Sketch before = test::randomSketch(seed);
  for (const auto& [id, cell] : before.cells()) {
    Sketch after = before;
    after.remove(id);
    for (std::int64_t t = 0; t < before.extent().t; ++t) {
      const Box reach = greyReach(before, cell->mask.bounds(t));
      const Box whole = Box::whole(before.extent());
      const Image<float> a = rasteriseGrey(before, t, cell->channel, whole);
      const Image<float> b = rasteriseGrey(after, t, cell->channel, whole);
      std::size_t i = 0;
      for (std::int64_t z = 0; z < whole.z1; ++z) {
        for (std::int64_t y = 0; y < whole.y1; ++y) {
          for (std::int64_t x = 0; x < whole.x1; ++x, ++i) {
            if (a.data()[i] != b.data()[i] && !reach.intersects({z, y, x, z + 1, y + 1, x + 1})) {
              QFAIL(qPrintable(QString("z %1 y %2 x %3 changed outside the reach").arg(z).arg(y).arg(x)));
            }
          }
        }
      }
    }
  }
}

/// A dab on the painted light changes a part, anything else the whole, nothing nothing.
void TestRaster::changesOfShadingStayWithinReach() {
  test::Random random(7);
  Sketch before({1, 1, 2, 97, 131});
  Shading shading;
  shading.background = 0.5F;
  shading.illuminationMap = IlluminationMap::over(before.extent());
  before.setShading(shading);
  QVERIFY(greyReach(shading, shading, before.extent()).empty());
  Shading darker = shading;
  darker.background = 0.4F;
  QCOMPARE(greyReach(shading, darker, before.extent()), Box::whole(before.extent()));
  Shading without = shading;
  without.illuminationMap = {};
  QCOMPARE(greyReach(shading, without, before.extent()), Box::whole(before.extent()));
  const Image<float> old = rasteriseGrey(before);
  for (int round = 0; round < 50; ++round) {
    Shading painted = shading;
    for (int i = 0; i < 3; ++i) {
      painted.illuminationMap.setNode(random.integer(0, shading.illuminationMap.rows() - 1),
                                      random.integer(0, shading.illuminationMap.columns() - 1), 0.25F);
    }
    Sketch after = before;
    after.setShading(painted);
    const Box reach = greyReach(shading, painted, before.extent());
    QCOMPARE(greyReach(painted, shading, before.extent()), reach);
    const Image<float> now = rasteriseGrey(after);
    Box changed;
    for (std::int64_t z = 0; z < 2; ++z) {
      for (std::int64_t y = 0; y < 97; ++y) {
        for (std::int64_t x = 0; x < 131; ++x) {
          if (now.at(0, 0, z, y, x) != old.at(0, 0, z, y, x)) {
            changed = changed.united({z, y, x, z + 1, y + 1, x + 1});
          }
        }
      }
    }
    QCOMPARE(changed, reach); // no voxel too few, and none too many
  }
}

void TestRaster::outsideTheSketchToo() {
  Sketch sketch({1, 1, 1, 100, 100});
  sketch.put(discCell(9, CellKind::Nucleus, -5, -6, 10, 0.5F));
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, 0, CellKind::Nucleus, {0, -20, -20, 1, 10, 10});
  QCOMPARE(labels.at(15, 14), 9U); // the centre, outside
  QCOMPARE(std::count(labels.begin(), labels.end(), 9U), discMask(0, 0, 0, 0, 10).count());
  QCOMPARE(rasteriseGrey(sketch, 0, 0, {0, -5, -6, 1, -4, -5}).at(0, 0), 0.5F);
}

void TestRaster::nucleusNeverPunchesAHole() {
  Sketch sketch({1, 1, 1, 100, 100});
  sketch.put(discCell(1, CellKind::Nucleus, 50, 50, 10, 0.9F));
  sketch.put(discCell(2, CellKind::Cytoplasm, 50, 50, 30, 0.4F));
  QCOMPARE(rasteriseLabels(sketch, CellKind::Cytoplasm).at(50, 50), 2U);
  QCOMPARE(rasteriseLabels(sketch, CellKind::Nucleus).at(50, 50), 1U);
  QCOMPARE(rasteriseGrey(sketch).at(50, 50), 0.9F);
  QCOMPARE(rasteriseGrey(sketch).at(50, 65), 0.4F);
}

void TestRaster::overlapDarkens() {
  Sketch sketch({1, 1, 1, 100, 100});
  Shading shading;
  shading.overlapDarkening = 0.1F;
  sketch.setShading(shading);
  for (CellId id = 1; id <= 3; ++id) {
    sketch.put(discCell(id, CellKind::Cytoplasm, 50, 40.0 + 10.0 * id, 15, 0.5F));
  }
  const Image<float> grey = rasteriseGrey(sketch);
  QCOMPARE(grey.at(50, 37), 0.5F);        // one cell
  QCOMPARE(grey.at(50, 47), 0.5F * 0.9F); // two
  QCOMPARE(grey.at(50, 60), 0.5F * 0.8F); // three
  sketch.put(discCell(4, CellKind::Nucleus, 50, 60, 5, 0.7F));
  QCOMPARE(rasteriseGrey(sketch).at(50, 60), 0.7F); // only cells of its own kind darken a nucleus
}

void TestRaster::membraneIsAsThickAsAsked() {
  Sketch sketch({1, 1, 1, 60, 60}, {0.0, 0.5, 0.5});
  Cell left;
  left.id = 1;
  left.kind = CellKind::WholeCell;
  Cell right = left;
  right.id = 2;
  for (std::int64_t y = 0; y < 60; ++y) {
    left.mask.setSpan(0, 0, y, 0, 30);
    right.mask.setSpan(0, 0, y, 30, 60);
  }
  sketch.put(left);
  sketch.put(right);
  for (const auto& [micrometres, voxels] : {std::pair{0.1, 2}, {0.5, 2}, {1.0, 2}, {2.0, 4}, {3.0, 6}}) {
    Shading shading;
    shading.membraneThickness = micrometres;
    shading.membraneGrey = 1.0F;
    sketch.setShading(shading);
    const Image<float> grey = rasteriseGrey(sketch);
    const float* row = grey.data() + 20 * 60;
    QCOMPARE(std::count(row, row + 60, 1.0F), voxels);
    QCOMPARE(row[29], 1.0F); // as much of it on either side
    QCOMPARE(row[30], 1.0F);
    QCOMPARE(row[30 - voxels / 2], 1.0F);
    QCOMPARE(std::count(row, row + 60, 0.0F), 60 - voxels); // the cells are not filled
  }
}

void TestRaster::noMembraneAlongTheEdge() {
  Sketch sketch({1, 1, 1, 40, 40});
  sketch.put(discCell(1, CellKind::WholeCell, 20, 20, 100, 0.5F)); // hangs over all edges
  Shading shading;
  shading.membraneThickness = 3.0;
  sketch.setShading(shading);
  const Image<float> grey = rasteriseGrey(sketch);
  QVERIFY(std::all_of(grey.begin(), grey.end(), [](float g) { return g == 0.0F; }));
}

void TestRaster::labelsAbove16Bit() {
  Sketch sketch({1, 1, 1, 50, 50});
  sketch.put(discCell(70000, CellKind::Nucleus, 10, 10, 5, 0.5F));
  sketch.put(discCell(4294967295U, CellKind::Nucleus, 30, 30, 5, 0.5F));
  const Image<std::uint32_t> labels = rasteriseLabels(sketch, CellKind::Nucleus);
  QCOMPARE(labels.at(10, 10), 70000U);
  QCOMPARE(labels.at(30, 30), 4294967295U);
}

CYTOSKETCH_TEST_CLASS(raster, TestRaster)
#include "test_raster.moc"
