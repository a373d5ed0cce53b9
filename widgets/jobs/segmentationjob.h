#pragma once

#include "engine/segmentation/segmentation.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace cytosketch {

/// A segmentation and the sketch that is made of it; without cells the sketch is empty.
struct RoughSketch {
  Segmentation segmentation;
  Sketch sketch;
};
using RoughSketchPtr = std::shared_ptr<const RoughSketch>;

/// Reads a real image and finds its cells away from the window's thread. While parameters change only the last request
/// counts: it stops the one under way.
class SegmentationJob : public QObject {
  Q_OBJECT
public:
  /// Blocking function that reads an image; runs on the background thread and may throw.
  using Reader = std::function<Image<float>(const std::filesystem::path&)>;

  explicit SegmentationJob(Reader read, QObject* parent = nullptr);
  ~SegmentationJob() override;

  /// Reads a file: imageRead() or failed() follows. Drops what was asked for before.
  void read(const std::filesystem::path& path);
  /// Finds the cells of one channel, soon: finished() or failed() follows unless another request does.
  void request(const Image<float>& image, std::int64_t channel, const SegmentationSettings& settings);
  /// Forgets what was asked for.
  void cancel();

Q_SIGNALS:
  void imageRead(const cytosketch::Image<float>& image);
  void progressed(double fraction);
  void finished(const cytosketch::RoughSketchPtr& result);
  void failed(const cytosketch::JobError& error);

private:
  struct Request {
    Image<float> image;
    std::int64_t channel = 0;
    SegmentationSettings settings;
  };
  void begin();
  void run(std::function<void(const std::stop_token&, const Worker::Tell&)> work);

  Reader read_;
  QTimer debounce_;
  std::optional<Request> next_;
  Worker worker_; // last: its thread uses read_
};

} // namespace cytosketch
