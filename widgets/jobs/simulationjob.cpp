#include "widgets/jobs/simulationjob.h"

#include "engine/image/error.h"

#include <exception>
#include <memory>

namespace cytosketch {

namespace {

constexpr double leastStep = 0.01; ///< progress is told in hundredths

} // namespace

SimulationJob::SimulationJob(QObject* parent) : QObject(parent) {}

void SimulationJob::start(const SimulationSettings& settings) {
  if (running_) {
    return;
  }
  running_ = true;
  worker_.start([this, run = ++run_, settings](const std::stop_token& stop) {
    // Tells it on the window's thread unless the run was cancelled meanwhile.
    const auto tell = [this, run](std::function<void()> what) {
      worker_.post([this, run, what = std::move(what)] {
        if (run == run_) {
          what();
        }
      });
    };
    double told = 0.0;
    const auto progress = [&](double fraction) {
      if (fraction >= told + leastStep) {
        told = fraction;
        tell([this, fraction] { Q_EMIT progressed(fraction); });
      }
    };
    try {
      const auto simulation = std::make_shared<const Simulation>(simulate(settings, {stop, progress}));
      tell([this, simulation] {
        Q_EMIT finished(*simulation);
        end();
      });
    } catch (const Cancelled&) { // NOLINT(bugprone-empty-catch): cancel() has said so
    } catch (...) {
      tell([this, error = jobErrorOf(std::current_exception())] {
        Q_EMIT failed(error);
        end();
      });
    }
  });
}

void SimulationJob::cancel() {
  if (running_) {
    ++run_;
    worker_.stop();
    end();
  }
}

void SimulationJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
