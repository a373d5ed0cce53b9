#include "tests/support/testprogram.h"
#include "widgets/jobs/segmentationjob.h"

#include "engine/image/error.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace cytosketch;

namespace {

/// Six bright discs.
Image<float> discs(std::int64_t channels = 1) {
  Image<float> image({1, channels, 1, 120, 160}, 0.1F, {0.0, 0.2, 0.2});
  for (std::int64_t y = 0; y < 120; ++y) {
    for (std::int64_t x = 0; x < 159; ++x) {
      const double dy = static_cast<double>(y % 60) - 30.0;
      const double dx = std::fmod(static_cast<double>(x), 53.0) - 26.0;
      image.mutableChannel(0, channels - 1)[y * 160 + x] += std::hypot(dy, dx) < 12.0 ? 0.8F : 0.01F * float(x % 3);
    }
  }
  return image;
}

} // namespace

class TestSegmentationJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void readsAndSegments() {
    SegmentationJob job([](const std::filesystem::path&) { return discs(2); });
    QSignalSpy read(&job, &SegmentationJob::imageRead);
    QSignalSpy finished(&job, &SegmentationJob::finished);
    job.read("any");
    QTRY_COMPARE(read.count(), 1);
    job.request(read.first().first().value<Image<float>>(), 1, {});
    QTRY_COMPARE(finished.count(), 1);
    const auto result = finished.first().first().value<RoughSketchPtr>();
    QCOMPARE(result->segmentation.cells, std::int64_t{6});
    QCOMPARE(result->sketch.cellCount(), std::size_t{6});
    QCOMPARE(result->sketch.extent(), (Extent{1, 1, 1, 120, 160}));
  }

  void ofABurstTheLastCounts() {
    SegmentationJob job([](const std::filesystem::path&) { return discs(); });
    QSignalSpy finished(&job, &SegmentationJob::finished);
    for (int size = 10; size <= 30; ++size) {
      SegmentationSettings settings;
      settings.values["size"] = size;
      job.request(discs(), 0, settings);
    }
    QTRY_VERIFY(!finished.isEmpty());
    QCOMPARE(finished.last().first().value<RoughSketchPtr>()->segmentation.size, 30.0);
    QVERIFY(finished.count() < 5);
  }

  void withoutCellsTheSketchIsEmpty() {
    SegmentationJob job([](const std::filesystem::path&) { return discs(); });
    QSignalSpy finished(&job, &SegmentationJob::finished);
    job.request(discs(), 0, {SegmentationKind::Nuclei, {{"contrast", 100.0}}});
    QTRY_COMPARE(finished.count(), 1);
    QCOMPARE(finished.first().first().value<RoughSketchPtr>()->sketch.cellCount(), std::size_t{0});
  }

  void tellsErrors() {
    SegmentationJob job(
        [](const std::filesystem::path& path) -> Image<float> { throw FileError("is not there", path.string(), ""); });
    QSignalSpy failed(&job, &SegmentationJob::failed);
    job.read("none.tif");
    QTRY_COMPARE(failed.count(), 1);
    job.request(Image<float>({1, 1, 1, 9, 9}, 0.5F), 0, {}); // constant
    QTRY_COMPARE(failed.count(), 2);
  }

  void cancelledIsNotHeard() {
    SegmentationJob job([](const std::filesystem::path&) { return discs(); });
    QSignalSpy finished(&job, &SegmentationJob::finished);
    job.request(discs(), 0, {});
    QTest::qWait(125); // it has begun, or is about to
    job.cancel();
    const auto before = finished.count();
    QTest::qWait(300);
    QCOMPARE(finished.count(), before);
  }
};

CYTOSKETCH_TEST_CLASS(segmentationjob, TestSegmentationJob)
#include "test_segmentationjob.moc"
