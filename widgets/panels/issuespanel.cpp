#include "widgets/panels/issuespanel.h"

#include "widgets/panels/severity.h"

#include <QLabel>
#include <QSet>
#include <QSignalBlocker>
#include <QStyle>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace cytosketch {

namespace {

constexpr int indexRole = Qt::UserRole; ///< of the issue; headings have none
constexpr int headingRole = Qt::UserRole + 1;

} // namespace

IssuesPanel::IssuesPanel(IssueList& list, QWidget* parent)
    : QWidget(parent), list_(list), tree_(new QTreeWidget(this)), empty_(new QLabel(this)) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(8, 8, 8, 8);
  empty_->setText(tr("Nothing to note. Cells that are tiny, in pieces, drawn twice, at the edge or hard to see "
                     "are listed here; a click takes you there."));
  empty_->setWordWrap(true);
  empty_->setForegroundRole(QPalette::PlaceholderText);
  empty_->setAlignment(Qt::AlignTop);
  tree_->setObjectName(QStringLiteral("issues"));
  tree_->setAccessibleName(tr("Issues"));
  tree_->setHeaderHidden(true);
  tree_->setUniformRowHeights(true);
  tree_->setFrameShape(QFrame::NoFrame);
  tree_->setIndentation(14);
  tree_->setTabKeyNavigation(false);
  column->addWidget(empty_, 1);
  column->addWidget(tree_, 1);
  connect(&list, &IssueList::changed, this, &IssuesPanel::refresh);
  connect(tree_, &QTreeWidget::itemClicked, this, [this](const QTreeWidgetItem* item) { follow(item); });
  connect(tree_, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem* item) { follow(item); });
  refresh();
}

void IssuesPanel::refresh() {
  stale_ = true;
  if (isVisible()) { // else it can wait: lists may be long
    fill();
  }
}

void IssuesPanel::showEvent(QShowEvent* event) {
  if (stale_) {
    fill();
  }
  QWidget::showEvent(event);
}

void IssuesPanel::fill() {
  stale_ = false;
  QSet<QString> open;
  const bool first = tree_->topLevelItemCount() == 0;
  for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
    const QTreeWidgetItem* const item = tree_->topLevelItem(i);
    if (item->isExpanded()) {
      open.insert(item->data(0, headingRole).toString());
    }
  }
  shown_ = list_.all();
  std::stable_sort(shown_.begin(), shown_.end(),
                   [](const Issue& a, const Issue& b) { return a.severity > b.severity; });
  const QSignalBlocker quiet(tree_);
  tree_->clear();
  QMap<QString, QTreeWidgetItem*> headings;
  for (int i = 0; i < shown_.size(); ++i) {
    const Issue& issue = shown_[i];
    const QString heading = issue.heading.isEmpty() ? tr("Other") : issue.heading;
    QTreeWidgetItem*& parent = headings[heading];
    if (!parent) {
      parent = new QTreeWidgetItem(tree_, {heading});
      parent->setIcon(0, style()->standardIcon(pixmapOf(issue.severity)));
      parent->setData(0, headingRole, heading);
    }
    auto* const item = new QTreeWidgetItem(parent, {issue.text});
    item->setData(0, indexRole, i);
    item->setToolTip(0, issue.details.isEmpty() ? issue.text : issue.details);
  }
  for (auto* const item : headings) {
    const QString heading = item->data(0, headingRole).toString();
    item->setText(0, tr("%1 (%2)").arg(heading).arg(item->childCount()));
    item->setToolTip(0, tr("Click to select all these cells"));
    const Issue& worst = shown_[item->child(0)->data(0, indexRole).toInt()];
    item->setExpanded(open.contains(heading) || (first && worst.severity > Issue::Severity::Information));
  }
  tree_->setVisible(!shown_.isEmpty());
  empty_->setVisible(shown_.isEmpty());
}

void IssuesPanel::follow(const QTreeWidgetItem* item) {
  const QVariant index = item->data(0, indexRole);
  if (index.isValid()) {
    Q_EMIT followed(shown_[index.toInt()]);
    return;
  }
  Issue all = shown_[item->child(0)->data(0, indexRole).toInt()];
  all.place.reset();
  for (int i = 1; i < item->childCount(); ++i) {
    const Issue& issue = shown_[item->child(i)->data(0, indexRole).toInt()];
    all.furtherCells.push_back(issue.cell);
    all.furtherCells.insert(all.furtherCells.end(), issue.furtherCells.begin(), issue.furtherCells.end());
  }
  Q_EMIT followed(all);
}

} // namespace cytosketch
