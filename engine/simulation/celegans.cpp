// C. elegans embryos: nuclei in an ellipsoid, the smaller the more there are (Eschweiler et al. 2024, Materials).
#include "engine/image/error.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/ellipsoid.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double degree = std::numbers::pi / 180.0;

std::vector<Parameter> table() {
  std::vector<Parameter> rows{countRow(200, 5000)};
  rows.push_back({.key = "count-spread",
                  .type = ParameterType::Integer,
                  .fallback = 0,
                  .minimum = 0,
                  .maximum = 5000,
                  .usefulMinimum = 0,
                  .usefulMaximum = 100,
                  .label = CYTOSKETCH_TRANSLATE("Spread of the number"),
                  .help = CYTOSKETCH_TRANSLATE("The number of cells is drawn from so many below to so many above.")});
  for (Parameter& row : radiusRows(0, 0, 500)) {
    row.minimum = 0;
    row.usefulMinimum = 0;
    row.help = row.key == "radius.min"
                   ? CYTOSKETCH_TRANSLATE("Nuclei have radii evenly spread from here …; 0 lets them shrink as their "
                                          "number grows.")
                   : CYTOSKETCH_TRANSLATE("… to here; 0 lets them shrink as their number grows.");
    rows.push_back(row);
  }
  rows.push_back({.key = "occupancy",
                  .fallback = 1.0 / 3.0,
                  .minimum = 0.01,
                  .maximum = 1,
                  .usefulMinimum = 0.1,
                  .usefulMaximum = 0.4,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Share of nuclei"),
                  .help = CYTOSKETCH_TRANSLATE("Share of the embryo that nuclei fill; sets their radius where that "
                                               "is 0.")});
  rows.push_back({.key = "region",
                  .fallback = 0.3,
                  .minimum = 0.01,
                  .maximum = 0.5,
                  .usefulMinimum = 0.1,
                  .usefulMaximum = 0.45,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Size of the embryo"),
                  .help = CYTOSKETCH_TRANSLATE("Semi-axes of the embryo as a share of the sketch's size.")});
  rows.push_back({.key = "z-anisotropy",
                  .fallback = 0.09,
                  .minimum = 0.01,
                  .maximum = 10,
                  .usefulMinimum = 0.05,
                  .usefulMaximum = 1,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Flatness in slices"),
                  .help = CYTOSKETCH_TRANSLATE("Pixel size by slice distance: nuclei span this share of slices.")});
  rows.push_back({.key = "elongation.max",
                  .fallback = 1.1,
                  .minimum = 1,
                  .maximum = 10,
                  .usefulMinimum = 1,
                  .usefulMaximum = 2,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Elongation"),
                  .help = CYTOSKETCH_TRANSLATE("Nuclei are up to this many times longer than wide.")});
  rows.push_back({.key = "post-mitotic",
                  .fallback = 0.1,
                  .minimum = 0,
                  .maximum = 1,
                  .usefulMinimum = 0,
                  .usefulMaximum = 0.3,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Just divided"),
                  .help = CYTOSKETCH_TRANSLATE("Share of nuclei that have just divided: they are thin along two "
                                               "axes.")});
  rows.push_back({.key = "post-mitotic.elongation.max",
                  .fallback = 2,
                  .minimum = 1,
                  .maximum = 10,
                  .usefulMinimum = 1,
                  .usefulMaximum = 3,
                  .step = 0.1,
                  .label = CYTOSKETCH_TRANSLATE("Elongation when just divided"),
                  .help = CYTOSKETCH_TRANSLATE("Nuclei that have just divided are up to this many times longer than "
                                               "wide.")});
  rows.push_back({.key = "rotation",
                  .fallback = 20,
                  .minimum = 0,
                  .maximum = 180,
                  .usefulMinimum = 0,
                  .usefulMaximum = 180,
                  .step = 5,
                  .unit = CYTOSKETCH_TRANSLATE("°"),
                  .label = CYTOSKETCH_TRANSLATE("Rotation"),
                  .help = CYTOSKETCH_TRANSLATE("Nuclei are turned in the plane by up to this angle, either way.")});
  return withCommonRows(std::move(rows), {.sizeX = 708, .sizeY = 512, .sizeZ = 35, .spacingXy = 0.09, .spacingZ = 1});
}

