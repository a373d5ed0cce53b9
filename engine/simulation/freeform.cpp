// Cells of one's own: size, number, elongation, irregularity, clustering and intensity as one likes, or as measured.
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/freeformcell.h"
#include "engine/simulation/detail/outline.h"
#include "engine/simulation/detail/placement.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

std::vector<Parameter> table() {
  std::vector<Parameter> rows{countRow(60, 20000)};
  for (Parameter row : radiusRows(10, 20, 500)) {
    row.help = row.key == "radius.min"
                   ? CYTOSKETCH_TRANSLATE("Cells cover areas like discs with radii evenly spread from here …")
                   : CYTOSKETCH_TRANSLATE("… to here.");
    rows.push_back(row);
  }
  Parameter elongation{.minimum = 1, .maximum = 10, .usefulMinimum = 1, .usefulMaximum = 4, .step = 0.05};
  elongation.key = "elongation.min";
  elongation.fallback = 1;
  elongation.label = CYTOSKETCH_TRANSLATE("Least elongation");
  elongation.help = CYTOSKETCH_TRANSLATE("Cells are longer than wide, evenly spread from this many times …");
  rows.push_back(elongation);
  elongation.key = "elongation.max";
  elongation.fallback = 1.5;
  elongation.label = CYTOSKETCH_TRANSLATE("Greatest elongation");
  elongation.help = CYTOSKETCH_TRANSLATE("… to this many times.");
  rows.push_back(elongation);
  rows.push_back({.key = "irregularity",
                  .fallback = 0.05,
                  .maximum = 0.3,
                  .usefulMaximum = 0.2,
                  .step = 0.01,
                  .label = CYTOSKETCH_TRANSLATE("Irregularity"),
                  .help = CYTOSKETCH_TRANSLATE("How far outlines stray from an ellipse, as a share of the radius.")});
  rows.push_back({.key = "clustering",
                  .fallback = 0,
                  .maximum = 0.95,
                  .usefulMaximum = 0.9,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Clustering"),
                  .help = CYTOSKETCH_TRANSLATE("Share of the sketch that stays free of cells, which crowd in "
                                               "colonies on the rest.")});
  rows.push_back({.key = "distance",
                  .fallback = 0,
                  .maximum = 2000,
                  .usefulMaximum = 200,
                  .unit = CYTOSKETCH_TRANSLATE("px"),
                  .label = CYTOSKETCH_TRANSLATE("Distance of cells"),
                  .help = CYTOSKETCH_TRANSLATE("Least distance of the middles of cells; 0 is twice the largest "
                                               "radius. What cells share goes to one of them.")});
  return withCommonRows(std::move(rows), {});
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task);
  const std::int64_t count = v.whole("count");
  const double distance = v.real("distance") > 0.0 ? v.real("distance") : 2.0 * v.real("radius.max");
  const FreeFormShape shape{v.range("radius"), v.range("elongation"), v.real("irregularity")};
  Candidates region = freeFormRegion(sketch.extent(), v.real("clustering"), colonyRadius * v.real("radius.max"),
                                     task.draws(Purpose::Region), [&] { task.at(0.0); });
  const std::vector<Place> places = placeApart(std::move(region), count, distance, 1.0, task.draws(Purpose::Place));
  for (std::size_t i = 0; i < places.size(); ++i) {
    task.at(static_cast<double>(i + 1) / static_cast<double>(places.size()));
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.grey = {greyOfCell(task, i)};
    cell.mask = drawnFreeForm(shape, places[i], task.draws(Purpose::Shape, i), task.draws(Purpose::Deformation, i));
    for (const CellPtr& other : sketch.cellsIn(0, cell.mask.bounds())) {
      cell.mask.subtract(other->mask);
    }
    if (!cell.mask.empty()) {
      sketch.put(std::move(cell));
    }
  }
  return {sketch, count, static_cast<std::int64_t>(sketch.cellCount())};
}

} // namespace

Mask drawnFreeForm(const FreeFormShape& shape, const Place& place, Draws draws, const Draws& deformation) {
  const double r = draws.uniform(shape.radius);
  const double stretch = std::sqrt(draws.uniform(shape.elongation));
  const BumpyCircle circle(shape.irregularity, deformation);
  const double angle = draws.uniform({0.0, 2.0 * std::numbers::pi});
  return polygonMask(0, 0, bumpyOutline(circle, place.y, place.x, r / stretch, r * stretch, angle));
}

Candidates freeFormRegion(const Extent& e, double clustering, double radius, Draws draws,
                          const std::function<void()>& onDisc) {
  const Box whole = Box::whole(e);
  if (clustering <= 0.0) {
    return Candidates::inside(whole, [](std::int64_t, std::int64_t, std::int64_t) { return true; });
  }
  std::vector<std::uint8_t> covered(whole.voxels(), 0);
  const auto wanted = static_cast<std::size_t>((1.0 - clustering) * static_cast<double>(covered.size()));
  std::size_t count = 0;
  while (count < std::max<std::size_t>(wanted, 1)) {
    const double y = draws.uniform({0.0, static_cast<double>(e.y)});
    const double x = draws.uniform({0.0, static_cast<double>(e.x)});
    discMask(0, 0, y, x, radius).forEachSpan(0, 0, whole, [&](std::int64_t row, std::int64_t x0, std::int64_t x1) {
      for (std::size_t at = whole.offset(0, row, x0); x0 < x1; ++x0, ++at) {
        count += covered[at] == 0 ? 1 : 0;
        covered[at] = 1;
      }
    });
    if (onDisc) {
      onDisc();
    }
  }
  return Candidates::inside(
      whole, [&](std::int64_t z, std::int64_t y, std::int64_t x) { return covered[whole.offset(z, y, x)] != 0; });
}

Simulator freeForm() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "free-form",
           .label = CYTOSKETCH_TRANSLATE("Your cells: free form, 2D"),
           .help = CYTOSKETCH_TRANSLATE("Cells of any size, number, elongation, irregularity and clustering."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
