#pragma once

#include "widgets/panels/issuelist.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace cytosketch {

/// The issues under their headings, the worst first; a click (or Enter) on one takes one to its place.
class IssuesPanel : public QWidget {
  Q_OBJECT
public:
  explicit IssuesPanel(IssueList& list, QWidget* parent = nullptr);

  QTreeWidget* tree() { return tree_; }
  QSize sizeHint() const override { return {300, 240}; }

Q_SIGNALS:
  /// The person wants to see this one. A heading stands for all its issues: it has their cells and no place.
  void followed(const cytosketch::Issue& issue);

protected:
  void showEvent(QShowEvent* event) override;

private:
  void refresh();
  void fill();
  void follow(const QTreeWidgetItem* item);

  IssueList& list_;
  QTreeWidget* tree_;
  QLabel* empty_;
  QList<Issue> shown_; ///< as the tree's items number them
  bool stale_ = true;  ///< nobody has looked since the list changed
};

} // namespace cytosketch
