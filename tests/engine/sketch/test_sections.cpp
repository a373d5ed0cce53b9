#include "engine/sketch/sections.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace cytosketch;

namespace {

double uniform(std::mt19937& random, double low, double high) {
  return low + (high - low) * (static_cast<double>(random()) / 4294967296.0);
}

/// Some blob around (50, 50) of slice z.
Mask blob(std::mt19937& random, std::int64_t z) {
  Mask mask;
  for (int i = 0; i < 4; ++i) {
    mask.unite(ellipseMask(0, z, uniform(random, 40, 60), uniform(random, 40, 60), uniform(random, 3, 12),
                           uniform(random, 3, 12), uniform(random, 0, 3)));
  }
  return mask;
}

/// The plain definition, by looking at every pair of pixels: distance to the other side, less half a pixel.
double slowSignedDistance(const Mask& mask, std::int64_t z, std::int64_t y, std::int64_t x) {
  const bool inside = mask.test(0, z, y, x);
  double nearest = std::numeric_limits<double>::max();
  for (std::int64_t v = 15; v < 85; ++v) {
    for (std::int64_t u = 15; u < 85; ++u) {
      if (mask.test(0, z, v, u) != inside) {
        nearest = std::min(nearest, std::hypot(static_cast<double>(v - y), static_cast<double>(u - x)));
      }
    }
  }
  return inside ? 0.5 - nearest : nearest - 0.5;
}

std::pair<std::int64_t, std::int64_t> middleOf(const Mask& mask, std::int64_t z) {
  double sumY = 0.0;
  double sumX = 0.0;
  double count = 0.0;
  mask.forEachSpan(0, z, mask.bounds(0, z), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (std::int64_t x = x0; x < x1; ++x) {
      sumY += static_cast<double>(y);
      sumX += static_cast<double>(x);
      count += 1.0;
    }
  });
  return {std::llround(sumY / count), std::llround(sumX / count)};
}

Mask sectionOf(const Mask& mask, std::int64_t t, std::int64_t z) {
  Mask section;
  section.unite(mask);
  for (const auto& [key, block] : mask.blocks()) {
    if (key.t != t || key.z != z) {
      section.putBlock(key, {});
    }
  }
  return section;
}

} // namespace

