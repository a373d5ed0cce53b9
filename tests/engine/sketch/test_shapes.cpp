#include "engine/image/error.h"
#include "engine/sketch/mask.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <random>

using namespace cytosketch;

namespace {

double uniform(std::mt19937& random, double low, double high) {
  return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
}

/// Compares every pixel of slice (2, 3) with `inside(y, x)`.
template <typename Inside>
void requirePixels(const Mask& mask, const Inside& inside) {
  std::int64_t count = 0;
  for (std::int64_t y = -80; y < 160; ++y) {
    for (std::int64_t x = -80; x < 160; ++x) {
      const bool expected = inside(static_cast<double>(y), static_cast<double>(x));
      count += expected ? 1 : 0;
      if (mask.test(2, 3, y, x) != expected) {
        QFAIL(qPrintable(QString("pixel y %1 x %2 should be %3").arg(y).arg(x).arg(expected)));
      }
    }
  }
  QCOMPARE(mask.count(), count); // nothing outside of what was looked at
}

} // namespace

class TestShapes : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void disc();
  void discAreaNearsPi();
  void ellipse();
  void polygon();
  void degeneratePolygons();
  void stroke();
  void thinStrokesHaveNoGaps();
  void refusesWhatNoSketchHolds();
};

void TestShapes::disc() {
  std::mt19937 random(1);
  for (int round = 0; round < 40; ++round) {
    const double y = round == 0 ? 10.0 : uniform(random, -40, 120);
    const double x = round == 0 ? 10.0 : uniform(random, -40, 120);
    const double radius = round == 0 ? 5.0 : uniform(random, 0.1, 35); // 5: pixels exactly on the rim belong to it
    requirePixels(discMask(2, 3, y, x, radius), [&](double py, double px) {
      const double u = (px - x) / radius;
      const double v = (py - y) / radius;
      return u * u + v * v <= 1.0;
    });
  }
  QVERIFY(discMask(2, 3, 10, 10, 5).test(2, 3, 13, 14)); // 3-4-5
  QVERIFY(discMask(0, 0, 10, 10, 0).empty());
}

void TestShapes::discAreaNearsPi() {
  for (double radius : {20.0, 100.0, 500.0}) {
    const auto area = static_cast<double>(discMask(0, 0, 0.3, -0.2, radius).count());
    QVERIFY(std::abs(area - std::numbers::pi * radius * radius) < 6.0 * radius); // less than a pixel along the rim
    QVERIFY(std::abs(area / (std::numbers::pi * radius * radius) - 1.0) < 0.01);
  }
}

void TestShapes::ellipse() {
  std::mt19937 random(2);
  for (int round = 0; round < 40; ++round) {
    const double y = uniform(random, 0, 80);
    const double x = uniform(random, 0, 80);
    const double ry = uniform(random, 0.5, 40);
    const double rx = uniform(random, 0.5, 40);
    const double angle = round % 4 == 0 ? 0.0 : uniform(random, -7, 7);
    // Turn the pixel back by the angle (from +x towards +y) and ask the upright ellipse.
    requirePixels(ellipseMask(2, 3, y, x, ry, rx, angle), [&](double py, double px) {
      const double back_x = std::cos(-angle) * (px - x) - std::sin(-angle) * (py - y);
      const double back_y = std::sin(-angle) * (px - x) + std::cos(-angle) * (py - y);
      return back_x * back_x / (rx * rx) + back_y * back_y / (ry * ry) <= 1.0;
    });
  }
}

void TestShapes::polygon() {
  std::mt19937 random(3);
  for (int round = 0; round < 40; ++round) {
    std::vector<std::pair<double, double>> vertices(3 + random() % 8);
    for (auto& [y, x] : vertices) {
      y = uniform(random, -70, 150);
      x = uniform(random, -70, 150);
      if (round % 2 == 0) { // vertices and edges through pixel centres
        y = std::round(y);
        x = std::round(x);
      }
    }
    requirePixels(polygonMask(2, 3, vertices), [&](double py, double px) {
      bool inside = false; // crossings of the ray towards +x, even–odd; self-crossing polygons included
      for (std::size_t i = 0, j = vertices.size() - 1; i < vertices.size(); j = i++) {
        const auto [ya, xa] = vertices[j];
        const auto [yb, xb] = vertices[i];
        if ((ya <= py) != (yb <= py) && px < xa + (py - ya) / (yb - ya) * (xb - xa)) {
          inside = !inside;
        }
      }
      return inside;
    });
  }
}

