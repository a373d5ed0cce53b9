#include "widgets/plots/detail/chart.h"

#include "widgets/plots/detail/painterdevice.h"

#include <QPainter>

#include <vtkAxis.h>
#include <vtkBrush.h>
#include <vtkChartLegend.h>
#include <vtkChartXY.h>
#include <vtkContext2D.h>
#include <vtkContextScene.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPen.h>
#include <vtkPlotArea.h>
#include <vtkPlotLine.h>
#include <vtkPlotPoints.h>
#include <vtkSmartPointer.h>
#include <vtkTable.h>
#include <vtkTextProperty.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cytosketch {

namespace {

constexpr int textSize = 9; // points
constexpr int titleSize = 10;

/// Okabe & Ito's colours, which people with any colour vision tell apart; black and yellow are left out, since one
/// vanishes on dark ground and the other on light.
const std::array<QColor, 6> seriesColours{QColor(0, 114, 178),   QColor(213, 94, 0),  QColor(0, 158, 115),
                                          QColor(204, 121, 167), QColor(230, 159, 0), QColor(86, 180, 233)};
constexpr std::array lineTypes{vtkPen::SOLID_LINE, vtkPen::DASH_LINE, vtkPen::DASH_DOT_LINE, vtkPen::DOT_LINE};
constexpr std::array markers{vtkPlotPoints::CIRCLE, vtkPlotPoints::SQUARE, vtkPlotPoints::DIAMOND,
                             vtkPlotPoints::CROSS};

struct Bounds {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

bool isShown(const PlotData& data, double y) {
  return std::isfinite(y) && (!data.logarithmic || y > 0.0);
}

vtkNew<vtkTable> tableOf(const PlotData& data, const PlotSeries& series) {
  vtkNew<vtkTable> table;
  vtkNew<vtkFloatArray> x;
  vtkNew<vtkFloatArray> y;
  vtkNew<vtkFloatArray> zero;
  x->SetName("x");
  y->SetName(series.name.toUtf8().constData());
  zero->SetName("zero");
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    if (isShown(data, series.y[i])) {
      x->InsertNextValue(float(series.x[i]));
      y->InsertNextValue(float(series.y[i]));
      zero->InsertNextValue(0.0F);
    }
  }
  table->AddColumn(x);
  table->AddColumn(y);
  table->AddColumn(zero);
  return table;
}

void colourText(vtkTextProperty* property, const QColor& colour, int size, bool bold = false) {
  property->SetColor(colour.redF(), colour.greenF(), colour.blueF());
  property->SetFontSize(size);
  property->SetBold(bold ? 1 : 0);
}

} // namespace

struct Chart::Parts {
  vtkNew<vtkContextScene> scene;
  vtkNew<vtkChartXY> chart;
  vtkNew<vtkContext2D> context;
  vtkNew<PainterDevice> device;

  void addArea(const PlotData& data, const PlotSeries& series, const QColor& colour) {
    vtkNew<vtkPlotArea> plot;
    plot->SetInputData(tableOf(data, series));
    plot->SetInputArray(0, "x");
    plot->SetInputArray(1, series.name.toUtf8().constData());
    plot->SetInputArray(2, "zero");
    plot->GetBrush()->SetColor(static_cast<unsigned char>(colour.red()), static_cast<unsigned char>(colour.green()),
                               static_cast<unsigned char>(colour.blue()), 110);
    plot->GetPen()->SetColor(static_cast<unsigned char>(colour.red()), static_cast<unsigned char>(colour.green()),
                             static_cast<unsigned char>(colour.blue()), 255);
    chart->AddPlot(plot);
  }
  void addLine(const PlotData& data, const PlotSeries& series, const QColor& colour, std::size_t which) {
    const vtkNew<vtkTable> table = tableOf(data, series);
    if (table->GetNumberOfRows() == 0) {
      return;
    }
    // One point is no line: VTK would complain about it in each picture.
    vtkSmartPointer<vtkPlotPoints> plot;
    if (table->GetNumberOfRows() > 1 && !series.points) {
      plot = vtkSmartPointer<vtkPlotLine>::New();
    } else {
      plot = vtkSmartPointer<vtkPlotPoints>::New();
    }
    plot->SetInputData(table, 0, 1);
    plot->SetColor(static_cast<unsigned char>(colour.red()), static_cast<unsigned char>(colour.green()),
                   static_cast<unsigned char>(colour.blue()), 255);
    plot->SetWidth(2.0F);
    plot->GetPen()->SetLineType(lineTypes[which % lineTypes.size()]);
    plot->SetMarkerStyle(markers[which % markers.size()]);
    plot->SetMarkerSize(8.0F);
    chart->AddPlot(plot);
  }
  void addMark(const PlotData& data, const Bounds& y, const QColor& colour) {
    PlotSeries line{data.markName, {data.mark, data.mark}, {y.low, y.high}, false};
    vtkNew<vtkPlotLine> plot;
    plot->SetInputData(tableOf(data, line), 0, 1);
    plot->SetColor(static_cast<unsigned char>(colour.red()), static_cast<unsigned char>(colour.green()),
                   static_cast<unsigned char>(colour.blue()), 255);
    plot->SetWidth(1.0F);
    plot->GetPen()->SetLineType(vtkPen::DASH_LINE);
    chart->AddPlot(plot);
  }
  void setAxes(const PlotData& data, const ChartColours& colours, const Bounds& x, const Bounds& y) {
    for (const auto& [which, label, bounds] :
         {std::tuple(vtkAxis::BOTTOM, data.xLabel, x), std::tuple(vtkAxis::LEFT, data.yLabel, y)}) {
      vtkAxis* const axis = chart->GetAxis(which);
      axis->SetTitle(label.toStdString());
      colourText(axis->GetTitleProperties(), colours.text, textSize);
      colourText(axis->GetLabelProperties(), colours.text, textSize);
      axis->GetPen()->SetColorF(colours.text.redF(), colours.text.greenF(), colours.text.blueF());
      axis->GetGridPen()->SetColorF(colours.grid.redF(), colours.grid.greenF(), colours.grid.blueF());
      axis->SetLogScale(which == vtkAxis::LEFT && data.logarithmic);
      axis->SetBehavior(vtkAxis::FIXED);
      const bool logarithmic = which == vtkAxis::LEFT && data.logarithmic;
      axis->SetUnscaledRange(bounds.low, bounds.high);
      axis->SetNotation(logarithmic ? vtkAxis::PRINTF_NOTATION : vtkAxis::STANDARD_NOTATION);
      axis->SetLabelFormat("%g");
      axis->SetLabelsVisible(data.numbers);
      axis->SetTicksVisible(data.numbers);
      axis->SetGridVisible(data.numbers);
    }
  }
};

