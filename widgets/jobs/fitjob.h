#pragma once

#include "engine/simulation/fit.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <functional>

namespace cytosketch {

/// Measures cells for the free-form simulator away from the window's thread, one at a time. After cancel() nothing of
/// the run is heard any more but ended().
class FitJob : public QObject {
  Q_OBJECT
public:
  explicit FitJob(QObject* parent = nullptr);

  bool running() const { return running_; }
  /// Starts; does nothing while one is running. @param source  makes the sketch to be measured, in the background: it
  /// may read files and throw  @param greys  whether its greys say anything
  void start(std::function<Sketch()> source, bool greys);
  /// ended() follows at once; the background thread stops soon.
  void cancel();

Q_SIGNALS:
  void progressed(double fraction);
  void finished(const cytosketch::FreeFormFit& fit);
  void failed(const cytosketch::JobError& error);
  /// Follows finished(), failed() and cancel().
  void ended();

private:
  void end();

  bool running_ = false;
  Worker worker_;
};

} // namespace cytosketch
