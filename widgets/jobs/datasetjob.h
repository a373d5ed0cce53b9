#pragma once

#include "engine/dataset/datasetrun.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/modelstore.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

namespace cytosketch {

/// A dataset to make, or samples of it to look at.
struct DatasetOrder {
  Recipe recipe;
  std::filesystem::path folder;      ///< may be empty for a preview
  std::vector<std::int64_t> preview; ///< samples to show; empty makes the dataset
};

/// A sample that is ready, with a small picture of it.
struct DatasetSample {
  SampleRecord record;
  Image<std::uint8_t> picture;
  Image<std::uint32_t> labels; ///< of previews, of the picture's size; else empty
};
using DatasetSamplePtr = std::shared_ptr<const DatasetSample>;

struct DatasetJobHooks {
  DatasetHooks run;
  std::function<void(const DatasetEstimate&)> estimate;
  std::function<void(const SamplePreview&)> preview;
};
using DatasetFunction = std::function<DatasetResult(const DatasetOrder&, const DatasetJobHooks&)>;

/// What a DatasetJob runs: plans, estimates, refuses too small a disk, then makes the dataset with the store's model,
/// going on with what the folder has of it; or makes the samples to look at.
DatasetFunction datasetWith(std::shared_ptr<ModelStore> store);

/// One dataset at a time, away from the window's thread. All signals come on the thread of this object. A run ends with
/// exactly one of finished, failed and cancelled; after it nothing more of that run is heard.
class DatasetJob : public QObject {
  Q_OBJECT
public:
  explicit DatasetJob(DatasetFunction make, QObject* parent = nullptr);

  bool running() const { return running_; }
  /// One still going is cancelled first.
  void start(const DatasetOrder& order);
  /// Signals cancelled() before it returns. What is complete stays on the disk; starting it again goes on.
  void cancel();

Q_SIGNALS:
  void estimated(const cytosketch::DatasetEstimate& estimate);
  void progressed(const cytosketch::DatasetProgress& progress);
  void sampleReady(const cytosketch::DatasetSamplePtr& sample);
  void finished(const cytosketch::DatasetResult& result);
  void failed(const cytosketch::JobError& error);
  void cancelled();

private:
  void postFor(std::uint64_t run, std::function<void()> message);
  void work(std::uint64_t run, const DatasetOrder& order, const std::stop_token& stop);
  void end(const std::function<void()>& signal);

  DatasetFunction make_;
  bool running_ = false;
  std::uint64_t run_ = 0;
  Worker worker_; // last: its thread uses make_
};

} // namespace cytosketch
