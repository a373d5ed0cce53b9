#include "widgets/jobs/generationjob.h"

#include "engine/image/error.h"

#include <exception>
#include <utility>

namespace cytosketch {

GenerationJob::GenerationJob(GenerateFunction generate, QObject* parent)
    : QObject(parent), generate_(std::move(generate)) {}

void GenerationJob::start(const Sketch& sketch, const GenerationSettings& settings) {
  cancel();
  running_ = true;
  const std::uint64_t run = ++run_;
  worker_.start([this, run, sketch, settings](const std::stop_token& stop) { work(run, sketch, settings, stop); });
  Q_EMIT started();
}

void GenerationJob::cancel() {
  if (!running_) {
    return;
  }
  worker_.stop();
  end([this] { Q_EMIT cancelled(); });
}

void GenerationJob::work(std::uint64_t run, const Sketch& sketch, const GenerationSettings& settings,
                         const std::stop_token& stop) {
  GenerationHooks hooks;
  hooks.stop = stop;
  hooks.progress = [this, run](const GenerationProgress& progress) {
    postFor(run, [this, progress] { Q_EMIT progressed(progress); });
  };
  hooks.preview = [this, run](const GenerationPreview& preview) {
    postFor(run, [this, preview] { Q_EMIT previewed(preview); });
  };
  try {
    auto result = std::make_shared<const GenerationResult>(generate_(sketch, settings, hooks));
    postFor(run, [this, result = std::move(result)] { end([this, &result] { Q_EMIT finished(result); }); });
  } catch (const Cancelled&) {
    postFor(run, [this] { end([this] { Q_EMIT cancelled(); }); });
  } catch (...) {
    postFor(run,
            [this, error = jobErrorOf(std::current_exception())] { end([this, &error] { Q_EMIT failed(error); }); });
  }
}

void GenerationJob::postFor(std::uint64_t run, std::function<void()> message) {
  worker_.post([this, run, message = std::move(message)] {
    if (running_ && run == run_) {
      message();
    }
  });
}

void GenerationJob::end(const std::function<void()>& signal) {
  running_ = false; // first, so that a receiver may start the next run
  signal();
}

} // namespace cytosketch
