#pragma once

#include <string>
#include <vector>

namespace cytosketch {

/// A line plot for the report, as inline SVG. Lines differ in colour, dash and marker, so that no reader depends on hue
/// alone (colours: Okabe & Ito 2008).
struct SvgPlot {
  struct Line {
    std::string name;
    std::vector<double> y; ///< one per x; NaN is left out
  };
  std::string title;
  std::string xLabel;
  std::string yLabel;
  std::vector<double> x;
  std::vector<Line> lines;
  bool logarithmic = false; ///< y; values that are not positive are left out
  int marked = -1;          ///< index into x that a vertical line marks; −1 = none
  std::string mark;         ///< what stands beside that line
};
std::string toSvg(const SvgPlot& plot);

/// & < > " for HTML and SVG.
std::string escaped(const std::string& text);

} // namespace cytosketch
