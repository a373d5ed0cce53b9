#pragma once

#include <string>
#include <vector>

namespace cytosketch {

/// A scatter plot of groups that differ in colour and marker, as SVG. Axes have no numbers: it is about neighbourhood.
struct SvgScatter {
  struct Point {
    double x = 0.0;
    double y = 0.0;
    std::string name;
    std::string picture; ///< file that shows while the pointer is on the point; empty = none
  };
  struct Group {
    std::string name;
    std::vector<Point> points;
  };
  std::string title;
  std::string xLabel;
  std::string yLabel;
  std::vector<Group> groups;
};
std::string toSvg(const SvgScatter& scatter);

} // namespace cytosketch