Chart::Chart() : parts_(std::make_unique<Parts>()) {
  parts_->scene->AddItem(parts_->chart);
  parts_->chart->SetShowLegend(true);
  parts_->chart->SetRenderEmpty(true);
  vtkChartLegend* const legend = parts_->chart->GetLegend();
  legend->SetHorizontalAlignment(vtkChartLegend::RIGHT);
  legend->SetVerticalAlignment(vtkChartLegend::TOP);
  legend->GetBrush()->SetOpacity(0);
  legend->GetPen()->SetOpacity(0);
}

Chart::~Chart() = default;

void Chart::setData(const PlotData& data, const ChartColours& colours) {
  Parts& p = *parts_;
  p.chart->ClearPlots();
  Bounds x;
  Bounds y;
  for (const PlotSeries& series : data.series) {
    for (std::size_t i = 0; i < series.x.size(); ++i) {
      if (isShown(data, series.y[i])) {
        x.add(series.x[i]);
        y.add(series.y[i]);
        if (series.area) {
          y.add(0.0);
        }
      }
    }
  }
  const bool areas = !data.series.empty() && data.series.front().area;
  if (!(x.low <= x.high)) {
    x = {0.0, 1.0};
    y = data.logarithmic ? Bounds{0.1, 1.0} : Bounds{0.0, 1.0};
  }
  const double marginX = areas ? 0.0 : x.high > x.low ? 0.04 * (x.high - x.low) : 1.0;
  x = {x.low - marginX, x.high + marginX};
  if (data.logarithmic) {
    y = {y.low / 1.3, y.high * 1.3};
  } else {
    const double margin = y.high > y.low ? 0.06 * (y.high - y.low) : std::max(1e-6, 0.1 * std::abs(y.high));
    y = {areas ? y.low : y.low - margin, y.high + margin};
  }
  for (qsizetype k = 0; k < data.series.size(); ++k) {
    const auto which = static_cast<std::size_t>(k);
    const QColor& colour = seriesColours[which % seriesColours.size()];
    if (data.series[k].area) {
      p.addArea(data, data.series[k], colour);
    } else {
      p.addLine(data, data.series[k], colour, which);
    }
  }
  if (std::isfinite(data.mark)) {
    p.addMark(data, y, colours.text);
  }
  const bool axisSaysIt = data.series.size() == 1 && data.series.front().name == data.yLabel;
  p.chart->SetShowLegend(!axisSaysIt || std::isfinite(data.mark));
  p.chart->SetTitle(data.title.toStdString());
  colourText(p.chart->GetTitleProperties(), colours.text, titleSize, true);
  colourText(p.chart->GetLegend()->GetLabelProperties(), colours.text, textSize);
  p.setAxes(data, colours, x, y);
}

void Chart::paint(QPainter& painter, int width, int height) {
  Parts& p = *parts_;
  painter.save();
  p.device->setPainter(&painter, width, height);
  p.scene->SetGeometry(width, height);
  p.context->Begin(p.device);
  p.scene->Paint(p.context);
  p.context->End();
  painter.restore();
  height_ = height;
}

QPointF Chart::placeOf(double x, double y) const {
  const auto along = [this](int which, double value, int component) {
    vtkAxis* const axis = parts_->chart->GetAxis(which);
    const double from = double(axis->GetPoint1()[component]);
    const double to = double(axis->GetPoint2()[component]);
    return from + (value - axis->GetMinimum()) / (axis->GetMaximum() - axis->GetMinimum()) * (to - from);
  };
  return {along(vtkAxis::BOTTOM, x, 0), height_ - along(vtkAxis::LEFT, y, 1)};
}

} // namespace cytosketch
