#include "engine/image/error.h"
#include "engine/sketch/mask.h"

#include <cmath>
#include <cstdlib>

namespace cytosketch {
namespace {

/// Shapes are filled row by row, so a size that no sketch has would loop for hours.
constexpr double farthest = 1 << 24;

void requireDrawable(std::initializer_list<double> values) {
  for (const double value : values) {
    if (!(std::abs(value) <= farthest)) {
      throw SettingsError("a shape reaches beyond any sketch", "drawing", "Draw inside the sketch");
    }
  }
}

/// Sets the run of pixels of row y that are `inside`, a convex set whose edges lie near `left` and `right`. The edges
/// come from square roots, the decision from `inside` alone, so that rounding never decides.
template <typename Inside>
void setConvexRow(Mask& mask, std::int64_t t, std::int64_t z, std::int64_t y, double left, double right,
                  const Inside& inside) {
  auto x0 = static_cast<std::int64_t>(std::ceil(left)) - 1;
  auto x1 = static_cast<std::int64_t>(std::floor(right)) + 1;
  while (x0 <= x1 && !inside(static_cast<double>(x0))) {
    ++x0;
  }
  while (x1 >= x0 && !inside(static_cast<double>(x1))) {
    --x1;
  }
  mask.setSpan(t, z, y, x0, x1 + 1);
}

struct Point {
  double y, x;
};

double squaredDistanceToSegment(const Point& p, const Point& a, const Point& b) {
  const double dy = b.y - a.y;
  const double dx = b.x - a.x;
  const double length2 = dy * dy + dx * dx;
  const double along = length2 > 0.0 ? std::clamp(((p.y - a.y) * dy + (p.x - a.x) * dx) / length2, 0.0, 1.0) : 0.0;
  const double ey = p.y - (a.y + along * dy);
  const double ex = p.x - (a.x + along * dx);
  return ey * ey + ex * ex;
}

/// Smallest and largest x of the capsule of `radius` around a–b on row y; {1, 0} if it does not meet the row.
std::pair<double, double> capsuleRow(const Point& a, const Point& b, double radius, double y) {
  double left = 1e300;
  double right = -1e300;
  const auto add = [&](double x) {
    left = std::min(left, x);
    right = std::max(right, x);
  };
  for (const Point& centre : {a, b}) {
    const double rest = radius * radius - (y - centre.y) * (y - centre.y);
    if (rest >= 0.0) {
      add(centre.x - std::sqrt(rest));
      add(centre.x + std::sqrt(rest));
    }
  }
  const double length = std::hypot(b.y - a.y, b.x - a.x);
  if (length > 0.0) {
    const double ny = (b.x - a.x) / length * radius;
    const double nx = -(b.y - a.y) / length * radius;
    const std::array<Point, 4> corners{
        {{a.y + ny, a.x + nx}, {b.y + ny, b.x + nx}, {b.y - ny, b.x - nx}, {a.y - ny, a.x - nx}}};
    for (std::size_t i = 0; i < 4; ++i) {
      const Point& p = corners[i];
      const Point& q = corners[(i + 1) % 4];
      if (std::min(p.y, q.y) <= y && y <= std::max(p.y, q.y) && p.y != q.y) {
        add(p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x));
      }
    }
  }
  return left <= right ? std::pair{left, right} : std::pair{1.0, 0.0};
}

/// The pixels nearest to points of the segment, 8-connected: what the thinnest brush leaves.
void addThinLine(Mask& mask, std::int64_t t, std::int64_t z, const Point& a, const Point& b) {
  const auto steps = static_cast<std::int64_t>(std::ceil(2.0 * std::max(std::abs(b.y - a.y), std::abs(b.x - a.x))));
  for (std::int64_t i = 0; i <= steps; ++i) {
    const double along = steps > 0 ? static_cast<double>(i) / static_cast<double>(steps) : 0.0;
    const auto y = static_cast<std::int64_t>(std::floor(a.y + along * (b.y - a.y) + 0.5));
    const auto x = static_cast<std::int64_t>(std::floor(a.x + along * (b.x - a.x) + 0.5));
    mask.setSpan(t, z, y, x, x + 1);
  }
}

} // namespace