class TestSections : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void concentricDiscsGiveDiscsOfLinearRadius_data() {
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("last");
    QTest::addRow("growing") << 6.0 << 30.0;
    QTest::addRow("shrinking") << 25.0 << 10.0;
    QTest::addRow("equal") << 14.0 << 14.0;
  }
  void concentricDiscsGiveDiscsOfLinearRadius() {
    QFETCH(double, first);
    QFETCH(double, last);
    constexpr std::int64_t gap = 8;
    Mask drawn = discMask(0, 2, 70.0, 60.0, first);
    drawn.unite(discMask(0, 2 + gap, 70.0, 60.0, last));
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    for (std::int64_t step = 1; step < gap; ++step) {
      const double radius = first + (last - first) * static_cast<double>(step) / gap;
      for (std::int64_t y = 30; y < 110; ++y) {
        for (std::int64_t x = 20; x < 100; ++x) {
          const double away = std::hypot(static_cast<double>(y - 70), static_cast<double>(x - 60));
          if (std::abs(away - radius) > 1.0) { // the outline of a disc of pixels is no smoother
            QCOMPARE(filled.test(0, 2 + step, y, x), away < radius);
          }
        }
      }
      const auto area = static_cast<double>(sectionOf(filled, 0, 2 + step).count());
      QVERIFY(std::abs(std::sqrt(area / std::numbers::pi) - radius) < 0.5);
    }
  }

  void agreesWithTheDefinition_data() {
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 4; ++seed) {
      QTest::addRow("seed %u", seed) << seed;
    }
  }
  void agreesWithTheDefinition() {
    QFETCH(quint32, seed);
    std::mt19937 random(seed);
    Mask drawn = blob(random, 0);
    drawn.unite(blob(random, 3));
    const auto [y0, x0] = middleOf(drawn, 0);
    const auto [y1, x1] = middleOf(drawn, 3);
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    for (std::int64_t z = 1; z < 3; ++z) {
      const double share = static_cast<double>(z) / 3.0;
      const std::int64_t y = std::llround(static_cast<double>(y0) + share * static_cast<double>(y1 - y0));
      const std::int64_t x = std::llround(static_cast<double>(x0) + share * static_cast<double>(x1 - x0));
      for (std::int64_t dy = -24; dy <= 24; dy += 2) {
        for (std::int64_t dx = -24; dx <= 24; ++dx) {
          const double mixed = (1.0 - share) * slowSignedDistance(drawn, 0, y0 + dy, x0 + dx) +
                               share * slowSignedDistance(drawn, 3, y1 + dy, x1 + dx);
          if (std::abs(mixed) > 1e-9) {
            QCOMPARE(filled.test(0, z, y + dy, x + dx), mixed < 0.0);
          }
        }
      }
    }
  }

  void aDriftingCellKeepsItsShape() {
    const Mask shape = ellipseMask(0, 0, 40.0, 40.0, 9.0, 15.0, 0.5);
    Mask drawn = shape;
    drawn.unite(shape.translated(4, 80, -120)); // they do not even overlap
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    for (std::int64_t z = 1; z < 4; ++z) {
      QCOMPARE(sectionOf(filled, 0, z), shape.translated(z, 20 * z, -30 * z));
    }
  }

  void whatIsDrawnStaysAndNothingLiesBeyond() {
    std::mt19937 random(9);
    Mask drawn = blob(random, 3);
    drawn.unite(blob(random, 4));
    drawn.unite(blob(random, 9));
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    QCOMPARE(filled.slices(0), (std::vector<std::int64_t>{3, 4, 5, 6, 7, 8, 9}));
    for (const std::int64_t z : {3, 4, 9}) {
      QCOMPARE(sectionOf(filled, 0, z), sectionOf(drawn, 0, z));
    }
    QCOMPARE(interpolated(filled, SectionAxis::Z), filled);
    QVERIFY(interpolated({}, SectionAxis::Z).empty());
  }

  void drawnBlocksStayShared() {
    Mask drawn = discMask(0, 0, 100.0, 100.0, 80.0);
    drawn.unite(discMask(0, 5, 100.0, 100.0, 40.0));
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    for (const auto& [key, block] : drawn.blocks()) {
      QCOMPARE(filled.blocks().at(key), block); // the same object
    }
  }

  void framesAreFilledAlongTime() {
    Mask drawn = discMask(1, 0, 50.0, 50.0, 10.0);
    drawn.unite(discMask(5, 0, 50.0, 70.0, 20.0));
    QCOMPARE(interpolated(drawn, SectionAxis::Z), drawn);
    const Mask filled = interpolated(drawn, SectionAxis::Time);
    QCOMPARE(filled.frames(), (std::pair<std::int64_t, std::int64_t>{1, 6}));
    const Box middle = filled.bounds(3);
    QVERIFY(std::abs(middle.width() - 31) <= 2); // radius 15 around x = 60
    QCOMPARE((middle.x0 + middle.x1 - 1) / 2, 60);
  }

  void swappingTimeAndZTwiceIsNothing() {
    std::mt19937 random(3);
    Mask mask;
    for (int i = 0; i < 30; ++i) {
      mask.unite(discMask(static_cast<std::int64_t>(uniform(random, -3, 8)),
                          static_cast<std::int64_t>(uniform(random, -3, 8)), uniform(random, 0, 99),
                          uniform(random, 0, 99), uniform(random, 2, 20)));
    }
    const Mask swapped = withTimeAndZSwapped(mask);
    QCOMPARE(swapped.count(), mask.count());
    for (const auto& [key, block] : mask.blocks()) {
      QCOMPARE(swapped.blocks().at({key.z, key.t, key.blockY, key.blockX}), block); // shared
    }
    QCOMPARE(withTimeAndZSwapped(swapped), mask);
  }

  void everyFrameIsFilledByItself() {
    Mask drawn = discMask(0, 0, 50.0, 50.0, 10.0);
    drawn.unite(discMask(0, 2, 50.0, 50.0, 10.0));
    drawn.unite(discMask(1, 5, 50.0, 50.0, 10.0));
    const Mask filled = interpolated(drawn, SectionAxis::Z);
    QCOMPARE(filled.slices(0), (std::vector<std::int64_t>{0, 1, 2}));
    QCOMPARE(filled.slices(1), std::vector<std::int64_t>{5});
  }
};

CYTOSKETCH_TEST_CLASS(sections, TestSections)
#include "test_sections.moc"
