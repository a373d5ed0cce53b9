#include "app/gui/browsercontroller.h"

#include "app/gui/errortext.h"

#include <QFileDialog>
#include <QFileInfo>

namespace cytosketch {

namespace {

const QString purpose = QStringLiteral("dataset");
constexpr int refreshMilliseconds = 500;

} // namespace

BrowserController::BrowserController(const Parts& parts, QObject* parent) : QObject(parent), parts_(parts) {
  refresh_.setSingleShot(true);
  refresh_.setInterval(refreshMilliseconds);
  connect(&refresh_, &QTimer::timeout, this, &BrowserController::showStatistics);
  connectJob();
  connectView();
}

BrowserController::~BrowserController() {
  job_.disconnect(this);
  parts_.view->disconnect(this);
  parts_.view->model()->disconnect(this);
  job_.cancel();
}

void BrowserController::connectJob() {
  connect(&job_, &BrowseJob::opened, this, [this](const DatasetReaderPtr& dataset, const std::set<std::string>& flags) {
    scanned_.clear();
    take(dataset, flags, 0);
    Q_EMIT opened();
  });
  connect(&job_, &BrowseJob::removed, this,
          [this](const Removal& removal, const DatasetReaderPtr& dataset, const std::set<std::string>& flags) {
            take(dataset, flags, firstRemoved_); // what came after the first one removed is there now
            parts_.issues->report({Issue::Severity::Information,
                                   tr("%n sample(s) moved into the folder “%1”.", nullptr, int(removal.names.size()))
                                       .arg(QString::fromStdString(removal.folder)),
                                   {},
                                   0});
          });
  connect(&job_, &BrowseJob::scanned, this, [this](std::size_t item, const ScannedSamplePtr& sample) {
    scanned_[sample->statistics.name] = sample;
    parts_.view->model()->setSample(item, sample->statistics, sample->thumbnail);
    if (!refresh_.isActive()) {
      refresh_.start();
    }
  });
  connect(&job_, &BrowseJob::scanEnded, this, &BrowserController::showStatistics);
  connect(&job_, &BrowseJob::shown, parts_.view, &BrowserView::setContent);
  connect(&job_, &BrowseJob::sketchReady, this, [this](const Sketch& sketch) { Q_EMIT sketchReady(sketch); });
  connect(&job_, &BrowseJob::failed, this, [this](const JobError& error) { parts_.issues->report(issueOf(error)); });
  connect(&job_, &BrowseJob::busyChanged, parts_.view, &BrowserView::setBusy);
}

void BrowserController::connectView() {
  connect(parts_.view, &BrowserView::openRequested, this, &BrowserController::ask);
  connect(parts_.view, &BrowserView::sampleChosen, this, [this](std::size_t item) {
    if (dataset_) {
      job_.show(dataset_, item);
    }
  });
  connect(parts_.view, &BrowserView::flagsChanged, this,
          [this] { job_.storeFlags(dataset_, parts_.view->model()->flaggedNames()); });
  connect(parts_.view, &BrowserView::removeRequested, this, [this](const std::vector<std::size_t>& items) {
    parts_.issues->clear();
    firstRemoved_ = items.front();
    job_.remove(dataset_, items);
  });
  connect(parts_.view, &BrowserView::sketchRequested, this, [this](std::size_t item) {
    parts_.issues->clear();
    job_.makeSketch(dataset_, item);
  });
  connect(parts_.view->model(), &SampleModel::wanted, this, [this](std::size_t item) { job_.want(item); });
}

void BrowserController::ask() {
  const QString folder =
      QFileDialog::getExistingDirectory(parts_.window, tr("Open Dataset"), parts_.session->folder(purpose));
  if (!folder.isEmpty()) {
    open(folder);
  }
}

void BrowserController::open(const QString& folder) {
  parts_.issues->clear();
  parts_.session->setFolder(purpose, QFileInfo(folder).absolutePath());
  job_.open(folder);
}

void BrowserController::take(const DatasetReaderPtr& dataset, const std::set<std::string>& flags, std::size_t chosen) {
  dataset_ = dataset;
  const QString title = tr("%1 — %2, %n sample(s)", nullptr, int(dataset->items().size()))
                            .arg(QString::fromStdString(dataset->root().filename().string()),
                                 QString::fromUtf8(dataset->layout().data(), qsizetype(dataset->layout().size())));
  parts_.view->begin(title, QString::fromStdString(dataset->root().string()), dataset->items(), flags, chosen);
  std::vector<bool> known(dataset->items().size(), false);
  for (std::size_t i = 0; i < dataset->items().size(); ++i) {
    if (const auto found = scanned_.find(dataset->items()[i].name); found != scanned_.end()) {
      known[i] = true;
      parts_.view->model()->setSample(i, found->second->statistics, found->second->thumbnail);
    }
  }
  showStatistics();
  job_.scan(dataset, known);
}

void BrowserController::showStatistics() {
  refresh_.stop();
  if (dataset_) {
    const std::vector<SampleStatistics> all = parts_.view->model()->statistics();
    parts_.statistics->setStatistics(statisticsOf(all), dataset_->items().size());
  }
}

} // namespace cytosketch
