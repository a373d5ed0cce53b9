// Nuclei with surfaces of random spherical harmonics, anywhere in a volume.
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/surface.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

std::vector<Parameter> table() {
  std::vector<Parameter> rows{countRow(60, 5000)};
  for (const Parameter& row : radiusRows(12, 18, 200)) {
    rows.push_back(row);
  }
  rows.push_back({.key = "elongation.max",
                  .fallback = 1.3,
                  .minimum = 1,
                  .maximum = 10,
                  .usefulMinimum = 1,
                  .usefulMaximum = 3,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Elongation"),
                  .help = CYTOSKETCH_TRANSLATE("Nuclei are up to this many times longer than wide.")});
  rows.push_back({.key = "irregularity",
                  .fallback = 0.1,
                  .minimum = 0,
                  .maximum = 0.5,
                  .usefulMinimum = 0,
                  .usefulMaximum = 0.25,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Irregularity"),
                  .help = CYTOSKETCH_TRANSLATE("How far a surface strays from its ellipsoid, as a share of the "
                                               "radius.")});
  rows.push_back({.key = "order",
                  .type = ParameterType::Integer,
                  .fallback = 20,
                  .minimum = 2,
                  .maximum = 30,
                  .usefulMinimum = 4,
                  .usefulMaximum = 20,
                  .label = CYTOSKETCH_TRANSLATE("Order"),
                  .help = CYTOSKETCH_TRANSLATE("Highest degree of the spherical harmonics: more give finer bumps.")});
  rows.push_back({.key = "exponent",
                  .fallback = 5,
                  .minimum = 0,
                  .maximum = 20,
                  .usefulMinimum = 2,
                  .usefulMaximum = 8,
                  .step = 0.5,
                  .label = CYTOSKETCH_TRANSLATE("Smoothness"),
                  .help = CYTOSKETCH_TRANSLATE("The power of degree l falls as l to minus this: higher is rounder.")});
  rows.push_back({.key = "z-anisotropy",
                  .fallback = 0.5,
                  .minimum = 0.01,
                  .maximum = 10,
                  .usefulMinimum = 0.05,
                  .usefulMaximum = 1,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Flatness in slices"),
                  .help = CYTOSKETCH_TRANSLATE("Pixel size by slice distance: nuclei span this share of slices.")});
  return withCommonRows(std::move(rows), {.sizeX = 256, .sizeY = 256, .sizeZ = 64, .spacingXy = 0.5, .spacingZ = 1});
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task);
  const std::int64_t count = v.whole("count");
  const auto anywhere = [](std::int64_t, std::int64_t, std::int64_t) { return true; };
  const std::vector<Place> places =
      placeApart(Candidates::inside(Box::whole(sketch.extent()), anywhere), count, 2.0 * v.real("radius.max"),
                 1.0 / v.real("z-anisotropy"), task.draws(Purpose::Place));
  for (std::size_t i = 0; i < places.size(); ++i) {
    task.at(static_cast<double>(i + 1) / static_cast<double>(places.size()));
    Draws draws = task.draws(Purpose::Shape, i);
    const double r = draws.uniform(v.range("radius"));
    const double e = draws.uniform({1.0, v.real("elongation.max")});
    const double angle = draws.uniform({0.0, 2.0 * std::numbers::pi});
    const HarmonicSurface surface(static_cast<int>(v.whole("order")), v.real("exponent"), v.real("irregularity"),
                                  task.draws(Purpose::Deformation, i));
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.grey = {greyOfCell(task, i)};
    cell.mask = maskOf(surface, {places[i], r * v.real("z-anisotropy"), r / e, r, angle});
    for (const CellPtr& other : sketch.cellsIn(0, cell.mask.bounds())) {
      cell.mask.subtract(other->mask); // bumps may meet
    }
    if (!cell.mask.empty()) {
      sketch.put(std::move(cell));
    }
  }
  return {sketch, count, static_cast<std::int64_t>(sketch.cellCount())};
}

} // namespace

Simulator harmonicNuclei() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "harmonic-nuclei",
           .label = CYTOSKETCH_TRANSLATE("Nuclei of spherical harmonics, 3D"),
           .help = CYTOSKETCH_TRANSLATE("Irregular nuclei anywhere in a volume, with surfaces of random spherical "
                                        "harmonics."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
