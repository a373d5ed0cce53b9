#include "engine/sketch/check.h"

#include "engine/image/error.h"
#include "engine/sketch/detail/background.h"
#include "engine/sketch/pieces.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

namespace cytosketch {
namespace {

std::int64_t framesOf(const Mask& mask) {
  std::int64_t count = 0;
  const auto [first, end] = mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    count += mask.bounds(t).empty() ? 0 : 1;
  }
  return count;
}

Flaw flawAt(FlawKind kind, CellId cell, const MaskPiece& at) {
  Flaw flaw;
  flaw.kind = kind;
  flaw.cell = cell;
  flaw.t = at.t;
  flaw.z = at.z;
  flaw.y = at.y;
  flaw.x = at.x;
  return flaw;
}

/// A voxel in the middle of the cell's first frame, as far as its outline allows.
MaskPiece middleOf(const Mask& mask) {
  MaskPiece at;
  at.t = mask.frames().first;
  const auto slices = mask.slices(at.t);
  if (slices.empty()) {
    return at;
  }
  at.z = slices[slices.size() / 2];
  const Box box = mask.bounds(at.t, at.z);
  const std::int64_t middle = (box.y0 + box.y1) / 2;
  at.y = box.y0;
  at.x = box.x0;
  std::int64_t widest = 0;
  Box row = box;
  row.y0 = middle;
  row.y1 = middle + 1;
  mask.forEachSpan(at.t, at.z, row, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
    if (x1 - x0 > widest) {
      widest = x1 - x0;
      at.y = y;
      at.x = (x0 + x1) / 2;
    }
  });
  return at;
}

/// First voxel of the mask inside a box of one frame.
std::optional<MaskPiece> voxelIn(const Mask& mask, std::int64_t t, const Box& box) {
  std::optional<MaskPiece> found;
  for (const std::int64_t z : mask.slices(t)) {
    if (z < box.z0 || z >= box.z1 || found) {
      continue;
    }
    mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      if (!found) {
        found = MaskPiece{1, t, z, y, (x0 + x1) / 2};
      }
    });
  }
  return found;
}

/// A voxel where the mask reaches the edge of the canvas.
std::optional<MaskPiece> atBorder(const Mask& mask, const Extent& extent) {
  const Box canvas = Box::whole(extent);
  const auto [first, end] = mask.frames();
  for (std::int64_t t = std::max<std::int64_t>(first, 0); t < std::min(end, extent.t); ++t) {
    const Box box = mask.bounds(t);
    const auto edge = [&](auto low, auto high) -> std::optional<MaskPiece> {
      for (const bool upper : {false, true}) {
        Box strip = canvas;
        upper ? strip.*low = strip.*high - 1 : strip.*high = strip.*low + 1;
        const bool near = upper ? box.*high >= canvas.*high : box.*low <= canvas.*low;
        if (const auto found = near ? voxelIn(mask, t, strip) : std::nullopt) {
          return found;
        }
      }
      return std::nullopt;
    };
    std::optional<MaskPiece> found = edge(&Box::y0, &Box::y1);
    found = found ? found : edge(&Box::x0, &Box::x1);
    found = found || extent.z == 1 ? found : edge(&Box::z0, &Box::z1);
    if (found) {
      return found;
    }
  }
  return std::nullopt;
}

bool onCanvas(const Mask& mask, const Extent& extent) {
  const auto [first, end] = mask.frames();
  for (std::int64_t t = std::max<std::int64_t>(first, 0); t < std::min(end, extent.t); ++t) {
    if (voxelIn(mask, t, Box::whole(extent))) {
      return true;
    }
  }
  return false;
}

bool inside(const Box& box, const Box& canvas) {
  return box.intersected(canvas) == box;
}

/// The canvas without the voxels at its edge; flat images have no edge in z.
Box withoutEdge(const Extent& extent) {
  const std::int64_t edge = extent.z > 1 ? 1 : 0;
  return {edge, 1, 1, extent.z - edge, extent.y - 1, extent.x - 1};
}

