#pragma once

#include "engine/study/forward.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

namespace cytosketch {

/// Which pair is noised, and how far.
struct HistogramRequest {
  std::filesystem::path real; ///< file or folder
  std::filesystem::path labels;
  std::size_t limit = 0;
  std::size_t source = 0; ///< which of the folder's (chosen) images
  std::uint64_t seed = 1; ///< of the first source
  GridPoint point;
  SketchTexture texture; ///< that the sketch gets
};

/// Histograms of noised real image and noised sketch, and the middle slice of both.
struct NoisyHistograms {
  std::string name;
  GridPoint point;
  Histogram real;
  Histogram sketch;
  ForwardFigures figures;
  Image<float> noisyReal; ///< network values
  Image<float> noisySketch;
};

/// Follows the sliders: the latest request is worked off as soon as the one before is done. The pair and its noise stay
/// in memory, so that moving a slider costs only passes over the voxels.
class HistogramJob : public QObject {
  Q_OBJECT
public:
  explicit HistogramJob(QObject* parent = nullptr);

  void request(const HistogramRequest& request);
  /// Forgets what was asked for.
  void clear();

Q_SIGNALS:
  void ready(const std::shared_ptr<const cytosketch::NoisyHistograms>& histograms);
  void failed(const cytosketch::JobError& error);

private:
  struct Loaded;
  void begin();
  std::shared_ptr<const NoisyHistograms> work(const HistogramRequest& request);

  std::shared_ptr<const Loaded> loaded_; ///< touched by the background thread alone
  std::optional<HistogramRequest> next_;
  bool busy_ = false;
  std::uint64_t run_ = 0;
  Worker worker_;
};

} // namespace cytosketch
