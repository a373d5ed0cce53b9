#pragma once

#include "engine/annotation/annotation.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>
#include <QString>

namespace cytosketch {

/// Looks at other programs' annotations and reads them away from the window's thread, one thing at a time. After
/// cancel() nothing of the run is heard any more but ended().
class ImportJob : public QObject {
  Q_OBJECT
public:
  explicit ImportJob(QObject* parent = nullptr);

  bool running() const { return running_; }
  /// Finds out what a file or folder holds: listed(). Takes the place of what runs.
  void look(const QString& path);
  /// Reads: finished(). Takes the place of what runs. The options' stop and progress are the job's own.
  void read(const AnnotationList& list, AnnotationOptions options);
  /// ended() follows at once; the background thread stops soon.
  void cancel();

Q_SIGNALS:
  void listed(const cytosketch::AnnotationList& list);
  void progressed(double fraction);
  void finished(const cytosketch::Annotation& annotation);
  void failed(const cytosketch::JobError& error);
  /// Follows listed(), finished(), failed() and cancel().
  void ended();

private:
  /// Does its part in the background; what it returns runs on the window's thread.
  using Work = std::function<std::function<void()>(const std::stop_token& stop, const Worker::Tell& tell)>;
  void start(Work work);
  void end();

  bool running_ = false;
  Worker worker_;
};

} // namespace cytosketch
