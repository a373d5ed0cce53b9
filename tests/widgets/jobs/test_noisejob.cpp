#include "tests/support/testprogram.h"
#include "widgets/jobs/noisejob.h"

#include "engine/diffusion/generator.h"
#include "engine/image/error.h"
#include "engine/learning/untrained.h"
#include "engine/sketch/raster.h"
#include "widgets/jobs/modelstore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace cytosketch;

namespace {

NoiseRequest requestFor(int tStart) {
  NoiseRequest request;
  request.sketch = Sketch({1, 1, 1, 4, 4});
  request.tStart = tStart;
  return request;
}

} // namespace

class TestNoiseJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void ofABurstTheLastIsShown() {
    std::atomic<int> made = 0;
    NoiseJob job([&made](const NoiseRequest& request) {
      ++made;
      return Image<float>(request.sketch.extent(), float(request.tStart));
    });
    QSignalSpy ready(&job, &NoiseJob::ready);
    for (int n = 1; n <= 500; ++n) {
      job.request(requestFor(n));
    }
    QTRY_VERIFY(!ready.isEmpty());
    QTRY_COMPARE(ready.last().at(0).value<Image<float>>().at(0, 0), 500.0F);
    QVERIFY(made < 5);
  }

  void aSteadyDragShowsPicturesOnTheWay() {
    NoiseJob job([](const NoiseRequest& request) {
      QTest::qSleep(5);
      return Image<float>(request.sketch.extent(), float(request.tStart));
    });
    QSignalSpy ready(&job, &NoiseJob::ready);
    int n = 0;
    while (ready.size() < 3 && n < 1000) {
      job.request(requestFor(++n % 1000 + 1));
      QTest::qWait(2);
    }
    QVERIFY(ready.size() >= 3);
  }

  void clearedRequestsAreNotShown() {
    NoiseJob job([](const NoiseRequest& request) { return Image<float>(request.sketch.extent(), 0.0F); });
    QSignalSpy ready(&job, &NoiseJob::ready);
    job.request(requestFor(1));
    job.clear();
    QTest::qWait(60);
    QCOMPARE(ready.size(), 0);
  }

  void failureIsToldAndSurvived() {
    NoiseJob job([](const NoiseRequest& request) -> Image<float> {
      if (request.tStart == 1) {
        throw MemoryError("too large", "", "Crop it");
      }
      return Image<float>(request.sketch.extent(), 0.0F);
    });
    QSignalSpy ready(&job, &NoiseJob::ready);
    QSignalSpy failed(&job, &NoiseJob::failed);
    job.request(requestFor(1));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(0).value<JobError>().remedy, QStringLiteral("Crop it"));
    job.request(requestFor(2));
    QTRY_COMPARE(ready.size(), 1);
  }

  // With the texture of the model's card, and following each change though much is kept between requests.
  void itIsTheModelsNoisySketch() {
    QTemporaryDir folder;
    ModelCard card;
    card.name = "textured";
    card.architecture = "tile-exact-unet";
    card.widths = {16, 24, 32};
    card.blocks = {1, 1, 1};
    card.texture.channels.emplace_back();
    for (auto& band : card.texture.channels.front()) {
      band.fill(0.05F);
    }
    const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "textured.cymodel";
    writeUntrainedModel(path, card, 1, 0.02);
    const TextureModel texture = Model::load(path)->card().texture;
    const NoiseFunction noise = noiseWith(std::make_shared<ModelStore>(std::vector{path.parent_path()}));
    NoiseRequest request;
    request.sketch = Sketch({1, 1, 1, 40, 48});
    request.models = {"textured"};
    request.texture = 0.7;
    const auto isRight = [&noise, &request](const TextureModel& expected) {
      const Image<float> image = noise(request);
      const Image<float> anew = noisedPreview(rasteriseGrey(request.sketch), request.tStart, request.sigma,
                                              request.seed, expected, request.texture);
      return std::equal(image.begin(), image.end(), anew.begin(), anew.end());
    };
    QVERIFY(isRight(texture));
    request.tStart = 200;
    QVERIFY(isRight(texture));
    Cell cell;
    cell.id = 1;
    cell.mask = capsuleMask(0, 0, 20.0, 15.0, 20.0, 30.0, 8.0);
    request.sketch.put(cell);
    QVERIFY(isRight(texture));
    request.sigma = 2.0;
    QVERIFY(isRight(texture));
    request.models = {"there is none of that name"}; // said when an image is generated
    QVERIFY(isRight({}));
    QVERIFY(!isRight(texture));
  }
};

CYTOSKETCH_TEST_CLASS(noisejob, TestNoiseJob)
#include "test_noisejob.moc"
