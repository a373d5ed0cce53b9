#include "widgets/jobs/fitjob.h"

#include "engine/image/error.h"

#include <exception>
#include <memory>
#include <utility>

namespace cytosketch {

FitJob::FitJob(QObject* parent) : QObject(parent) {}

void FitJob::start(std::function<Sketch()> source, bool greys) {
  if (running_) {
    return;
  }
  running_ = true;
  worker_.start([this, run = ++run_, source = std::move(source), greys](const std::stop_token& stop) {
    // Tells it on the window's thread unless the run was cancelled meanwhile.
    const auto tell = [this, run](std::function<void()> what) {
      worker_.post([this, run, what = std::move(what)] {
        if (run == run_) {
          what();
        }
      });
    };
    try {
      const auto progress = [&](double fraction) { tell([this, fraction] { Q_EMIT progressed(fraction); }); };
      const auto fit = std::make_shared<const FreeFormFit>(fitFreeForm(source(), greys, {stop, progress}));
      tell([this, fit] {
        Q_EMIT finished(*fit);
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

void FitJob::cancel() {
  if (running_) {
    ++run_;
    worker_.stop();
    end();
  }
}

void FitJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
