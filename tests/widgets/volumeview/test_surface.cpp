#include "tests/support/testprogram.h"
#include "tests/widgets/cells3d.h"
#include "widgets/volumeview/cellray.h"
#include "widgets/volumeview/cellsurface.h"
#include "widgets/volumeview/imagevolume.h"

#include <QTest>

#include <vtkCellArray.h>
#include <vtkDataArray.h>
#include <vtkMassProperties.h>
#include <vtkPointData.h>

#include <cmath>
#include <map>
#include <random>

using namespace cytosketch;

namespace {

const Spacing flatVoxels{0.9, 0.3, 0.3};
const Box wide{-1000, -1000, -1000, 1000, 1000, 1000};

double enclosed(vtkPolyData* surface) {
  vtkNew<vtkMassProperties> mass;
  mass->SetInputData(surface);
  mass->Update();
  return mass->GetVolume();
}

/// How often each edge of the triangles is used: twice all over if the surface is closed.
std::map<std::pair<vtkIdType, vtkIdType>, int> edgesOf(vtkPolyData* surface) {
  std::map<std::pair<vtkIdType, vtkIdType>, int> edges;
  for (vtkIdType i = 0; i < surface->GetNumberOfCells(); ++i) {
    vtkNew<vtkIdList> corners;
    surface->GetCellPoints(i, corners);
    for (vtkIdType k = 0; k < corners->GetNumberOfIds(); ++k) {
      const vtkIdType a = corners->GetId(k);
      const vtkIdType b = corners->GetId((k + 1) % corners->GetNumberOfIds());
      ++edges[std::minmax(a, b)];
    }
  }
  return edges;
}

} // namespace

