#include "engine/simulation/detail/population.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

struct Moments {
  double n = 0, sy = 0, sx = 0, syy = 0, sxx = 0, syx = 0;

  /// Pixels x0 … x1 − 1 of a row.
  void addRun(double y, double x0, double x1) {
    const double length = x1 - x0;
    const double middle = 0.5 * (x0 + x1 - 1.0);
    n += length;
    sy += length * y;
    sx += length * middle;
    syy += length * y * y;
    sxx += length * (middle * middle + (length * length - 1.0) / 12.0);
    syx += length * y * middle;
  }
};

/// The ellipse: (dy, dx) is inside where a·dy² + 2b·dy·dx + c·dx² ≤ 1.
struct Ellipse {
  double y, x, a, b, c;
  double major, minor;
};

Ellipse ellipseOf(const Moments& m) {
  constexpr double pixel = 1.0 / 12.0; // a pixel's own spread
  Ellipse e{};
  e.y = m.sy / m.n;
  e.x = m.sx / m.n;
  const double vy = m.syy / m.n - e.y * e.y + pixel;
  const double vx = m.sxx / m.n - e.x * e.x + pixel;
  const double vyx = m.syx / m.n - e.y * e.x;
  const double middle = 0.5 * (vy + vx);
  const double spread = std::hypot(0.5 * (vx - vy), vyx);
  e.major = 2.0 * std::sqrt(middle + spread);
  e.minor = 2.0 * std::sqrt(std::max(middle - spread, pixel));
  // Scaled to the cell's own area, so that what differs is shape alone.
  const double determinant = std::max(vy * vx - vyx * vyx, pixel * pixel);
  const double scale = m.n / (std::numbers::pi * 4.0 * std::sqrt(determinant)); // of the area
  const double norm = 4.0 * determinant * scale;
  e.a = vx / norm;
  e.b = -vyx / norm;
  e.c = vy / norm;
  return e;
}

/// Pixels that only one of the two covers.
double differenceOf(const Mask& mask, std::int64_t t, const Ellipse& e) {
  const Box box = mask.bounds(t);
  const auto reach = static_cast<std::int64_t>(e.major * 1.5) + 2;
  const auto middleY = static_cast<std::int64_t>(std::llround(e.y));
  const auto middleX = static_cast<std::int64_t>(std::llround(e.x));
  const Box around = box.united({0, middleY - reach, middleX - reach, 1, middleY + reach + 1, middleX + reach + 1});
  std::vector<std::uint8_t> inside(around.voxels(), 0);
  for (std::int64_t y = around.y0; y < around.y1; ++y) {
    const double dy = static_cast<double>(y) - e.y;
    for (std::int64_t x = around.x0; x < around.x1; ++x) {
      const double dx = static_cast<double>(x) - e.x;
      inside[around.offset(0, y, x)] = e.a * dy * dy + 2.0 * e.b * dy * dx + e.c * dx * dx <= 1.0 ? 1 : 0;
    }
  }
  Box plane = around;
  plane.z0 = 0;
  plane.z1 = 1;
  mask.forEachSpan(t, 0, plane, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (; x0 < x1; ++x0) {
      inside[around.offset(0, y, x0)] ^= 1;
    }
  });
  return static_cast<double>(std::count(inside.begin(), inside.end(), std::uint8_t{1}));
}

CellKind commonestKind(const Sketch& sketch) {
  std::array<std::size_t, 3> counts{};
  for (const auto& [id, cell] : sketch.cells()) {
    ++counts.at(static_cast<std::size_t>(cell->kind));
  }
  return static_cast<CellKind>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

Population::Member memberOf(const Cell& cell, std::int64_t t, const Extent& e) {
  const Box box = cell.mask.bounds(t);
  Population::Member member;
  member.shape = shapeOf(cell.mask, t);
  member.whole = box.y0 > 0 && box.x0 > 0 && box.y1 < e.y && box.x1 < e.x;
  const auto chance = [](std::int64_t size, std::int64_t extent) {
    return std::max(1.0, static_cast<double>(extent - size)) / static_cast<double>(extent);
  };
  member.weight = 1.0 / (chance(box.height(), e.y) * chance(box.width(), e.x));
  member.grey = cell.greyAt(t);
  return member;
}

} // namespace

CellShape shapeOf(const Mask& mask, std::int64_t t) {
  Moments moments;
  mask.forEachSpan(t, 0, mask.bounds(t, 0), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    moments.addRun(static_cast<double>(y), static_cast<double>(x0), static_cast<double>(x1));
  });
  const Ellipse ellipse = ellipseOf(moments);
  CellShape shape{ellipse.y, ellipse.x};
  shape.radius = std::sqrt(moments.n / std::numbers::pi);
  shape.elongation = ellipse.major / ellipse.minor;
  shape.roughness = differenceOf(mask, t, ellipse) / moments.n;
  return shape;
}

std::int64_t Population::cells() const {
  std::int64_t count = 0;
  for (const auto& frame : frames) {
    count += static_cast<std::int64_t>(frame.size());
  }
  return count;
}

std::int64_t Population::wholeCells() const {
  std::int64_t count = 0;
  for (const auto& frame : frames) {
    count += std::count_if(frame.begin(), frame.end(), [](const Member& member) { return member.whole; });
  }
  return count;
}

Population populationOf(const Sketch& sketch) {
  const CellKind kind = commonestKind(sketch);
  const Extent& e = sketch.extent();
  Population population;
  for (std::int64_t t = 0; t < e.t; ++t) {
    std::vector<Population::Member> members;
    for (const CellPtr& cell : sketch.cellsIn(t, Box::whole(e))) {
      if (cell->kind == kind && cell->mask.hasSlice(t, 0)) {
        members.push_back(memberOf(*cell, t, e));
      }
    }
    population.frames.push_back(std::move(members));
  }
  return population;
}

LMoments lMoments(std::vector<std::pair<double, double>> values) {
  std::sort(values.begin(), values.end());
  double all = 0.0;
  for (const auto& [value, weight] : values) {
    all += weight;
  }
  LMoments moments;
  double before = 0.0;
  for (const auto& [value, weight] : values) {
    moments.mean += weight / all * value;
    moments.scale += weight / all * value * ((2.0 * before + weight) / all - 1.0);
    before += weight;
  }
  return moments;
}

} // namespace cytosketch
