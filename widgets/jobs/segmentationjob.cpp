#include "widgets/jobs/segmentationjob.h"

#include <algorithm>
#include <utility>

namespace cytosketch {

namespace {

constexpr int restMilliseconds = 120;
constexpr double leastStep = 0.02; ///< of progress that is told

Image<float> channelOf(const Image<float>& image, std::int64_t channel) {
  const Extent& e = image.extent();
  if (e.c == 1) {
    return image;
  }
  Image<float> one({e.t, 1, e.z, e.y, e.x}, 0.0F, image.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::copy_n(image.channel(t, channel), e.volume(), one.mutableChannel(t, 0));
  }
  return one;
}

} // namespace

SegmentationJob::SegmentationJob(Reader read, QObject* parent) : QObject(parent), read_(std::move(read)) {
  debounce_.setSingleShot(true);
  debounce_.setInterval(restMilliseconds);
  connect(&debounce_, &QTimer::timeout, this, &SegmentationJob::begin);
}

SegmentationJob::~SegmentationJob() {
  cancel();
}

void SegmentationJob::run(std::function<void(const std::stop_token&, const Worker::Tell&)> work) {
  worker_.run(std::move(work), [this](const JobError& error) { Q_EMIT failed(error); });
}

void SegmentationJob::read(const std::filesystem::path& path) {
  cancel();
  run([this, path](const std::stop_token&, const Worker::Tell& tell) {
    tell([this, image = read_(path)] { Q_EMIT imageRead(image); });
  });
}

void SegmentationJob::request(const Image<float>& image, std::int64_t channel, const SegmentationSettings& settings) {
  next_ = Request{image, channel, settings};
  if (!debounce_.isActive()) { // not restarted: while a slider is dragged the outlines shall follow
    debounce_.start();
  }
}

void SegmentationJob::cancel() {
  debounce_.stop();
  next_.reset();
  worker_.abandon();
}

void SegmentationJob::begin() {
  if (!next_) {
    return;
  }
  run([this, request = *std::exchange(next_, std::nullopt)](const std::stop_token& stop, const Worker::Tell& tell) {
    double told = 0.0;
    const auto progress = [&](double fraction) {
      if (fraction >= told + leastStep) {
        told = fraction;
        tell([this, fraction] { Q_EMIT progressed(fraction); });
      }
    };
    Segmentation found = segment(channelOf(request.image, request.channel), request.settings, {stop, progress});
    const Extent& e = request.image.extent();
    const Sketch sketch = found.cells > 0 ? sketchOf(found) : Sketch({e.t, 1, e.z, e.y, e.x}, request.image.spacing());
    const auto result = std::make_shared<const RoughSketch>(RoughSketch{std::move(found), sketch});
    tell([this, result] { Q_EMIT finished(result); });
  });
}

} // namespace cytosketch
