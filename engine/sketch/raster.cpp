#include "engine/sketch/raster.h"

#include "engine/sketch/detail/background.h"
#include "engine/sketch/detail/membrane.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr std::int64_t fewSlices = 8;

Extent extentOf(const Box& box) {
  return {1, 1, box.depth(), box.height(), box.width()};
}

/// Calls paint(first voxel's offset in box, z, y, x0, x1) for each run of the cell's pixels inside `box`.
template <typename Paint>
void forEachRun(const Cell& cell, std::int64_t t, const Box& box, const Paint& paint) {
  // The bounds of a cell cost a walk through all its slices: not worth it for a few.
  const Box part = box.depth() <= fewSlices ? box : box.intersected(cell.mask.bounds(t));
  for (std::int64_t z = part.z0; z < part.z1; ++z) {
    cell.mask.forEachSpan(t, z, part, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      paint(box.offset(z, y, x0), z, y, x0, x1);
    });
  }
}

void paintLabels(const std::vector<CellPtr>& bottomToTop, CellKind kind, std::optional<std::int64_t> channel,
                 std::int64_t t, const Box& box, std::uint32_t* labels) {
  for (const CellPtr& cell : bottomToTop) {
    if (cell->kind == kind && (!channel || cell->channel == *channel)) {
      forEachRun(*cell, t, box, [&](std::size_t at, std::int64_t, std::int64_t, std::int64_t x0, std::int64_t x1) {
        std::fill_n(labels + at, x1 - x0, cell->id);
      });
    }
  }
}

/// Paints greys of one box: cells from bottom to top, then what depends on the place.
class GreyPainter {
public:
  GreyPainter(const Sketch& sketch, std::int64_t t, std::int64_t channel, const Box& box, float* grey)
      : sketch_(sketch),
        shading_(sketch.shading()),
        t_(t),
        channel_(channel),
        box_(box),
        grey_(grey),
        voxels_(box.voxels()),
        outlines_(shading_.membraneThickness > 0.0) {}

  void paint() {
    Background(shading_, sketch_.extent(), channel_).paint(box_, grey_);
    covered_.assign(voxels_, 0);
    const std::vector<CellPtr> cells = sketch_.cellsIn(t_, box_);
    for (const CellKind kind : {CellKind::WholeCell, CellKind::Cytoplasm, CellKind::Nucleus}) {
      if (kind == CellKind::WholeCell && outlines_) {
        paintMembranes();
      } else {
        paintKind(cells, kind);
      }
    }
    applyDecay();
    for (std::size_t i = 0; i < voxels_; ++i) {
      grey_[i] = std::clamp(grey_[i], 0.0F, 1.0F);
    }
  }

private:
  void paintKind(const std::vector<CellPtr>& cells, CellKind kind) {
    const bool darkens = shading_.overlapDarkening > 0.0F;
    bool any = false;
    if (darkens) {
      layers_.assign(voxels_, 0);
    }
    for (const CellPtr& cell : cells) {
      if (cell->kind != kind || cell->channel != channel_) {
        continue;
      }
      any = true;
      const float grey = cell->greyAt(t_);
      forEachRun(*cell, t_, box_,
                 [&](std::size_t at, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
                   std::fill_n(grey_ + at, x1 - x0, grey);
                   std::fill_n(covered_.begin() + static_cast<std::ptrdiff_t>(at), x1 - x0, std::uint8_t{1});
                   if (shading_.nucleoli) {
                     for (const Nucleolus& nucleolus : cell->nucleoli) {
                       paintNucleolus(nucleolus, at, z, y, x0, x1);
                     }
                   }
                   for (std::size_t i = at; darkens && i < at + static_cast<std::size_t>(x1 - x0); ++i) {
                     ++layers_[i];
                   }
                 });
    }
    for (std::size_t i = 0; darkens && any && i < voxels_; ++i) {
      if (layers_[i] > 1) {
        grey_[i] *= std::max(0.0F, 1.0F - shading_.overlapDarkening * static_cast<float>(layers_[i] - 1));
      }
    }
  }

  /// The part of the ellipsoid in the run [x0, x1) of row (z, y).
  void paintNucleolus(const Nucleolus& n, std::size_t at, std::int64_t z, std::int64_t y, std::int64_t x0,
                      std::int64_t x1) {
    const double dz = (static_cast<double>(z) - n.z) / n.radiusZ;
    const double dy = (static_cast<double>(y) - n.y) / n.radiusY;
    const double rest = 1.0 - dz * dz - dy * dy;
    if (!(rest >= 0.0)) {
      return;
    }
    for (std::int64_t x = x0; x < x1; ++x) {
      const double dx = (static_cast<double>(x) - n.x) / n.radiusX;
      if (dx * dx <= rest) {
        grey_[at + static_cast<std::size_t>(x - x0)] = n.grey;
      }
    }
  }