Mask discMask(std::int64_t t, std::int64_t z, double y, double x, double radius) {
  return ellipseMask(t, z, y, x, radius, radius);
}

Mask ellipseMask(std::int64_t t, std::int64_t z, double y, double x, double radiusY, double radiusX, double angle) {
  requireDrawable({y, x, radiusY, radiusX, angle});
  Mask mask;
  if (radiusY <= 0.0 || radiusX <= 0.0) {
    return mask;
  }
  // With u = cos·dx + sin·dy and v = cos·dy − sin·dx, a pixel is inside if (u/rx)² + (v/ry)² ≤ 1:
  // A dx² + 2 B dx dy + C dy² ≤ 1.
  const double cosine = std::cos(angle);
  const double sine = std::sin(angle);
  const double wx = 1.0 / (radiusX * radiusX);
  const double wy = 1.0 / (radiusY * radiusY);
  const double a = cosine * cosine * wx + sine * sine * wy;
  const double b = cosine * sine * (wx - wy);
  const double c = sine * sine * wx + cosine * cosine * wy;
  const double reach = std::sqrt(a / (a * c - b * b)); // largest |dy|
  for (auto row = static_cast<std::int64_t>(std::ceil(y - reach)) - 1; static_cast<double>(row) <= y + reach + 1.0;
       ++row) {
    const double dy = static_cast<double>(row) - y;
    const double middle = -b * dy / a;
    const double half = std::sqrt(std::max(0.0, (1.0 - (c - b * b / a) * dy * dy) / a));
    setConvexRow(mask, t, z, row, x + middle - half, x + middle + half, [&](double pixel) {
      const double dx = pixel - x;
      const double u = (cosine * dx + sine * dy) / radiusX;
      const double v = (cosine * dy - sine * dx) / radiusY;
      return u * u + v * v <= 1.0;
    });
  }
  return mask;
}

Mask polygonMask(std::int64_t t, std::int64_t z, const std::vector<std::pair<double, double>>& vertices) {
  Mask mask;
  if (vertices.size() < 3) {
    return mask;
  }
  for (const auto& [y, x] : vertices) {
    requireDrawable({y, x});
  }
  // Where edges cross rows: sorted, each pair of a row is a run. The work grows with the outline's length.
  std::vector<std::pair<std::int64_t, double>> crossings;
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    const auto& [ya, xa] = vertices[i];
    const auto& [yb, xb] = vertices[(i + 1) % vertices.size()];
    const double high = std::max(ya, yb);
    for (auto row = static_cast<std::int64_t>(std::ceil(std::min(ya, yb))); static_cast<double>(row) < high; ++row) {
      crossings.emplace_back(row, xa + (static_cast<double>(row) - ya) / (yb - ya) * (xb - xa));
    }
  }
  std::sort(crossings.begin(), crossings.end());
  for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
    mask.setSpan(t, z, crossings[i].first, static_cast<std::int64_t>(std::ceil(crossings[i].second)),
                 static_cast<std::int64_t>(std::ceil(crossings[i + 1].second)));
  }
  return mask;
}

Mask capsuleMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius) {
  requireDrawable({y0, x0, y1, x1, radius});
  Mask mask;
  const Point a{y0, x0};
  const Point b{y1, x1};
  if (radius <= 0.0) {
    return mask;
  }
  const double bottom = std::max(y0, y1) + radius;
  for (auto row = static_cast<std::int64_t>(std::ceil(std::min(y0, y1) - radius)); static_cast<double>(row) <= bottom;
       ++row) {
    const auto y = static_cast<double>(row);
    const auto [left, right] = capsuleRow(a, b, radius, y);
    if (left <= right) {
      setConvexRow(mask, t, z, row, left, right,
                   [&](double x) { return squaredDistanceToSegment({y, x}, a, b) <= radius * radius; });
    }
  }
  return mask;
}

Mask strokeMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius) {
  Mask mask = capsuleMask(t, z, y0, x0, y1, x1, radius);
  if (radius < 0.75) {
    addThinLine(mask, t, z, {y0, x0}, {y1, x1}); // a disc below 1/√2 may hold no pixel centre at all
  }
  return mask;
}

} // namespace cytosketch
