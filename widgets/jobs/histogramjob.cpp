#include "widgets/jobs/histogramjob.h"

#include <exception>
#include <utility>

namespace cytosketch {

struct HistogramJob::Loaded {
  HistogramRequest request;
  std::string name;
  NoisedPair pair;

  bool serves(const HistogramRequest& other) const {
    return request.real == other.real && request.labels == other.labels && request.limit == other.limit &&
           request.source == other.source && request.seed == other.seed && request.texture == other.texture;
  }
};

HistogramJob::HistogramJob(QObject* parent) : QObject(parent) {}

void HistogramJob::request(const HistogramRequest& request) {
  next_ = request;
  begin();
}

void HistogramJob::clear() {
  next_.reset();
  ++run_;
  busy_ = false;
  worker_.stop();
}

void HistogramJob::begin() {
  if (!next_ || busy_) {
    return;
  }
  busy_ = true;
  worker_.start([this, run = ++run_, request = *std::exchange(next_, std::nullopt)](const std::stop_token&) {
    const auto tell = [this, run](std::function<void()> what) {
      worker_.post([this, run, what = std::move(what)] {
        if (run == run_) {
          busy_ = false;
          what();
          begin();
        }
      });
    };
    try {
      tell([this, result = work(request)] { Q_EMIT ready(result); });
    } catch (...) {
      tell([this, error = jobErrorOf(std::current_exception())] { Q_EMIT failed(error); });
    }
  });
}

std::shared_ptr<const NoisyHistograms> HistogramJob::work(const HistogramRequest& request) {
  if (!loaded_ || !loaded_->serves(request)) {
    loaded_.reset(); // first, so that two volumes are never in memory
    const std::vector<StudySource> sources = studySources(request.real, request.labels, request.limit);
    const StudyPair pair = sources[std::min(request.source, sources.size() - 1)].load();
    loaded_ = std::make_shared<const Loaded>(
        Loaded{request, pair.name, NoisedPair(pair, request.seed + request.source, request.texture)});
  }
  auto result = std::make_shared<NoisyHistograms>();
  result->name = loaded_->name;
  result->point = request.point;
  result->noisyReal = loaded_->pair.noisyReal(request.point.tStart);
  result->noisySketch = loaded_->pair.noisySketch(request.point);
  result->real = histogramOf(result->noisyReal);
  result->sketch = histogramOf(result->noisySketch);
  result->figures = forwardFigures(result->real, result->sketch);
  return result;
}

} // namespace cytosketch
