#pragma once

#include "widgets/plots/plotdata.h"

#include <QWidget>

#include <memory>
#include <utility>

namespace cytosketch {

class Chart;

/// Shows a plot, and writes it as SVG, PNG (twice the size on the screen) or CSV. Drawn by VTK's charts through
/// QPainter, so it works headless and remotely; follows the palette on the screen, is black on white in files.
class PlotView : public QWidget {
  Q_OBJECT
public:
  explicit PlotView(QWidget* parent = nullptr);
  ~PlotView() override;

  const PlotData& data() const { return data_; }
  void setData(const PlotData& data);

  /// The suffix chooses: .svg, .png or .csv. The file is replaced as a whole or not at all.
  /// @returns what went wrong; empty if it was written
  QString save(const QString& path) const;

  /// Where a value is on the widget, as painted last.
  QPointF placeOf(double x, double y) const;

  QSize sizeHint() const override { return {420, 260}; }
  QSize minimumSizeHint() const override { return {220, 150}; }

Q_SIGNALS:
  /// The person wants the plot as a file (context menu).
  void saveRequested();
  /// The pointer has come to the marker `point` of a series that is shown as points, or (−1, −1) left it.
  void pointHovered(int series, int point);

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

private:
  void hover(int series, int point);

  PlotData data_;
  std::pair<int, int> hovered_{-1, -1};
  std::unique_ptr<Chart> chart_;
  bool stale_ = true;
};

} // namespace cytosketch
