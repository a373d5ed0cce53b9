#include "engine/segmentation/segmentation.h"
#include "phantoms.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <random>

using namespace cytosketch;

namespace {

/// The Voronoi pattern of points on a shaken lattice, with bright walls where the two nearest points are about equally
/// far. Distances in pixels, slices `depth` apart.
Phantom voronoi(const Extent& extent, double cell, double depth, double wall) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> shake(-0.2 * cell, 0.2 * cell);
  std::vector<std::array<double, 3>> points;
  const double deep = static_cast<double>(extent.z) * depth;
  for (double z = extent.z > 1 ? cell / 2 : 0.0; z < (extent.z > 1 ? deep : 0.5); z += cell) {
    for (double y = cell / 2; y < static_cast<double>(extent.y); y += cell) {
      for (double x = cell / 2; x < static_cast<double>(extent.x); x += cell) {
        points.push_back({extent.z > 1 ? z + shake(random) : 0.0, y + shake(random), x + shake(random)});
      }
    }
  }
  Phantom phantom{Image<float>(extent, 0.1F), Image<std::uint32_t>(extent, 0U)};
  float* const grey = phantom.image.mutableData();
  std::uint32_t* const truth = phantom.truth.mutableData();
  std::normal_distribution<float> noise(0.0F, 0.03F);
  for (std::int64_t z = 0; z < extent.z; ++z) {
    for (std::int64_t y = 0; y < extent.y; ++y) {
      for (std::int64_t x = 0; x < extent.x; ++x) {
        double first = 1e9, second = 1e9;
        const std::size_t i = phantom.image.offset(0, 0, z, y, x);
        for (std::size_t k = 0; k < points.size(); ++k) {
          const double d = std::hypot(static_cast<double>(z) * depth - points[k][0],
                                      static_cast<double>(y) - points[k][1], static_cast<double>(x) - points[k][2]);
          if (d < first) {
            second = first;
            first = d;
            truth[i] = static_cast<std::uint32_t>(k + 1);
          } else {
            second = std::min(second, d);
          }
        }
        grey[i] = (second - first < wall ? 0.9F : 0.15F) + noise(random);
      }
    }
  }
  phantom.image.setSpacing({0.5 * depth, 0.5, 0.5});
  return phantom;
}

void requireCells(const Phantom& phantom, double least) {
  const Segmentation result = segment(phantom.image, {SegmentationKind::Membranes});
  const std::vector<double> found = overlaps(result.labels, phantom.truth);
  QCOMPARE(std::size_t(result.cells), found.size());
  QVERIFY2(*std::min_element(found.begin(), found.end()) > least,
           qPrintable(QString::number(*std::min_element(found.begin(), found.end()))));
}

} // namespace

class TestMembranes : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void findsTheCellsOfAPlane() { requireCells(voronoi({1, 1, 1, 160, 200}, 40, 1.0, 4.0), 0.8); }
  void findsSmallerCells() { requireCells(voronoi({1, 1, 1, 120, 120}, 20, 1.0, 3.0), 0.65); }
  void findsTheCellsOfAVolumeOfFlatVoxels() { requireCells(voronoi({1, 1, 24, 72, 72}, 24, 2.0, 4.0), 0.6); }

  void sketchIsDrawnAsMeasuredOutlines() {
    const Phantom phantom = voronoi({1, 1, 1, 160, 200}, 40, 1.0, 6.0);
    const Segmentation result = segment(phantom.image, {SegmentationKind::Membranes});
    const Sketch sketch = sketchOf(result);
    QCOMPARE(std::int64_t(sketch.cellCount()), result.cells);
    for (const auto& [id, cell] : sketch.cells()) {
      QCOMPARE(cell->kind, CellKind::WholeCell);
    }
    // The wall is where the distances differ by less than 6 pixels: about 6 wide; 0.5 µm a pixel.
    const Shading& shading = sketch.shading();
    QVERIFY2(shading.membraneThickness > 2.0 && shading.membraneThickness < 4.5,
             qPrintable(QString::number(shading.membraneThickness)));
    QVERIFY(shading.membraneGrey > 0.7F);
    QVERIFY(shading.background < 0.3F);
  }

  void theOutsideIsNoCell() {
    Phantom phantom = voronoi({1, 1, 1, 160, 160}, 20, 1.0, 3.0);
    // An island of tissue in a dark surround.
    Image<float> image({1, 1, 1, 400, 400}, 0.15F);
    for (std::int64_t y = 0; y < 160; ++y) {
      std::copy_n(phantom.image.data() + y * 160, 160, image.mutableData() + (y + 120) * 400 + 120);
    }
    for (std::int64_t k = 119; k < 281; ++k) { // a wall around it
      for (const std::int64_t edge : {118, 119, 280, 281}) {
        image.mutableData()[k * 400 + edge] = image.mutableData()[edge * 400 + k] = 0.9F;
      }
    }
    SegmentationSettings settings{SegmentationKind::Membranes};
    settings.set("size=20");
    const Segmentation result = segment(image, settings);
    QCOMPARE(result.labels.at(20, 20), 0U);
    QVERIFY(result.labels.at(200, 200) != 0U);
    QVERIFY(result.cells >= 50 && result.cells <= 70); // 64
    settings.set("largest=0");
    QVERIFY(segment(image, settings).labels.at(20, 20) != 0U);
  }
};

CYTOSKETCH_TEST_CLASS(membranes, TestMembranes)
#include "test_membranes.moc"
