#include "engine/study/detail/svgplot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cytosketch {
namespace {

constexpr double width = 480, height = 320, left = 70, right = 90, top = 34, bottom = 50;
constexpr std::array colours{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"};
constexpr std::array dashes{"none", "7 3", "2 3", "9 3 2 3"};

struct Range {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();
  void add(double value) {
    low = std::min(low, value);
    high = std::max(high, value);
  }
};

/// Maps values to the page.
class Axes {
public:
  explicit Axes(const SvgPlot& plot) : logarithmic_(plot.logarithmic) {
    for (const double x : plot.x) {
      x_.add(x);
    }
    for (const SvgPlot::Line& line : plot.lines) {
      for (const double y : line.y) {
        if (shown(y)) {
          y_.add(scaled(y));
        }
      }
    }
    if (x_.low == x_.high) {
      x_.low -= 1.0;
      x_.high += 1.0;
    }
    if (!(y_.low <= y_.high)) {
      y_ = {0.0, 1.0};
    }
    const double margin = y_.high > y_.low ? 0.06 * (y_.high - y_.low) : std::max(1e-6, 0.1 * std::abs(y_.high));
    y_.low -= margin;
    y_.high += margin;
  }
  bool shown(double y) const { return std::isfinite(y) && (!logarithmic_ || y > 0.0); }
  double scaled(double y) const { return logarithmic_ ? std::log10(y) : y; }
  double pageX(double x) const { return left + (x - x_.low) / (x_.high - x_.low) * (width - left - right); }
  double pageY(double y) const {
    return height - bottom - (scaled(y) - y_.low) / (y_.high - y_.low) * (height - top - bottom);
  }
  std::vector<double> yTicks() const {
    std::vector<double> ticks;
    if (logarithmic_) {
      for (int decade = static_cast<int>(std::floor(y_.low)); decade <= std::ceil(y_.high); ++decade) {
        for (const double step : {1.0, 2.0, 5.0}) {
          const double tick = step * std::pow(10.0, decade);
          if (std::log10(tick) >= y_.low && std::log10(tick) <= y_.high) {
            ticks.push_back(tick);
          }
        }
      }
      return ticks;
    }
    const double rough = (y_.high - y_.low) / 5.0;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double step = power * (rough / power > 5.0   ? 10.0
                                 : rough / power > 2.0 ? 5.0
                                 : rough / power > 1.0 ? 2.0
                                                       : 1.0);
    for (double tick = std::ceil(y_.low / step) * step; tick <= y_.high; tick += step) {
      ticks.push_back(std::abs(tick) < 1e-12 ? 0.0 : tick);
    }
    return ticks;
  }

private:
  bool logarithmic_;
  Range x_, y_;
};

std::string frame(const SvgPlot& plot, const Axes& axes) {
  std::string svg;
  for (const double tick : axes.yTicks()) {
    const double y = axes.pageY(tick);
    svg += svgFormat("<path d='M%.0f %.1fH%.0f' stroke='#ddd'/><text x='%.0f' y='%.1f' text-anchor='end'>%g</text>",
                     left, y, width - right, left - 6.0, y + 4.0, tick);
  }
  for (const double x : plot.x) {
    svg += svgFormat("<path d='M%.1f %.0fv5' stroke='#555'/><text x='%.1f' y='%.0f' text-anchor='middle'>%g</text>",
                     axes.pageX(x), height - bottom, axes.pageX(x), height - bottom + 19.0, x);
  }
  svg += svgFormat("<path d='M%.0f %.0fV%.0fH%.0f' fill='none' stroke='#555'/>", left, top, height - bottom,
                   width - right);
  svg += svgFormat("<text x='%.0f' y='20' text-anchor='middle' font-weight='bold'>", 0.5 * (left + width - right)) +
         escaped(plot.title) + "</text>";
  svg += svgFormat("<text x='%.0f' y='%.0f' text-anchor='middle'>", 0.5 * (left + width - right), height - 10.0) +
         escaped(plot.xLabel) + "</text>";
  return svg +
         svgFormat("<text transform='translate(16 %.0f) rotate(-90)' text-anchor='middle'>",
                   0.5 * (height - bottom + top)) +
         escaped(plot.yLabel) + "</text>";
}

} // namespace

std::string svgMarker(std::size_t which, double x, double y) {
  const char* const colour = colours[which % colours.size()];
  switch (which % 3) {
  case 0:
    return svgFormat("<circle cx='%.1f' cy='%.1f' r='4' fill='%s'/>", x, y, colour);
  case 1:
    return svgFormat("<rect x='%.1f' y='%.1f' width='7' height='7' fill='%s'/>", x - 3.5, y - 3.5, colour);
  default:
    return svgFormat("<path d='M%.1f %.1fl4.5 8h-9z' fill='%s'/>", x, y - 5.0, colour);
  }
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
    case '&':
      result += "&amp;";
      break;
    case '<':
      result += "&lt;";
      break;
    case '>':
      result += "&gt;";
      break;
    case '"':
      result += "&quot;";
      break;
    default:
      result += c;
    }
  }
  return result;
}

std::string toSvg(const SvgPlot& plot) {
  const Axes axes(plot);
  std::string svg = svgFormat("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' "
                              "font-family='sans-serif' font-size='12' role='img'>",
                              width, height, width) +
                    "<title>" + escaped(plot.title) + "</title>" + frame(plot, axes);
  if (plot.marked >= 0) {
    const double x = axes.pageX(plot.x[static_cast<std::size_t>(plot.marked)]);
    svg += svgFormat("<path d='M%.1f %.0fV%.0f' stroke='#555' stroke-dasharray='4 3'/><text x='%.1f' y='%.0f'>", x, top,
                     height - bottom, x + 4.0, top + 10.0) +
           escaped(plot.mark) + "</text>";
  }
  for (std::size_t k = 0; k < plot.lines.size(); ++k) {
    const char* const colour = colours[k % colours.size()];
    std::string points;
    std::string markers;
    for (std::size_t i = 0; i < plot.x.size(); ++i) {
      const double value = plot.lines[k].y[i];
      if (axes.shown(value)) {
        points += svgFormat("%.1f,%.1f ", axes.pageX(plot.x[i]), axes.pageY(value));
        markers += svgMarker(k, axes.pageX(plot.x[i]), axes.pageY(value));
      }
    }
    const double y = top + 14.0 + 20.0 * static_cast<double>(k);
    svg += "<polyline points='" + points + "' fill='none' stroke='" + colour + "' stroke-width='2' stroke-dasharray='" +
           dashes[k % dashes.size()] + "'/>" + markers + svgMarker(k, width - right + 14.0, y) +
           svgFormat("<text x='%.0f' y='%.1f'>", width - right + 24.0, y + 4.0) + escaped(plot.lines[k].name) +
           "</text>";
  }
  return svg + "</svg>";
}

} // namespace cytosketch
