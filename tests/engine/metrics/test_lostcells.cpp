#include "engine/metrics/lostcells.h"
#include "tests/support/testprogram.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace cytosketch;

namespace {

struct Scene {
  Image<std::uint32_t> labels;
  Image<float> sketch;
};

struct Disc {
  std::uint32_t label;
  double y, x, radius;
  float grey;
};

Scene sceneOf(const std::vector<Disc>& discs, float background = 0.1F, std::int64_t size = 100) {
  Scene scene{Image<std::uint32_t>({1, 1, 1, size, size}), Image<float>({1, 1, 1, size, size}, background)};
  std::uint32_t* labels = scene.labels.mutableData();
  float* grey = scene.sketch.mutableData();
  for (const Disc& disc : discs) {
    for (std::int64_t y = 0; y < size; ++y) {
      for (std::int64_t x = 0; x < size; ++x) {
        if (std::hypot(static_cast<double>(y) - disc.y, static_cast<double>(x) - disc.x) <= disc.radius) {
          labels[y * size + x] = disc.label;
          grey[y * size + x] = disc.grey;
        }
      }
    }
  }
  return scene;
}

/// Contrast by the definition, every pair of pixels compared.
double slowContrast(const Image<std::uint32_t>& labels, const Image<float>& image, std::uint32_t label) {
  const std::int64_t h = labels.extent().y;
  const std::int64_t w = labels.extent().x;
  double inside = 0.0, outside = 0.0;
  int insideCount = 0, outsideCount = 0;
  for (std::int64_t y = 0; y < h; ++y) {
    for (std::int64_t x = 0; x < w; ++x) {
      if (labels.at(y, x) == label) {
        inside += image.at(y, x);
        ++insideCount;
      } else if (labels.at(y, x) == 0) {
        bool near = false;
        for (std::int64_t v = 0; v < h && !near; ++v) {
          for (std::int64_t u = 0; u < w && !near; ++u) {
            near = labels.at(v, u) == label && (v - y) * (v - y) + (u - x) * (u - x) <= 25;
          }
        }
        if (near) {
          outside += image.at(y, x);
          ++outsideCount;
        }
      }
    }
  }
  return inside / insideCount - outside / outsideCount;
}

} // namespace

