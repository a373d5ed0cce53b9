#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/raster.h"
#include "engine/study/fidelity.h"
#include "tests/engine/study/discs.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <random>

using namespace cytosketch;
using test::disc;

namespace {

/// Mean of the cell's visible pixels minus that of the pixels within 5 that no cell of its kind and channel covers, by
/// the definition: every pair of pixels compared.
double slowContrast(const Image<std::uint32_t>& labels, const Image<float>& image, std::int64_t t, std::int64_t c,
                    CellId id) {
  const Extent& e = labels.extent();
  double inside = 0.0, outside = 0.0;
  int insideCount = 0, outsideCount = 0;
  for (std::int64_t y = 0; y < e.y; ++y) {
    for (std::int64_t x = 0; x < e.x; ++x) {
      const CellId here = labels.at(t, 0, 0, y, x);
      bool near = false;
      for (std::int64_t v = std::max<std::int64_t>(0, y - 5); v <= std::min(e.y - 1, y + 5); ++v) {
        for (std::int64_t u = std::max<std::int64_t>(0, x - 5); u <= std::min(e.x - 1, x + 5); ++u) {
          near = near || (labels.at(t, 0, 0, v, u) == id && (v - y) * (v - y) + (u - x) * (u - x) <= 25);
        }
      }
      if (here == id) {
        inside += image.at(t, c, 0, y, x);
        ++insideCount;
      } else if (here == 0 && near) {
        outside += image.at(t, c, 0, y, x);
        ++outsideCount;
      }
    }
  }
  return inside / insideCount - outside / outsideCount;
}

Image<float> networkValuesOf(Image<float> grey) {
  float* const voxels = grey.mutableData();
  std::transform(voxels, voxels + grey.size(), voxels, networkValue);
  return grey;
}

/// The sketch's own greys with the contrast of cell `id` scaled around the background 0.
Image<float> withCellScaled(const Sketch& sketch, CellId id, float factor, std::int64_t t = 0) {
  Image<float> grey = rasteriseGrey(sketch);
  const Extent& e = grey.extent();
  float* const voxels = grey.mutableData();
  for (std::int64_t y = 0; y < e.y; ++y) {
    for (std::int64_t x = 0; x < e.x; ++x) {
      if (sketch.find(id)->mask.test(t, 0, y, x)) {
        voxels[grey.offset(t, 0, 0, y, x)] *= factor;
      }
    }
  }
  return networkValuesOf(grey);
}

const CellFidelity& of(const std::vector<CellFidelity>& cells, CellId id) {
  return *std::find_if(cells.begin(), cells.end(), [&](const CellFidelity& cell) { return cell.cell == id; });
}

} // namespace

