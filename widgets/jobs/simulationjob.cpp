#include "widgets/jobs/simulationjob.h"

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
  worker_.run(
      [this, settings](const std::stop_token& stop, const Worker::Tell& tell) {
        double told = 0.0;
        const auto progress = [&](double fraction) {
          if (fraction >= told + leastStep) {
            told = fraction;
            tell([this, fraction] { Q_EMIT progressed(fraction); });
          }
        };
        const auto simulation = std::make_shared<const Simulation>(simulate(settings, {stop, progress}));
        tell([this, simulation] {
          Q_EMIT finished(*simulation);
          end();
        });
      },
      [this](const JobError& error) {
        Q_EMIT failed(error);
        end();
      });
}

void SimulationJob::cancel() {
  if (running_) {
    worker_.abandon();
    end();
  }
}

void SimulationJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
