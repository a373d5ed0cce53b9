// D. rerio embryos: nuclei (channel 0) and membranes (channel 1) of the cells that cap the yolk. The paper took
// published annotations; these cells are like them: weighted Voronoi cells in a spherical cap, one nucleus in each. Of
// N cells nucleus i has the id i and its cell N + i.
#include "engine/image/grey.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/ellipsoid.h"
#include "engine/simulation/detail/voronoi.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace cytosketch {
namespace {

std::vector<Parameter> table() {
  return withCommonRows(
      {countRow(2000, 50000),
       pixelRow("embryo.radius", 200, 10, 4000, CYTOSKETCH_TRANSLATE("Radius of the embryo"),
                CYTOSKETCH_TRANSLATE("Radius of the sphere whose top is seen.")),
       pixelRow("embryo.thickness", 60, 4, 1000, CYTOSKETCH_TRANSLATE("Thickness of the cap"),
                CYTOSKETCH_TRANSLATE("Cells lie within this depth below the surface; the yolk below is empty.")),
       pixelRow("cell.distance", 24, 4, 200, CYTOSKETCH_TRANSLATE("Distance of cells"),
                CYTOSKETCH_TRANSLATE("Least distance of the middles of cells.")),
       shareRow("weight", 0.25, 0, 2, CYTOSKETCH_TRANSLATE("Evenness"),
                CYTOSKETCH_TRANSLATE("Cells with far neighbours are made smaller by up to this share.")),
       shareRow("nucleus.size.min", 0.55, 0.1, 0.95, CYTOSKETCH_TRANSLATE("Smallest nucleus of its cell"),
                CYTOSKETCH_TRANSLATE("Radii of nuclei are evenly spread from this share of half the way to the nearest "
                                     "neighbour …")),
       shareRow("nucleus.size.max", 0.8, 0.1, 0.95, CYTOSKETCH_TRANSLATE("Largest nucleus of its cell"),
                CYTOSKETCH_TRANSLATE("… to this one; nuclei never meet.")),
       shareRow("elongation.max", 1.3, 1, 5, CYTOSKETCH_TRANSLATE("Elongation"),
                CYTOSKETCH_TRANSLATE("Nuclei are up to this many times longer than wide.")),
       pixelRow("membrane.thickness", 3, 1, 60, CYTOSKETCH_TRANSLATE("Membrane thickness"),
                CYTOSKETCH_TRANSLATE("Full thickness of the membranes.")),
       shareRow("membrane.brightness", 0.7, 0.01, 1, CYTOSKETCH_TRANSLATE("Membrane brightness"),
                CYTOSKETCH_TRANSLATE("Brightness of the membranes."))},
      {.sizeX = 320, .sizeY = 320, .sizeZ = 72, .zDecay = 0.4});
}

/// The cap: between two spheres around a centre below the sketch's middle; the outer one touches slice 1. `inset` is
/// taken off both.
std::vector<std::uint8_t> capOf(const Task& task, const Box& box, double inset) {
  const double radius = task.values.real("embryo.radius");
  const double thickness = std::min(radius, task.values.real("embryo.thickness"));
  const double outer = radius - std::min(inset, 0.45 * thickness);
  const double inner = radius - thickness + std::min(inset, 0.45 * thickness);
  const Place centre{radius + 1.0, 0.5 * static_cast<double>(box.y1 - 1), 0.5 * static_cast<double>(box.x1 - 1)};
  std::vector<std::uint8_t> inside(box.voxels());
  std::size_t i = 0;
  for (std::int64_t z = 0; z < box.z1; ++z) {
    for (std::int64_t y = 0; y < box.y1; ++y) {
      for (std::int64_t x = 0; x < box.x1; ++x) {
        const double distance = std::hypot(static_cast<double>(z) - centre.z, static_cast<double>(y) - centre.y,
                                           static_cast<double>(x) - centre.x);
        inside[i++] = static_cast<std::uint8_t>(inner <= distance && distance <= outer);
      }
    }
  }
  return inside;
}

double nearestOther(const std::vector<Seed>& seeds, std::size_t of) {
  double nearest = std::numeric_limits<double>::infinity();
  const Place& p = seeds[of].place;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    if (i != of) {
      const Place& q = seeds[i].place;
      nearest = std::min(nearest, std::hypot(p.z - q.z, p.y - q.y, p.x - q.x));
    }
  }
  return nearest;
}

void putNuclei(const Task& task, Sketch& sketch, const std::vector<Seed>& seeds) {
  const Values& v = task.values;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    Draws draws = task.draws(Purpose::Shape, i);
    const double room = std::min(0.5 * nearestOther(seeds, i), 2.0 * v.real("cell.distance"));
    const double r = std::max(1.0, room * draws.uniform(v.range("nucleus.size")));
    const double e = draws.uniform({1.0, v.real("elongation.max")});
    const double angle = draws.uniform({0.0, 2.0 * std::numbers::pi});
    Cell cell;
    cell.id = static_cast<CellId>(i + 1);
    cell.grey = {greyOfCell(task, i)};
    cell.mask = maskOf({seeds[i].place, r / std::sqrt(e), r / e, r, angle});
    if (const CellPtr whole = sketch.find(static_cast<CellId>(seeds.size() + i + 1))) {
      cell.mask.intersect(whole->mask);
      sketch.put(std::move(cell));
    }
  }
}

/// Seeds keep from the surfaces, so that nuclei have room.
std::vector<Seed> seedsOf(const Task& task, const Box& box) {
  const double distance = task.values.real("cell.distance");
  const std::vector<std::uint8_t> inside = capOf(task, box, 0.45 * distance);
  Candidates candidates{box, {}};
  for (std::size_t i = 0; i < inside.size(); ++i) {
    if (inside[i] != 0) {
      candidates.voxels.push_back(static_cast<std::uint32_t>(i));
    }
  }
  std::vector<Seed> seeds;
  for (const Place& place :
       placeApart(std::move(candidates), task.values.whole("count"), distance, 1.0, task.draws(Purpose::Place))) {
    seeds.push_back({place, 1.0});
  }
  weighBySpacing(seeds, task.values.real("weight"));
  return seeds;
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task, 2);
  const Box box = Box::whole(sketch.extent());
  const std::vector<Seed> seeds = seedsOf(task, box);
  task.at(0.2);
  Cell pattern;
  pattern.kind = CellKind::WholeCell;
  pattern.channel = 1;
  putCells(sketch, box, voronoiLabels(box, capOf(task, box, 0.0), seeds, task, {0.2, 0.9}), pattern,
           static_cast<CellId>(seeds.size() + 1));
  putNuclei(task, sketch, seeds);
  Shading shading = sketch.shading();
  const double pixel = v.real("spacing.xy") > 0.0 ? v.real("spacing.xy") : 1.0;
  shading.membraneThickness = v.real("membrane.thickness") * pixel;
  shading.membraneGrey = greyOfBrightness(static_cast<float>(v.real("membrane.brightness")));
  sketch.setShading(shading);
  sketch.setChannelNames({"nuclei", "membranes"});
  return {sketch, v.whole("count"), static_cast<std::int64_t>(seeds.size())};
}

} // namespace

Simulator dRerio() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "d-rerio",
           .label = CYTOSKETCH_TRANSLATE("D. rerio: nuclei and membranes of an embryo, 3D"),
           .help = CYTOSKETCH_TRANSLATE("Cells of the cap of a fish embryo: nuclei in one channel, membranes in the "
                                        "other."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