/// Grey that the cell shows with: where membranes are drawn, whole cells have theirs.
float shownGrey(const Cell& cell, const Shading& shading, std::int64_t t) {
  const bool membrane = cell.kind == CellKind::WholeCell && shading.membraneThickness > 0.0;
  return membrane ? shading.membraneGrey : cell.greyAt(t);
}

/// Grey of the background in the middle of a box.
float backgroundUnder(const Box& box, const Sketch& sketch, std::int64_t channel) {
  const std::int64_t y = (box.y0 + box.y1) / 2;
  const std::int64_t x = (box.x0 + box.x1) / 2;
  float grey = 0.0F;
  Background(sketch.shading(), sketch.extent(), channel).paint({0, y, x, 1, y + 1, x + 1}, &grey);
  return std::clamp(grey, 0.0F, 1.0F);
}

} // namespace

SketchChecker::Shape SketchChecker::shapeOf(const Cell& cell) const {
  Shape shape;
  shape.mask = cell.mask;
  shape.bounds = cell.mask.bounds();
  shape.kind = cell.kind;
  shape.channel = cell.channel;
  shape.voxels = cell.mask.count();
  shape.voxelsPerFrame = shape.voxels / std::max<std::int64_t>(framesOf(cell.mask), 1);
  if (!limits_.shapes) {
    return shape;
  }
  const std::vector<MaskPiece> pieces = piecesOf(cell.mask);
  for (auto frame = pieces.begin(); frame != pieces.end();) {
    const auto next = std::find_if(frame, pieces.end(), [&](const MaskPiece& piece) { return piece.t != frame->t; });
    if (next - frame > std::max<std::int64_t>(shape.fragments.compared, 1)) {
      const auto smallest =
          std::min_element(frame, next, [](const MaskPiece& a, const MaskPiece& b) { return a.voxels < b.voxels; });
      shape.fragments = flawAt(FlawKind::Fragmented, cell.id, *smallest);
      shape.fragments.voxels = smallest->voxels;
      shape.fragments.compared = next - frame;
    }
    frame = next;
  }
  return shape;
}

void SketchChecker::update(const Sketch& sketch, const std::stop_token& stop) {
  std::erase_if(shapes_, [&](const auto& known) { return sketch.find(known.first) == nullptr; });
  for (const auto& [id, cell] : sketch.cells()) {
    const auto known = shapes_.find(id);
    if (known != shapes_.end() && known->second.kind == cell->kind && known->second.channel == cell->channel &&
        known->second.mask == cell->mask) {
      continue;
    }
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    shapes_.insert_or_assign(id, shapeOf(*cell));
    pending_.insert(id);
  }
  std::erase_if(duplicates_, [&](const Pair& pair) {
    return pending_.contains(pair.first) || pending_.contains(pair.second) || !shapes_.contains(pair.first) ||
           !shapes_.contains(pair.second);
  });
  while (limits_.shapes && !pending_.empty()) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    findDuplicates(sketch, *pending_.begin());
    pending_.erase(pending_.begin());
  }
  pending_.clear();
}

void SketchChecker::findDuplicates(const Sketch& sketch, CellId id) {
  const auto found = shapes_.find(id);
  if (found == shapes_.end() || found->second.voxels == 0) {
    return;
  }
  const Shape& shape = found->second;
  const auto size = static_cast<double>(shape.voxels);
  const std::int64_t t = shape.mask.frames().first;
  for (const CellPtr& cell : sketch.cellsIn(t, shape.mask.bounds(t))) {
    const auto other = shapes_.find(cell->id);
    if (cell->id == id || other == shapes_.end() || other->second.kind != shape.kind ||
        other->second.channel != shape.channel) {
      continue;
    }
    const auto otherSize = static_cast<double>(other->second.voxels);
    if (std::min(size, otherSize) < limits_.duplicateOverlap * std::max(size, otherSize)) {
      continue; // even one inside the other would not be enough
    }
    Mask common = shape.mask;
    common.intersect(other->second.mask);
    const auto shared = static_cast<double>(common.count());
    if (shared >= limits_.duplicateOverlap * (size + otherSize - shared)) {
      duplicates_.insert(std::minmax(id, cell->id));
    }
  }
}

