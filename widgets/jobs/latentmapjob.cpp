#include "widgets/jobs/latentmapjob.h"

#include <cmath>
#include <utility>

namespace cytosketch {

namespace {

constexpr double leastStep = 0.002; ///< progress is told in such steps

} // namespace

LatentMapFunction latentMapWith(std::shared_ptr<ModelStore> store, std::filesystem::path cacheFolder) {
  return [store = std::move(store), cacheFolder = std::move(cacheFolder)](const LatentMapOrder& order,
                                                                          const LatentMapHooks& hooks) {
    const std::shared_ptr<const Model> model = store->get(order.settings.model);
    LatentMapRequest request;
    request.settings = order.settings;
    request.model = model.get();
    request.sources =
        studySources(order.real, order.labels, order.limit, model->card().lowPercentile, model->card().highPercentile);
    return makeLatentMap(request, StudyCache(cacheFolder), hooks);
  };
}

LatentMapJob::LatentMapJob(LatentMapFunction function, QObject* parent)
    : QObject(parent), function_(std::move(function)) {}

void LatentMapJob::start(const LatentMapOrder& order) {
  if (running_) {
    return;
  }
  running_ = true;
  worker_.run(
      [this, order](const std::stop_token& stop, const Worker::Tell& tell) {
        double told = -1.0;
        LatentMapHooks hooks;
        hooks.stop = stop;
        hooks.progress = [&](const LatentProgress& progress) {
          if (std::abs(progress.fraction - told) >= leastStep) {
            told = progress.fraction;
            tell([this, progress] { Q_EMIT progressed(progress); });
          }
        };
        const auto map = std::make_shared<const LatentMap>(function_(order, hooks));
        tell([this, map] {
          Q_EMIT finished(map);
          end();
        });
      },
      [this](const JobError& error) {
        Q_EMIT failed(error);
        end();
      });
}

void LatentMapJob::cancel() {
  if (running_) {
    worker_.abandon();
    end();
  }
}

void LatentMapJob::end() {
  running_ = false;
  Q_EMIT ended();
}

} // namespace cytosketch