class TestLostCells : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void contrastOfFlatDiscs() {
    const Scene scene = sceneOf({{3, 30, 30, 8, 0.7F}, {9, 70, 60, 12, 0.05F}});
    const std::vector<LabelContrast> contrasts = labelContrasts(scene.labels, scene.sketch);
    QCOMPARE(contrasts.size(), std::size_t{2});
    QCOMPARE(contrasts[0].label, 3U);
    QVERIFY(std::abs(contrasts[0].contrast - 0.6) < 1e-6);
    QCOMPARE(contrasts[1].label, 9U);
    QVERIFY(std::abs(contrasts[1].contrast + 0.05) < 1e-6);
  }

  void contrastAgreesWithTheDefinition() {
    // Touching and nested cells, cells at the edge, a noisy image.
    const Scene scene =
        sceneOf({{1, 0, 0, 9, 0.5F}, {2, 20, 20, 8, 0.5F}, {5, 20, 31, 6, 0.5F}, {6, 33, 35, 1, 0.5F}}, 0.1F, 40);
    Image<float> image(scene.sketch.extent());
    std::mt19937 generator(1);
    std::uniform_real_distribution<float> uniform(0.0F, 1.0F);
    std::generate(image.mutableData(), image.mutableData() + image.size(), [&] { return uniform(generator); });
    for (const LabelContrast& found : labelContrasts(scene.labels, image)) {
      QVERIFY(found.hasSurround);
      QVERIFY(std::abs(found.contrast - slowContrast(scene.labels, image, found.label)) < 1e-6);
    }
  }

  void otherCellsAreNotSurround() {
    // A bright neighbour within 5 pixels must not lower the contrast.
    const Scene scene = sceneOf({{1, 50, 40, 8, 0.5F}, {2, 50, 58, 8, 1.0F}});
    QVERIFY(std::abs(labelContrasts(scene.labels, scene.sketch)[0].contrast - 0.4) < 1e-6);
  }

  void losesCellsBelowAQuarterOfTheirContrast() {
    const std::vector<Disc> drawn{
        {1, 20, 20, 7, 0.5F}, {2, 20, 60, 7, 0.5F}, {3, 60, 20, 7, 0.5F}, {4, 60, 60, 7, 0.5F}};
    std::vector<Disc> generated = drawn; // contrast 0.4 each in the sketch
    generated[0].grey = 0.1F;            // gone
    generated[1].grey = 0.1F + 0.09F;    // below a quarter
    generated[2].grey = 0.1F + 0.11F;    // above
    const Scene scene = sceneOf(drawn);
    const LostCells lost = lostCells(scene.labels, scene.sketch, sceneOf(generated).sketch);
    QCOMPARE(lost.cells, 4);
    QCOMPARE(lost.judged, 4);
    QCOMPARE(lost.lost, 2);
    QCOMPARE(lost.percent(), 50.0);
    QCOMPARE(lost.lostLabels, (std::vector<std::uint32_t>{1, 2}));
  }

  void cellsOfNoNumberAreLost() {
    const Scene scene = sceneOf({{1, 20, 20, 7, 0.5F}, {2, 20, 60, 7, 0.5F}});
    Image<float> spoilt = scene.sketch;
    spoilt.mutableData()[spoilt.offset(0, 0, 0, 20, 60)] = std::nanf("");
    QCOMPARE(lostCells(scene.labels, scene.sketch, spoilt).lostLabels, (std::vector<std::uint32_t>{2}));
  }

  void darkCellsKeepTheirSign() {
    const std::vector<Disc> drawn{{1, 20, 20, 7, 0.2F}, {2, 20, 60, 7, 0.2F}};
    std::vector<Disc> generated = drawn;
    generated[1].grey = 0.95F; // turned from dark to bright
    const Scene scene = sceneOf(drawn, 0.8F);
    const LostCells lost = lostCells(scene.labels, scene.sketch, sceneOf(generated, 0.8F).sketch);
    QCOMPARE(lost.judged, 2);
    QCOMPARE(lost.lostLabels, (std::vector<std::uint32_t>{2}));
  }

  void countsApartWhatCannotBeJudged() {
    // 1: filled all around by 2 (drawn second, smaller discs win) – no surround; 3: contrast 0.04 only.
    const Scene scene = sceneOf({{2, 30, 30, 20, 0.6F}, {1, 30, 30, 6, 0.9F}, {3, 75, 75, 8, 0.14F}});
    const LostCells lost = lostCells(scene.labels, scene.sketch, Image<float>(scene.sketch.extent(), 0.3F));
    QCOMPARE(lost.cells, 3);
    QCOMPARE(lost.withoutSurround, 1);
    QCOMPARE(lost.lowContrast, 1);
    QCOMPARE(lost.judged, 1);
    QCOMPARE(lost.lostLabels, (std::vector<std::uint32_t>{2}));
  }

  void noCellsAreNoLoss() {
    const LostCells lost =
        lostCells(Image<std::uint32_t>({1, 1, 1, 9, 9}), Image<float>({1, 1, 1, 9, 9}), Image<float>({1, 1, 1, 9, 9}));
    QCOMPARE(lost.cells, 0);
    QCOMPARE(lost.percent(), 0.0);
  }

  void refusesLabelsOfAnotherSize() {
    QVERIFY_EXCEPTION_THROWN(labelContrasts(Image<std::uint32_t>({1, 1, 1, 9, 9}), Image<float>({1, 1, 1, 9, 8})),
                             SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(lostcells, TestLostCells)
#include "test_lostcells.moc"
