#include "engine/dataset/sampledraws.h"
#include "engine/dataset/variation.h"
#include "engine/image/error.h"
#include "engine/sketch/raster.h"
#include "tests/engine/sketch/randomsketch.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

/// Judged by the voxels: a varied sketch must rasterise to the varied picture.
class TestVariation : public QObject {
  Q_OBJECT

private:
  static Sketch sketchOf(std::uint32_t seed, const Extent& extent) {
    test::Random random(seed);
    Sketch sketch(extent);
    for (CellId id = 1; id <= 12; ++id) {
      sketch.put(test::randomCell(random, id, extent));
    }
    Shading shading;
    shading.radialDecay = 0.4F;
    shading.radialCentreY = 20.0;
    shading.radialCentreX = 31.0;
    shading.radialExtent = 40.0;
    shading.background = 0.3F;
    shading.illuminationLinear = 0.4F;
    shading.illuminationAngle = 30.0;
    shading.illuminationRadial = -0.3F;
    sketch.setShading(shading);
    return sketch;
  }

private Q_SLOTS:
  void aCropShowsThePart() {
    for (std::uint32_t seed = 0; seed < 5; ++seed) {
      const Extent e{2, 1, 3, 70, 90};
      const Sketch sketch = sketchOf(seed, e);
      const Box box{1, 13, 22, 3, 61, 70};
      const Sketch part = croppedSketch(sketch, box);
      for (std::int64_t t = 0; t < e.t; ++t) {
        const Image<float> expected = rasteriseGrey(sketch, t, 0, box);
        const Image<float> grey = rasteriseGrey(part, t, 0, Box::whole(part.extent()));
        QVERIFY(std::equal(grey.begin(), grey.end(), expected.begin(), expected.end(),
                           [](float a, float b) { return std::abs(a - b) < 1e-5F; }));
        for (const CellKind kind : {CellKind::Nucleus, CellKind::WholeCell}) {
          const Image<std::uint32_t> labels = rasteriseLabels(part, t, kind, Box::whole(part.extent()));
          const Image<std::uint32_t> truth = rasteriseLabels(sketch, t, kind, box);
          QVERIFY(std::equal(labels.begin(), labels.end(), truth.begin(), truth.end()));
        }
      }
    }
    QVERIFY_EXCEPTION_THROWN(croppedSketch(sketchOf(1, {1, 1, 1, 50, 50}), {0, 0, 10, 1, 20, 60}), SettingsError);
  }

  void turningTurnsThePicture() {
    const std::int64_t n = 64;
    const Sketch sketch = sketchOf(7, {1, 1, 2, n, n});
    const Image<float> grey = rasteriseGrey(sketch);
    for (int code = 0; code < 8; ++code) {
      const Orientation how{(code & 1) != 0, (code & 2) != 0, (code & 4) != 0};
      const Image<float> turned = rasteriseGrey(orientedSketch(sketch, how));
      for (std::int64_t z = 0; z < 2; ++z) {
        for (std::int64_t y = 0; y < n; ++y) {
          for (std::int64_t x = 0; x < n; ++x) {
            std::int64_t v = how.transpose ? x : y, u = how.transpose ? y : x;
            u = how.flipX ? n - 1 - u : u;
            v = how.flipY ? n - 1 - v : v;
            QVERIFY(std::abs(turned.at(0, 0, z, v, u) - grey.at(0, 0, z, y, x)) < 1e-5F);
          }
        }
      }
    }
    QVERIFY_EXCEPTION_THROWN(orientedSketch(sketchOf(1, {1, 1, 1, 50, 60}), {true, false, false}), SettingsError);
  }

  void movedCellsKeepApartAndWhole() {
    Sketch sketch({1, 1, 1, 128, 128});
    for (CellId id = 0; id < 16; ++id) {
      Cell cell;
      cell.id = id + 1;
      cell.mask = discMask(0, 0, 16.0 + 32.0 * (id / 4), 16.0 + 32.0 * (id % 4), 13.0);
      sketch.put(cell);
    }
    SampleDraws draws(1, 0, DrawPurpose::Variation);
    const Sketch moved = movedCells(sketch, 10.0, draws);
    int changed = 0;
    Mask all;
    std::int64_t pixels = 0;
    for (const auto& [id, cell] : moved.cells()) {
      const Mask& before = sketch.find(id)->mask;
      const Box a = cell->mask.bounds(), b = before.bounds();
      QVERIFY(cell->mask == before.translated(0, a.y0 - b.y0, a.x0 - b.x0));
      QVERIFY(std::hypot(double(a.y0 - b.y0), double(a.x0 - b.x0)) <= 10.8);
      changed += cell->mask == before ? 0 : 1;
      all.unite(cell->mask);
      pixels += cell->mask.count();
    }
    QCOMPARE(all.count(), pixels); // none on another
    QVERIFY(changed >= 4);
  }

  void relitCellsChangeTheirGreysOnly() {
    const Sketch sketch = sketchOf(3, {1, 1, 1, 60, 60});
    SampleDraws draws(1, 0, DrawPurpose::Variation);
    const Sketch relit = relitCells(sketch, 0.2, draws);
    QCOMPARE(relit.cellCount(), sketch.cellCount());
    for (const auto& [id, cell] : relit.cells()) {
      const Cell& before = *sketch.find(id);
      QVERIFY(cell->mask == before.mask);
      QVERIFY(cell->grey[0] >= 0.79F * before.grey[0] && cell->grey[0] <= std::min(1.0F, 1.21F * before.grey[0]));
    }
  }
};

CYTOSKETCH_TEST_CLASS(variation, TestVariation)
#include "test_variation.moc"
