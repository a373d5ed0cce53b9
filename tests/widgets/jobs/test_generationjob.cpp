#include "tests/support/testprogram.h"
#include "widgets/jobs/generationjob.h"

#include "engine/image/error.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

using namespace cytosketch;

namespace {

/// A generator whose network calls take as long as the test wants.
class FakeGenerator {
public:
  GenerateFunction function() {
    return [this](const Sketch& sketch, const GenerationSettings& settings, const GenerationHooks& hooks) {
      ++started;
      threadWasOther = QThread::currentThread() != QCoreApplication::instance()->thread();
      for (int step = 0; step < settings.steps; ++step) {
        waitAtGate();
        if (hooks.stop.stop_requested() && !deafToStop) {
          ++stopped;
          throw Cancelled();
        }
        GenerationProgress progress;
        progress.fraction = double(step + 1) / settings.steps;
        progress.step = step + 1;
        progress.steps = settings.steps;
        hooks.progress(progress);
        GenerationPreview preview;
        preview.xy = Image<float>(sketch.extent(), float(step));
        hooks.preview(preview);
      }
      if (fail) {
        throw SettingsError("the tile is too small", "tile", "Choose 64 or more");
      }
      ++completed;
      GenerationResult result;
      result.image = Image<float>(sketch.extent(), float(settings.seed));
      result.settings = settings;
      return result;
    };
  }
  void close() {
    const std::lock_guard lock(mutex_);
    open_ = false;
  }
  void open() {
    {
      const std::lock_guard lock(mutex_);
      open_ = true;
    }
    changed_.notify_all();
  }

  std::atomic<int> started = 0;
  std::atomic<int> stopped = 0;
  std::atomic<int> completed = 0;
  std::atomic<bool> threadWasOther = false;
  std::atomic<bool> fail = false;
  std::atomic<bool> deafToStop = false;

private:
  void waitAtGate() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return open_; });
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = true;
};

/// Counts every signal of a job.
struct Spies {
  explicit Spies(GenerationJob& job)
      : progressed(&job, &GenerationJob::progressed),
        previewed(&job, &GenerationJob::previewed),
        finished(&job, &GenerationJob::finished),
        failed(&job, &GenerationJob::failed),
        cancelled(&job, &GenerationJob::cancelled) {}
  qsizetype ends() const { return finished.size() + failed.size() + cancelled.size(); }

  QSignalSpy progressed;
  QSignalSpy previewed;
  QSignalSpy finished;
  QSignalSpy failed;
  QSignalSpy cancelled;
};

GenerationSettings settingsOf(int steps, std::uint64_t seed = 1) {
  GenerationSettings settings;
  settings.steps = steps;
  settings.seed = seed;
  return settings;
}

/// Opens the gate before the job goes, which waits for its generator.
struct OpenAtEnd {
  FakeGenerator& generator;
  ~OpenAtEnd() { generator.open(); }
};

} // namespace

