#include "engine/study/fidelity.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/raster.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace cytosketch {
namespace {

constexpr std::uint32_t thisCell = 1;
constexpr std::uint32_t otherCells = 2;

/// Where one cell and its surround lie: all that its score depends on.
Box surroundOf(const Cell& cell, std::int64_t t, const Extent& extent) {
  const Box all = Box::whole(extent);
  const Box own = cell.mask.bounds(t).intersected(all);
  const std::int64_t w = own.empty() ? 0 : surroundWidth;
  const std::int64_t depth = extent.z > 1 ? w : 0;
  return Box{own.z0 - depth, own.y0 - w, own.x0 - w, own.z1 + depth, own.y1 + w, own.x1 + w}.intersected(all);
}

/// One channel of one frame inside `box`, as grey.
Image<float> greyOf(const Image<float>& image, std::int64_t t, std::int64_t channel, const Box& box) {
  Image<float> result({1, 1, box.depth(), box.height(), box.width()});
  float* to = result.mutableData();
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      const float* const row = image.data() + image.offset(t, channel, z, y, box.x0);
      to = std::transform(row, row + box.width(), to, greyOfNetworkValue);
    }
  }
  return result;
}

CellVerdict verdictOf(const LabelContrast& drawn, const LabelContrast& seen) {
  if (!drawn.hasSurround || std::abs(drawn.contrast) < leastSketchContrast) {
    return CellVerdict::Unjudged;
  }
  const double left = seen.contrast / drawn.contrast;
  if (!(left >= lostContrastRatio)) { // what is no number is lost too
    return CellVerdict::Lost;
  }
  return left < dimContrastRatio ? CellVerdict::Dim : CellVerdict::Visible;
}

/// The cell in one frame; none if it does not show there.
std::optional<CellFidelity> judged(const Sketch& sketch, const Cell& cell, std::int64_t t, const Image<float>& image) {
  const Box box = surroundOf(cell, t, sketch.extent());
  if (box.empty()) {
    return std::nullopt;
  }
  Image<std::uint32_t> labels = rasteriseLabels(sketch, t, cell.kind, box, cell.channel);
  if (std::find(labels.begin(), labels.end(), cell.id) == labels.end()) {
    return std::nullopt; // hidden
  }
  std::uint32_t* const voxels = labels.mutableData();
  std::transform(voxels, voxels + labels.size(), voxels, [&](std::uint32_t label) {
    return label == 0 ? 0 : label == cell.id ? thisCell : otherCells;
  });
  const LabelContrast drawn = labelContrasts(labels, rasteriseGrey(sketch, t, cell.channel, box)).front();
  const LabelContrast seen = labelContrasts(labels, greyOf(image, t, cell.channel, box)).front();
  return CellFidelity{cell.id, t, drawn.contrast, seen.contrast, verdictOf(drawn, seen)};
}

/// True if `a` says more than `b` about the same cell: a judged frame more than another, less left more than more.
bool isWorse(const CellFidelity& a, const CellFidelity& b) {
  if ((a.verdict == CellVerdict::Unjudged) != (b.verdict == CellVerdict::Unjudged)) {
    return b.verdict == CellVerdict::Unjudged;
  }
  return a.score() < b.score();
}

} // namespace

std::vector<CellFidelity> cellFidelity(const Sketch& sketch, const Image<float>& image, const std::stop_token& stop) {
  if (!(sketch.extent() == image.extent())) {
    throw SettingsError("the sketch and the image are not of the same size", "fidelity",
                        "Choose the sketch that the image was generated from");
  }
  std::vector<CellFidelity> result;
  for (const auto& [id, cell] : sketch.cells()) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    std::optional<CellFidelity> worst;
    const auto [first, last] = cell->mask.frames();
    for (std::int64_t t = std::max<std::int64_t>(first, 0); t < std::min(last, sketch.extent().t); ++t) {
      const std::optional<CellFidelity> found = judged(sketch, *cell, t, image);
      if (found && (!worst || isWorse(*found, *worst))) {
        worst = found;
      }
    }
    if (worst) {
      result.push_back(*worst);
    }
  }
  return result;
}

} // namespace cytosketch
