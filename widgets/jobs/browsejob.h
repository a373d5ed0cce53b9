#pragma once

#include "engine/dataset/datasetedit.h"
#include "engine/dataset/datasetstatistics.h"
#include "engine/dataset/samplethumbnail.h"
#include "widgets/jobs/joberror.h"
#include "widgets/jobs/worker.h"

#include <QObject>
#include <QString>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace cytosketch {

using DatasetReaderPtr = std::shared_ptr<const DatasetReader>;
using SampleContentPtr = std::shared_ptr<const SampleContent>;

/// What the scan finds in one sample.
struct ScannedSample {
  SampleStatistics statistics;
  SampleThumbnail thumbnail;
};
using ScannedSamplePtr = std::shared_ptr<const ScannedSample>;

/// Reads a dataset away from the window's thread, on three background threads: one opens and changes it, one reads the
/// sample that is looked at, one goes through all samples for statistics and thumbnails, those that are wanted first.
class BrowseJob : public QObject {
  Q_OBJECT
public:
  static constexpr int thumbnailEdge = 96;

  explicit BrowseJob(QObject* parent = nullptr);
  ~BrowseJob() override;

  /// opened(), or failed(). What was read of another dataset is not heard any more.
  void open(const QString& folder);
  /// Goes through all samples but those of `known`: scanned() for each, scanEnded() in the end.
  void scan(const DatasetReaderPtr& dataset, const std::vector<bool>& known);
  /// Takes this sample next: its thumbnail is to be seen.
  void want(std::size_t item);
  /// shown(); takes the place of one that is still being read.
  void show(const DatasetReaderPtr& dataset, std::size_t item);
  /// removed() with the dataset opened anew, or failed() with the dataset as it was.
  void remove(const DatasetReaderPtr& dataset, const std::vector<std::size_t>& items);
  /// sketchReady(), or failed().
  void makeSketch(const DatasetReaderPtr& dataset, std::size_t item);
  /// In the background; failed() if that cannot be done.
  void storeFlags(const DatasetReaderPtr& dataset, const std::set<std::string>& flags);
  /// Whether open(), remove() or makeSketch() is going on.
  bool busy() const { return busy_; }
  void cancel();

Q_SIGNALS:
  void opened(const cytosketch::DatasetReaderPtr& dataset, const std::set<std::string>& flags);
  void scanned(std::size_t item, const cytosketch::ScannedSamplePtr& sample);
  void scanEnded();
  void shown(std::size_t item, const cytosketch::SampleContentPtr& content);
  void removed(const cytosketch::Removal& removal, const cytosketch::DatasetReaderPtr& dataset,
               const std::set<std::string>& flags);
  void sketchReady(const cytosketch::Sketch& sketch, const QString& name);
  void failed(const cytosketch::JobError& error);
  void busyChanged(bool busy);

private:
  struct Queue;
  void runScan();
  void setBusy(bool busy);
  /// Does a task of the first thread; what it returns runs on the window's thread.
  void change(const std::function<std::function<void()>(const std::stop_token& stop)>& task);

  DatasetReaderPtr scannedDataset_;
  std::shared_ptr<Queue> queue_;
  bool scanning_ = false;
  bool busy_ = false;
  Worker files_;
  Worker flags_;
  Worker show_;
  Worker scan_;
};

} // namespace cytosketch