class TestGenerationJob : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void success() {
    FakeGenerator generator;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    job.start(Sketch({1, 1, 1, 8, 9}), settingsOf(5, 42));
    QVERIFY(job.running());
    QTRY_COMPARE(spies.finished.size(), 1);
    QVERIFY(generator.threadWasOther);
    QVERIFY(!job.running());
    QCOMPARE(spies.ends(), 1);
    QCOMPARE(spies.progressed.size(), 5);
    QCOMPARE(spies.previewed.size(), 5);
    QCOMPARE(spies.progressed.last().at(0).value<GenerationProgress>().step, 5);
    const auto result = spies.finished.first().at(0).value<GenerationResultPtr>();
    QCOMPARE(result->settings.seed, std::uint64_t(42));
    QCOMPARE(result->image.extent().x, 9);
  }

  void failureCarriesTheError() {
    FakeGenerator generator;
    generator.fail = true;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
    QTRY_COMPARE(spies.failed.size(), 1);
    QCOMPARE(spies.ends(), 1);
    const auto error = spies.failed.first().at(0).value<JobError>();
    QCOMPARE(error.problem, QStringLiteral("the tile is too small"));
    QCOMPARE(error.where, QStringLiteral("tile"));
    QCOMPARE(error.remedy, QStringLiteral("Choose 64 or more"));
  }

  void foreignExceptionsBecomeErrors() {
    GenerationJob job([](const Sketch&, const GenerationSettings&, const GenerationHooks&) -> GenerationResult {
      throw std::bad_alloc();
    });
    Spies spies(job);
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
    QTRY_COMPARE(spies.failed.size(), 1);
    QVERIFY(!spies.failed.first().at(0).value<JobError>().remedy.isEmpty());
  }

  void cancelIsAcknowledgedWhileTheEngineIsDeaf() {
    FakeGenerator generator;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    generator.close(); // a network call that does not end
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(3));
    QTRY_COMPARE(generator.started.load(), 1);
    job.cancel();
    QCOMPARE(spies.cancelled.size(), 1); // before cancel() returned
    QVERIFY(!job.running());
    generator.open();
    QTRY_COMPARE(generator.stopped.load(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(spies.ends(), 1);
    QCOMPARE(spies.progressed.size(), 0);
    job.cancel(); // nothing to cancel
    QCOMPARE(spies.ends(), 1);
  }

  void aResultAfterCancelIsNotHeard() {
    FakeGenerator generator;
    generator.deafToStop = true;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    generator.close();
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(2));
    QTRY_COMPARE(generator.started.load(), 1);
    job.cancel();
    generator.open();
    QTRY_COMPARE(generator.completed.load(), 1);
    QTest::qWait(20);
    QCOMPARE(spies.finished.size(), 0);
    QCOMPARE(spies.previewed.size(), 0);
  }

  void restartWhileCancelling() {
    FakeGenerator generator;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    generator.close();
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(2, 1));
    QTRY_COMPARE(generator.started.load(), 1);
    job.cancel();
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(2, 2));
    QVERIFY(job.running());
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(2, 3)); // replaces the second before it began
    QCOMPARE(spies.cancelled.size(), 2);
    generator.open();
    QTRY_COMPARE(spies.finished.size(), 1);
    QCOMPARE(spies.finished.first().at(0).value<GenerationResultPtr>()->settings.seed, std::uint64_t(3));
    QCOMPARE(generator.started.load(), 2);
    QCOMPARE(spies.ends(), 3);
  }

  void aReceiverMayStartTheNextRun() {
    FakeGenerator generator;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    Spies spies(job);
    int runs = 1;
    connect(&job, &GenerationJob::finished, &job, [&] {
      if (runs < 3) {
        ++runs;
        job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
      }
    });
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
    QTRY_COMPARE(spies.finished.size(), 3);
    QVERIFY(!job.running());
  }

  void destructionWhileRunning() {
    FakeGenerator generator;
    for (int round = 0; round < 20; ++round) {
      auto job = std::make_unique<GenerationJob>(generator.function());
      job->start(Sketch({1, 1, 1, 64, 64}), settingsOf(100000));
      if (round % 2 == 1) {
        QTRY_COMPARE(generator.started.load(), generator.stopped.load() + 1);
      }
      job.reset();
      QCOMPARE(generator.started.load(), generator.stopped.load());
    }
    QCOMPARE(generator.completed.load(), 0);
  }

  void theCallerIsNeverBlocked() {
    FakeGenerator generator;
    GenerationJob job(generator.function());
    const OpenAtEnd guard{generator};
    generator.close();
    job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
    QTRY_COMPARE(generator.started.load(), 1);
    // With the gate closed any of these would hang for good if it waited for the engine.
    for (int i = 0; i < 50; ++i) {
      job.cancel();
      job.start(Sketch({1, 1, 1, 4, 4}), settingsOf(1));
    }
    QVERIFY(job.running());
  }
};

CYTOSKETCH_TEST_CLASS(generationjob, TestGenerationJob)
#include "test_generationjob.moc"
