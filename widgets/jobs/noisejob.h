#pragma once

#include "engine/image/image.h"
#include "engine/sketch/sketch.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cytosketch {

/// What the noisy image depends on.
struct NoiseRequest {
  Sketch sketch;
  int tStart = 400;
  double sigma = 1.0;
  std::uint64_t seed = 1;
  std::vector<std::string> models; ///< whose texture the sketch gets; as modelsOf() GenerationSettings
  double texture = 0.0;            ///< and its strength
};

/// Blocking function that makes the noisy image (network values); runs on a background thread and may throw.
using NoiseFunction = std::function<Image<float>(const NoiseRequest&)>;

/// The noisy image that follows the sliders: of a burst of requests only the last is worked off, and a result that a
/// newer request has made stale is not shown.
class NoiseJob : public QObject {
  Q_OBJECT
public:
  explicit NoiseJob(NoiseFunction make, QObject* parent = nullptr);

  void request(const NoiseRequest& request);
  /// Forgets what was asked for.
  void clear();

Q_SIGNALS:
  void ready(const cytosketch::Image<float>& image);
  void failed(const cytosketch::JobError& error);

private:
  void begin();

  NoiseFunction make_;
  QTimer debounce_;
  std::optional<NoiseRequest> next_;
  std::uint64_t run_ = 0;
  Worker worker_; // last: its thread uses make_
};

} // namespace cytosketch
