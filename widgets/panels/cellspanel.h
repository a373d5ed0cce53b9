#pragma once

#include "widgets/document/document.h"

#include <QWidget>

class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace cytosketch {

class CellStatistics;
class CellsModel;

/// The cells as a sorted table, selected together with the canvas, their settings below and, on demand, statistics.
class CellsPanel : public QWidget {
  Q_OBJECT
public:
  explicit CellsPanel(Document& document, QWidget* parent = nullptr);

  CellsModel* model() { return model_; }
  QTableView* table() { return table_; }
  QSize sizeHint() const override { return {300, 420}; }

  /// Shows a cell in all views: its frame and slice, and zoomed to it.
  static void locate(Document& document, CellId id);

Q_SIGNALS:
  /// The person wants to give the selected cells other brightnesses.
  void relightRequested();

private:
  void buildTable();
  QWidget* buildButtons();
  QToolButton* button(const QString& icon, const QString& text, const QString& tip);
  void selectInTable();
  void selectInDocument();
  void refreshCount();
  void showColumns();

  Document& document_;
  CellsModel* model_;
  QSortFilterProxyModel* sorted_;
  QTableView* table_;
  QLabel* count_;
  QToolButton* locate_ = nullptr;
  QToolButton* remove_ = nullptr;
  QToolButton* relight_ = nullptr;
  QToolButton* statisticsButton_ = nullptr;
  CellStatistics* statistics_ = nullptr;
  bool syncing_ = false;
};

} // namespace cytosketch
