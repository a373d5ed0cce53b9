#include "widgets/jobs/studyjob.h"

#include "engine/image/error.h"

#include <exception>
#include <utility>

namespace cytosketch {

StudyFunction studyWith(std::shared_ptr<ModelStore> store, std::filesystem::path cacheFolder) {
  return [store = std::move(store), cacheFolder = std::move(cacheFolder)](const StudyOrder& order,
                                                                          const StudyHooks& hooks) -> StudyOutcome {
    StudyRequest request;
    request.grid = order.grid;
    request.settings = order.settings;
    StudyOutcome outcome;
    std::shared_ptr<const Model> model;
    double low = defaultLowPercentile;
    double high = defaultHighPercentile;
    if (order.generate) {
      model = store->get(order.settings.model);
      request.model = model.get();
      outcome.modelName = model->card().name;
      outcome.modelHash = model->hash();
      outcome.texture = SketchTexture{model->card().texture, order.settings.texture}.stated();
      low = model->card().lowPercentile;
      high = model->card().highPercentile;
    }
    if (order.real.empty()) {
      const auto pair = std::make_shared<const StudyPair>(pairOfSketch(order.sketchName, order.sketch));
      request.sources = {{pair->name, [pair] { return *pair; }}};
    } else {
      request.sources = studySources(order.real, order.labels, order.limit, low, high);
    }
    outcome.rows = runStudy(request, StudyCache(cacheFolder), hooks);
    return outcome;
  };
}

StudyJob::StudyJob(StudyFunction study, QObject* parent) : QObject(parent), study_(std::move(study)) {}

void StudyJob::start(const StudyOrder& order) {
  cancel();
  running_ = true;
  const std::uint64_t run = ++run_;
  worker_.start([this, run, order](const std::stop_token& stop) { work(run, order, stop); });
  Q_EMIT started();
}

void StudyJob::cancel() {
  if (!running_) {
    return;
  }
  worker_.stop();
  end([this] { Q_EMIT cancelled(); });
}

void StudyJob::work(std::uint64_t run, const StudyOrder& order, const std::stop_token& stop) {
  StudyHooks hooks;
  hooks.stop = stop;
  hooks.loaded = [this, run](std::size_t source, const StudyPair& pair) {
    postFor(run, [this, source, pair = std::make_shared<const StudyPair>(pair)] { Q_EMIT loaded(int(source), pair); });
  };
  hooks.rows = [this, run](const std::vector<StudyRow>& rows) {
    postFor(run, [this, rows] { Q_EMIT rowsChanged(rows); });
  };
  hooks.image = [this, run](const StudyImage& image) {
    postFor(run, [this, image = std::make_shared<const StudyImage>(image)] { Q_EMIT imageReady(image); });
  };
  hooks.progress = [this, run](const StudyProgress& progress) {
    postFor(run, [this, progress] { Q_EMIT progressed(progress); });
  };
  try {
    const auto outcome = std::make_shared<const StudyOutcome>(study_(order, hooks));
    postFor(run, [this, outcome] { end([this, &outcome] { Q_EMIT finished(*outcome); }); });
  } catch (const Cancelled&) {
    postFor(run, [this] { end([this] { Q_EMIT cancelled(); }); });
  } catch (...) {
    postFor(run,
            [this, error = jobErrorOf(std::current_exception())] { end([this, &error] { Q_EMIT failed(error); }); });
  }
}

void StudyJob::postFor(std::uint64_t run, std::function<void()> message) {
  worker_.post([this, run, message = std::move(message)] {
    if (running_ && run == run_) {
      message();
    }
  });
}

void StudyJob::end(const std::function<void()>& signal) {
  running_ = false; // first, so that a receiver may start the next run
  signal();
}

} // namespace cytosketch
