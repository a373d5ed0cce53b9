#include "engine/image/blur.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace cytosketch;

namespace {

/// d c b a | a b c d | d c b a, one step at a time.
std::int64_t reflected(std::int64_t i, std::int64_t n) {
  while (i < 0 || i >= n) {
    i = i < 0 ? -1 - i : 2 * n - 1 - i;
  }
  return i;
}

/// Weight of the voxel at distance `d`, not yet normalised; 0 beyond 4 σ.
double weight(std::int64_t d, double sigma) {
  if (sigma == 0.0) {
    return d == 0 ? 1.0 : 0.0;
  }
  return std::abs(static_cast<double>(d)) > std::floor(4.0 * sigma + 0.5)
             ? 0.0
             : std::exp(-0.5 * static_cast<double>(d * d) / (sigma * sigma));
}

/// Every voxel as the weighted mean of its whole surroundings, in double.
double slowBlur(const Image<float>& image, const BlurSigma& sigma, std::int64_t t, std::int64_t c, std::int64_t z,
                std::int64_t y, std::int64_t x) {
  const Extent& e = image.extent();
  const auto reach = [](double s) { return static_cast<std::int64_t>(std::ceil(4.0 * s)) + 1; };
  const std::int64_t depth = e.z > 1 ? reach(sigma.z) : 0;
  double sum = 0.0;
  double weights = 0.0;
  for (std::int64_t dz = -depth; dz <= depth; ++dz) {
    for (std::int64_t dy = -reach(sigma.y); dy <= reach(sigma.y); ++dy) {
      for (std::int64_t dx = -reach(sigma.x); dx <= reach(sigma.x); ++dx) {
        const double w = weight(dz, depth > 0 ? sigma.z : 0.0) * weight(dy, sigma.y) * weight(dx, sigma.x);
        sum += w * static_cast<double>(
                       image.at(t, c, reflected(z + dz, e.z), reflected(y + dy, e.y), reflected(x + dx, e.x)));
        weights += w;
      }
    }
  }
  return sum / weights;
}

Image<float> noise(const Extent& extent) {
  std::mt19937 random(3);
  Image<float> image(extent, 0.0F, {0.5, 0.2, 0.2});
  std::generate_n(image.mutableData(), image.size(), [&] { return static_cast<float>(random() % 1000) / 1000.0F; });
  return image;
}

Image<float> row(std::vector<float> values) {
  const auto length = static_cast<std::int64_t>(values.size());
  return {{1, 1, 1, 1, length}, std::move(values)};
}

Image<float> cutOff(Image<float> image) {
  float* voxels = image.mutableData();
  std::transform(voxels, voxels + image.size(), voxels, [](float v) { return std::floor(v + 1e-4F); });
  return image;
}

bool near(const Image<float>& image, const std::vector<double>& expected, double tolerance) {
  return std::equal(image.begin(), image.end(), expected.begin(), expected.end(),
                    [&](float a, double b) { return std::abs(static_cast<double>(a) - b) <= tolerance; });
}

} // namespace

class TestBlur : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void radius();
  void asSciPyDoes();
  void asSlowly_data();
  void asSlowly();
  void keepsMeanAndConstants();
  void zeroLeavesAlone();
  void refusesSigma();
};

void TestBlur::radius() {
  QCOMPARE(blurRadius(0.0), 0);
  QCOMPARE(blurRadius(0.1), 0);
  QCOMPARE(blurRadius(1.0), 4);
  QCOMPARE(blurRadius(1.2), 5);
  QCOMPARE(blurRadius(4.0), 16);
}

