#include "tests/support/testprogram.h"
#include "widgets/jobs/latentmapjob.h"

#include "engine/image/error.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <thread>

using namespace cytosketch;

namespace {

LatentMap mapOf(const char* model) {
  LatentMap map;
  map.modelName = model;
  return map;
}

} // namespace

/// Latent maps in the background; what makes them is tested in engine/study.
class TestLatentMapJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void givesTheMap() {
    LatentMapJob job([](const LatentMapOrder& order, const LatentMapHooks& hooks) {
      hooks.progress({LatentStage::Generating, 0.5, 3.0});
      hooks.progress({LatentStage::Generating, 0.5001, 3.0}); // too little to tell
      hooks.progress({LatentStage::Embedding, 1.0, 0.0});
      return mapOf(order.settings.model.c_str());
    });
    QSignalSpy ended(&job, &LatentMapJob::ended);
    std::vector<double> fractions;
    LatentMapPtr map;
    connect(&job, &LatentMapJob::progressed, this,
            [&](const LatentProgress& progress) { fractions.push_back(progress.fraction); });
    connect(&job, &LatentMapJob::finished, this, [&](const LatentMapPtr& made) { map = made; });
    LatentMapOrder order;
    order.settings.model = "some-model";
    job.start(order);
    QVERIFY(job.running());
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!job.running());
    QVERIFY(map);
    QCOMPARE(map->modelName, std::string("some-model"));
    QCOMPARE(fractions, (std::vector<double>{0.5, 1.0}));
  }

  void tellsWhatIsWrong() {
    LatentMapJob job([](const LatentMapOrder&, const LatentMapHooks&) -> LatentMap {
      throw SettingsError("no images", "folder", "Choose one");
    });
    QSignalSpy failed(&job, &LatentMapJob::failed);
    QSignalSpy ended(&job, &LatentMapJob::ended);
    job.start({});
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<JobError>().where, QString("folder"));
  }

  void cancelsAtOnce() {
    std::atomic<int> begun = 0;
    std::atomic<int> stopped = 0;
    LatentMapJob job([&](const LatentMapOrder& order, const LatentMapHooks& hooks) {
      ++begun;
      while (order.limit == 0) {
        if (hooks.stop.stop_requested()) {
          ++stopped;
          throw Cancelled();
        }
        std::this_thread::yield();
      }
      return mapOf("second");
    });
    QSignalSpy ended(&job, &LatentMapJob::ended);
    QSignalSpy failed(&job, &LatentMapJob::failed);
    std::vector<std::string> made;
    connect(&job, &LatentMapJob::finished, this, [&](const LatentMapPtr& map) { made.push_back(map->modelName); });
    job.start({});
    QTRY_COMPARE(begun.load(), 1);
    job.cancel();
    QVERIFY(!job.running());
    QCOMPARE(ended.size(), 1);
    LatentMapOrder next;
    next.limit = 4;
    job.start(next);
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(stopped.load(), 1);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(made, std::vector<std::string>{"second"});
  }

  void tellsOfAModelThatIsNotThere() {
    LatentMapJob job(latentMapWith(std::make_shared<ModelStore>(std::vector<std::filesystem::path>{}), {}));
    QSignalSpy failed(&job, &LatentMapJob::failed);
    LatentMapOrder order;
    order.settings.model = "no-such-model";
    job.start(order);
    QTRY_COMPARE(failed.size(), 1);
  }
};

CYTOSKETCH_TEST_CLASS(latentmapjob, TestLatentMapJob)
#include "test_latentmapjob.moc"