class TestFidelity : public QObject {
  Q_OBJECT
private Q_SLOTS:
  /// Cells of two kinds in two channels, touching, overlapping and cut by the edge, in a noisy image.
  void scoresAgainstTheDefinition() {
    Sketch sketch({1, 2, 1, 70, 90});
    sketch.put(disc(1, 20, 20, 9, 0.4F));
    sketch.put(disc(2, 24, 38, 9, 0.7F));
    sketch.put(disc(3, 60, 5, 12, 0.5F));
    Cell around = disc(4, 22, 28, 19, 0.3F);
    around.kind = CellKind::WholeCell;
    sketch.put(around);
    Cell second = disc(5, 40, 60, 10, 0.6F);
    second.channel = 1;
    sketch.put(second);
    std::mt19937 random(5);
    Image<float> grey(sketch.extent());
    float* const voxels = grey.mutableData();
    for (std::size_t i = 0; i < grey.size(); ++i) {
      voxels[i] = static_cast<float>(random() % 1000) / 1000.0F;
    }
    const std::vector<CellFidelity> found = cellFidelity(sketch, networkValuesOf(grey));
    QCOMPARE(found.size(), std::size_t{5});
    const Image<float> drawn = rasteriseGrey(sketch);
    for (const CellFidelity& cell : found) {
      const CellPtr c = sketch.find(cell.cell);
      const Image<std::uint32_t> labels = rasteriseLabels(sketch, c->kind, c->channel);
      QVERIFY(std::abs(cell.drawn - slowContrast(labels, drawn, 0, c->channel, cell.cell)) < 1e-5);
      QVERIFY(std::abs(cell.seen - slowContrast(labels, grey, 0, c->channel, cell.cell)) < 1e-5);
    }
  }
  void verdicts() {
    Sketch sketch({1, 1, 1, 60, 60});
    sketch.put(disc(7, 30, 30, 8, 0.6F));
    const auto judge = [&](float factor) { return cellFidelity(sketch, withCellScaled(sketch, 7, factor)).front(); };
    QCOMPARE(judge(1.0F).verdict, CellVerdict::Visible);
    QVERIFY(std::abs(judge(1.0F).score() - 1.0) < 1e-5);
    QCOMPARE(judge(0.55F).verdict, CellVerdict::Visible);
    QCOMPARE(judge(0.45F).verdict, CellVerdict::Dim);
    QCOMPARE(judge(0.3F).verdict, CellVerdict::Dim);
    QCOMPARE(judge(0.2F).verdict, CellVerdict::Lost);
    QCOMPARE(judge(0.0F).verdict, CellVerdict::Lost);
    QVERIFY(std::abs(judge(0.3F).score() - 0.3) < 1e-5);
  }
  /// A dark cell on a bright ground is judged by its own sign.
  void darkerThanTheGround() {
    Sketch sketch({1, 1, 1, 60, 60});
    Shading shading = sketch.shading();
    shading.background = 0.8F;
    sketch.setShading(shading);
    sketch.put(disc(1, 30, 30, 8, 0.3F));
    const CellFidelity same = cellFidelity(sketch, networkValuesOf(rasteriseGrey(sketch))).front();
    QVERIFY(same.drawn < -0.4);
    QCOMPARE(same.verdict, CellVerdict::Visible);
    QCOMPARE(cellFidelity(sketch, Image<float>(sketch.extent(), 0.2F)).front().verdict, CellVerdict::Lost);
  }
  void cellsThatCannotBeJudged() {
    Sketch sketch({1, 1, 1, 60, 60});
    sketch.put(disc(1, 30, 30, 8, 0.03F)); // as grey as the background
    Cell hidden = disc(2, 30, 30, 5, 0.5F);
    hidden.zOrder = -1;
    sketch.put(hidden);
    sketch.put(disc(3, 500, 500, 5, 0.5F)); // outside
    const std::vector<CellFidelity> found = cellFidelity(sketch, networkValuesOf(rasteriseGrey(sketch)));
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found[0].cell, CellId{1});
    QCOMPARE(found[0].verdict, CellVerdict::Unjudged);
    QCOMPARE(found[0].score(), 0.0);
  }
  void worstFrameCounts() {
    Sketch sketch({3, 1, 1, 60, 60});
    sketch.put(disc(1, 30, 30, 8, 0.6F, 0, 3));
    sketch.put(disc(2, 10, 10, 5, 0.6F, 1, 2));
    const std::vector<CellFidelity> found = cellFidelity(sketch, withCellScaled(sketch, 1, 0.1F, 1));
    QCOMPARE(of(found, 1).frame, std::int64_t{1});
    QCOMPARE(of(found, 1).verdict, CellVerdict::Lost);
    QCOMPARE(of(found, 2).frame, std::int64_t{1});
    QCOMPARE(of(found, 2).verdict, CellVerdict::Visible);
  }
  void sizesMustFit() {
    Sketch sketch({1, 1, 1, 60, 60});
    sketch.put(disc(1, 30, 30, 8, 0.6F));
    QVERIFY_EXCEPTION_THROWN(cellFidelity(sketch, Image<float>({1, 1, 1, 60, 61})), SettingsError);
    QVERIFY_EXCEPTION_THROWN(cellFidelity(sketch, Image<float>()), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(fidelity, TestFidelity)
#include "test_fidelity.moc"
