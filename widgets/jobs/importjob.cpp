#include "widgets/jobs/importjob.h"

#include "engine/image/error.h"

#include <exception>
#include <memory>
#include <utility>

namespace cytosketch {

namespace {

constexpr double leastStep = 0.01; ///< progress is told in hundredths

} // namespace

ImportJob::ImportJob(QObject* parent) : QObject(parent) {}

void ImportJob::tell(std::uint64_t run, std::function<void()> what) {
  worker_.post([this, run, what = std::move(what)] {
    if (run == run_) {
      what();
    }
  });
}

void ImportJob::start(Work work) {
  running_ = true;
  worker_.start([this, run = ++run_, work = std::move(work)](const std::stop_token& stop) {
    const auto finish = [this, run](std::function<void()> news) {
      tell(run, [this, news = std::move(news)] {
        running_ = false;
        news();
        Q_EMIT ended();
      });
    };
    try {
      finish(work(stop, run));
    } catch (const Cancelled&) { // NOLINT(bugprone-empty-catch): cancel() has said so
    } catch (...) {
      finish([this, error = jobErrorOf(std::current_exception())] { Q_EMIT failed(error); });
    }
  });
}

void ImportJob::look(const QString& path) {
  start([this, file = path.toStdString()](const std::stop_token&, std::uint64_t) -> std::function<void()> {
    return [this, list = listAnnotations(file)] { Q_EMIT listed(list); };
  });
}

void ImportJob::read(const AnnotationList& list, AnnotationOptions options) {
  start([this, list, options](const std::stop_token& stop, std::uint64_t run) -> std::function<void()> {
    AnnotationOptions own = options;
    own.stop = stop;
    own.progress = [this, run, told = 0.0](double fraction) mutable {
      if (fraction >= told + leastStep) {
        told = fraction;
        tell(run, [this, fraction] { Q_EMIT progressed(fraction); });
      }
    };
    const auto annotation = std::make_shared<const Annotation>(readAnnotation(list, own));
    return [this, annotation] { Q_EMIT finished(*annotation); };
  });
}

void ImportJob::cancel() {
  if (running_) {
    ++run_;
    worker_.stop();
    end();
  }
}

void ImportJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
