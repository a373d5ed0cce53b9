#include "tests/support/testprogram.h"
#include "tests/widgets/cells3d.h"
#include "widgets/sliceview/planecut.h"
#include "widgets/sliceview/planeview.h"
#include "widgets/sliceview/planeviewport.h"
#include "widgets/sliceview/slicerenderer.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

#include <memory>
#include <random>

using namespace cytosketch;

namespace {

const Extent smallExtent{1, 1, 5, 6, 7};
const Spacing flatVoxels{0.9, 0.3, 0.3};

/// Every voxel has a grey of its own.
Image<float> numbered(const Extent& extent) {
  Image<float> image(extent);
  float* const voxels = image.mutableData();
  for (std::size_t i = 0; i < image.size(); ++i) {
    voxels[i] = float(i) / float(image.size() - 1);
  }
  return image;
}

VoxelIndex inPlane(Plane plane, std::int64_t right, std::int64_t down, std::int64_t through) {
  VoxelIndex voxel;
  voxel[axesOf(plane).right] = right;
  voxel[axesOf(plane).down] = down;
  voxel[axesOf(plane).through] = through;
  return voxel;
}

struct Fixture {
  explicit Fixture(const Sketch& sketch = ellipsoidSketch(12)) {
    document.setSketch(sketch);
    viewport.setVolume(sketch.extent(), sketch.spacing());
    for (const Plane plane : allPlanes) {
      views.push_back(std::make_unique<PlaneView>(&document, &viewport, plane));
      views.back()->resize(400, 300);
      views.back()->show();
    }
  }
  PlaneView& view(Plane plane) const { return *views[static_cast<std::size_t>(plane)]; }
  const Sketch& sketch() const { return document.sketch(); }

  Document document;
  PlaneViewport viewport;
  std::vector<std::unique_ptr<PlaneView>> views;
};

VoxelIndex place(Document& document) {
  const Cursor::Voxel& voxel = document.position()->voxel();
  return {voxel.x, voxel.y, voxel.z};
}

bool near(const QPointF& a, const QPointF& b) {
  return (a - b).manhattanLength() < 1e-6;
}

} // namespace

