#include "engine/study/detail/svgscatter.h"

#include "engine/study/detail/svgplot.h"

#include <algorithm>
#include <limits>

namespace cytosketch {
namespace {

constexpr double width = 640, height = 480, left = 40, right = 110, top = 34, bottom = 40;
constexpr double pad = 14, pictureEdge = 150, gap = 10;

/// One scale for both axes, so that distances can be compared.
class Frame {
public:
  explicit Frame(const SvgScatter& scatter) {
    for (const SvgScatter::Group& group : scatter.groups) {
      for (const SvgScatter::Point& point : group.points) {
        lowX_ = std::min(lowX_, point.x);
        highX_ = std::max(highX_, point.x);
        lowY_ = std::min(lowY_, point.y);
        highY_ = std::max(highY_, point.y);
      }
    }
    if (!(lowX_ <= highX_)) {
      lowX_ = lowY_ = 0.0;
      highX_ = highY_ = 1.0;
    }
    const double roomX = width - left - right - 2.0 * pad;
    const double roomY = height - top - bottom - 2.0 * pad;
    scale_ = std::min(roomX / std::max(1e-9, highX_ - lowX_), roomY / std::max(1e-9, highY_ - lowY_));
  }
  double pageX(double x) const { return 0.5 * (left + width - right) + scale_ * (x - 0.5 * (lowX_ + highX_)); }
  double pageY(double y) const { return 0.5 * (top + height - bottom) - scale_ * (y - 0.5 * (lowY_ + highY_)); }

private:
  double lowX_ = std::numeric_limits<double>::infinity(), highX_ = -lowX_;
  double lowY_ = lowX_, highY_ = -lowX_;
  double scale_ = 1.0;
};

/// The picture beside its point, on the side where there is room.
std::string pictureOf(const SvgScatter::Point& point, const std::string& caption, std::size_t number, double x,
                      double y) {
  const double px = x + gap + pictureEdge < width ? x + gap : x - gap - pictureEdge;
  const double py = std::clamp(y - 0.5 * pictureEdge, 0.0, height - pictureEdge - 22.0);
  return svgFormat("<g class='t t%zu'><rect x='%.1f' y='%.1f' width='%.0f' height='%.0f' fill='#fff' stroke='#555'/>",
                   number, px - 3.0, py - 3.0, pictureEdge + 6.0, pictureEdge + 24.0) +
         svgFormat("<image x='%.1f' y='%.1f' width='%.0f' height='%.0f' href='", px, py, pictureEdge, pictureEdge) +
         escaped(point.picture) + svgFormat("'/><text x='%.1f' y='%.1f'>", px, py + pictureEdge + 15.0) +
         escaped(caption) + "</text></g>";
}

std::string axes(const SvgScatter& scatter) {
  return svgFormat("<rect x='%.0f' y='%.0f' width='%.0f' height='%.0f' fill='none' stroke='#999'/>", left, top,
                   width - left - right, height - top - bottom) +
         svgFormat("<text x='%.0f' y='20' text-anchor='middle' font-weight='bold'>", 0.5 * (left + width - right)) +
         escaped(scatter.title) + "</text>" +
         svgFormat("<text x='%.0f' y='%.0f' text-anchor='middle'>", 0.5 * (left + width - right), height - 14.0) +
         escaped(scatter.xLabel) + "</text>" +
         svgFormat("<text transform='translate(24 %.0f) rotate(-90)' text-anchor='middle'>",
                   0.5 * (height - bottom + top)) +
         escaped(scatter.yLabel) + "</text>";
}

/// The file's name without what would not fit beneath the picture.
std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 22;
  return text.size() <= longest ? text : text.substr(0, longest - 3) + "...";
}

} // namespace

std::string toSvg(const SvgScatter& scatter) {
  const Frame frame(scatter);
  std::string markers;
  std::string pictures;
  std::string rules;
  std::string legend;
  std::size_t number = 0;
  for (std::size_t g = 0; g < scatter.groups.size(); ++g) {
    const SvgScatter::Group& group = scatter.groups[g];
    for (const SvgScatter::Point& point : group.points) {
      const double x = frame.pageX(point.x);
      const double y = frame.pageY(point.y);
      markers += svgFormat("<g class='p p%zu'><title>", number) + escaped(group.name + ": " + point.name) + "</title>" +
                 svgMarker(g, x, y) + "</g>";
      if (!point.picture.empty()) { // after all markers, so that none lies on it
        pictures += pictureOf(point, group.name + ": " + shortened(point.name), number, x, y);
        rules += svgFormat(".p%zu:hover~.t%zu{display:inline}", number, number);
      }
      ++number;
    }
    const double y = top + 14.0 + 20.0 * static_cast<double>(g);
    legend += svgMarker(g, width - right + 14.0, y) +
              svgFormat("<text x='%.0f' y='%.1f'>", width - right + 24.0, y + 4.0) + escaped(group.name) + "</text>";
  }
  return svgFormat("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' width='%.0f' "
                   "font-family='sans-serif' font-size='12' role='img'>",
                   width, height, width) +
         (rules.empty() ? std::string() : "<style>.t{display:none;pointer-events:none}" + rules + "</style>") +
         axes(scatter) + "<g fill-opacity='0.85'>" + markers + pictures + "</g>" + legend + "</svg>";
}

} // namespace cytosketch