  void paintMembranes() {
    const MembraneReach reach(shading_, sketch_.spacing(), sketch_.extent());
    const Box margin = reach.grown(box_);
    const std::vector<CellPtr> cells = sketch_.cellsIn(t_, margin);
    std::vector<std::uint32_t> labels(margin.voxels(), 0);
    paintLabels(cells, CellKind::WholeCell, channel_, t_, margin, labels.data());
    const std::vector<std::uint8_t> membrane = findMembrane(labels, margin, box_, reach, sketch_.extent());
    for (std::size_t i = 0; i < voxels_; ++i) {
      if (membrane[i] != 0) {
        grey_[i] = shading_.membraneGrey;
        covered_[i] = 1;
      }
    }
  }

  /// Decay along z and from a centre, of cells and membranes only.
  void applyDecay() {
    if (shading_.zDecay <= 0.0F && shading_.radialDecay <= 0.0F) {
      return;
    }
    std::size_t i = 0;
    for (std::int64_t z = box_.z0; z < box_.z1; ++z) {
      const float alongZ = zFactor(z);
      for (std::int64_t y = box_.y0; y < box_.y1; ++y) {
        for (std::int64_t x = box_.x0; x < box_.x1; ++x, ++i) {
          if (covered_[i] != 0) {
            grey_[i] *= alongZ * radialFactor(z, y, x);
          }
        }
      }
    }
  }

  float zFactor(std::int64_t z) const {
    const std::int64_t last = sketch_.extent().z - 1;
    const double depth =
        last > 0 ? static_cast<double>(std::clamp(z, std::int64_t{0}, last)) / static_cast<double>(last) : 0.0;
    return 1.0F - shading_.zDecay * static_cast<float>(depth);
  }
  float radialFactor(std::int64_t z, std::int64_t y, std::int64_t x) const {
    if (shading_.radialDecay <= 0.0F || !(shading_.radialExtent > 0.0)) {
      return 1.0F;
    }
    const double dz = static_cast<double>(z) - shading_.radialCentreZ;
    const double dy = static_cast<double>(y) - shading_.radialCentreY;
    const double dx = static_cast<double>(x) - shading_.radialCentreX;
    const double distance = std::sqrt(dz * dz + dy * dy + dx * dx);
    return 1.0F - shading_.radialDecay * static_cast<float>(std::max(0.0, 1.0 - distance / shading_.radialExtent));
  }

  const Sketch& sketch_;
  const Shading& shading_;
  std::int64_t t_;
  std::int64_t channel_;
  Box box_;
  float* grey_;
  std::size_t voxels_;
  bool outlines_;
  std::vector<std::uint8_t> covered_; ///< a cell or membrane gave the grey
  std::vector<std::uint16_t> layers_; ///< cells of the kind being painted
};

} // namespace

Image<float> rasteriseGrey(const Sketch& sketch, std::int64_t t, std::int64_t channel, const Box& box) {
  Image<float> image(extentOf(box), 0.0F, sketch.spacing());
  GreyPainter(sketch, t, channel, box, image.mutableData()).paint();
  return image;
}

Image<float> rasteriseGrey(const Sketch& sketch) {
  const Extent& extent = sketch.extent();
  Image<float> image(extent, 0.0F, sketch.spacing());
  for (std::int64_t t = 0; t < extent.t; ++t) {
    for (std::int64_t c = 0; c < extent.c; ++c) {
      GreyPainter(sketch, t, c, Box::whole(extent), image.mutableChannel(t, c)).paint();
    }
  }
  return image;
}

Box greyReach(const Sketch& sketch, const Box& changed) {
  return changed.empty() || sketch.shading().membraneThickness <= 0.0
             ? changed
             : MembraneReach(sketch.shading(), sketch.spacing(), sketch.extent()).grown(changed);
}

Box greyReach(const Shading& before, const Shading& after, const Extent& extent) {
  Shading same = before;
  same.illuminationMap = after.illuminationMap;
  return same == after ? IlluminationMap::difference(before.illuminationMap, after.illuminationMap, extent)
                       : Box::whole(extent);
}

Image<std::uint32_t> rasteriseLabels(const Sketch& sketch, std::int64_t t, CellKind kind, const Box& box,
                                     std::optional<std::int64_t> channel) {
  Image<std::uint32_t> labels(extentOf(box), 0U, sketch.spacing());
  paintLabels(sketch.cellsIn(t, box), kind, channel, t, box, labels.mutableData());
  return labels;
}

Image<std::uint32_t> rasteriseLabels(const Sketch& sketch, CellKind kind, std::optional<std::int64_t> channel) {
  const Extent& e = sketch.extent();
  Image<std::uint32_t> labels({e.t, 1, e.z, e.y, e.x}, 0U, sketch.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    const Box box = Box::whole(e);
    paintLabels(sketch.cellsIn(t, box), kind, channel, t, box, labels.mutableChannel(t, 0));
  }
  return labels;
}

} // namespace cytosketch