class TestPlanes : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void everyVoxelOfEverySliceIsWhereItBelongs() {
    const Image<float> image = numbered(smallExtent);
    const VoxelIndex size = sizeOf(smallExtent);
    for (const Plane plane : allPlanes) {
      SliceRenderer renderer;
      renderer.setImage(image);
      renderer.setPlane(plane);
      const PlaneAxes axes = axesOf(plane);
      for (std::int64_t through = 0; through < size[axes.through]; ++through) {
        renderer.setPosition(0, 0, through);
        const QImage picture = renderer.render(QRectF(0, 0, double(size[axes.right]), double(size[axes.down])),
                                               QSize(int(size[axes.right]), int(size[axes.down])));
        for (std::int64_t down = 0; down < size[axes.down]; ++down) {
          for (std::int64_t right = 0; right < size[axes.right]; ++right) {
            const VoxelIndex voxel = inPlane(plane, right, down, through);
            const float truth = image.at(0, 0, voxel.z, voxel.y, voxel.x);
            QVERIFY(std::abs(float(qRed(picture.pixel(int(right), int(down)))) - truth * 255.0F) <= 1.0F);
            QVERIFY(std::abs(renderer.valueAt(down, right) - truth) < 1e-6);
          }
        }
      }
    }
  }

  void interpolationIsLinearInThePlane() {
    // Twice enlarged: below the enlargement at which pixels become squares. A ramp stays a ramp.
    Image<float> image(smallExtent);
    for (std::int64_t z = 0; z < 5; ++z) {
      for (std::int64_t y = 0; y < 6; ++y) {
        for (std::int64_t x = 0; x < 7; ++x) {
          image.mutableData()[image.offset(0, 0, z, y, x)] = 0.1F * float(z) + 0.05F * float(y) + 0.02F * float(x);
        }
      }
    }
    SliceRenderer renderer;
    renderer.setImage(image);
    renderer.setPlane(Plane::XZ);
    renderer.setPosition(0, 0, 2);
    const QImage picture = renderer.render(QRectF(1, 1, 5, 3), QSize(10, 6));
    for (int row = 0; row < 6; ++row) {
      for (int column = 0; column < 10; ++column) {
        const double z = 1.0 + (row + 0.5) / 2.0 - 0.5;
        const double x = 1.0 + (column + 0.5) / 2.0 - 0.5;
        const double truth = 0.1 * z + 0.05 * 2 + 0.02 * x;
        QVERIFY(std::abs(qRed(picture.pixel(column, row)) - truth * 255.0) <= 1.5);
      }
    }
  }

  void cutsAreThoseFoundVoxelByVoxel() {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> at(-70, 70);
    Mask mask;
    for (int i = 0; i < 200; ++i) {
      const int x = at(random);
      mask.setSpan(0, at(random) / 8, at(random) / 2, x, x + 1 + std::abs(at(random)) / 3);
    }
    for (const Plane plane : allPlanes) {
      for (const std::int64_t through : {-8, -1, 0, 3, 8, 200}) {
        const Mask cut = planeCut(mask, 0, plane, through);
        for (std::int64_t down = -40; down < 40; ++down) {
          for (std::int64_t right = -100; right < 100; ++right) {
            const VoxelIndex voxel = inPlane(plane, right, down, through);
            QCOMPARE(cut.test(0, 0, down, right), mask.test(0, voxel.z, voxel.y, voxel.x));
          }
        }
      }
    }
  }

  void lengthsOnTheScreenAreThoseOfTheSpecimen() {
    PlaneViewport viewport;
    viewport.setVolume({1, 1, 20, 100, 200}, {0.9, 0.2, 0.3});
    for (const Plane plane : allPlanes) {
      viewport.setViewSize(plane, QSizeF(333, 211));
    }
    viewport.fit();
    QCOMPARE(viewport.scale(Axis::Y) / viewport.scale(Axis::X), 0.2 / 0.3);
    QCOMPARE(viewport.scale(Axis::Z) / viewport.scale(Axis::X), 0.9 / 0.3);
    // All of the volume is in view, and could not be larger.
    double fullest = 0.0;
    const VoxelIndex size{200, 100, 20};
    for (const Plane plane : allPlanes) {
      const PlaneAxes axes = axesOf(plane);
      const QRectF shown =
          viewport.toView(plane, QRectF(0, 0, double(size[axes.right]), double(size[axes.down])), QSizeF(333, 211));
      QVERIFY(QRectF(0, 0, 333, 211).contains(shown));
      fullest = std::max({fullest, shown.width() / 333, shown.height() / 211});
    }
    QVERIFY(fullest > 0.9);
  }

  void screenAndVoxelsMapBothWays() {
    PlaneViewport viewport;
    viewport.setVolume({1, 1, 35, 512, 708}, flatVoxels);
    std::mt19937 random(1);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const QSizeF size(401, 299);
    for (int round = 0; round < 50; ++round) {
      const Plane plane = allPlanes[std::size_t(round) % allPlanes.size()];
      viewport.zoomAt(plane, QPointF(400 * unit(random), 300 * unit(random)), size, 0.5 + unit(random));
      viewport.pan(plane, QPointF(40 * unit(random) - 20, 40 * unit(random) - 20));
      for (const Plane any : allPlanes) {
        const QPointF point(700 * unit(random), 35 * unit(random));
        QVERIFY(near(viewport.toPlane(any, viewport.toView(any, point, size), size), point));
      }
    }
  }

  void zoomKeepsWhatIsUnderTheMouse() {
    PlaneViewport viewport;
    viewport.setVolume({1, 1, 35, 512, 708}, flatVoxels);
    const QSizeF size(400, 300);
    for (const Plane plane : allPlanes) {
      const QPointF mouse(170, 140);
      const QPointF before = viewport.toPlane(plane, mouse, size);
      viewport.zoomAt(plane, mouse, size, 1.7);
      QVERIFY(near(viewport.toPlane(plane, mouse, size), before));
    }
  }

  void planesStayLined() {
    // XZ below XY has the same columns, YZ beside it the same rows, however one pans and zooms.
    PlaneViewport viewport;
    viewport.setVolume({1, 1, 35, 512, 708}, flatVoxels);
    const QSizeF size(400, 300);
    viewport.zoomAt(Plane::YZ, QPointF(20, 30), size, 3.0);
    viewport.pan(Plane::XZ, QPointF(33, -12));
    const VolumePoint point{300.5, 200.25, 12.5};
    const QPointF xy = viewport.toView(Plane::XY, QPointF(point.x, point.y), size);
    QCOMPARE(viewport.toView(Plane::XZ, QPointF(point.x, point.z), size).x(), xy.x());
    QCOMPARE(viewport.toView(Plane::YZ, QPointF(point.z, point.y), size).y(), xy.y());
  }

  void revealMovesOnlyIfItMust() {
    PlaneViewport viewport;
    viewport.setVolume({1, 1, 35, 512, 708}, flatVoxels);
    for (const Plane plane : allPlanes) {
      viewport.setViewSize(plane, QSizeF(400, 300));
    }
    viewport.zoomAt(Plane::XY, QPointF(200, 150), QSizeF(400, 300), 20.0);
    const VolumePoint centre = viewport.centre();
    viewport.reveal({centre.x + 1.0, centre.y, centre.z});
    QVERIFY(viewport.centre() == centre);
    viewport.reveal({5.0, centre.y, centre.z});
    QCOMPARE(viewport.centre().x, 5.0);
    QCOMPARE(viewport.centre().y, centre.y);
  }

  void clickMovesThePositionToTheVoxelUnderIt() {
    Fixture fixture;
    std::mt19937 random(2);
    for (const Plane plane : allPlanes) {
      for (int round = 0; round < 20; ++round) {
        const VoxelIndex size = sizeOf(fixture.sketch().extent());
        const VoxelIndex before = place(fixture.document);
        VoxelIndex wanted = before;
        for (const Axis axis : {axesOf(plane).right, axesOf(plane).down}) {
          wanted[axis] = std::uniform_int_distribution<std::int64_t>(0, size[axis] - 1)(random);
        }
        PlaneView& view = fixture.view(plane);
        const QPointF at = view.positionOf(wanted);
        const auto there = view.voxelAt(at);
        QVERIFY(there && *there == wanted);
        QTest::mouseClick(&view, Qt::LeftButton, {}, at.toPoint());
        const VoxelIndex now = place(fixture.document);
        QCOMPARE(now[axesOf(plane).through], before[axesOf(plane).through]);
        // A click has whole pixels, a voxel may have fewer.
        for (const Axis axis : {axesOf(plane).right, axesOf(plane).down}) {
          QVERIFY(double(std::abs(now[axis] - wanted[axis])) <= 0.5 / fixture.viewport.scale(axis) + 0.5);
        }
      }
    }
  }

  void beyondTheVolumeThereIsNoVoxel() {
    Fixture fixture;
    const VoxelIndex before = place(fixture.document);
    QVERIFY(!fixture.view(Plane::XY).voxelAt(QPointF(1, 1)));
    QTest::mouseClick(&fixture.view(Plane::XY), Qt::LeftButton, {}, QPoint(1, 1));
    QVERIFY(place(fixture.document) == before);
  }

  void wheelStepsThroughTheVolume() {
    Fixture fixture;
    for (const Plane plane : allPlanes) {
      fixture.document.position()->setPlace(5, 6, 7);
      PlaneView& view = fixture.view(plane);
      const QPointF middle = QRectF(view.rect()).center();
      QWheelEvent wheel(middle, view.mapToGlobal(middle), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QCoreApplication::sendEvent(&view, &wheel);
      VoxelIndex expected{7, 6, 5};
      expected[axesOf(plane).through] += 2;
      QVERIFY(place(fixture.document) == expected);
    }
  }

  void ctrlClickSelectsTheCell() {
    Fixture fixture;
    const CellPtr cell = fixture.sketch().find(5);
    const Box box = cell->mask.bounds();
    const VoxelIndex middle{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, (box.z0 + box.z1) / 2};
    fixture.document.position()->setPlace(middle.z, middle.y, middle.x);
    for (const Plane plane : allPlanes) {
      fixture.document.selection()->clear();
      PlaneView& view = fixture.view(plane);
      QTest::mouseClick(&view, Qt::LeftButton, Qt::ControlModifier, view.positionOf(middle).toPoint());
      QCOMPARE(fixture.document.selection()->current(), CellId(5));
      QVERIFY(place(fixture.document) == middle);
    }
  }

  void sketchShowsEachCellInItsColourAtItsPlace() {
    Fixture fixture;
    fixture.document.display()->setOutlines(false);
    const CellPtr cell = fixture.sketch().find(5);
    const Box box = cell->mask.bounds();
    const VoxelIndex middle{(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2, (box.z0 + box.z1) / 2};
    // Beside the cell, so that the crosshair is elsewhere, but in all of its planes' slices in turn.
    for (const Plane plane : allPlanes) {
      VoxelIndex position = middle;
      position[axesOf(plane).right] = 0;
      position[axesOf(plane).down] = 0;
      fixture.document.position()->setPlace(position.z, position.y, position.x);
      PlaneView& view = fixture.view(plane);
      const QColor shown(view.grab().toImage().pixelColor(view.positionOf(middle).toPoint()));
      const double opacity = fixture.document.display()->fillOpacity();
      const QColor colour = fixture.document.cellColour(5);
      const double grey = 255.0 * cell->greyAt(0) * (1.0 - opacity);
      QVERIFY(std::abs(shown.red() - (grey + opacity * colour.red())) < 4.0);
      QVERIFY(std::abs(shown.green() - (grey + opacity * colour.green())) < 4.0);
      QVERIFY(std::abs(shown.blue() - (grey + opacity * colour.blue())) < 4.0);
    }
  }

  void anImageOfAnotherSizeIsNotShown() {
    Fixture fixture;
    PlaneView& view = fixture.view(Plane::XZ);
    view.setContent(PlaneView::Content::Image);
    const QImage sketch = view.grab().toImage();
    view.setImage(Image<float>({1, 1, 3, 8, 8}, 0.9F), ValueScale());
    QCOMPARE(view.grab().toImage(), sketch);
    view.setImage(Image<float>(fixture.sketch().extent(), 0.9F), ValueScale());
    QVERIFY(view.grab().toImage() != sketch);
    view.setContent(PlaneView::Content::Sketch);
    QCOMPARE(view.grab().toImage(), sketch);
  }

  void stepsRenderTheNextSlice() {
    Fixture fixture;
    Image<float> image = numbered(fixture.sketch().extent());
    PlaneView& view = fixture.view(Plane::YZ);
    view.setImage(image, ValueScale());
    fixture.document.position()->setPlace(0, 0, 3);
    const QImage third = view.grabSlice();
    fixture.document.position()->setPlace(0, 0, 100);
    QVERIFY(view.grabSlice() != third);
    fixture.document.position()->setPlace(9, 9, 3); // within the slice nothing is rendered anew
    QCOMPARE(view.grabSlice(), third);
  }
};

CYTOSKETCH_WIDGET_TEST_CLASS(planes, TestPlanes)
#include "test_planes.moc"