/// The embryo's semi-axes in voxels.
Place semiAxes(const Task& task, const Extent& e) {
  const double share = task.values.real("region");
  const auto axis = [&](std::int64_t length) { return std::max(1.0, std::floor(share * static_cast<double>(length))); };
  return {axis(e.z), axis(e.y), axis(e.x)};
}

/// The table's radii; where one is 0, a voxel to either side of that with which `count` nuclei fill their share.
Range radii(const Task& task, const Place& embryo, std::int64_t count) {
  const Values& v = task.values;
  const double each = v.real("occupancy") * embryo.z * embryo.y * embryo.x / static_cast<double>(count);
  const double middle = std::floor(std::cbrt(each / v.real("z-anisotropy")));
  const double low = v.real("radius.min");
  const double high = v.real("radius.max");
  const Range range{low > 0.0 ? low : std::max(1.0, middle - 1.0), high > 0.0 ? high : std::max(2.0, middle + 1.0)};
  if (range.low > range.high) {
    throw SettingsError("radius.min is above radius.max", "radius.min",
                        "Give both; 0 stands for what the number of nuclei asks for");
  }
  return range;
}

Ellipsoid nucleusAt(const Task& task, const Place& centre, const Range& radius, std::uint64_t item) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Shape, item);
  const bool divided = draws.chance(v.real("post-mitotic"));
  const double r = draws.uniform(radius);
  const double e = draws.uniform({1.0, v.real(divided ? "post-mitotic.elongation.max" : "elongation.max")});
  const double zRadius = r * v.real("z-anisotropy");
  const double angle = draws.uniform({-v.real("rotation"), v.real("rotation")}) * degree;
  return {centre, divided ? zRadius / e : zRadius, divided ? r / e : r, divided ? r : r / e, angle};
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task);
  const Extent& e = sketch.extent();
  const auto spread = static_cast<double>(v.whole("count-spread"));
  const auto most = v.real("count");
  const std::int64_t count =
      std::max<std::int64_t>(1, task.draws(Purpose::Growth).whole({most - spread, most + spread}));
  const Place axes = semiAxes(task, e);
  const Range radius = radii(task, axes, count);
  const Place middle{static_cast<double>(e.z / 2), static_cast<double>(e.y / 2), static_cast<double>(e.x / 2)};
  const Candidates inside = Candidates::inside(Box::whole(e), [&](std::int64_t z, std::int64_t y, std::int64_t x) {
    const double dz = (static_cast<double>(z) - middle.z) / axes.z;
    const double dy = (static_cast<double>(y) - middle.y) / axes.y;
    const double dx = (static_cast<double>(x) - middle.x) / axes.x;
    return dz * dz + dy * dy + dx * dx <= 1.0;
  });
  task.at(0.1);
  const std::vector<Place> places =
      placeApart(inside, count, 2.0 * radius.high, 1.0 / v.real("z-anisotropy"), task.draws(Purpose::Place),
                 [&](std::size_t n) { task.at(0.1 + 0.4 * static_cast<double>(n) / static_cast<double>(count)); });
  for (std::size_t i = 0; i < places.size(); ++i) {
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.grey = {greyOfCell(task, i)};
    cell.mask = maskOf(nucleusAt(task, places[i], radius, i));
    sketch.put(std::move(cell));
    task.at(0.5 + 0.5 * static_cast<double>(i + 1) / static_cast<double>(places.size()));
  }
  return {sketch, count, static_cast<std::int64_t>(sketch.cellCount())};
}

} // namespace

Simulator cElegans() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "c-elegans",
           .label = CYTOSKETCH_TRANSLATE("C. elegans: nuclei of an embryo, 3D"),
           .help = CYTOSKETCH_TRANSLATE("Nuclei in an ellipsoidal embryo that shrink as their number grows; some have "
                                        "just divided."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
