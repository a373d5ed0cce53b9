#include "widgets/datasetview/statisticspane.h"

#include "widgets/forms/form.h"
#include "widgets/plots/plotview.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace cytosketch {

namespace {

constexpr int plotHeight = 170;

/// Bars: each bin as a step.
PlotData plotOf(const CountHistogram& histogram, const QString& xLabel, const QString& yLabel) {
  PlotData data;
  data.xLabel = xLabel;
  data.yLabel = yLabel;
  PlotSeries series;
  series.name = yLabel;
  series.area = true;
  for (std::size_t bin = 0; bin < histogram.counts.size(); ++bin) {
    for (const std::size_t end : {bin, bin + 1}) {
      series.x.push_back(histogram.low + double(end) * histogram.width);
      series.y.push_back(double(histogram.counts[bin]));
    }
  }
  data.series.append(series);
  return data;
}

QString row(const QString& name, const QString& value) {
  return QStringLiteral("<tr><td style='padding-right: 10px'>%1</td><td>%2</td></tr>")
      .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
}

QString number(double value) {
  return QLocale().toString(value, 'g', 4);
}

QString number(std::int64_t value) {
  return QLocale().toString(qlonglong(value));
}

QString listed(const std::map<std::string, std::int64_t>& counts, const QString& nameless) {
  QStringList parts;
  for (const auto& [name, count] : counts) {
    parts.append(QStringLiteral("%1 %2").arg(name.empty() ? nameless : QString::fromStdString(name), number(count)));
  }
  return parts.join(QStringLiteral(", "));
}

bool worthTelling(const std::map<std::string, std::int64_t>& counts) {
  return counts.size() > 1 || (counts.size() == 1 && !counts.begin()->first.empty());
}

} // namespace

StatisticsPane::StatisticsPane(QWidget* parent) : QWidget(parent) {
  auto* const outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* const area = new FormScroll(this);
  auto* const inner = new QWidget(area);
  auto* const column = new QVBoxLayout(inner);
  hint_ = new QLabel(tr("Open a dataset to see its statistics."), inner);
  hint_->setWordWrap(true);
  table_ = new QLabel(inner);
  table_->setObjectName(QStringLiteral("datasetStatistics"));
  table_->setTextFormat(Qt::RichText);
  table_->setWordWrap(true);
  table_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  column->addWidget(hint_);
  column->addWidget(table_);
  const auto plot = [&](const QString& name) {
    auto* const view = new PlotView(inner);
    view->setFixedHeight(plotHeight);
    view->setAccessibleName(name);
    column->addWidget(view);
    return view;
  };
  cells_ = plot(tr("Cells in a sample"));
  areas_ = plot(tr("Areas of cells"));
  greys_ = plot(tr("Mean greys of images"));
  column->addStretch(1);
  area->setWidget(inner);
  outer->addWidget(area);
  clear();
}

void StatisticsPane::clear() {
  hint_->show();
  for (QWidget* const part : std::initializer_list<QWidget*>{table_, cells_, areas_, greys_}) {
    part->hide();
  }
}

void StatisticsPane::setStatistics(const DatasetStatistics& s, std::size_t expected) {
  hint_->hide();
  for (QWidget* const part : std::initializer_list<QWidget*>{table_, cells_, areas_, greys_}) {
    part->show();
  }
  const auto total = std::int64_t(expected);
  QString text = QStringLiteral("<table>");
  text += row(tr("samples"),
              s.samples < total ? tr("%1 of %2 read").arg(number(s.samples), number(total)) : number(s.samples));
  if (worthTelling(s.splits)) {
    text += row(tr("split"), listed(s.splits, tr("none")));
  }
  text += row(tr("cells"), number(s.cells));
  if (worthTelling(s.classes)) {
    text += row(tr("classes"), listed(s.classes, tr("unnamed")));
  }
  text += row(tr("per sample"), tr("%1 to %2, median %3")
                                    .arg(number(s.cellsPerSample.least), number(s.cellsPerSample.greatest),
                                         number(s.cellsPerSample.median)));
  text += row(
      tr("area"),
      tr("%1 to %2, median %3 voxels").arg(number(s.areas.least), number(s.areas.greatest), number(s.areas.median)));
  text += row(tr("touching"), number(s.touching));
  text += row(tr("overlapping"), number(s.overlapping));
  text += row(tr("blank images"), number(s.blank));
  text += row(tr("without labels"), number(s.withoutLabels));
  text += row(tr("without cells"), number(s.withoutCells));
  text += row(tr("with problems"), number(s.withProblems));
  table_->setText(text + QStringLiteral("</table>"));
  cells_->setData(plotOf(s.cellsPerSampleBins, tr("cells in a sample"), tr("samples")));
  areas_->setData(plotOf(s.areaBins, tr("area in voxels"), tr("cells")));
  greys_->setData(plotOf(s.greyBins, tr("mean grey"), tr("samples")));
}

} // namespace cytosketch
