// T. castaneum embryos: nuclei on a shell, unrolled by a cartographic projection (Eschweiler et al. 2024, Materials).
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/ellipsoid.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double pi = std::numbers::pi;

std::vector<Parameter> table() {
  std::vector<Parameter> rows{countRow(3000, 20000)};
  for (const Parameter& row : radiusRows(5, 6, 60)) {
    rows.push_back(row);
  }
  rows.push_back({.key = "elongation.max",
                  .fallback = 1,
                  .minimum = 1,
                  .maximum = 10,
                  .usefulMinimum = 1,
                  .usefulMaximum = 2,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Elongation"),
                  .help = CYTOSKETCH_TRANSLATE("Nuclei are up to this many times longer than wide.")});
  rows.push_back({.key = "shell.radius",
                  .fallback = 230,
                  .minimum = 20,
                  .maximum = 300,
                  .usefulMinimum = 100,
                  .usefulMaximum = 300,
                  .step = 5,
                  .unit = CYTOSKETCH_TRANSLATE("px"),
                  .label = CYTOSKETCH_TRANSLATE("Radius of the shell"),
                  .help = CYTOSKETCH_TRANSLATE("Radius of the embryo on whose surface the nuclei lie, before it is "
                                               "unrolled.")});
  rows.push_back({.key = "shell.thickness",
                  .fallback = 1,
                  .minimum = 1,
                  .maximum = 20,
                  .usefulMinimum = 1,
                  .usefulMaximum = 5,
                  .step = 1,
                  .unit = CYTOSKETCH_TRANSLATE("px"),
                  .label = CYTOSKETCH_TRANSLATE("Thickness of the shell"),
                  .help = CYTOSKETCH_TRANSLATE("Centres of nuclei lie within this depth below the surface.")});
  rows.push_back({.key = "shell.flattening",
                  .fallback = 0.05,
                  .minimum = 0,
                  .maximum = 0.5,
                  .usefulMinimum = 0,
                  .usefulMaximum = 0.1,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Flattening"),
                  .help = CYTOSKETCH_TRANSLATE("Each axis of the shell is shorter by up to this share, so that nuclei "
                                               "lie in different slices.")});
  rows.push_back({.key = "poles",
                  .fallback = 0.05,
                  .minimum = 0,
                  .maximum = 0.45,
                  .usefulMinimum = 0.02,
                  .usefulMaximum = 0.2,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Cut at the poles"),
                  .help = CYTOSKETCH_TRANSLATE("Share of the way from pole to pole that is left out at either end, "
                                               "where the map is stretched.")});
  return withCommonRows(std::move(rows), {.sizeX = 1700, .sizeY = 2450, .sizeZ = 13});
}

/// The shell's ellipsoid: semi-axes, turned in the y-x plane. Voxels of the world, centre at 0.
struct Shell {
  double z, y, x, cosine, sine;

  /// Positions of row (z, y) up to `scale` of the ellipsoid; empty if high < low.
  Range row(double atZ, double atY, double scale) const {
    const double wx = 1.0 / (x * x * scale * scale);
    const double wy = 1.0 / (y * y * scale * scale);
    const double a = cosine * cosine * wx + sine * sine * wy;
    const double b = cosine * sine * (wx - wy) * atY;
    const double c = (sine * sine * wx + cosine * cosine * wy) * atY * atY + atZ * atZ / (z * z * scale * scale) - 1.0;
    const double root = b * b - a * c;
    return root < 0.0 ? Range{1.0, 0.0} : Range{(-b - std::sqrt(root)) / a, (-b + std::sqrt(root)) / a};
  }
};

Candidates shellVoxels(const Task& task) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Region);
  const double radius = v.real("shell.radius");
  const auto axis = [&] { return radius * (1.0 - v.real("shell.flattening") * draws.unit()); };
  Shell shell{axis(), axis(), axis(), 1.0, 0.0};
  const double angle = draws.uniform({0.0, 2.0 * pi});
  shell.cosine = std::cos(angle);
  shell.sine = std::sin(angle);
  const double inner = std::max(0.01, 1.0 - v.real("shell.thickness") / radius);
  const auto edge = static_cast<std::int64_t>(radius) + 1;
  Candidates candidates{{-edge, -edge, -edge, edge + 1, edge + 1, edge + 1}, {}};
  for (std::int64_t z = -edge; z <= edge; ++z) {
    for (std::int64_t y = -edge; y <= edge; ++y) {
      const Range outside = shell.row(static_cast<double>(z), static_cast<double>(y), 1.0);
      const Range hollow = shell.row(static_cast<double>(z), static_cast<double>(y), inner);
      for (auto x = static_cast<std::int64_t>(std::ceil(outside.low)); static_cast<double>(x) <= outside.high; ++x) {
        if (hollow.low <= static_cast<double>(x) && static_cast<double>(x) <= hollow.high) {
          x = static_cast<std::int64_t>(std::floor(hollow.high)); // the hollow lies within one run
          continue;
        }
        candidates.voxels.push_back(static_cast<std::uint32_t>(candidates.box.offset(z, y, x)));
      }
    }
  }
  return candidates;
}

