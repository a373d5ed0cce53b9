#include "widgets/panels/cellspanel.h"

#include "widgets/document/celledits.h"
#include "widgets/panels/celleditor.h"
#include "widgets/panels/cellsmodel.h"
#include "widgets/panels/cellstatistics.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QIcon>
#include <QItemSelection>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace cytosketch {

CellsPanel::CellsPanel(Document& document, QWidget* parent)
    : QWidget(parent),
      document_(document),
      model_(new CellsModel(document, this)),
      sorted_(new QSortFilterProxyModel(this)),
      table_(new QTableView),
      count_(new QLabel) {
  buildTable();
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(buildButtons());
  layout->addWidget(table_, 1);
  layout->addWidget(new CellEditor(document));
  statistics_ = new CellStatistics(document, *model_);
  statistics_->hide();
  layout->addWidget(statistics_);
  connect(statisticsButton_, &QToolButton::toggled, statistics_, &QWidget::setVisible);
  connect(model_, &CellsModel::columnsChanged, this, &CellsPanel::showColumns);
  showColumns();

  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &CellsPanel::selectInDocument);
  connect(table_, &QTableView::doubleClicked, this,
          [this](const QModelIndex& index) { locate(document_, model_->idAt(sorted_->mapToSource(index).row())); });
  connect(&document, &Document::selectionChanged, this, &CellsPanel::selectInTable);
  connect(model_, &CellsModel::rowsChanged, this, &CellsPanel::selectInTable);
  refreshCount();
}

void CellsPanel::buildTable() {
  sorted_->setSourceModel(model_);
  sorted_->setSortRole(CellsModel::sortRole);
  table_->setModel(sorted_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(CellsModel::Id, Qt::AscendingOrder);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setAlternatingRowColors(true);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false); // Tab moves the focus on
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 8);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setResizeContentsPrecision(0); // by the rows in sight: there may be thousands
  table_->horizontalHeader()->setSectionResizeMode(CellsModel::Area, QHeaderView::Stretch);
  table_->setAccessibleName(tr("Cells"));
  table_->setAccessibleDescription(
      tr("All cells of the sketch with kind, area and grey, in several channels, slices or frames with these as well"));
}

QToolButton* CellsPanel::button(const QString& icon, const QString& text, const QString& tip) {
  auto* made = new QToolButton;
  made->setIcon(QIcon::fromTheme(icon));
  made->setText(text);
  made->setToolButtonStyle(made->icon().isNull() ? Qt::ToolButtonTextOnly : Qt::ToolButtonIconOnly);
  made->setAccessibleName(text);
  made->setToolTip(tip);
  made->setAutoRaise(true);
  return made;
}

QWidget* CellsPanel::buildButtons() {
  auto* row = new QWidget;
  auto* layout = new QHBoxLayout(row);
  layout->setContentsMargins(0, 0, 0, 0);
  locate_ = button(QStringLiteral("zoom-fit-selection"), tr("Locate"), tr("Zoom to the selected cell"));
  remove_ = button(QStringLiteral("edit-delete"), tr("Delete"), tr("Delete the selected cells (Del)"));
  connect(locate_, &QToolButton::clicked, this, [this] { locate(document_, document_.selection()->current()); });
  connect(remove_, &QToolButton::clicked, this,
          [this] { CellEdits(document_).remove(std::set<CellId>(document_.selection()->cells())); });
  relight_ =
      button(QStringLiteral("roll"), tr("Re-light…"), tr("Give the selected cells, or all, brightnesses by chance"));
  connect(relight_, &QToolButton::clicked, this, &CellsPanel::relightRequested);
  statisticsButton_ = button(QStringLiteral("view-statistics"), tr("Statistics"),
                             tr("Mean, spread and histogram of areas and greys; of the selected cells if there are "
                                "several"));
  statisticsButton_->setCheckable(true);
  layout->addWidget(count_, 1);
  layout->addWidget(statisticsButton_);
  layout->addWidget(relight_);
  layout->addWidget(locate_);
  layout->addWidget(remove_);
  return row;
}

void CellsPanel::refreshCount() {
  const int count = static_cast<int>(document_.sketch().cellCount());
  const int selected = static_cast<int>(document_.selection()->cells().size());
  const QString cells = tr("%n cell(s)", nullptr, count);
  count_->setText(selected > 1 ? tr("%1 · %2 selected").arg(cells).arg(selected) : cells);
  locate_->setEnabled(selected > 0);
  remove_->setEnabled(selected > 0);
  relight_->setEnabled(count > 0);
}

void CellsPanel::showColumns() {
  for (int column = 0; column < CellsModel::ColumnCount; ++column) {
    table_->setColumnHidden(column, !model_->hasColumn(column));
  }
}

void CellsPanel::selectInTable() {
  refreshCount();
  if (syncing_) {
    return;
  }
  const QScopedValueRollback guard(syncing_, true);
  QItemSelection wanted;
  for (const CellId id : document_.selection()->cells()) {
    const int row = model_->rowOf(id);
    if (row >= 0) {
      const int sortedRow = sorted_->mapFromSource(model_->index(row, 0)).row();
      wanted.append(
          QItemSelectionRange(sorted_->index(sortedRow, 0), sorted_->index(sortedRow, CellsModel::ColumnCount - 1)));
    }
  }
  table_->selectionModel()->select(wanted, QItemSelectionModel::ClearAndSelect);
  const int current = model_->rowOf(document_.selection()->current());
  if (current >= 0) {
    const QModelIndex index = sorted_->mapFromSource(model_->index(current, 0));
    table_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    table_->scrollTo(index);
  }
}

void CellsPanel::selectInDocument() {
  if (syncing_ || model_->isFlushing()) {
    return;
  }
  const QScopedValueRollback guard(syncing_, true);
  std::set<CellId> ids;
  for (const QModelIndex& index : table_->selectionModel()->selectedRows()) {
    const CellId id = model_->idAt(sorted_->mapToSource(index).row());
    if (document_.sketch().find(id)) { // the table may be a moment behind
      ids.insert(id);
    }
  }
  const QModelIndex current = table_->currentIndex();
  const CellId currentId = current.isValid() ? model_->idAt(sorted_->mapToSource(current).row()) : 0;
  document_.selection()->set(ids, currentId);
}

void CellsPanel::locate(Document& document, CellId id) {
  const CellPtr cell = document.sketch().find(id);
  if (!cell || cell->mask.empty()) {
    return;
  }
  Position& position = *document.position();
  Box box = cell->mask.bounds(position.frame());
  if (box.empty()) {
    position.setFrame(cell->mask.frames().first);
    box = cell->mask.bounds(position.frame());
  }
  if (position.slice() < box.z0 || position.slice() >= box.z1) {
    position.setSlice((box.z0 + box.z1) / 2);
  }
  document.selection()->setOnly(id);
  document.viewport()->showRect(QRectF(static_cast<double>(box.x0), static_cast<double>(box.y0),
                                       static_cast<double>(box.width()), static_cast<double>(box.height())));
}

} // namespace cytosketch
