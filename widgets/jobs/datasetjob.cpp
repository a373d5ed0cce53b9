#include "widgets/jobs/datasetjob.h"

#include "engine/image/error.h"

#include <exception>
#include <utility>

namespace cytosketch {

namespace {

DatasetResult previewed(const DatasetPlan& plan, const Model& model, const DatasetOrder& order,
                        const DatasetJobHooks& jobHooks) {
  const DatasetHooks& hooks = jobHooks.run;
  DatasetResult result;
  for (const std::int64_t sample : order.preview) {
    jobHooks.preview(previewSample(plan, model, sample, hooks.stop));
    ++result.samples;
    const auto total = std::int64_t(order.preview.size());
    hooks.progress({result.samples, total, double(result.samples) / double(total), -1.0, {}});
  }
  return result;
}

} // namespace

DatasetFunction datasetWith(std::shared_ptr<ModelStore> store) {
  return [store = std::move(store)](const DatasetOrder& order, const DatasetJobHooks& hooks) {
    const std::shared_ptr<const Model> model = store->get(order.recipe.generation.model);
    const DatasetPlan plan = planDataset(order.recipe, *model);
    const DatasetEstimate estimate = estimateDataset(
        plan, *model, order.folder.empty() ? std::filesystem::path(".") : order.folder, order.recipe.count());
    hooks.estimate(estimate);
    if (!order.preview.empty()) {
      return previewed(plan, *model, order, hooks);
    }
    requireDisk(estimate, order.folder);
    return makeDataset(plan, *model, {order.folder, {}, true}, hooks.run);
  };
}

DatasetJob::DatasetJob(DatasetFunction make, QObject* parent) : QObject(parent), make_(std::move(make)) {}

void DatasetJob::start(const DatasetOrder& order) {
  cancel();
  running_ = true;
  const std::uint64_t run = ++run_;
  worker_.start([this, run, order](const std::stop_token& stop) { work(run, order, stop); });
}

void DatasetJob::cancel() {
  if (!running_) {
    return;
  }
  worker_.stop();
  end([this] { Q_EMIT cancelled(); });
}

void DatasetJob::work(std::uint64_t run, const DatasetOrder& order, const std::stop_token& stop) {
  DatasetJobHooks hooks;
  hooks.estimate = [this, run](const DatasetEstimate& estimate) {
    postFor(run, [this, estimate] { Q_EMIT estimated(estimate); });
  };
  hooks.run.stop = stop;
  hooks.run.progress = [this, run](const DatasetProgress& progress) {
    postFor(run, [this, progress] { Q_EMIT progressed(progress); });
  };
  hooks.run.sample = [this, run](const SampleRecord& record, const Image<std::uint8_t>& picture) {
    const auto sample = std::make_shared<const DatasetSample>(DatasetSample{record, picture, {}});
    postFor(run, [this, sample] { Q_EMIT sampleReady(sample); });
  };
  hooks.preview = [this, run](const SamplePreview& preview) {
    const auto sample =
        std::make_shared<const DatasetSample>(DatasetSample{preview.record, preview.picture, preview.labels});
    postFor(run, [this, sample] { Q_EMIT sampleReady(sample); });
  };
  try {
    const DatasetResult result = make_(order, hooks);
    postFor(run, [this, result] { end([this, &result] { Q_EMIT finished(result); }); });
  } catch (const Cancelled&) {
    postFor(run, [this] { end([this] { Q_EMIT cancelled(); }); });
  } catch (...) {
    postFor(run,
            [this, error = jobErrorOf(std::current_exception())] { end([this, &error] { Q_EMIT failed(error); }); });
  }
}

void DatasetJob::postFor(std::uint64_t run, std::function<void()> message) {
  worker_.post([this, run, message = std::move(message)] {
    if (running_ && run == run_) {
      message();
    }
  });
}

void DatasetJob::end(const std::function<void()>& signal) {
  running_ = false; // first, so that a receiver may start the next run
  signal();
}

} // namespace cytosketch