std::map<std::pair<CellKind, std::int32_t>, std::int64_t> SketchChecker::medians() const {
  std::map<std::pair<CellKind, std::int32_t>, std::vector<std::int64_t>> sizes;
  for (const auto& [id, shape] : shapes_) {
    sizes[{shape.kind, shape.channel}].push_back(shape.voxelsPerFrame);
  }
  std::map<std::pair<CellKind, std::int32_t>, std::int64_t> result;
  for (auto& [group, list] : sizes) {
    if (list.size() >= limits_.cellsForMedian) {
      const auto middle = list.begin() + static_cast<std::ptrdiff_t>(list.size() / 2);
      std::nth_element(list.begin(), middle, list.end());
      result[group] = *middle;
    }
  }
  return result;
}

std::vector<Flaw> SketchChecker::check(const Sketch& sketch, const std::stop_token& stop) {
  update(sketch, stop);
  const auto typical = medians();
  const Box canvas = Box::whole(sketch.extent());
  const Box middle = withoutEdge(sketch.extent());
  std::vector<Flaw> flaws;
  for (const auto& [id, cell] : sketch.cells()) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    const Shape& shape = shapes_.at(id);
    const auto [firstFrame, endFrame] = cell->mask.frames();
    const bool whole = inside(shape.bounds, canvas) && firstFrame >= 0 && endFrame <= sketch.extent().t;
    if (!whole && !onCanvas(cell->mask, sketch.extent())) {
      flaws.push_back(flawAt(FlawKind::OutsideCanvas, id, middleOf(cell->mask)));
      continue;
    }
    const auto median = typical.find({cell->kind, cell->channel});
    const std::int64_t compared = median == typical.end() ? 0 : median->second;
    if (shape.voxelsPerFrame < limits_.smallestCell ||
        static_cast<double>(shape.voxelsPerFrame) < limits_.shareOfMedian * static_cast<double>(compared)) {
      flaws.push_back(flawAt(FlawKind::Tiny, id, middleOf(cell->mask)));
      flaws.back().voxels = shape.voxelsPerFrame;
      flaws.back().compared = compared;
    }
    const float background = backgroundUnder(shape.bounds, sketch, cell->channel);
    if (std::abs(shownGrey(*cell, sketch.shading(), firstFrame) - background) < limits_.faintestContrast) {
      flaws.push_back(flawAt(FlawKind::LikeBackground, id, middleOf(cell->mask)));
    }
    if (shape.fragments.compared > 1) {
      flaws.push_back(shape.fragments);
    }
    if (const auto border = inside(shape.bounds, middle) ? std::nullopt : atBorder(cell->mask, sketch.extent())) {
      flaws.push_back(flawAt(FlawKind::TouchesBorder, id, *border));
    }
  }
  for (const auto& [first, second] : duplicates_) {
    flaws.push_back(flawAt(FlawKind::Duplicate, first, middleOf(shapes_.at(first).mask)));
    flaws.back().other = second;
  }
  std::sort(flaws.begin(), flaws.end(), [](const Flaw& a, const Flaw& b) {
    return std::tie(a.kind, a.cell, a.other) < std::tie(b.kind, b.cell, b.other);
  });
  return flaws;
}

std::vector<Flaw> checkSketch(const Sketch& sketch, const CheckLimits& limits, const std::stop_token& stop) {
  return SketchChecker(limits).check(sketch, stop);
}

} // namespace cytosketch
