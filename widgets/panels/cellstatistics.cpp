#include "widgets/panels/cellstatistics.h"

#include "widgets/panels/cellsmodel.h"
#include "widgets/panels/histogramview.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace cytosketch {

CellStatistics::CellStatistics(Document& document, CellsModel& model, QWidget* parent)
    : QWidget(parent),
      document_(document),
      model_(model),
      quantity_(new QComboBox(this)),
      numbers_(new QLabel(this)),
      histogram_(new HistogramView(this)) {
  quantity_->setAccessibleName(tr("Quantity"));
  quantity_->setToolTip(tr("What the numbers and the histogram are about"));
  for (const int column : {CellsModel::Area, CellsModel::Grey}) {
    quantity_->addItem(QString(), column);
  }
  numbers_->setObjectName(QStringLiteral("cellNumbers"));
  numbers_->setWordWrap(true);
  numbers_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(quantity_);
  column->addWidget(histogram_);
  column->addWidget(numbers_);
  timer_.setSingleShot(true);
  timer_.setInterval(0);
  connect(&timer_, &QTimer::timeout, this, &CellStatistics::refresh);
  connect(quantity_, &QComboBox::currentIndexChanged, this, &CellStatistics::refreshLater);
  connect(histogram_, &HistogramView::chosen, this, &CellStatistics::choose);
  connect(&model, &CellsModel::rowsChanged, this, &CellStatistics::refreshLater);
  connect(&model, &CellsModel::dataChanged, this, &CellStatistics::refreshLater);
  connect(&model, &CellsModel::headerDataChanged, this, &CellStatistics::refreshLater);
  connect(&document, &Document::selectionChanged, this, &CellStatistics::refreshLater);
}

void CellStatistics::showEvent(QShowEvent* event) {
  refresh();
  QWidget::showEvent(event);
}

void CellStatistics::refreshLater() {
  if (isVisible()) {
    timer_.start();
  }
}

int CellStatistics::column() const {
  return quantity_->currentData().toInt();
}

std::vector<double> CellStatistics::values() const {
  const std::set<CellId>& selected = document_.selection()->cells();
  std::vector<double> values;
  for (int row = 0; row < model_.rowCount(); ++row) {
    if (selected.size() < 2 || selected.contains(model_.idAt(row))) {
      values.push_back(model_.measure(row, column()));
    }
  }
  return values;
}

void CellStatistics::refresh() {
  for (int i = 0; i < quantity_->count(); ++i) {
    quantity_->setItemText(
        i, model_.headerData(quantity_->itemData(i).toInt(), Qt::Horizontal, Qt::DisplayRole).toString());
  }
  const std::vector<double> numbers = values();
  const Summary summary = summaryOf(numbers);
  const int decimals = model_.decimals(column());
  const QLocale locale;
  const auto text = [&](double value, int more = 0) { return locale.toString(value, 'f', decimals + more); };
  const QString cells = document_.selection()->cells().size() < 2
                            ? tr("%n cell(s)", nullptr, static_cast<int>(summary.count))
                            : tr("%n selected cell(s)", nullptr, static_cast<int>(summary.count));
  numbers_->setText(summary.count == 0 ? cells
                                       : tr("%1: mean %2 ± %3, median %4, %5 to %6")
                                             .arg(cells, text(summary.mean, 1), text(summary.deviation, 1),
                                                  text(summary.median), text(summary.least), text(summary.most)));
  histogram_->setBins(binsOf(numbers), decimals, model_.unit(column()));
}

void CellStatistics::choose(double low, double high, bool last) {
  const std::set<CellId>& selected = document_.selection()->cells();
  std::set<CellId> chosen;
  for (int row = 0; row < model_.rowCount(); ++row) {
    const double value = model_.measure(row, column());
    const bool counted = selected.size() < 2 || selected.contains(model_.idAt(row));
    if (counted && value >= low && (last ? value <= high : value < high)) {
      chosen.insert(model_.idAt(row));
    }
  }
  document_.selection()->set(chosen);
}

} // namespace cytosketch
