#include "engine/sketch/fromlabels.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"

#include <Random123/philox.h>

#include <cmath>
#include <string>
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

/// Uniform in (0,1) by seed and label alone.
double uniformOf(std::uint64_t seed, std::uint32_t label) {
  using Philox = r123::Philox4x32_R<10>;
  const Philox::key_type key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const Philox::ctr_type counter{{label, 0, 0, 0}};
  return (static_cast<double>(Philox()(counter, key)[0]) + 0.5) * 0x1p-32;
}

struct Mean {
  double sum = 0.0;
  std::int64_t count = 0;
  float value() const { return static_cast<float>(std::clamp(sum / static_cast<double>(count), 0.0, 1.0)); }
};

/// Greys per frame; where the cell is absent the last one before holds, and before its first frame the first one.
std::vector<float> greysOf(const std::vector<Mean>& means) {
  std::vector<float> greys(means.size(), 0.0F);
  std::optional<float> last;
  for (const Mean& mean : means) {
    if (mean.count > 0) {
      last = mean.value();
      break;
    }
  }
  for (std::size_t t = 0; t < means.size(); ++t) {
    last = means[t].count > 0 ? means[t].value() : *last;
    greys[t] = *last;
  }
  return greys;
}

} // namespace

Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const BrightnessRange& range,
                        std::uint64_t seed) {
  if (!(range.low > 0.0F && range.low <= range.high && range.high <= 1.0F)) {
    throw SettingsError("the brightness range " + std::to_string(range.low) + "," + std::to_string(range.high) +
                            " is not inside (0,1]",
                        "brightness", "Give two values above 0 and up to 1, the lower one first");
  }
  std::map<std::uint32_t, Cell> cells = cellsOfLabels(labels, kind);
  for (auto& [label, cell] : cells) {
    const double brightness = range.low + (static_cast<double>(range.high) - range.low) * uniformOf(seed, label);
    cell.grey = {greyOfBrightness(static_cast<float>(brightness))};
  }
  Sketch sketch = sketchOf(labels, std::move(cells));
  sketch.setSeed(seed);
  return sketch;
}

Sketch sketchFromLabels(const Image<std::uint32_t>& labels, CellKind kind, const Image<float>& real) {
  const Extent& e = labels.extent();
  const Extent& r = real.extent();
  if (labels.empty() || real.empty() || e.t != r.t || e.z != r.z || e.y != r.y || e.x != r.x) {
    throw SettingsError("the labels and the image differ in size", "labels", "Choose the labels of this image");
  }
  std::map<std::uint32_t, Cell> cells = cellsOfLabels(labels, kind);
  std::unordered_map<std::uint32_t, std::vector<Mean>> means;
  Mean background;
  forEachRun(labels, [&](std::uint32_t label, std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x0,
                         std::int64_t x1) {
    std::vector<Mean>& frames = means[label];
    frames.resize(static_cast<std::size_t>(e.t));
    Mean& mean = label == 0 ? background : frames[static_cast<std::size_t>(t)];
    const float* row = real.data() + real.offset(t, 0, z, y, 0);
    for (std::int64_t x = x0; x < x1; ++x) {
      mean.sum += row[x];
    }
    mean.count += x1 - x0;
  });
  for (auto& [label, cell] : cells) {
    cell.grey = greysOf(means[label]);
    if (!std::all_of(cell.grey.begin(), cell.grey.end(), [](float g) { return std::isfinite(g); })) {
      throw SettingsError("the image holds NaN or infinite values in cell " + std::to_string(label), "image",
                          "Replace them before loading the image");
    }
  }
  Sketch sketch = sketchOf(labels, std::move(cells));
  Shading shading;
  shading.background = background.count > 0 ? background.value() : 0.0F;
  if (!std::isfinite(shading.background)) {
    throw SettingsError("the image holds NaN or infinite values", "image", "Replace them before loading the image");
  }
  sketch.setShading(shading);
  return sketch;
}

} // namespace cytosketch
