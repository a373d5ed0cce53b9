#include "engine/sketch/fromlabels.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/raster.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace cytosketch;

namespace {

/// Philox4x32-10 as in Salmon et al., Parallel random numbers: as easy as 1, 2, 3 (SC 2011), written out again.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> k) {
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t p0 = std::uint64_t{0xD2511F53} * c[0];
    const std::uint64_t p1 = std::uint64_t{0xCD9E8D57} * c[2];
    c = {static_cast<std::uint32_t>(p1 >> 32) ^ c[1] ^ k[0], static_cast<std::uint32_t>(p1),
         static_cast<std::uint32_t>(p0 >> 32) ^ c[3] ^ k[1], static_cast<std::uint32_t>(p0)};
    k = {k[0] + 0x9E3779B9U, k[1] + 0xBB67AE85U};
  }
  return c;
}

Image<std::uint32_t> randomLabels(unsigned seed, const Extent& extent) {
  std::mt19937 random(seed);
  Image<std::uint32_t> labels(extent, 0U, {0.5, 0.2, 0.2});
  std::uint32_t* voxels = labels.mutableData();
  for (std::size_t i = 0; i < labels.size(); ++i) {
    voxels[i] = i % 5 != 0 && i > 0 && random() % 4 != 0
                    ? voxels[i - 1]
                    : static_cast<std::uint32_t>((random() % 3) * 66000 + random() % 4);
  }
  return labels;
}

} // namespace

class TestFromLabels : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void labelsComeBack();
  void brightnessBySeedAndLabel();
  void brightnessIsUniform();
  void greysAreTheMeans();
  void greysPerFrame();
  void refuses();
};

void TestFromLabels::labelsComeBack() {
  for (const Extent& extent : {Extent{1, 1, 1, 70, 130}, Extent{2, 1, 3, 30, 65}}) {
    const Image<std::uint32_t> labels = randomLabels(1, extent);
    const Sketch sketch = sketchFromLabels(labels, CellKind::Cytoplasm, {}, 7);
    QVERIFY(sketch.extent() == extent);
    QVERIFY(sketch.spacing() == labels.spacing());
    QCOMPARE(sketch.seed(), std::uint64_t{7});
    const Image<std::uint32_t> again = rasteriseLabels(sketch, CellKind::Cytoplasm);
    QVERIFY(std::equal(labels.begin(), labels.end(), again.begin(), again.end()));
  }
}

void TestFromLabels::brightnessBySeedAndLabel() {
  QCOMPARE(philox({0, 0, 0, 0}, {0, 0})[0], 0x6627e8d5U); // the published vector, so that the copy above is right
  Image<std::uint32_t> labels({1, 1, 1, 10, 10});
  labels.mutableData()[5] = 3;
  labels.mutableData()[50] = 70001;
  const std::uint64_t seed = 0x123456789ABCDEFULL;
  const Sketch sketch = sketchFromLabels(labels, CellKind::Nucleus, {0.5F, 0.9F}, seed);
  for (std::uint32_t label : {3U, 70001U}) {
    const double u = (philox({label, 0, 0, 0}, {0x89ABCDEFU, 0x1234567U})[0] + 0.5) / 4294967296.0;
    const double grey = 0.15 + 0.85 * (0.5 + 0.4 * u);
    QVERIFY(std::abs(sketch.find(label)->greyAt(0) - grey) < 1e-6);
  }
  labels.mutableData()[70] = 4; // another label changes nothing
  QCOMPARE(sketchFromLabels(labels, CellKind::Nucleus, {0.5F, 0.9F}, seed).find(3)->grey, sketch.find(3)->grey);
  QVERIFY(sketchFromLabels(labels, CellKind::Nucleus, {0.5F, 0.9F}, seed + 1).find(3)->grey != sketch.find(3)->grey);
}