class TestSurface : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void anEllipsoidIsOneClosedSurfaceOfItsVolume_data() {
    QTest::addColumn<double>("radius");
    QTest::newRow("as fine as it is") << 12.0;
    QTest::newRow("larger than the finest edge") << 90.0;
  }
  void anEllipsoidIsOneClosedSurfaceOfItsVolume() {
    QFETCH(double, radius);
    const Mask mask = ellipsoidMask(5.0, -20.0, 33.0, radius / 3.0, radius, radius);
    const auto surface = cellSurface(mask, 0, wide, flatVoxels);
    QVERIFY(surface);
    const double truth = double(mask.count()) * 0.9 * 0.3 * 0.3;
    QVERIFY2(std::abs(enclosed(surface) / truth - 1.0) < 0.08, qPrintable(QString::number(enclosed(surface) / truth)));
    for (const auto& [edge, uses] : edgesOf(surface)) {
      QCOMPARE(uses, 2);
    }
    double bounds[6];
    surface->GetBounds(bounds);
    QVERIFY(std::abs(0.5 * (bounds[0] + bounds[1]) - 33.0 * 0.3) < 0.15);
    QVERIFY(std::abs(0.5 * (bounds[2] + bounds[3]) + 20.0 * 0.3) < 0.15);
    QVERIFY(std::abs(0.5 * (bounds[4] + bounds[5]) - 5.0 * 0.9) < 0.45);
    QVERIFY(std::abs(0.5 * (bounds[5] - bounds[4]) - radius / 3.0 * 0.9) < 0.9); // as deep as it is wide, in µm
  }

  void normalsPointOutwards() {
    const auto surface = cellSurface(ellipsoidMask(10, 10, 10, 6, 6, 6), 0, wide, {1, 1, 1});
    vtkDataArray* const normals = surface->GetPointData()->GetNormals();
    QVERIFY(normals);
    for (vtkIdType i = 0; i < surface->GetNumberOfPoints(); ++i) {
      double normal[3];
      normals->GetTuple(i, normal);
      double sum = 0.0;
      for (int k = 0; k < 3; ++k) {
        sum += normal[k] * (surface->GetPoint(i)[k] - 10.0);
      }
      QVERIFY(sum > 0.0);
    }
  }

  void workIsBounded() {
    Mask huge;
    for (std::int64_t z = 0; z < 40; ++z) {
      for (std::int64_t y = 0; y < 900; ++y) {
        huge.setSpan(0, z, y, 0, 900);
      }
    }
    const auto surface = cellSurface(huge, 0, wide, flatVoxels);
    QVERIFY(surface->GetNumberOfPolys() < 12 * finestSurfaceEdge * finestSurfaceEdge * 2);
    QVERIFY(std::abs(enclosed(surface) / (40 * 0.9 * 270.0 * 270.0) - 1.0) < 0.1);
  }

  void manyCellsGetCoarserSurfaces() {
    QCOMPARE(surfaceEdgeFor(1), finestSurfaceEdge);
    QCOMPARE(surfaceEdgeFor(60), finestSurfaceEdge);
    std::int64_t last = finestSurfaceEdge;
    for (const std::size_t cells : {100, 500, 2000, 10000}) {
      const std::int64_t edge = surfaceEdgeFor(cells);
      QVERIFY(edge <= last && edge >= 10);
      last = edge;
    }
    const Mask mask = ellipsoidMask(0, 0, 0, 30, 30, 30);
    const auto fine = cellSurface(mask, 0, wide, {1, 1, 1});
    const auto coarse = cellSurface(mask, 0, wide, {1, 1, 1}, 10);
    QVERIFY(coarse->GetNumberOfPolys() * 10 < fine->GetNumberOfPolys());
    QVERIFY(std::abs(enclosed(coarse) / double(mask.count()) - 1.0) < 0.15);
  }

  void thinCellsAndSinglePixelsAreThere() {
    Mask pixel;
    pixel.setSpan(0, 3, 4, 5, 6);
    QVERIFY(cellSurface(pixel, 0, wide, flatVoxels)->GetNumberOfPolys() > 0);
    const auto sheet = cellSurface(discMask(0, 3, 20, 20, 9), 0, wide, flatVoxels);
    QVERIFY(sheet->GetNumberOfPolys() > 100);
  }

  void onlyTheFrameAndTheCanvas() {
    const Mask mask = ellipsoidMask(10, 10, 10, 6, 6, 6);
    QVERIFY(!cellSurface(mask, 1, wide, {1, 1, 1}));
    QVERIFY(!cellSurface(mask, 0, {50, 50, 50, 60, 60, 60}, {1, 1, 1}));
    // The box meets this canvas, the mask itself does not.
    QVERIFY(!cellSurface(mask, 0, {4, 4, 4, 5, 5, 5}, {1, 1, 1}));
    double bounds[6];
    cellSurface(mask, 0, {0, 0, 10, 30, 30, 30}, {1, 1, 1})->GetBounds(bounds);
    QVERIFY(bounds[0] > 8.5);
  }

  void theRayMeetsWhatSmallStepsMeet() {
    const Sketch sketch = ellipsoidSketch(20);
    const Extent& extent = sketch.extent();
    std::mt19937 random(11);
    std::uniform_real_distribution<double> unit(-0.2, 1.2);
    int hits = 0;
    for (int round = 0; round < 400; ++round) {
      VoxelRay ray;
      ray.start = {-20.0 + 64.0 * (round % 2), 128.0 * unit(random), 160.0 * unit(random)};
      for (std::size_t i = 0; i < 3; ++i) {
        const double size = i == 0 ? 24.0 : i == 1 ? 128.0 : 160.0;
        ray.direction[i] = (size * unit(random) - ray.start[i]) * (round % 7 == 0 && i == 1 ? 0.0 : 1.0);
      }
      const Box box = round % 3 == 0 ? Box{4, 10, 20, 18, 90, 120} : Box::whole(extent);
      const auto found = firstCellOn(ray, sketch, 0, box);
      std::optional<RayHit> slow;
      for (int step = 0; step < 60000 && !slow; ++step) {
        const double s = step * 5e-5;
        const auto at = [&](std::size_t i) {
          return std::int64_t(std::floor(ray.start[i] + s * ray.direction[i] + 0.5));
        };
        const Box voxel{at(0), at(1), at(2), at(0) + 1, at(1) + 1, at(2) + 1};
        if (voxel.intersects(box)) {
          if (const CellPtr cell = sketch.topmostAt(0, at(0), at(1), at(2))) {
            slow = RayHit{cell->id, at(0), at(1), at(2)};
          }
        }
      }
      hits += slow ? 1 : 0;
      // Small steps may miss a voxel that the ray cuts at a corner, but then meet the same cell just behind.
      QCOMPARE(found ? found->cell : 0, slow ? slow->cell : 0);
      if (found && slow) {
        QVERIFY(std::abs(found->z - slow->z) + std::abs(found->y - slow->y) + std::abs(found->x - slow->x) <= 1);
      }
    }
    QVERIFY(hits > 60);
  }

  void memoryOfTheImageIsShared() {
    const Image<float> image({2, 1, 6, 20, 30}, 0.25F);
    ImageVolume volume;
    volume.setImage(image, 1, {{0, 0.0, 1.0, {}}}, flatVoxels);
    QCOMPARE(volume.sharedVoxels(), static_cast<const void*>(image.channel(1, 0)));
    volume.setImage({}, 0, {}, flatVoxels);
    QVERIFY(volume.empty());
  }

  void whatNoGraphicsCardHoldsIsThinned() {
    QVERIFY(thinningFor({1, 1, 221, 511, 495}).none());
    QCOMPARE(thinningFor({1, 1, 13, 2450, 1700}), (Thinning{1, 2, 1}));
    const Extent huge{1, 1, 3000, 3000, 3000};
    const Thinning by = thinningFor(huge);
    QVERIFY((3000 / by.z) * (3000 / by.y) * (3000 / by.x) <= (std::int64_t{128} << 20));
    Image<float> image({1, 1, 3, 4, 5});
    for (std::size_t i = 0; i < image.size(); ++i) {
      image.mutableData()[i] = float(i);
    }
    const Image<float> thin = thinned(image, 0, {2, 1, 3});
    QCOMPARE(thin.extent(), (Extent{1, 1, 2, 4, 2}));
    // By hand: voxels (z 0…1, y 1, x 3…4) are 8, 9, 28 and 29.
    QCOMPARE(thin.at(0, 0, 0, 1, 1), (8.0F + 9.0F + 28.0F + 29.0F) / 4.0F);
    QCOMPARE(thin.at(0, 0, 1, 2, 0), (50.0F + 51.0F + 52.0F) / 3.0F);
  }
};

CYTOSKETCH_TEST_CLASS(surface, TestSurface)
#include "test_surface.moc"
