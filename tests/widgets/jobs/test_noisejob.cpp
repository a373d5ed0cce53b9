#include "tests/support/testprogram.h"
#include "widgets/jobs/noisejob.h"

#include "engine/image/error.h"

#include <QSignalSpy>
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
};

CYTOSKETCH_TEST_CLASS(noisejob, TestNoiseJob)
#include "test_noisejob.moc"
