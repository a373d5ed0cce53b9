#include "widgets/jobs/importjob.h"

#include <memory>
#include <utility>

namespace cytosketch {

namespace {

constexpr double leastStep = 0.01; ///< progress is told in hundredths

} // namespace

ImportJob::ImportJob(QObject* parent) : QObject(parent) {}

void ImportJob::start(Work work) {
  running_ = true;
  const auto finish = [this](const std::function<void()>& news) {
    running_ = false;
    news();
    Q_EMIT ended();
  };
  worker_.run(
      [finish, work = std::move(work)](const std::stop_token& stop, const Worker::Tell& tell) {
        tell([finish, news = work(stop, tell)] { finish(news); });
      },
      [this, finish](const JobError& error) { finish([&] { Q_EMIT failed(error); }); });
}

void ImportJob::look(const QString& path) {
  start([this, file = path.toStdString()](const std::stop_token&, const Worker::Tell&) -> std::function<void()> {
    return [this, list = listAnnotations(file)] { Q_EMIT listed(list); };
  });
}

void ImportJob::read(const AnnotationList& list, AnnotationOptions options) {
  start([this, list, options](const std::stop_token& stop, const Worker::Tell& tell) -> std::function<void()> {
    AnnotationOptions own = options;
    own.stop = stop;
    own.progress = [this, tell, told = 0.0](double fraction) mutable {
      if (fraction >= told + leastStep) {
        told = fraction;
        tell([this, fraction] { Q_EMIT progressed(fraction); });
      }
    };
    const auto annotation = std::make_shared<const Annotation>(readAnnotation(list, own));
    return [this, annotation] { Q_EMIT finished(*annotation); };
  });
}

void ImportJob::cancel() {
  if (running_) {
    worker_.abandon();
    end();
  }
}

void ImportJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
