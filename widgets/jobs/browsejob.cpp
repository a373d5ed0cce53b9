#include "widgets/jobs/browsejob.h"

#include "engine/image/error.h"

#include <algorithm>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace cytosketch {

/// Which sample is read next: those that are wanted, the latest first; then all in order. Both threads use it.
struct BrowseJob::Queue {
  std::mutex mutex;
  std::deque<std::size_t> wanted;
  std::vector<bool> known;
  std::size_t next = 0;

  std::optional<std::size_t> take() {
    const std::lock_guard lock(mutex);
    if (!wanted.empty()) {
      const std::size_t item = wanted.back();
      wanted.pop_back();
      known[item] = true;
      return item;
    }
    while (next < known.size() && known[next]) {
      ++next;
    }
    if (next == known.size()) {
      return std::nullopt;
    }
    known[next] = true;
    return next++;
  }
};

namespace {

/// Samples that memory does not suffice for are told apart from others by their problem.
SampleContent readOrExplain(const DatasetReader& dataset, std::size_t item, const std::stop_token& stop) {
  try {
    return dataset.read(item, stop);
  } catch (const MemoryError& error) {
    SampleContent content;
    content.problems.push_back({SampleProblem::Kind::Unreadable, error.what()});
    return content;
  }
}

} // namespace

BrowseJob::BrowseJob(QObject* parent) : QObject(parent) {}

BrowseJob::~BrowseJob() {
  cancel();
}

void BrowseJob::cancel() {
  for (Worker* const worker : {&files_, &show_, &scan_}) {
    worker->abandon();
  }
  scanning_ = false;
  setBusy(false);
}

void BrowseJob::setBusy(bool busy) {
  if (busy_ != busy) {
    busy_ = busy;
    Q_EMIT busyChanged(busy);
  }
}

void BrowseJob::change(const std::function<std::function<void()>(const std::stop_token&)>& task) {
  setBusy(true);
  files_.run(
      [this, task](const std::stop_token& stop, const Worker::Tell& tell) {
        tell([this, news = task(stop)] {
          setBusy(false);
          news();
        });
      },
      [this](const JobError& error) {
        setBusy(false);
        Q_EMIT failed(error);
      });
}

void BrowseJob::open(const QString& folder) {
  show_.abandon();
  change([this, path = folder.toStdString()](const std::stop_token&) -> std::function<void()> {
    const DatasetReaderPtr dataset = openDataset(path);
    const std::set<std::string> flags = readFlags(dataset->root());
    return [this, dataset, flags] { Q_EMIT opened(dataset, flags); };
  });
}

void BrowseJob::remove(const DatasetReaderPtr& dataset, const std::vector<std::size_t>& items) {
  change([this, dataset, items](const std::stop_token&) -> std::function<void()> {
    const Removal removal = removeSamples(*dataset, items);
    const DatasetReaderPtr anew = openDataset(dataset->root());
    const std::set<std::string> flags = readFlags(anew->root());
    return [this, removal, anew, flags] { Q_EMIT removed(removal, anew, flags); };
  });
}

void BrowseJob::makeSketch(const DatasetReaderPtr& dataset, std::size_t item) {
  change([this, dataset, item](const std::stop_token& stop) -> std::function<void()> {
    const Sketch sketch = sketchOf(dataset->read(item, stop));
    const QString name = QString::fromStdString(dataset->items()[item].name);
    return [this, sketch, name] { Q_EMIT sketchReady(sketch, name); };
  });
}

void BrowseJob::storeFlags(const DatasetReaderPtr& dataset, const std::set<std::string>& flags) {
  flags_.run([dataset, flags](const std::stop_token&, const Worker::Tell&) { writeFlags(flags, dataset->root()); },
             [this](const JobError& error) { Q_EMIT failed(error); });
}

void BrowseJob::show(const DatasetReaderPtr& dataset, std::size_t item) {
  show_.run(
      [this, dataset, item](const std::stop_token& stop, const Worker::Tell& tell) {
        const auto content = std::make_shared<const SampleContent>(readOrExplain(*dataset, item, stop));
        tell([this, item, content] { Q_EMIT shown(item, content); });
      },
      [this](const JobError& error) { Q_EMIT failed(error); });
}

void BrowseJob::scan(const DatasetReaderPtr& dataset, const std::vector<bool>& known) {
  scannedDataset_ = dataset;
  queue_ = std::make_shared<Queue>();
  queue_->known = known;
  queue_->known.resize(dataset->items().size(), false);
  runScan();
}

void BrowseJob::want(std::size_t item) {
  if (!queue_ || item >= queue_->known.size()) {
    return;
  }
  {
    const std::lock_guard lock(queue_->mutex);
    if (std::find(queue_->wanted.begin(), queue_->wanted.end(), item) != queue_->wanted.end()) {
      return;
    }
    queue_->wanted.push_back(item);
  }
  if (!scanning_) {
    runScan();
  }
}

void BrowseJob::runScan() {
  scanning_ = true;
  scan_.run(
      [this, dataset = scannedDataset_, queue = queue_](const std::stop_token& stop, const Worker::Tell& tell) {
        while (const std::optional<std::size_t> item = queue->take()) {
          const SampleContent content = readOrExplain(*dataset, *item, stop);
          const auto sample = std::make_shared<const ScannedSample>(
              ScannedSample{statisticsOf(dataset->items()[*item], content), thumbnailOf(content, thumbnailEdge)});
          tell([this, place = *item, sample] { Q_EMIT scanned(place, sample); });
        }
        tell([this, queue] {
          scanning_ = false;
          const std::lock_guard lock(queue->mutex);
          if (!queue->wanted.empty()) { // wanted while the last one was read
            QMetaObject::invokeMethod(this, [this] { runScan(); }, Qt::QueuedConnection);
            return;
          }
          Q_EMIT scanEnded();
        });
      },
      [this](const JobError& error) {
        scanning_ = false;
        Q_EMIT failed(error);
      });
}

} // namespace cytosketch
