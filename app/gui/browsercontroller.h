#pragma once

#include "app/gui/session.h"
#include "widgets/datasetview/browserview.h"
#include "widgets/datasetview/statisticspane.h"
#include "widgets/jobs/browsejob.h"
#include "widgets/panels/issuesbar.h"

#include <QObject>
#include <QTimer>

#include <map>

class QWidget;

namespace cytosketch {

/// Brings together the browser of datasets, its statistics and the job behind them.
class BrowserController : public QObject {
  Q_OBJECT
public:
  /// What it serves; all of it outlives it.
  struct Parts {
    QWidget* window;
    BrowserView* view;
    StatisticsPane* statistics;
    IssuesBar* issues;
    Session* session;
  };
  BrowserController(const Parts& parts, QObject* parent);
  ~BrowserController() override;

  /// Asks for a folder.
  void ask();
  void open(const QString& folder);
  /// Null if none is open.
  const DatasetReaderPtr& dataset() const { return dataset_; }
  void cancel() { job_.cancel(); }

Q_SIGNALS:
  /// The folder holds a dataset; it is shown now.
  void opened();
  /// A sample was opened as a sketch.
  void sketchReady(const cytosketch::Sketch& sketch);

private:
  void connectJob();
  void connectView();
  void take(const DatasetReaderPtr& dataset, const std::set<std::string>& flags, std::size_t chosen);
  void showStatistics();

  Parts parts_;
  DatasetReaderPtr dataset_;
  std::map<std::string, ScannedSamplePtr> scanned_; ///< by name: what is known stays known when samples are removed
  std::size_t firstRemoved_ = 0;                    ///< where the list goes on after a removal
  QTimer refresh_;                                  ///< statistics are shown anew now and then, not at each sample
  BrowseJob job_;
};

} // namespace cytosketch
