#include "widgets/panels/runspanel.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int thumbnailSize = 48;
constexpr int idRole = Qt::UserRole;

int idOf(const QListWidgetItem* item) {
  return item->data(idRole).toInt();
}

} // namespace

RunsPanel::RunsPanel(QWidget* parent) : QWidget(parent) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  empty_ =
      new QLabel(tr("Every image that you generate is kept here: click one to see it and its settings again."), this);
  empty_->setWordWrap(true);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  empty_->setAlignment(Qt::AlignTop);
  list_ = new QListWidget(this);
  list_->setObjectName(QStringLiteral("runs"));
  list_->setAccessibleName(tr("Runs"));
  list_->setIconSize(QSize(thumbnailSize, thumbnailSize));
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setWordWrap(true);
  list_->setUniformItemSizes(true);
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->setFrameShape(QFrame::NoFrame);
  compare_ = new QPushButton(QIcon::fromTheme(QStringLiteral("view-split-left-right")), tr("Compare"), this);
  compare_->setToolTip(tr("Show two selected runs side by side; Ctrl+click selects a second one."));
  column->addWidget(empty_, 1);
  column->addWidget(list_, 1);
  column->addWidget(compare_);
  connect(list_, &QListWidget::itemClicked, this, [this](QListWidgetItem* item) {
    if (list_->selectedItems().size() == 1) {
      Q_EMIT runChosen(idOf(item));
    }
  });
  connect(list_, &QListWidget::itemActivated, this, [this](QListWidgetItem* item) { Q_EMIT runChosen(idOf(item)); });
  connect(list_, &QListWidget::itemSelectionChanged, this, &RunsPanel::onSelectionChanged);
  connect(list_, &QListWidget::customContextMenuRequested, this, &RunsPanel::showMenu);
  connect(compare_, &QPushButton::clicked, this, [this] {
    const QList<int> ids = selected();
    if (ids.size() == 2) {
      Q_EMIT compareRequested(ids[0], ids[1]);
    }
  });
  clear();
}

void RunsPanel::add(const RunEntry& entry) {
  const QSignalBlocker blocker(list_);
  auto* const item =
      new QListWidgetItem(QIcon(QPixmap::fromImage(entry.thumbnail)), entry.title + QLatin1Char('\n') + entry.subtitle);
  item->setData(idRole, entry.id);
  item->setToolTip(entry.tip);
  list_->insertItem(0, item);
  empty_->hide();
  list_->show();
  compare_->setVisible(list_->count() > 1);
}

void RunsPanel::remove(int id) {
  for (int row = 0; row < list_->count(); ++row) {
    if (idOf(list_->item(row)) == id) {
      delete list_->takeItem(row);
      break;
    }
  }
  if (list_->count() == 0) {
    clear();
  }
  compare_->setVisible(list_->count() > 1);
}

void RunsPanel::clear() {
  list_->clear();
  list_->hide();
  empty_->show();
  compare_->hide();
  compare_->setEnabled(false);
}

int RunsPanel::count() const {
  return list_->count();
}

void RunsPanel::setCurrent(int id) {
  const QSignalBlocker blocker(list_);
  list_->clearSelection();
  for (int row = 0; row < list_->count(); ++row) {
    if (idOf(list_->item(row)) == id) {
      list_->setCurrentRow(row);
    }
  }
  compare_->setEnabled(false);
}

QList<int> RunsPanel::selected() const {
  QList<int> ids;
  for (const QListWidgetItem* const item : list_->selectedItems()) {
    ids.append(idOf(item));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

void RunsPanel::onSelectionChanged() {
  compare_->setEnabled(selected().size() == 2);
  Q_EMIT selectionChanged();
}

void RunsPanel::showMenu(const QPoint& position) {
  const QListWidgetItem* const item = list_->itemAt(position);
  if (!item) {
    return;
  }
  const int id = idOf(item);
  QMenu menu(this);
  menu.addAction(tr("Show"), this, [this, id] { Q_EMIT runChosen(id); });
  menu.addAction(QIcon::fromTheme(QStringLiteral("document-export")), tr("Export…"), this,
                 [this, id] { Q_EMIT exportRequested(id); });
  menu.addSeparator();
  menu.addAction(QIcon::fromTheme(QStringLiteral("edit-delete")), tr("Move to Trash"), this,
                 [this, id] { Q_EMIT deleteRequested(id); });
  menu.exec(list_->viewport()->mapToGlobal(position));
}

} // namespace cytosketch
