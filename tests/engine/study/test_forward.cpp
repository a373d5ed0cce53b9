#include "engine/study/forward.h"

#include "engine/diffusion/generator.h"
#include "engine/image/error.h"
#include "studyscene.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace cytosketch;

/// The forward study against the generator's own noisy preview.
class TestForward : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void histogramsAreThoseOfTheNoisyPreview() {
    const StudyPair pair = scenePair();
    const NoisedPair noised(pair, 7);
    for (const GridPoint& point : StudyGrid{{1, 250, 1000}, {0.0, 2.0}}.points()) {
      // A float's rounding may put single voxels into the neighbouring bin.
      const auto near = [](const Histogram& a, const Histogram& b) {
        std::int64_t difference = std::abs(a.total - b.total);
        for (std::size_t bin = 0; bin < histogramBins; ++bin) {
          difference += std::abs(a.counts[bin] - b.counts[bin]);
        }
        return difference <= 4;
      };
      QVERIFY(near(noised.real(point.tStart), histogramOf(noisedPreview(pair.real, point.tStart, 0.0, 7))));
      QVERIFY(near(noised.sketch(point), histogramOf(noisedPreview(pair.sketch, point.tStart, point.sigma, 7))));
      QVERIFY(near(noised.sketch(point), histogramOf(noised.noisySketch(point))));
      QVERIFY(near(noised.real(point.tStart), histogramOf(noised.noisyReal(point.tStart))));
    }
  }

  void textureIsThatOfTheGeneration() {
    TextureModel::Deviations deviations{};
    for (auto& band : deviations) {
      band.fill(0.05F);
    }
    TextureModel model;
    model.channels = {deviations};
    model.relief = {{1.2F, 1.4F}};
    const SketchTexture texture{model, 0.8};
    QVERIFY(texture.adds());
    const StudyPair pair = scenePair();
    const NoisedPair noised(pair, 7, texture);
    const GridPoint point{250, 2.0};
    for (const double sigma : {1.0, 0.0, 2.0}) { // the noise of the texture is kept, the start is not
      const Image<float> preview = noisedPreview(pair.sketch, 250, sigma, 7, texture.model, 0.8);
      const Image<float> noisy = noised.noisySketch({250, sigma});
      double largest = 0.0;
      for (std::size_t v = 0; v < noisy.size(); ++v) {
        largest = std::max(largest, double(std::abs(noisy.data()[v] - preview.data()[v])));
      }
      QVERIFY2(largest < 1e-6, qPrintable(QString::number(largest)));
    }
    // The real image gets none; without strength the sketch gets none either.
    const NoisedPair plain(pair, 7);
    QCOMPARE(noised.real(250).counts, plain.real(250).counts);
    QVERIFY(noised.sketch(point).counts != plain.sketch(point).counts);
    QCOMPARE(NoisedPair(pair, 7, {texture.model, 0.0}).sketch(point).counts, plain.sketch(point).counts);
  }

  void aSketchThatIsTheImageHasNoDistance() {
    StudyPair pair = scenePair();
    pair.sketch = pair.real;
    const ForwardFigures figures = NoisedPair(pair, 1).figures({300, 0.0});
    QCOMPARE(figures.bhattacharyya, 0.0);
    QCOMPARE(figures.kullbackLeibler, 0.0);
    QCOMPARE(figures.kullbackLeiblerReverse, 0.0);
  }

  void noiseHidesTheDifference() {
    const Image<std::uint32_t> labels = sceneLabels(300, 300); // large, so that chance plays no part
    const StudyPair pair = makePair("large", sceneReal(labels), labels);
    const std::vector<ForwardFigures> row = NoisedPair(pair, 1).figures(StudyGrid{{1, 100, 1000}, {0.0}});
    for (std::size_t i = 1; i < row.size(); ++i) {
      QVERIFY(row[i].bhattacharyya < row[i - 1].bhattacharyya);
      QVERIFY(row[i].kullbackLeibler < row[i - 1].kullbackLeibler);
    }
    QVERIFY(row[0].bhattacharyya > 0.1);  // flat greys against grain
    QVERIFY(row[2].bhattacharyya < 1e-6); // nothing but the same noise is left
  }

  void theGridGivesWhatSinglePointsGive() {
    const NoisedPair pair(scenePair(), 3);
    const StudyGrid grid{{100, 400}, {0.0, 1.0, 3.0}};
    const std::vector<ForwardFigures> all = pair.figures(grid);
    for (std::size_t i = 0; i < all.size(); ++i) {
      QCOMPARE(all[i].bhattacharyya, pair.figures(grid.points()[i]).bhattacharyya);
    }
  }

  void refusesWhatHasNoRealImage() {
    StudyPair pair = scenePair();
    pair.real = {};
    QVERIFY_EXCEPTION_THROWN(NoisedPair(pair, 1), SettingsError);
    QVERIFY_EXCEPTION_THROWN(NoisedPair(scenePair(), 1).real(0), SettingsError);
    QVERIFY_EXCEPTION_THROWN(NoisedPair(scenePair(), 1).sketch({1001, 1.0}), SettingsError);
  }
};

CYTOSKETCH_TEST_CLASS(forward, TestForward)
#include "test_forward.moc"
