#pragma once

#include "engine/sketch/sketch.h"
#include "engine/study/study.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/modelstore.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace cytosketch {

/// What a study in the window is about: files or folders of real images with labels, or else the open sketch.
struct StudyOrder {
  std::filesystem::path real;
  std::filesystem::path labels;
  std::size_t limit = 0; ///< images of a folder; 0 = all
  Sketch sketch;
  std::string sketchName;
  StudyGrid grid;
  GenerationSettings settings;
  bool generate = true; ///< else the forward study alone
};

struct StudyOutcome {
  std::vector<StudyRow> rows;
  std::string modelName; ///< empty without generated images
  std::string modelHash;
  double texture = 0.0; ///< strength of the texture that sketches got before the noise; 0 = none
};

using StudyImagePtr = std::shared_ptr<const StudyImage>;
using StudyPairPtr = std::shared_ptr<const StudyPair>;
using StudyFunction = std::function<StudyOutcome(const StudyOrder&, const StudyHooks&)>;

/// What a StudyJob runs: reads the files, and generates with the store's model; generated images are kept in
/// `cacheFolder`, so that a study that was cancelled goes on when it is started again.
StudyFunction studyWith(std::shared_ptr<ModelStore> store, std::filesystem::path cacheFolder);

/// One study at a time, away from the window's thread. All signals come on the thread of this object. A run ends with
/// exactly one of finished, failed and cancelled; after it nothing more of that run is heard.
class StudyJob : public QObject {
  Q_OBJECT
public:
  explicit StudyJob(StudyFunction study, QObject* parent = nullptr);

  bool running() const { return running_; }
  /// A study still going is cancelled first.
  void start(const StudyOrder& order);
  /// Signals cancelled() before it returns. The engine stops at its next layer or tile, unseen.
  void cancel();

Q_SIGNALS:
  void started();
  void loaded(int source, const cytosketch::StudyPairPtr& pair);
  void rowsChanged(const std::vector<cytosketch::StudyRow>& rows);
  void imageReady(const cytosketch::StudyImagePtr& image);
  void progressed(const cytosketch::StudyProgress& progress);
  void finished(const cytosketch::StudyOutcome& outcome);
  void failed(const cytosketch::JobError& error);
  void cancelled();

private:
  void postFor(std::uint64_t run, std::function<void()> message);
  void work(std::uint64_t run, const StudyOrder& order, const std::stop_token& stop);
  void end(const std::function<void()>& signal);

  StudyFunction study_;
  bool running_ = false;
  std::uint64_t run_ = 0;
  Worker worker_; // last: its thread uses study_
};

} // namespace cytosketch
