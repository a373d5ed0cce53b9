// Flat nuclei in two dimensions: mouse stem cells (GOWT1) and HeLa (Eschweiler et al. 2024, Materials).
#include "engine/image/grey.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/outline.h"
#include "engine/simulation/detail/placement.h"

#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

constexpr double pi = std::numbers::pi;

Parameter elongationRow(double fallback, std::string_view help) {
  return {.key = "elongation.max",
          .fallback = fallback,
          .minimum = 1,
          .maximum = 10,
          .usefulMinimum = 1,
          .usefulMaximum = 3,
          .step = 0.05,
          .label = CYTOSKETCH_TRANSLATE("Elongation"),
          .help = help};
}

Parameter deformationRow(double fallback) {
  return {.key = "deformation",
          .fallback = fallback,
          .minimum = 0,
          .maximum = 0.2,
          .usefulMinimum = 0,
          .usefulMaximum = 0.15,
          .step = 0.01,
          .label = CYTOSKETCH_TRANSLATE("Deformation"),
          .help = CYTOSKETCH_TRANSLATE("How far outlines bulge, as a share of three times the largest radius.")};
}

std::vector<Parameter> mouseTable() {
  std::vector<Parameter> rows{countRow(30, 5000)};
  for (const Parameter& row : radiusRows(30, 45, 500)) {
    rows.push_back(row);
  }
  rows.push_back(elongationRow(1.3, CYTOSKETCH_TRANSLATE("Nuclei are up to this many times longer than wide.")));
  rows.push_back(deformationRow(0.05));
  const Parameter share{.maximum = 1, .usefulMaximum = 1, .step = 0.05};
  Parameter one = share;
  one.key = "nucleoli.one";
  one.fallback = 0.5;
  one.label = CYTOSKETCH_TRANSLATE("One nucleolus");
  one.help = CYTOSKETCH_TRANSLATE("Share of nuclei with one dark nucleolus.");
  rows.push_back(one);
  Parameter two = share;
  two.key = "nucleoli.two";
  two.fallback = 0.3;
  two.label = CYTOSKETCH_TRANSLATE("Two nucleoli");
  two.help = CYTOSKETCH_TRANSLATE("Share of nuclei with two dark nucleoli; what is left of the two shares has none.");
  rows.push_back(two);
  const Parameter size{.maximum = 200, .usefulMinimum = 2, .usefulMaximum = 20, .unit = CYTOSKETCH_TRANSLATE("px")};
  Parameter smallest = size;
  smallest.key = "nucleoli.radius.min";
  smallest.fallback = 7;
  smallest.minimum = 1;
  smallest.label = CYTOSKETCH_TRANSLATE("Smallest nucleolus");
  smallest.help = CYTOSKETCH_TRANSLATE("Each semi-axis of a nucleolus is evenly spread from here …");
  rows.push_back(smallest);
  Parameter largest = size;
  largest.key = "nucleoli.radius.max";
  largest.fallback = 12;
  largest.minimum = 1;
  largest.label = CYTOSKETCH_TRANSLATE("Largest nucleolus");
  largest.help = CYTOSKETCH_TRANSLATE("… to here.");
  rows.push_back(largest);
  Parameter margin = size;
  margin.key = "nucleoli.margin";
  margin.fallback = 10;
  margin.label = CYTOSKETCH_TRANSLATE("Nucleoli from the border");
  margin.help = CYTOSKETCH_TRANSLATE("Centres of nucleoli keep this distance from the border of their nucleus.");
  rows.push_back(margin);
  return withCommonRows(std::move(rows), {.sizeX = 1024, .sizeY = 1024, .spacingXy = 0.24});
}

