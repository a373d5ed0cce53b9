#include "tests/support/testprogram.h"
#include "widgets/jobs/histogramjob.h"
#include "widgets/jobs/studyjob.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cmath>

using namespace cytosketch;

namespace {

/// Tells `count` images, then ends; stops when it is asked to.
StudyFunction countingStudy(int count, std::atomic<int>& stopped) {
  return [count, &stopped](const StudyOrder& order, const StudyHooks& hooks) {
    for (int i = 0; i < count; ++i) {
      if (hooks.stop.stop_requested()) {
        ++stopped;
        throw Cancelled();
      }
      StudyImage image;
      image.point = {100 + i, order.settings.sigma};
      hooks.image(image);
      hooks.progress({i + 1, count, 1.0});
      QTest::qSleep(2);
    }
    StudyOutcome outcome;
    outcome.rows.resize(std::size_t(count));
    return outcome;
  };
}

StudyOrder anyOrder() {
  StudyOrder order;
  return order;
}

} // namespace

/// Studies and histograms away from the window's thread.
class TestStudyJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void resultsComeOneByOne() {
    std::atomic<int> stopped = 0;
    StudyJob job(countingStudy(5, stopped));
    QSignalSpy images(&job, &StudyJob::imageReady);
    QSignalSpy finished(&job, &StudyJob::finished);
    job.start(anyOrder());
    QVERIFY(job.running());
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(images.size(), 5);
    QCOMPARE(images[3].at(0).value<StudyImagePtr>()->point.tStart, 103);
    QVERIFY(!job.running());
  }

  void cancelAnswersAtOnceAndThenThereIsSilence() {
    std::atomic<int> stopped = 0;
    StudyJob job(countingStudy(100000, stopped));
    QSignalSpy images(&job, &StudyJob::imageReady);
    QSignalSpy cancelled(&job, &StudyJob::cancelled);
    job.start(anyOrder());
    QTRY_VERIFY(images.size() > 2);
    job.cancel();
    QCOMPARE(cancelled.size(), 1);
    const auto seen = images.size();
    QTRY_COMPARE(stopped, 1);
    QTest::qWait(20);
    QCOMPARE(images.size(), seen);
  }

  void errorsAreTold() {
    StudyJob job([](const StudyOrder&, const StudyHooks&) -> StudyOutcome {
      throw FormatError("no label", "labels.tif", "choose another");
    });
    QSignalSpy failed(&job, &StudyJob::failed);
    job.start(anyOrder());
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!job.running());
  }

  void histogramsFollowTheSlider() {
    QTemporaryDir dir;
    const std::filesystem::path folder = dir.path().toStdString();
    Image<std::uint32_t> labels({1, 1, 1, 32, 32});
    Image<float> real({1, 1, 1, 32, 32});
    for (std::size_t i = 0; i < 1024; ++i) {
      labels.mutableData()[i] = i % 32 < 12 ? 1U : 0U;
      real.mutableData()[i] = float(i % 32 < 12 ? 800 + i % 7 : 200 + i % 11);
    }
    writeImage(real, folder / "real.tif");
    writeLabels(labels, folder / "labels.tif");
    HistogramJob job;
    std::vector<std::shared_ptr<const NoisyHistograms>> seen;
    connect(&job, &HistogramJob::ready, this,
            [&](const std::shared_ptr<const NoisyHistograms>& result) { seen.push_back(result); });
    HistogramRequest request{folder / "real.tif", folder / "labels.tif", 0, 0, 1, {1, 0.0}, {}};
    for (int step = 100; step <= 1000; ++step) {
      request.point.tStart = step;
      job.request(request);
    }
    QTRY_VERIFY(!seen.empty() && seen.back()->point.tStart == 1000);
    QVERIFY(seen.size() < 900); // stale ones are left out
    QCOMPARE(seen.back()->real.total, 1024);
    QVERIFY(seen.back()->figures.bhattacharyya < 0.01);
    QSignalSpy failed(&job, &HistogramJob::failed);
    request.labels = folder / "missing.tif";
    job.request(request);
    QTRY_COMPARE(failed.size(), 1);
    request.labels = folder / "labels.tif"; // and goes on
    request.point.tStart = 500;
    job.request(request);
    QTRY_COMPARE(seen.back()->point.tStart, 500);
  }
};

CYTOSKETCH_TEST_CLASS(studyjob, TestStudyJob)
#include "test_studyjob.moc"
