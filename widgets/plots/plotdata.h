#pragma once

#include <QList>
#include <QString>

#include <limits>
#include <vector>

namespace cytosketch {

/// One curve of a plot.
struct PlotSeries {
  QString name;
  std::vector<double> x;
  std::vector<double> y; ///< NaN is left out
  bool area = false;     ///< filled down to zero, as a histogram, instead of a line with markers
  bool points = false;   ///< markers alone
};

/// What a plot shows, independent of who draws it.
struct PlotData {
  QString title;
  QString xLabel;
  QString yLabel;
  bool logarithmic = false; ///< y; values that are not positive are left out
  bool numbers = true;      ///< along the axes; without, where values have no meaning of their own
  QList<PlotSeries> series;
  /// A vertical line at this x, if it is a number.
  double mark = std::numeric_limits<double>::quiet_NaN();
  QString markName;
  QString emptyText; ///< stands in a PlotView instead of an empty frame while no series has a value
};

/// The numbers as CSV: one line per x of any series, one column per series, empty where a series has no value.
QString toCsv(const PlotData& data);

} // namespace cytosketch
