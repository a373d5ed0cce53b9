// Cervical cells in brightfield: overlapping cytoplasm with one nucleus each (Eschweiler et al. 2024; the cells overlap
// as in the ISBI 2014 challenge).
#include "engine/image/grey.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/outline.h"
#include "engine/simulation/detail/placement.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double turn = 2.0 * std::numbers::pi;

struct Ellipse {
  double radiusY, radiusX, angle;
};

Parameter pixels(std::string_view key, double fallback, double minimum, std::string_view label, std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .minimum = minimum,
          .maximum = 1000,
          .usefulMinimum = minimum,
          .usefulMaximum = 200,
          .unit = CYTOSKETCH_TRANSLATE("px"),
          .label = label,
          .help = help};
}

Parameter share(std::string_view key, double fallback, double maximum, std::string_view label, std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .maximum = maximum,
          .usefulMaximum = maximum,
          .step = 0.01,
          .label = label,
          .help = help};
}

std::vector<Parameter> table() {
  std::vector<Parameter> rows{countRow(6, 500)};
  for (const Parameter& row : radiusRows(60, 95, 500)) {
    rows.push_back(row);
  }
  rows.push_back({.key = "elongation.max",
                  .fallback = 1.4,
                  .minimum = 1,
                  .maximum = 5,
                  .usefulMinimum = 1,
                  .usefulMaximum = 2,
                  .step = 0.05,
                  .label = CYTOSKETCH_TRANSLATE("Elongation"),
                  .help = CYTOSKETCH_TRANSLATE("Cells are up to this many times longer than wide.")});
  rows.push_back(share("irregularity", 0.06, 0.3, CYTOSKETCH_TRANSLATE("Irregularity"),
                       CYTOSKETCH_TRANSLATE("How far outlines stray from an ellipse, as a share of the radius.")));
  rows.push_back(share("overlap", 0.6, 0.95, CYTOSKETCH_TRANSLATE("Overlap"),
                       CYTOSKETCH_TRANSLATE("Centres may come this share nearer than twice the largest radius: 0 keeps "
                                            "cells apart.")));
  rows.push_back(pixels("margin", 70, 0, CYTOSKETCH_TRANSLATE("Distance from the edge"),
                        CYTOSKETCH_TRANSLATE("Centres of cells keep this distance from the sketch's edge.")));
  rows.push_back(pixels("nucleus.radius.min", 9, 1, CYTOSKETCH_TRANSLATE("Smallest nucleus"),
                        CYTOSKETCH_TRANSLATE("Radii of nuclei are evenly spread from here …")));
  rows.push_back(
      pixels("nucleus.radius.max", 14, 1, CYTOSKETCH_TRANSLATE("Largest nucleus"), CYTOSKETCH_TRANSLATE("… to here.")));
  rows.push_back(share("nucleus.offset", 0.15, 0.5, CYTOSKETCH_TRANSLATE("Nucleus off the middle"),
                       CYTOSKETCH_TRANSLATE("Nuclei lie up to this share of their cell's smaller semi-axis off its "
                                            "middle.")));
  rows.push_back(share("nucleus.brightness", 0.06, 1, CYTOSKETCH_TRANSLATE("Brightness of nuclei"),
                       CYTOSKETCH_TRANSLATE("Nuclei are dark in brightfield.")));
  rows.push_back(share("overlap-darkening", 0.1, 1, CYTOSKETCH_TRANSLATE("Darkening by overlap"),
                       CYTOSKETCH_TRANSLATE("Share of grey that each further cell on top of another takes away.")));
  return withCommonRows(std::move(rows), {.brightnessMinimum = 0.4, .brightnessMaximum = 0.65, .background = 0.9});
}

Cell cytoplasmOf(const Task& task, const Place& centre, const Ellipse& shape, std::size_t item) {
  Cell cell;
  cell.kind = CellKind::Cytoplasm;
  cell.id = static_cast<CellId>(item + 1);
  cell.grey = {greyOfCell(task, item)};
  const BumpyCircle circle(task.values.real("irregularity"), task.draws(Purpose::Deformation, item));
  cell.mask = polygonMask(0, 0, bumpyOutline(circle, centre.y, centre.x, shape.radiusY, shape.radiusX, shape.angle));
  return cell;
}

Cell nucleusOf(const Task& task, const Place& centre, double smallerAxis, std::size_t item) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Nucleoli, item);
  const double away = v.real("nucleus.offset") * smallerAxis * std::sqrt(draws.unit());
  const double towards = draws.uniform({0.0, turn});
  const double radius = draws.uniform(v.range("nucleus.radius"));
  Cell cell;
  cell.grey = {greyOfBrightness(static_cast<float>(v.real("nucleus.brightness")))};
  cell.mask = polygonMask(0, 0,
                          ellipseOutline(centre.y + away * std::sin(towards), centre.x + away * std::cos(towards),
                                         radius / draws.uniform({1.0, 1.3}), radius, draws.uniform({0.0, turn})));
  return cell;
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task);
  Shading shading = sketch.shading();
  shading.overlapDarkening = static_cast<float>(v.real("overlap-darkening"));
  sketch.setShading(shading);
  const Extent& e = sketch.extent();
  const std::int64_t count = v.whole("count");
  const auto margin = static_cast<std::int64_t>(v.real("margin"));
  const Candidates candidates = Candidates::inside(Box::whole(e), [&](std::int64_t, std::int64_t y, std::int64_t x) {
    return std::min({y, x, e.y - 1 - y, e.x - 1 - x}) >= std::min({margin, (e.y - 1) / 2, (e.x - 1) / 2});
  });
  const double distance = 2.0 * (1.0 - v.real("overlap")) * v.real("radius.max");
  const std::vector<Place> places = placeApart(candidates, count, distance, 1.0, task.draws(Purpose::Place));
  for (std::size_t i = 0; i < places.size(); ++i) {
    task.at(static_cast<double>(i + 1) / static_cast<double>(places.size()));
    Draws draws = task.draws(Purpose::Shape, i);
    const double r = draws.uniform(v.range("radius"));
    const Ellipse shape{r / draws.uniform({1.0, v.real("elongation.max")}), r, draws.uniform({0.0, turn})};
    const Cell cytoplasm = cytoplasmOf(task, places[i], shape, i);
    Cell nucleus = nucleusOf(task, places[i], shape.radiusY, i);
    nucleus.id = static_cast<CellId>(places.size() + i + 1);
    nucleus.mask.intersect(cytoplasm.mask);
    for (const CellPtr& other : sketch.cellsIn(0, nucleus.mask.bounds())) {
      if (other->kind == CellKind::Nucleus) {
        nucleus.mask.subtract(other->mask);
      }
    }
    sketch.put(cytoplasm);
    sketch.put(std::move(nucleus));
  }
  return {sketch, count, static_cast<std::int64_t>(places.size())};
}

} // namespace

Simulator cervical() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "cervical",
           .label = CYTOSKETCH_TRANSLATE("Cervical cells: overlapping cytoplasm, 2D"),
           .help = CYTOSKETCH_TRANSLATE("Brightfield cells that lie on one another, each with one dark nucleus."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
