// A. thaliana shoot apical meristem: membranes of layered cells in a dome (Eschweiler et al. 2024, Materials). The
// dome's outline is drawn from a statistical shape of our own.
#include "engine/image/grey.h"
#include "engine/simulation/detail/commonrows.h"
#include "engine/simulation/detail/surface.h"
#include "engine/simulation/detail/voronoi.h"

#include <cmath>

namespace cytosketch {
namespace {

std::vector<Parameter> table() {
  return withCommonRows(
      {countRow(5000, 50000),
       pixelRow("cell.distance", 23, 4, 200, CYTOSKETCH_TRANSLATE("Distance of cells"),
                CYTOSKETCH_TRANSLATE("Least distance of the middles of cells in the outermost layer, and the depth of "
                                     "that layer.")),
       shareRow("cell.growth", 0.9, 0.3, 1, CYTOSKETCH_TRANSLATE("Layer by layer"),
                CYTOSKETCH_TRANSLATE("Each layer's distances are divided by this: below 1, inner cells are larger.")),
       shareRow(
           "jitter", 0.1, 0, 1, CYTOSKETCH_TRANSLATE("Disorder of inner layers"),
           CYTOSKETCH_TRANSLATE("How far middles of cells stray from their layer, as a share of the distance of cells "
                                "times the number of the layer; the outermost layer is even.")),
       shareRow("weight", 0.25, 0, 2, CYTOSKETCH_TRANSLATE("Evenness"),
                CYTOSKETCH_TRANSLATE("Cells with far neighbours are made smaller by up to this share.")),
       shareRow("outline.width", 0.95, 0.1, 1, CYTOSKETCH_TRANSLATE("Width of the dome"),
                CYTOSKETCH_TRANSLATE("Share of the sketch's width and height that the dome takes.")),
       shareRow("outline.height", 0.95, 0.1, 1, CYTOSKETCH_TRANSLATE("Height of the dome"),
                CYTOSKETCH_TRANSLATE("Share of the slices that the dome takes.")),
       shareRow("irregularity", 0.03, 0, 0.3, CYTOSKETCH_TRANSLATE("Irregularity"),
                CYTOSKETCH_TRANSLATE("How far the dome strays from an ellipsoid, as a share of its radius.")),
       pixelRow("margin", 4, 0, 50, CYTOSKETCH_TRANSLATE("Margin of the dome"),
                CYTOSKETCH_TRANSLATE("So much is taken off the dome's outline before it is filled with cells.")),
       pixelRow("membrane.thickness", 5, 1, 60, CYTOSKETCH_TRANSLATE("Membrane thickness"),
                CYTOSKETCH_TRANSLATE("Full thickness of the membranes.")),
       shareRow("membrane.brightness", 0.8, 0.01, 1, CYTOSKETCH_TRANSLATE("Membrane brightness"),
                CYTOSKETCH_TRANSLATE("Brightness of the membranes.")),
       shareRow("centre-decay", 0.5, 0, 1, CYTOSKETCH_TRANSLATE("Decay towards the centre"),
                CYTOSKETCH_TRANSLATE("Share of their grey that membranes lose on the way to the middle of the dome's "
                                     "base."))},
      {.sizeX = 512, .sizeY = 512, .sizeZ = 120, .spacingXy = 0.22, .spacingZ = 0.26, .cellLight = false});
}

/// The dome: an ellipsoid's upper half with a random surface, its base on the last slice, its tip towards slice 0.
class Dome {
public:
  Dome(const Task& task, const Extent& e)
      : surface_(6, 4.0, task.values.real("irregularity"), task.draws(Purpose::Region)),
        height_(std::max(2.0, task.values.real("outline.height") * static_cast<double>(e.z))),
        radiusY_(std::max(2.0, task.values.real("outline.width") * 0.5 * static_cast<double>(e.y))),
        radiusX_(std::max(2.0, task.values.real("outline.width") * 0.5 * static_cast<double>(e.x))),
        centre_{static_cast<double>(e.z - 1), 0.5 * static_cast<double>(e.y - 1), 0.5 * static_cast<double>(e.x - 1)},
        largest_(surface_.largest()) {}

  const Place& centre() const { return centre_; }
  double radius() const { return std::max(radiusY_, radiusX_); }

