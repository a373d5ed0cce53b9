#include "tests/support/testprogram.h"
#include "widgets/jobs/simulationjob.h"

#include <QSignalSpy>
#include <QTest>

using namespace cytosketch;

/// Simulations in the background.
class TestSimulationJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void makesTheSketch() {
    SimulationJob job;
    QSignalSpy ended(&job, &SimulationJob::ended);
    QSignalSpy progressed(&job, &SimulationJob::progressed);
    std::optional<Simulation> made;
    connect(&job, &SimulationJob::finished, this, [&made](const Simulation& simulation) { made = simulation; });
    const SimulationSettings settings{"hela", {{"count", 8}}, 5, ""};
    job.start(settings);
    QVERIFY(job.running());
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(!job.running());
    QVERIFY(made && made->sketch == simulate(settings).sketch);
    QVERIFY(!progressed.isEmpty());
  }

  void tellsWhatIsWrong() {
    SimulationJob job;
    QSignalSpy failed(&job, &SimulationJob::failed);
    QSignalSpy ended(&job, &SimulationJob::ended);
    job.start({"hela", {{"count", -1}}, 5, ""});
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<JobError>().where, QString("count"));
  }

  void cancelsAtOnceAndGoesOnToAnother() {
    SimulationJob job;
    QSignalSpy ended(&job, &SimulationJob::ended);
    int finished = 0;
    std::int64_t width = 0;
    connect(&job, &SimulationJob::finished, this, [&](const Simulation& simulation) {
      ++finished;
      width = simulation.sketch.extent().x;
    });
    job.start({"t-castaneum", {}, 1, ""}); // takes long
    job.cancel();
    QVERIFY(!job.running());
    QCOMPARE(ended.size(), 1);
    job.start({"hela", {{"size.x", 123}}, 5, ""});
    QTRY_COMPARE(ended.size(), 2);
    QCOMPARE(finished, 1);
    QCOMPARE(width, std::int64_t{123});
  }
};

CYTOSKETCH_TEST_CLASS(simulationjob, TestSimulationJob)
#include "test_simulationjob.moc"
