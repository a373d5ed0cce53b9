#include "widgets/plots/plotdata.h"

#include <cmath>
#include <map>

namespace cytosketch {

namespace {

QString quoted(const QString& text) {
  QString copy = text;
  return text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"'))
             ? QLatin1Char('"') + copy.replace(QLatin1Char('"'), QStringLiteral("\"\"")) + QLatin1Char('"')
             : text;
}

} // namespace

QString toCsv(const PlotData& data) {
  std::map<double, std::vector<QString>> lines;
  QString csv = quoted(data.xLabel);
  for (qsizetype k = 0; k < data.series.size(); ++k) {
    const PlotSeries& series = data.series[k];
    csv += QLatin1Char(',') + quoted(series.name);
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      std::vector<QString>& line = lines[series.x[i]];
      line.resize(static_cast<std::size_t>(data.series.size()));
      if (!std::isnan(series.y[i])) {
        line[static_cast<std::size_t>(k)] = QString::number(series.y[i], 'g', 8);
      }
    }
  }
  csv += QLatin1Char('\n');
  for (const auto& [x, values] : lines) {
    csv += QString::number(x, 'g', 8);
    for (const QString& value : values) {
      csv += QLatin1Char(',') + value;
    }
    csv += QLatin1Char('\n');
  }
  return csv;
}

} // namespace cytosketch
