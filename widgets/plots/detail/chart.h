#pragma once

#include "widgets/plots/plotdata.h"

#include <QColor>
#include <QPointF>
#include <QRect>

#include <memory>

class QPainter;

namespace cytosketch {

/// How a chart is coloured.
struct ChartColours {
  QColor text;
  QColor grid;
};

/// A VTK chart (vtkChartXY) that is painted through a QPainter.
class Chart {
public:
  Chart();
  ~Chart();

  void setData(const PlotData& data, const ChartColours& colours);
  /// Paints into the whole of (0, 0, width, height).
  void paint(QPainter& painter, int width, int height);
  /// Where a value lay in the picture painted last.
  QPointF placeOf(double x, double y) const;

private:
  int height_ = 0;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

} // namespace cytosketch