std::vector<Parameter> helaTable() {
  std::vector<Parameter> rows{countRow(450, 20000)};
  for (const Parameter& row : radiusRows(10, 20, 300)) {
    rows.push_back(row);
  }
  rows.push_back(elongationRow(2, CYTOSKETCH_TRANSLATE("The smallest nuclei are up to this many times longer than "
                                                       "wide, larger ones less.")));
  rows.push_back(deformationRow(0.1));
  const Parameter discs{
      .type = ParameterType::Integer, .minimum = 1, .maximum = 1000, .usefulMinimum = 1, .usefulMaximum = 60};
  Parameter fewest = discs;
  fewest.key = "regions.min";
  fewest.fallback = 15;
  fewest.label = CYTOSKETCH_TRANSLATE("Fewest colonies");
  fewest.help = CYTOSKETCH_TRANSLATE("Nuclei lie in overlapping discs, at least so many …");
  rows.push_back(fewest);
  Parameter most = discs;
  most.key = "regions.max";
  most.fallback = 29;
  most.label = CYTOSKETCH_TRANSLATE("Most colonies");
  most.help = CYTOSKETCH_TRANSLATE("… and at most so many.");
  rows.push_back(most);
  rows.push_back({.key = "regions.radius",
                  .fallback = 100,
                  .minimum = 1,
                  .maximum = 4096,
                  .usefulMinimum = 40,
                  .usefulMaximum = 400,
                  .step = 10,
                  .unit = CYTOSKETCH_TRANSLATE("px"),
                  .label = CYTOSKETCH_TRANSLATE("Radius of a colony"),
                  .help = CYTOSKETCH_TRANSLATE("Radius of the discs in which the nuclei lie.")});
  return withCommonRows(std::move(rows), {.sizeX = 1100, .sizeY = 700, .spacingXy = 0.645});
}

/// The discs that colonies fill: their union, cut at the sketch.
Candidates colonies(const Task& task, const Extent& e) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Region);
  const std::int64_t count = draws.whole(v.range("regions"));
  Mask discs;
  for (std::int64_t i = 0; i < count; ++i) {
    const double y = draws.uniform({0.0, static_cast<double>(e.y)});
    const double x = draws.uniform({0.0, static_cast<double>(e.x)});
    discs.unite(discMask(0, 0, y, x, v.real("regions.radius")));
  }
  Candidates candidates{Box::whole(e), {}};
  discs.forEachSpan(0, 0, candidates.box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (std::int64_t x = x0; x < x1; ++x) {
      candidates.voxels.push_back(static_cast<std::uint32_t>(candidates.box.offset(0, y, x)));
    }
  });
  return candidates;
}

Candidates everywhere(const Extent& e) {
  return Candidates::inside(Box::whole(e), [](std::int64_t, std::int64_t, std::int64_t) { return true; });
}

/// How much longer than wide a nucleus of this radius may be.
using Elongation = double (*)(const Values&, double radius);

Outline nucleusAt(const Task& task, const Place& centre, Elongation longest, std::uint64_t item) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Shape, item);
  const double r = draws.uniform(v.range("radius"));
  const double e = draws.uniform({1.0, longest(v, r)});
  Outline outline = ellipseOutline(centre.y, centre.x, r / e, r, draws.uniform({0.0, 2.0 * pi}));
  const double patch = 3.0 * v.real("radius.max");
  deform(outline, centre.y, centre.x, patch, v.real("deformation") * patch, task.draws(Purpose::Deformation, item));
  return outline;
}

/// Takes away what other cells of the sketch have: bulges may meet.
void keepApart(Mask& mask, const Sketch& sketch) {
  for (const CellPtr& other : sketch.cellsIn(0, mask.bounds())) {
    mask.subtract(other->mask);
  }
}

/// The sketch without nucleoli, and the outlines by cell.
Simulation placeNuclei(const Task& task, const Candidates& candidates, Elongation longest,
                       const std::function<void(Cell&, const Outline&, std::uint64_t item)>& finish) {
  Sketch sketch = emptySketch(task);
  const std::int64_t count = task.values.whole("count");
  const std::vector<Place> places =
      placeApart(candidates, count, 2.0 * task.values.real("radius.max"), 1.0, task.draws(Purpose::Place));
  for (std::size_t i = 0; i < places.size(); ++i) {
    task.at(static_cast<double>(i) / static_cast<double>(places.size()));
    const Outline outline = nucleusAt(task, places[i], longest, i);
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.grey = {greyOfCell(task, i)};
    cell.mask = polygonMask(0, 0, outline);
    keepApart(cell.mask, sketch);
    finish(cell, outline, i);
    if (!cell.mask.empty()) {
      sketch.put(std::move(cell));
    }
  }
  return {sketch, count, static_cast<std::int64_t>(sketch.cellCount())};
}

