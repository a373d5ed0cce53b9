#include "engine/image/error.h"
#include "engine/sketch/solidshapes.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numbers>

using namespace cytosketch;

namespace {

/// Compares every voxel of frame 1 with `inside(z, y, x)`.
void requireVoxels(const Mask& mask, const std::function<bool(double, double, double)>& inside) {
  std::int64_t count = 0;
  for (std::int64_t z = -4; z < 24; ++z) {
    for (std::int64_t y = -10; y < 60; ++y) {
      for (std::int64_t x = -10; x < 60; ++x) {
        const bool expected = inside(static_cast<double>(z), static_cast<double>(y), static_cast<double>(x));
        count += expected ? 1 : 0;
        if (mask.test(1, z, y, x) != expected) {
          QFAIL(qPrintable(QString("voxel z %1 y %2 x %3 should be %4").arg(z).arg(y).arg(x).arg(expected)));
        }
      }
    }
  }
  QCOMPARE(mask.count(), count);
}

double distanceToSegment(double y, double x, double y0, double x0, double y1, double x1) {
  const auto at = [&](double along) { return std::hypot(y - (y0 + along * (y1 - y0)), x - (x0 + along * (x1 - x0))); };
  double low = 0.0;
  double high = 1.0;
  for (int i = 0; i < 80; ++i) { // the distance is convex along the segment
    const double third = (high - low) / 3.0;
    if (at(low + third) < at(high - third)) {
      high -= third;
    } else {
      low += third;
    }
  }
  return at(low);
}

} // namespace

class TestSolidShapes : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void depthOfAVoxel() {
    QCOMPARE(voxelDepth({1.5, 0.5, 0.5}), 3.0);
    QCOMPARE(voxelDepth({0.0, 0.5, 0.5}), 1.0);
    QCOMPARE(voxelDepth({1.5, 0.0, 0.0}), 1.0);
  }

  void ellipsoid() {
    requireVoxels(ellipsoidMask(1, 8.3, 22.1, 25.7, 5.2, 11.4, 17.9, {0, 20}), [](double z, double y, double x) {
      return std::pow((z - 8.3) / 5.2, 2) + std::pow((y - 22.1) / 11.4, 2) + std::pow((x - 25.7) / 17.9, 2) <= 1.0;
    });
  }

  void ellipsoidIsCutAtTheSlices() {
    requireVoxels(ellipsoidMask(1, 2.0, 20.0, 20.0, 6.1, 12.3, 12.3, {0, 5}), [](double z, double y, double x) {
      return z >= 0.0 && z < 5.0 &&
             std::pow((z - 2.0) / 6.1, 2) + std::pow((y - 20.0) / 12.3, 2) + std::pow((x - 20.0) / 12.3, 2) <= 1.0;
    });
    QVERIFY(ellipsoidMask(1, 50.0, 20.0, 20.0, 6.0, 12.0, 12.0, {0, 5}).empty());
    QVERIFY(ellipsoidMask(1, 2.0, 20.0, 20.0, 0.0, 12.0, 12.0, {0, 5}).empty());
  }

  void ballIsRoundInMicrometres() {
    // A dab with slices three pixels apart: (3 dz)² + dy² + dx² ≤ r².
    requireVoxels(ballStrokeMask(1, 7, 20.25, 24.5, 20.25, 24.5, 13.5, 3.0, {0, 20}), [](double z, double y, double x) {
      return std::pow(3.0 * (z - 7.0), 2) + std::pow(y - 20.25, 2) + std::pow(x - 24.5, 2) <= 13.5 * 13.5;
    });
  }

  void aDabHoldsTheVolumeOfABall() {
    const double radius = 24.0;
    const double depth = 2.0;
    const auto voxels =
        static_cast<double>(ballStrokeMask(0, 50, 100.3, 100.6, 100.3, 100.6, radius, depth, {0, 100}).count());
    const double expected = 4.0 / 3.0 * std::numbers::pi * std::pow(radius, 3) / depth;
    QVERIFY(std::abs(voxels / expected - 1.0) < 0.01);
  }

  void strokeIsEveryBallOnTheSegment() {
    requireVoxels(ballStrokeMask(1, 7, 15.1, 12.2, 31.3, 35.4, 6.05, 1.5, {0, 20}), [](double z, double y, double x) {
      return std::hypot(distanceToSegment(y, x, 15.1, 12.2, 31.3, 35.4), 1.5 * (z - 7.0)) <= 6.05;
    });
  }

  void theThinnestStrokeStaysInItsSlice() {
    const Mask mask = ballStrokeMask(0, 3, 4.4, 4.4, 4.4, 20.0, 0.5, 1.0, {0, 9});
    QCOMPARE(mask, strokeMask(0, 3, 4.4, 4.4, 4.4, 20.0, 0.5));
    QVERIFY(!mask.empty());
  }

  void absurdSpacingEndsAtTheSketch() {
    // Slices a billionth of a pixel apart: the ball passes through all of them, and no more are made.
    const Mask mask = ballStrokeMask(0, 3, 10.0, 10.0, 10.0, 10.0, 5.0, 1e-9, {0, 9});
    QCOMPARE(mask.slices(0).size(), std::size_t(9));
    // Slices a billion pixels apart: it stays in its own.
    QCOMPARE(ballStrokeMask(0, 3, 10.0, 10.0, 10.0, 10.0, 5.0, 1e9, {0, 9}).slices(0), std::vector<std::int64_t>{3});
    QVERIFY_THROWS_EXCEPTION(SettingsError, ballStrokeMask(0, 3, 1.0, 1.0, 1.0, 1.0, 5.0, 0.0, {0, 9}));
    QVERIFY_THROWS_EXCEPTION(SettingsError, ellipsoidMask(0, 1.0, 1.0, 1.0, std::nan(""), 5.0, 5.0, {0, 9}));
  }
};

CYTOSKETCH_TEST_CLASS(solidshapes, TestSolidShapes)
#include "test_solidshapes.moc"