/// The examples of SciPy's documentation of gaussian_filter1d and gaussian_filter.
void TestBlur::asSciPyDoes() {
  const Image<float> ramp = row({1, 2, 3, 4, 5});
  QVERIFY(near(gaussianBlur(ramp, {0, 0, 1}), {1.42704095, 2.06782203, 3.0, 3.93217797, 4.57295905}, 1e-6));
  QVERIFY(near(gaussianBlur(ramp, {0, 0, 4}), {2.91948343, 2.95023502, 3.0, 3.04976498, 3.08051657}, 1e-6));

  std::vector<float> even(25);
  for (std::size_t i = 0; i < even.size(); ++i) {
    even[i] = 2.0F * static_cast<float>(i);
  }
  // SciPy cuts the integers of its example off after each axis.
  Image<float> blurred = cutOff(gaussianBlur(Image<float>({1, 1, 1, 5, 5}, even), {0, 1, 0}));
  blurred = cutOff(gaussianBlur(blurred, {0, 0, 1}));
  const int documented[] = {4,  6,  8,  9,  11, 10, 12, 14, 15, 17, 20, 22, 24,
                            25, 27, 29, 31, 33, 34, 36, 35, 37, 39, 40, 42};
  for (std::size_t i = 0; i < even.size(); ++i) {
    QCOMPARE(static_cast<int>(blurred.data()[i]), documented[i]);
  }
}

void TestBlur::asSlowly_data() {
  QTest::addColumn<double>("z");
  QTest::addColumn<double>("y");
  QTest::addColumn<double>("x");
  QTest::addColumn<int>("depth");
  QTest::newRow("2D") << 0.0 << 1.0 << 1.0 << 1;
  QTest::newRow("2D, z has no say") << 3.0 << 1.0 << 1.5 << 1;
  QTest::newRow("3D") << 0.7 << 1.0 << 1.3 << 4;
  QTest::newRow("only z") << 1.5 << 0.0 << 0.0 << 4;
  QTest::newRow("wider than the image") << 2.0 << 3.0 << 5.0 << 3;
  QTest::newRow("less than a voxel") << 0.1 << 0.2 << 0.3 << 3;
}

void TestBlur::asSlowly() {
  QFETCH(double, z);
  QFETCH(double, y);
  QFETCH(double, x);
  QFETCH(int, depth);
  const BlurSigma sigma{z, y, x};
  const Image<float> image = noise({2, 2, depth, 7, 9});
  const Image<float> blurred = gaussianBlur(image, sigma);
  QVERIFY(blurred.extent() == image.extent());
  QVERIFY(blurred.spacing() == image.spacing());
  double worst = 0.0;
  const float* voxel = blurred.data();
  const Extent& e = image.extent();
  for (std::int64_t plane = 0; plane < e.t * e.c * e.z; ++plane) {
    for (std::int64_t pixel = 0; pixel < e.y * e.x; ++pixel) {
      const double expected =
          slowBlur(image, sigma, plane / e.z / e.c, plane / e.z % e.c, plane % e.z, pixel / e.x, pixel % e.x);
      worst = std::max(worst, std::abs(expected - static_cast<double>(*voxel++)));
    }
  }
  QVERIFY2(worst < 1e-6, qPrintable(QString::number(worst)));
}

void TestBlur::keepsMeanAndConstants() {
  const Image<float> image = noise({1, 1, 3, 20, 30});
  const Image<float> blurred = gaussianBlur(image, {1, 2, 3});
  const double before = std::accumulate(image.begin(), image.end(), 0.0);
  const double after = std::accumulate(blurred.begin(), blurred.end(), 0.0);
  QVERIFY(std::abs(before - after) < 1e-5 * before); // mirroring at the half sample loses nothing at the rim
  const Image<float> constant = gaussianBlur(Image<float>({1, 1, 3, 5, 7}, 0.3F), {1, 2, 3});
  QVERIFY(std::all_of(constant.begin(), constant.end(), [](float v) { return std::abs(v - 0.3F) < 1e-6F; }));
}

void TestBlur::zeroLeavesAlone() {
  const Image<float> image = noise({1, 1, 2, 5, 6});
  const Image<float> same = gaussianBlur(image, {0, 0, 0});
  QCOMPARE(same.data(), image.data()); // not even copied
}

void TestBlur::refusesSigma() {
  const Image<float> image = noise({1, 1, 1, 5, 6});
  QVERIFY_EXCEPTION_THROWN(gaussianBlur(image, {0, -1, 0}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(gaussianBlur(image, {0, 0, std::nan("")}), SettingsError);
  QVERIFY_EXCEPTION_THROWN(gaussianBlur(image, {INFINITY, 0, 0}), SettingsError);
}

CYTOSKETCH_TEST_CLASS(blur, TestBlur)
#include "test_blur.moc"