/// Pixels of the mask that keep `margin` from the outline, in order.
std::vector<Place> pixelsWithin(const Mask& mask, const Outline& outline, double margin) {
  std::vector<Place> pixels;
  mask.forEachSpan(0, 0, mask.bounds(), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    for (std::int64_t x = x0; x < x1; ++x) {
      const Place pixel{0.0, static_cast<double>(y), static_cast<double>(x)};
      const bool far = std::all_of(outline.begin(), outline.end(), [&](const auto& vertex) {
        const double dy = vertex.first - pixel.y;
        const double dx = vertex.second - pixel.x;
        return dy * dy + dx * dx >= margin * margin;
      });
      if (far) {
        pixels.push_back(pixel);
      }
    }
  });
  return pixels;
}

void addNucleoli(const Task& task, Cell& cell, const Outline& outline, std::uint64_t item) {
  const Values& v = task.values;
  Draws draws = task.draws(Purpose::Nucleoli, item);
  const double which = draws.unit();
  const double two = v.real("nucleoli.two");
  const int count = which < two ? 2 : which < two + v.real("nucleoli.one") ? 1 : 0;
  if (count == 0) {
    return;
  }
  const std::vector<Place> pixels = pixelsWithin(cell.mask, outline, v.real("nucleoli.margin"));
  for (int i = 0; i < count && !pixels.empty(); ++i) {
    const Place& centre = pixels[draws.below(pixels.size())];
    const double radiusY = draws.uniform(v.range("nucleoli.radius"));
    const double radiusX = draws.uniform(v.range("nucleoli.radius"));
    // The authors paint −U(0.6, 1)/1.3 of the brightest cell, times 1.7, as network value: as dark as the background.
    const auto value = static_cast<float>(-1.7 * draws.uniform({0.6, 1.0}) / 1.3);
    cell.nucleoli.push_back({0.0, centre.y, centre.x, 1.0, radiusY, radiusX, greyOfNetworkValue(value)});
  }
}

Simulation runMouse(const Task& task) {
  const auto longest = [](const Values& v, double) { return v.real("elongation.max"); };
  return placeNuclei(
      task, everywhere(extentOf(task.values)), longest,
      [&](Cell& cell, const Outline& outline, std::uint64_t item) { addNucleoli(task, cell, outline, item); });
}

Simulation runHela(const Task& task) {
  const auto longest = [](const Values& v, double radius) {
    return 1.0 + (v.real("elongation.max") - 1.0) * v.real("radius.min") / radius;
  };
  return placeNuclei(task, colonies(task, extentOf(task.values)), longest, [](Cell&, const Outline&, std::uint64_t) {});
}

} // namespace

Simulator mouseStemCells() {
  static const std::vector<Parameter> rows = mouseTable();
  return {{.name = "mouse-stem-cells",
           .label = CYTOSKETCH_TRANSLATE("Mouse stem cells: large nuclei, 2D"),
           .help = CYTOSKETCH_TRANSLATE("Large single nuclei, slightly deformed, most with dark nucleoli."),
           .parameters = rows},
          runMouse};
}

Simulator hela() {
  static const std::vector<Parameter> rows = helaTable();
  return {{.name = "hela",
           .label = CYTOSKETCH_TRANSLATE("HeLa: nuclei in colonies, 2D"),
           .help = CYTOSKETCH_TRANSLATE("Small nuclei that crowd in colonies; the smallest are the most elongated."),
           .parameters = rows},
          runHela};
}

} // namespace cytosketch
