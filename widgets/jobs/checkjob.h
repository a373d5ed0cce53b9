#pragma once

#include "engine/sketch/check.h"
#include "engine/sketch/sketch.h"
#include "widgets/jobs/worker.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace cytosketch {

using Flaws = std::shared_ptr<const std::vector<Flaw>>;

/// Looks for flaws in the sketch away from the window's thread, when the hand rests. Of a burst of requests only the
/// last is worked off, and only what has changed since the last time is looked at anew.
class CheckJob : public QObject {
  Q_OBJECT
public:
  explicit CheckJob(QObject* parent = nullptr);

  /// The sketch has changed. `sketch` is asked for its state when the check begins, so that no snapshot is held while a
  /// stroke goes on.
  void request(std::function<Sketch()> sketch);

Q_SIGNALS:
  void ready(const cytosketch::Flaws& flaws);

private:
  void begin();

  QTimer rest_;
  std::function<Sketch()> sketch_;
  std::uint64_t run_ = 0;
  std::shared_ptr<SketchChecker> checker_; ///< used by the background thread only
  Worker worker_;                          // last: its thread uses checker_
};

} // namespace cytosketch