void TestShapes::degeneratePolygons() {
  QVERIFY(polygonMask(0, 0, {}).empty());
  QVERIFY(polygonMask(0, 0, {{1, 1}, {5, 9}}).empty());
  QVERIFY(polygonMask(0, 0, {{1, 1}, {1, 9}, {1, 5}}).empty()); // flat
  QCOMPARE(polygonMask(0, 0, {{0, 0}, {0, 4}, {4, 4}, {4, 0}}).count(), std::int64_t{16});
}

void TestShapes::stroke() {
  std::mt19937 random(4);
  for (int round = 0; round < 40; ++round) {
    const double y0 = uniform(random, -30, 110);
    const double x0 = uniform(random, -30, 110);
    const double y1 = round % 5 == 0 ? y0 : uniform(random, -30, 110);
    const double x1 = round % 7 == 0 ? x0 : uniform(random, -30, 110);
    const double radius = uniform(random, 0.8, 30);
    requirePixels(strokeMask(2, 3, y0, x0, y1, x1, radius), [&](double py, double px) {
      const double length2 = (y1 - y0) * (y1 - y0) + (x1 - x0) * (x1 - x0);
      const double along =
          length2 > 0.0 ? std::clamp(((py - y0) * (y1 - y0) + (px - x0) * (x1 - x0)) / length2, 0.0, 1.0) : 0.0;
      const double dy = py - (y0 + along * (y1 - y0));
      const double dx = px - (x0 + along * (x1 - x0));
      return dy * dy + dx * dx <= radius * radius;
    });
  }
}

void TestShapes::thinStrokesHaveNoGaps() {
  std::mt19937 random(5);
  for (double radius : {0.0, 0.3, 0.5, 0.7, 0.76, 1.0, 3.0}) {
    for (int round = 0; round < 20; ++round) {
      const double y0 = uniform(random, 0, 100);
      const double x0 = uniform(random, 0, 100);
      Mask left = strokeMask(0, 0, y0, x0, uniform(random, 0, 100), uniform(random, 0, 100), radius);
      QVERIFY(!left.empty());
      // Flood from the start; what is left over is not connected.
      std::vector<std::pair<std::int64_t, std::int64_t>> open;
      const Box box = left.bounds();
      for (std::int64_t y = box.y0; y < box.y1 && open.empty(); ++y) {
        for (std::int64_t x = box.x0; x < box.x1 && open.empty(); ++x) {
          if (left.test(0, 0, y, x)) {
            open.emplace_back(y, x);
          }
        }
      }
      while (!open.empty()) {
        const auto [y, x] = open.back();
        open.pop_back();
        for (std::int64_t dy = -1; dy <= 1; ++dy) {
          for (std::int64_t dx = -1; dx <= 1; ++dx) {
            if (left.test(0, 0, y + dy, x + dx)) {
              left.setSpan(0, 0, y + dy, x + dx, x + dx + 1, false);
              open.emplace_back(y + dy, x + dx);
            }
          }
        }
      }
      QVERIFY2(left.empty(), "the stroke has a gap");
    }
  }
}

void TestShapes::refusesWhatNoSketchHolds() {
  QVERIFY_EXCEPTION_THROWN(discMask(0, 0, 0, 0, 1e12), SettingsError);
  QVERIFY_EXCEPTION_THROWN(discMask(0, 0, std::nan(""), 0, 1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(strokeMask(0, 0, 0, 0, 0, INFINITY, 1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(polygonMask(0, 0, {{0, 0}, {1e300, 0}, {0, 1}}), SettingsError);
}

CYTOSKETCH_TEST_CLASS(shapes, TestShapes)
#include "test_shapes.moc"
