#pragma once

#include "engine/study/latentmap.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/modelstore.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>

namespace cytosketch {

/// What is mapped: folders of real images and their labels.
struct LatentMapOrder {
  std::filesystem::path real;
  std::filesystem::path labels;
  std::size_t limit = 0; ///< images; 0 = all
  GenerationSettings settings;
};

using LatentMapPtr = std::shared_ptr<const LatentMap>;
using LatentMapFunction = std::function<LatentMap(const LatentMapOrder&, const LatentMapHooks&)>;

/// What a LatentMapJob runs: reads the files, generates with the store's model, and keeps in `cacheFolder` what need
/// not be computed again.
LatentMapFunction latentMapWith(std::shared_ptr<ModelStore> store, std::filesystem::path cacheFolder);

/// One latent map at a time, away from the window's thread. After cancel() nothing of the run is heard any more but
/// ended().
class LatentMapJob : public QObject {
  Q_OBJECT
public:
  explicit LatentMapJob(LatentMapFunction function, QObject* parent = nullptr);

  bool running() const { return running_; }
  /// Starts; does nothing while one is running.
  void start(const LatentMapOrder& order);
  /// ended() follows at once; the background thread stops soon.
  void cancel();

Q_SIGNALS:
  void progressed(const cytosketch::LatentProgress& progress);
  void finished(const cytosketch::LatentMapPtr& map);
  void failed(const cytosketch::JobError& error);
  /// Follows finished(), failed() and cancel().
  void ended();

private:
  void end();

  LatentMapFunction function_;
  bool running_ = false;
  Worker worker_; // last: its thread uses function_
};

} // namespace cytosketch