  /// How far the place lies below the surface on its way to the centre, in voxels; negative outside. The surface
  /// touches the dome's box where it bulges most.
  double depthOf(double z, double y, double x) const {
    const double dz = centre_.z - z;
    const double dy = y - centre_.y;
    const double dx = x - centre_.x;
    const double share = std::hypot(dz / height_, dy / radiusY_, dx / radiusX_);
    if (share > 1.0) {
      return -1.0;
    }
    const double surface = surface_.towards(dz / height_, dy / radiusY_, dx / radiusX_) / largest_;
    const double fromCentre = std::hypot(dz, dy, dx);
    return share < 1e-9 ? std::min({height_, radiusY_, radiusX_}) : fromCentre * (surface / share - 1.0);
  }
  Place movedInwards(const Place& p, double by) const {
    const double distance = std::hypot(p.z - centre_.z, p.y - centre_.y, p.x - centre_.x);
    const double share = distance > 0.0 ? std::clamp(1.0 - by / distance, 0.0, 2.0) : 1.0;
    return {centre_.z + share * (p.z - centre_.z), centre_.y + share * (p.y - centre_.y),
            centre_.x + share * (p.x - centre_.x)};
  }

private:
  HarmonicSurface surface_;
  double height_, radiusY_, radiusX_;
  Place centre_;
  double largest_;
};

/// Depth below the margin of every voxel, −1 outside; in the order of Box::offset.
std::vector<float> depthsOf(const Task& task, const Dome& dome, const Box& box) {
  std::vector<float> depths(box.voxels());
  const double margin = task.values.real("margin");
  std::size_t i = 0;
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    task.at(0.2 * static_cast<double>(z) / static_cast<double>(box.z1));
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      for (std::int64_t x = box.x0; x < box.x1; ++x) {
        const double depth =
            dome.depthOf(static_cast<double>(z), static_cast<double>(y), static_cast<double>(x)) - margin;
        depths[i++] = static_cast<float>(std::max(depth, -1.0));
      }
    }
  }
  return depths;
}

/// Seeds on layers one below the other, each filled as far as chance allows.
std::vector<Seed> layeredSeeds(const Task& task, const Dome& dome, const Box& box, const std::vector<float>& depths) {
  const Values& v = task.values;
  const std::int64_t count = v.whole("count");
  const float deepest = *std::max_element(depths.begin(), depths.end());
  double spacing = v.real("cell.distance");
  double depth = 0.5 * spacing;
  std::vector<Seed> seeds;
  for (std::uint64_t layer = 0; static_cast<std::int64_t>(seeds.size()) < count; ++layer) {
    task.at(0.2);
    Candidates candidates{box, {}};
    for (std::size_t i = 0; i < depths.size(); ++i) {
      if (std::abs(depths[i] - static_cast<float>(depth)) <= 1.0F) {
        candidates.voxels.push_back(static_cast<std::uint32_t>(i));
      }
    }
    Draws jitter = task.draws(Purpose::Shape, layer);
    const double stray = v.real("jitter") * v.real("cell.distance") * static_cast<double>(layer);
    for (const Place& place : placeApart(std::move(candidates), count - static_cast<std::int64_t>(seeds.size()),
                                         spacing, 1.0, task.draws(Purpose::Place, layer))) {
      seeds.push_back({dome.movedInwards(place, std::clamp(stray * jitter.normal(), 1.0 - depth, 2.0 * spacing)), 1.0});
    }
    const double next = spacing / v.real("cell.growth");
    depth += 0.5 * (spacing + next);
    spacing = next;
    if (depth > deepest) {
      break;
    }
  }
  return seeds;
}

Simulation run(const Task& task) {
  const Values& v = task.values;
  Sketch sketch = emptySketch(task);
  const Box box = Box::whole(sketch.extent());
  const Dome dome(task, sketch.extent());
  std::vector<float> depths = depthsOf(task, dome, box);
  std::vector<Seed> seeds = layeredSeeds(task, dome, box, depths);
  weighBySpacing(seeds, v.real("weight"));
  std::vector<std::uint8_t> inside(depths.size());
  std::transform(depths.begin(), depths.end(), inside.begin(),
                 [](float depth) { return static_cast<std::uint8_t>(depth > 0.0F); });
  depths = {};
  const std::vector<std::uint32_t> labels = voronoiLabels(box, inside, seeds, task, {0.3, 0.9});
  Cell pattern;
  pattern.kind = CellKind::WholeCell;
  putCells(sketch, box, labels, pattern, 1);
  Shading shading = sketch.shading();
  const double pixel = v.real("spacing.xy") > 0.0 ? v.real("spacing.xy") : 1.0;
  shading.membraneThickness = v.real("membrane.thickness") * pixel;
  shading.membraneGrey = greyOfBrightness(static_cast<float>(v.real("membrane.brightness")));
  shading.radialDecay = static_cast<float>(v.real("centre-decay"));
  shading.radialCentreZ = dome.centre().z;
  shading.radialCentreY = dome.centre().y;
  shading.radialCentreX = dome.centre().x;
  shading.radialExtent = dome.radius();
  sketch.setShading(shading);
  return {sketch, v.whole("count"), static_cast<std::int64_t>(sketch.cellCount())};
}

} // namespace

Simulator aThaliana() {
  static const std::vector<Parameter> rows = table();
  return {{.name = "a-thaliana",
           .label = CYTOSKETCH_TRANSLATE("A. thaliana: membranes of a meristem, 3D"),
           .help = CYTOSKETCH_TRANSLATE("Layered cells of a dome-shaped shoot tip, drawn as membranes."),
           .parameters = rows},
          run};
}

} // namespace cytosketch
