#pragma once

#include "widgets/plots/plotdata.h"

#include <QWidget>

#include <memory>

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

  QSize sizeHint() const override { return {420, 260}; }
  QSize minimumSizeHint() const override { return {220, 150}; }

Q_SIGNALS:
  /// The person wants the plot as a file (context menu).
  void saveRequested();

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

private:
  PlotData data_;
  std::unique_ptr<Chart> chart_;
  bool stale_ = true;
};

} // namespace cytosketch
