#include "engine/sketch/fromlabels.h"

#include "engine/image/error.h"

#include <map>
#include <unordered_map>

namespace cytosketch {
namespace {

/// Calls visit(label, t, z, y, x0, x1) for each run of equal labels; background included.
template <typename Visit>
void forEachRun(const Image<std::uint32_t>& labels, const Visit& visit) {
  const Extent& e = labels.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t z = 0; z < e.z; ++z) {
      for (std::int64_t y = 0; y < e.y; ++y) {
        const std::uint32_t* row = labels.data() + labels.offset(t, 0, z, y, 0);
        for (std::int64_t x0 = 0; x0 < e.x;) {
          const std::uint32_t label = row[x0];
          std::int64_t x1 = x0 + 1;
          while (x1 < e.x && row[x1] == label) {
            ++x1;
          }
          visit(label, t, z, y, x0, x1);
          x0 = x1;
        }
      }
    }
  }
}

/// Cells without greys, one per label.
std::map<std::uint32_t, Cell> cellsOfLabels(const Image<std::uint32_t>& labels, CellKind kind) {
  if (labels.empty() || labels.extent().c != 1) {
    throw SettingsError("a label image has one channel", "labels", "Choose an image with one channel of labels");
  }
  std::unordered_map<std::uint32_t, Mask> masks;
  forEachRun(labels, [&](std::uint32_t label, std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x0,
                         std::int64_t x1) {
    if (label != 0) {
      masks[label].setSpan(t, z, y, x0, x1);
    }
  });
  if (masks.empty()) {
    throw SettingsError("the label image holds no label: all its voxels are 0", "labels",
                        "Choose an image in which every cell has a number of its own");
  }
  std::map<std::uint32_t, Cell> cells;
  for (auto& [label, mask] : masks) {
    Cell& cell = cells[label];
    cell.id = label;
    cell.kind = kind;
    cell.mask = std::move(mask);
  }
  return cells;
}

Sketch sketchOf(const Image<std::uint32_t>& labels, std::map<std::uint32_t, Cell> cells) {
  Sketch sketch(labels.extent(), labels.spacing());
  for (auto& [label, cell] : cells) {
    sketch.put(std::move(cell));
  }
  return sketch;
}

} // namespace

Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const BrightnessRange& range,
                        std::uint64_t seed) {
  return withDrawnGreys(sketchOf(labels, cellsOfLabels(labels, kind)), range, seed);
}

Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const Image<float>& real) {
  return withMeasuredGreys(sketchOf(labels, cellsOfLabels(labels, kind)), real);
}

} // namespace cytosketch
