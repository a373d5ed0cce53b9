#pragma once

#include "engine/diffusion/generator.h"
#include "engine/sketch/sketch.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <functional>
#include <memory>

namespace cytosketch {

/// A plain blocking function that generates; runs on a background thread and may throw.
using GenerateFunction =
    std::function<GenerationResult(const Sketch&, const GenerationSettings&, const GenerationHooks&)>;

using GenerationResultPtr = std::shared_ptr<const GenerationResult>;

/// One generation at a time, away from the window's thread. All signals come on the thread of this object. A run ends
/// with exactly one of finished, failed and cancelled; after it nothing more of that run is heard.
class GenerationJob : public QObject {
  Q_OBJECT
public:
  explicit GenerationJob(GenerateFunction generate, QObject* parent = nullptr);

  /// True from start() until the run's last signal.
  bool running() const { return running_; }

  /// Generates from a snapshot of the sketch (a copy shares its masks). A run still going is cancelled first; one whose
  /// engine has not come to rest yet delays this one, never the window.
  void start(const Sketch& sketch, const GenerationSettings& settings);
  /// Signals cancelled() before it returns. The engine stops at its next layer or tile, unseen.
  void cancel();

Q_SIGNALS:
  void started();
  void progressed(const cytosketch::GenerationProgress& progress);
  /// x̂₀ so far, network values; of a volume its middle slices.
  void previewed(const cytosketch::GenerationPreview& preview);
  void finished(const cytosketch::GenerationResultPtr& result);
  void failed(const cytosketch::JobError& error);
  void cancelled();

private:
  /// Runs `message` if `run` is still the one that the window waits for.
  void postFor(std::uint64_t run, std::function<void()> message);
  void work(std::uint64_t run, const Sketch& sketch, const GenerationSettings& settings, const std::stop_token& stop);
  void end(const std::function<void()>& signal);

  GenerateFunction generate_;
  bool running_ = false;
  std::uint64_t run_ = 0; ///< number of the run that may signal
  Worker worker_;         // last: its thread uses generate_
};

} // namespace cytosketch
