#pragma once

#include "engine/dataset/datasetstatistics.h"

#include <QWidget>

class QLabel;

namespace cytosketch {

class PlotView;

/// Counts of a dataset as a table, and three histograms: cells in a sample, areas, mean greys.
class StatisticsPane : public QWidget {
  Q_OBJECT
public:
  explicit StatisticsPane(QWidget* parent = nullptr);

  /// @param expected  samples of the dataset, of which `statistics` may have read only some
  void setStatistics(const DatasetStatistics& statistics, std::size_t expected);
  void clear();

private:
  QLabel* hint_;
  QLabel* table_;
  PlotView* cells_;
  PlotView* areas_;
  PlotView* greys_;
};

} // namespace cytosketch
