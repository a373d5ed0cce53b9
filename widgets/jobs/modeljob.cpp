#include "widgets/jobs/modeljob.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace cytosketch {

ModelJob::ModelJob(std::shared_ptr<ModelStore> store, QObject* parent) : QObject(parent), store_(std::move(store)) {}

void ModelJob::list() {
  lister_.start([this](const std::stop_token&) {
    std::vector<ModelListEntry> models;
    try {
      models = store_->list();
    } catch (...) {
      lister_.post([this, error = jobErrorOf(std::current_exception())] { Q_EMIT failed(error); });
    }
    lister_.post([this, models = std::move(models)] { Q_EMIT listed(models); });
  });
}

void ModelJob::prepare(const GenerationSettings& settings, const Extent& extent) {
  loader_.start([this, run = ++run_, settings, extent](const std::stop_token& stop) {
    try {
      const ChannelModels models = store_->get(modelsOf(settings));
      ModelState state;
      state.names = modelsOf(settings);
      state.card = models.front()->card();
      state.tileExact = std::all_of(models.begin(), models.end(), [](const auto& model) { return model->tileExact(); });
      if (stop.stop_requested()) {
        return;
      }
      state.device = QString::fromStdString(describeDevice(settings.precision, settings.device));
      state.predictedSeconds = predictedSeconds(models, settings, extent);
      loader_.post([this, run, state] {
        if (run == run_) {
          Q_EMIT ready(state);
        }
      });
    } catch (...) {
      loader_.post([this, run, error = jobErrorOf(std::current_exception())] {
        if (run == run_) {
          Q_EMIT failed(error);
        }
      });
    }
  });
}

} // namespace cytosketch
