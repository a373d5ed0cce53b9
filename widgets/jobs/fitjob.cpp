#include "widgets/jobs/fitjob.h"

#include <memory>
#include <utility>

namespace cytosketch {

FitJob::FitJob(QObject* parent) : QObject(parent) {}

void FitJob::start(std::function<Sketch()> source, bool greys) {
  if (running_) {
    return;
  }
  running_ = true;
  worker_.run(
      [this, source = std::move(source), greys](const std::stop_token& stop, const Worker::Tell& tell) {
        const auto progress = [&](double fraction) { tell([this, fraction] { Q_EMIT progressed(fraction); }); };
        const auto fit = std::make_shared<const FreeFormFit>(fitFreeForm(source(), greys, {stop, progress}));
        tell([this, fit] {
          Q_EMIT finished(*fit);
          end();
        });
      },
      [this](const JobError& error) {
        Q_EMIT failed(error);
        end();
      });
}

void FitJob::cancel() {
  if (running_) {
    worker_.abandon();
    end();
  }
}

void FitJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