void TestFromLabels::brightnessIsUniform() {
  constexpr std::int64_t count = 4000;
  Image<std::uint32_t> labels({1, 1, 1, 1, count});
  std::iota(labels.mutableData(), labels.mutableData() + count, 1U);
  const Sketch sketch = sketchFromLabels(labels, CellKind::Nucleus, {0.2F, 0.8F}, 5);
  double sum = 0.0;
  double squares = 0.0;
  for (const auto& [id, cell] : sketch.cells()) {
    const double v = brightnessOfGrey(cell->greyAt(0));
    QVERIFY(v > 0.1999 && v < 0.8001);
    sum += v;
    squares += v * v;
  }
  const double mean = sum / count;
  QVERIFY(std::abs(mean - 0.5) < 4.0 * 0.6 / std::sqrt(12.0 * count));
  QVERIFY(std::abs((squares / count - mean * mean) - 0.36 / 12.0) < 0.002);
}

void TestFromLabels::greysAreTheMeans() {
  Image<std::uint32_t> labels({1, 1, 1, 4, 100});
  Image<float> real({1, 2, 1, 4, 100});
  std::mt19937 random(2);
  std::array<double, 3> sum{};
  std::array<double, 3> count{};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const auto label = static_cast<std::uint32_t>(random() % 3);
    labels.mutableData()[i] = label;
    real.mutableData()[i] = static_cast<float>(static_cast<double>(random()) / 4294967296.0);
    sum[label] += real.data()[i];
    count[label] += 1;
  }
  const Sketch sketch = sketchFromLabels(labels, CellKind::Nucleus, real);
  QVERIFY(std::abs(sketch.find(1)->greyAt(0) - sum[1] / count[1]) < 1e-6);
  QVERIFY(std::abs(sketch.find(2)->greyAt(0) - sum[2] / count[2]) < 1e-6);
  QVERIFY(std::abs(sketch.shading().background - sum[0] / count[0]) < 1e-6);
}

void TestFromLabels::greysPerFrame() {
  Image<std::uint32_t> labels({4, 1, 1, 2, 2}, 0U);
  Image<float> real({4, 1, 1, 2, 2}, 0.0F);
  for (std::int64_t t : {1, 3}) { // the cell comes in frame 1 and is absent in frame 2
    labels.mutableChannel(t, 0)[0] = 8;
    real.mutableChannel(t, 0)[0] = 0.25F * static_cast<float>(t);
  }
  const Sketch sketch = sketchFromLabels(labels, CellKind::Nucleus, real);
  QCOMPARE(sketch.find(8)->grey, (std::vector<float>{0.25F, 0.25F, 0.25F, 0.75F}));
}

void TestFromLabels::refuses() {
  const Image<std::uint32_t> none({1, 1, 1, 5, 5});
  QVERIFY_EXCEPTION_THROWN(sketchFromLabels(none, CellKind::Nucleus, {}, 1), SettingsError);
  QVERIFY_EXCEPTION_THROWN(sketchFromLabels({}, CellKind::Nucleus, {}, 1), SettingsError);
  Image<std::uint32_t> labels({1, 1, 1, 5, 5}, 1U);
  for (const BrightnessRange& range :
       {BrightnessRange{0.0F, 0.5F}, {0.6F, 0.5F}, {0.5F, 1.5F}, {std::nanf(""), 0.5F}}) {
    QVERIFY_EXCEPTION_THROWN(sketchFromLabels(labels, CellKind::Nucleus, range, 1), SettingsError);
  }
  QVERIFY_EXCEPTION_THROWN(sketchFromLabels(labels, CellKind::Nucleus, Image<float>({1, 1, 1, 5, 6})), SettingsError);
  QVERIFY_EXCEPTION_THROWN(sketchFromLabels(Image<std::uint32_t>({1, 2, 1, 5, 5}, 1U), CellKind::Nucleus, {}, 1),
                           SettingsError);
  Image<float> holes({1, 1, 1, 5, 5}, std::nanf(""));
  QVERIFY_EXCEPTION_THROWN(sketchFromLabels(labels, CellKind::Nucleus, holes), SettingsError);
}

CYTOSKETCH_TEST_CLASS(fromlabels, TestFromLabels)
#include "test_fromlabels.moc"
