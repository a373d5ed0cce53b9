#pragma once

#include "widgets/document/document.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;

namespace cytosketch {

class CellsModel;
class HistogramView;

/// Number, mean, spread and histogram of the cells' areas (volumes) or greys: of the selected cells if there are
/// several, else of all. A click on a bar selects its cells.
class CellStatistics : public QWidget {
  Q_OBJECT
public:
  CellStatistics(Document& document, CellsModel& model, QWidget* parent = nullptr);

  HistogramView* histogram() { return histogram_; }

protected:
  void showEvent(QShowEvent* event) override;

private:
  void refreshLater();
  void refresh();
  void choose(double low, double high, bool last);
  int column() const;
  std::vector<double> values() const;

  Document& document_;
  CellsModel& model_;
  QComboBox* quantity_;
  QLabel* numbers_;
  HistogramView* histogram_;
  QTimer timer_; ///< selections and edits come in bursts
};

} // namespace cytosketch