/// The map of the embryo: slice = distance from its centre, y = longitude, x = way from pole to pole.
class Projection {
public:
  Projection(const Task& task, const Extent& extent)
      : extent_(extent),
        cut_(task.values.real("poles") * pi),
        firstRadius_(task.values.real("shell.radius") - 1.0 - static_cast<double>(extent.z / 2)) {}

  double radiusOf(std::int64_t z) const { return firstRadius_ + static_cast<double>(z); }
  double longitudeOf(std::int64_t y) const {
    return 2.0 * pi * static_cast<double>(y) / static_cast<double>(extent_.y) - pi;
  }
  double polarOf(std::int64_t x) const {
    return cut_ + (pi - 2.0 * cut_) * static_cast<double>(x) / static_cast<double>(extent_.x);
  }

  /// The voxels of the map that show the ellipsoid. Where it crosses the map's seam it comes back at the other side.
  Mask maskOf(const Ellipsoid& e) const {
    const double reach = std::max({e.radiusZ, e.radiusY, e.radiusX});
    const double distance = std::hypot(e.centre.z, e.centre.y, e.centre.x);
    const double fromAxis = std::hypot(e.centre.y, e.centre.x);
    const double wide = reach < fromAxis ? std::asin(reach / fromAxis) : pi;
    const double high = std::asin(std::min(1.0, reach / distance));
    const double longitude = std::atan2(e.centre.y, e.centre.x);
    const double polar = std::acos(std::clamp(e.centre.z / distance, -1.0, 1.0));
    const double rows = static_cast<double>(extent_.y) / (2.0 * pi);
    const double columns = static_cast<double>(extent_.x) / (pi - 2.0 * cut_);
    const auto whole = [](double value) { return static_cast<std::int64_t>(std::floor(value)); };
    const Box box = Box{whole(distance - reach - firstRadius_),    whole((longitude + pi - wide) * rows),
                        whole((polar - high - cut_) * columns),    whole(distance + reach - firstRadius_) + 2,
                        whole((longitude + pi + wide) * rows) + 2, whole((polar + high - cut_) * columns) + 2}
                        .intersected({0, -extent_.y, 0, extent_.z, 2 * extent_.y, extent_.x});
    Mask mask;
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      addRows(mask, e, box, y);
    }
    return mask;
  }

private:
  void addRows(Mask& mask, const Ellipsoid& e, const Box& box, std::int64_t y) const {
    const double cosine = std::cos(e.angle);
    const double sine = std::sin(e.angle);
    const double longitude = longitudeOf(y);
    const auto contains = [&](std::int64_t z, std::int64_t x) {
      const double radius = radiusOf(z);
      const double polar = polarOf(x);
      const double dz = radius * std::cos(polar) - e.centre.z;
      const double dy = radius * std::sin(polar) * std::sin(longitude) - e.centre.y;
      const double dx = radius * std::sin(polar) * std::cos(longitude) - e.centre.x;
      const double u = (cosine * dx + sine * dy) / e.radiusX;
      const double v = (cosine * dy - sine * dx) / e.radiusY;
      const double w = dz / e.radiusZ;
      return u * u + v * v + w * w <= 1.0;
    };
    for (std::int64_t z = box.z0; z < box.z1; ++z) {
      std::int64_t x0 = box.x0;
      std::int64_t x1 = box.x1;
      while (x0 < x1 && !contains(z, x0)) {
        ++x0;
      }
      while (x1 > x0 && !contains(z, x1 - 1)) {
        --x1;
      }
      mask.setSpan(0, z, (y + extent_.y) % extent_.y, x0, x1);
    }
  }

  Extent extent_;
  double cut_;
  double firstRadius_;
};

Ellipsoid nucleusAt(const Task& task, const Place& centre, std::uint64_t item) {
  Draws draws = task.draws(Purpose::Shape, item);
  const double r = draws.uniform(task.values.range("radius"));
  const double e = draws.uniform({1.0, task.values.real("elongation.max")});
  return {centre, r, r / e, r, draws.uniform({0.0, 2.0 * pi})};
}

Simulation run(const Task& task) {
  Sketch sketch = emptySketch(task);
  const std::int64_t count = task.values.whole("count");
  const double distance = 2.0 * task.values.real("radius.max");
  const std::vector<Place> places =
      placeApart(shellVoxels(task), count, distance, 1.0, task.draws(Purpose::Place),
                 [&](std::size_t n) { task.at(0.3 * static_cast<double>(n) / static_cast<double>(count)); });
  const Projection projection(task, sketch.extent());
  for (std::size_t i = 0; i < places.size(); ++i) {
    task.at(0.3 + 0.7 * static_cast<double>(i) / static_cast<double>(places.size()));
    Cell cell;
    cell.mask = projection.maskOf(nucleusAt(task, places[i], i));
    if (cell.mask.empty()) {
      continue; // beyond the cut poles, or above or below the slices
    }
    cell.id = sketch.nextId();
    cell.grey = {greyOfCell(task, i)};
    sketch.put(std::move(cell));
  }
  return {sketch, count, static_cast<std::int64_t>(sketch.cellCount())};
}

} // namespace

Simulator tCastaneum() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "t-castaneum",
           .label = CYTOSKETCH_TRANSLATE("T. castaneum: unrolled nuclei of an embryo, 3D"),
           .help = CYTOSKETCH_TRANSLATE("Nuclei on the shell of a beetle's embryo, unrolled to a map with few slices."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
