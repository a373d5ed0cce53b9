#pragma once

#include "widgets/document/document.h"

#include <QWidget>

class QLabel;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace cytosketch {

class CellsModel;

/// The cells as a sorted table, selected together with the canvas, and their settings below.
class CellsPanel : public QWidget {
  Q_OBJECT
public:
  explicit CellsPanel(Document& document, QWidget* parent = nullptr);

  CellsModel* model() { return model_; }
  QTableView* table() { return table_; }
  QSize sizeHint() const override { return {300, 420}; }

  /// Shows a cell in all views: its frame and slice, and zoomed to it.
  static void locate(Document& document, CellId id);

private:
  void buildTable();
  QWidget* buildButtons();
  QToolButton* button(const QString& icon, const QString& text, const QString& tip);
  void selectInTable();
  void selectInDocument();
  void refreshCount();

  Document& document_;
  CellsModel* model_;
  QSortFilterProxyModel* sorted_;
  QTableView* table_;
  QLabel* count_;
  QToolButton* locate_ = nullptr;
  QToolButton* remove_ = nullptr;
  bool syncing_ = false;
};

} // namespace cytosketch
