#include "widgets/document/lightstroke.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {

namespace {

double distanceToSegment(double y, double x, double y0, double x0, double y1, double x1) {
  const double dy = y1 - y0;
  const double dx = x1 - x0;
  const double length2 = dy * dy + dx * dx;
  const double along = length2 > 0.0 ? std::clamp(((y - y0) * dy + (x - x0) * dx) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(y - y0 - along * dy, x - x0 - along * dx);
}

/// The first and last node within `radius` of the interval [low, high].
struct Nodes {
  std::int64_t first, last;
  Nodes(double low, double high, double radius, std::int64_t step, std::int64_t count)
      : first(std::clamp<std::int64_t>(std::llround(std::ceil((low - radius) / static_cast<double>(step))), 0, count)),
        last(std::clamp<std::int64_t>(std::llround(std::floor((high + radius) / static_cast<double>(step))), -1,
                                      count - 1)) {}
};

} // namespace

LightStroke::LightStroke(Document& document, double y, double x, bool darken)
    : document_(document),
      start_(document.sketch().shading().illuminationMap),
      gesture_(document.newGesture()),
      strength_(document.drawing()->lightStrength() * (darken ? -1.0 : 1.0)),
      y_(y),
      x_(x) {
  if (start_.empty()) {
    start_ = IlluminationMap::over(document.sketch().extent());
  }
  reached_.assign(start_.values().size(), 0.0F);
  // A brush that fits between the nodes would leave nothing.
  radius_ = std::max(document.drawing()->lightRadius(), 1.5 * static_cast<double>(start_.step()));
  draw(y, x, y, x);
}

void LightStroke::lineTo(double y, double x) {
  draw(y_, x_, y, x);
  y_ = y;
  x_ = x;
}

void LightStroke::draw(double y0, double x0, double y1, double x1) {
  const std::int64_t step = start_.step();
  const Nodes rows(std::min(y0, y1), std::max(y0, y1), radius_, step, start_.rows());
  const Nodes columns(std::min(x0, x1), std::max(x0, x1), radius_, step, start_.columns());
  Shading shading = document_.sketch().shading();
  IlluminationMap map = shading.illuminationMap.empty() ? start_ : shading.illuminationMap;
  bool changes = false;
  for (std::int64_t row = rows.first; row <= rows.last; ++row) {
    for (std::int64_t column = columns.first; column <= columns.last; ++column) {
      const double away =
          distanceToSegment(static_cast<double>(row * step), static_cast<double>(column * step), y0, x0, y1, x1);
      const auto share =
          static_cast<float>(away < radius_ ? 0.5 * (1.0 + std::cos(std::numbers::pi * away / radius_)) : 0.0);
      float& reached = reached_[static_cast<std::size_t>(row * start_.columns() + column)];
      if (share > reached) {
        reached = share;
        const double value = static_cast<double>(start_.node(row, column)) + strength_ * static_cast<double>(share);
        map.setNode(row, column, static_cast<float>(std::clamp(value, -1.0, 1.0)));
        changes = true;
      }
    }
  }
  if (changes) {
    shading.illuminationMap = map;
    document_.changeShading(shading, gesture_, strength_ < 0.0 ? tr("Darken background") : tr("Lighten background"));
  }
}

} // namespace cytosketch
