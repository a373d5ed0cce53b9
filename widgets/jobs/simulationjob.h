#pragma once

#include "engine/simulation/simulation.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

namespace cytosketch {

/// Simulates a sketch away from the window's thread, one at a time. After cancel() nothing of the run is heard any more
/// but ended().
class SimulationJob : public QObject {
  Q_OBJECT
public:
  explicit SimulationJob(QObject* parent = nullptr);

  bool running() const { return running_; }
  /// Starts; does nothing while one is running.
  void start(const SimulationSettings& settings);
  /// ended() follows at once; the background thread stops soon.
  void cancel();

Q_SIGNALS:
  void progressed(double fraction);
  void finished(const cytosketch::Simulation& simulation);
  void failed(const cytosketch::JobError& error);
  /// Follows finished(), failed() and cancel().
  void ended();

private:
  void end();

  bool running_ = false;
  Worker worker_;
};

} // namespace cytosketch
