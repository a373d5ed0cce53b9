#pragma once

#include <array>
#include <cstdio>
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

/// A circle, square or triangle in the colour of line `which`.
std::string svgMarker(std::size_t which, double x, double y);
/// snprintf as a string of up to 511 characters.
template <typename... Values>
std::string svgFormat(const char* pattern, Values... values) {
  std::array<char, 512> text{};
  std::snprintf(text.data(), text.size(), pattern, values...);
  return text.data();
}

/// & < > " for HTML and SVG.
std::string escaped(const std::string& text);

} // namespace cytosketch
