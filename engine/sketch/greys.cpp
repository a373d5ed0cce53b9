#include "engine/sketch/greys.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"

#include <Random123/philox.h>

#include <cmath>
#include <optional>
#include <string>
#include <unordered_map>

namespace cytosketch {
namespace {

/// Uniform in (0,1) by seed and id alone.
double uniformOf(std::uint64_t seed, CellId id) {
  using Philox = r123::Philox4x32_R<10>;
  const Philox::key_type key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const Philox::ctr_type counter{{id, 0, 0, 0}};
  return (static_cast<double>(Philox()(counter, key)[0]) + 0.5) * 0x1p-32;
}

struct Mean {
  double sum = 0.0;
  std::int64_t count = 0;
  float value() const { return static_cast<float>(std::clamp(sum / static_cast<double>(count), 0.0, 1.0)); }
};

/// Greys per frame; where the cell is absent the last one before holds, and before its first frame the first one.
std::vector<float> greysOf(const std::vector<Mean>& means) {
  std::vector<float> greys(means.size(), Cell::greyDefault);
  std::optional<float> last;
  for (std::size_t t = means.size(); t-- > 0;) {
    if (means[t].count > 0) {
      last = means[t].value(); // in the end the first one
    }
  }
  for (std::size_t t = 0; last && t < means.size(); ++t) {
    last = means[t].count > 0 ? means[t].value() : *last;
    greys[t] = *last;
  }
  return greys;
}

/// Sums over one slice: what cells cover goes to them, the rest to the background of the channel.
class SliceSums {
public:
  SliceSums(const Sketch& sketch, const Image<float>& real) : sketch_(sketch), real_(real) {
    background_.resize(static_cast<std::size_t>(sketch.extent().c));
  }

  void add(std::int64_t t, std::int64_t z) {
    const Extent& e = sketch_.extent();
    const Box slice{z, 0, 0, z + 1, e.y, e.x};
    const std::vector<CellPtr> cells = sketch_.cellsIn(t, slice);
    for (std::int64_t c = 0; c < e.c; ++c) {
      covered_.assign(static_cast<std::size_t>(e.y * e.x), 0);
      const float* plane = real_.data() + real_.offset(t, real_.extent().c == 1 ? 0 : c, z, 0, 0);
      for (const CellPtr& cell : cells) {
        if (cell->channel == c) {
          addCell(*cell, t, z, slice, plane);
        }
      }
      Mean& rest = background_[static_cast<std::size_t>(c)];
      for (std::size_t i = 0; i < covered_.size(); ++i) {
        rest.sum += covered_[i] == 0 ? plane[i] : 0.0F;
        rest.count += covered_[i] == 0 ? 1 : 0;
      }
    }
  }

  const std::vector<Mean>& frames(CellId id) { return framesOf(id); }
  float background(std::size_t channel) const {
    const Mean& mean = background_[channel];
    return mean.count > 0 ? mean.value() : 0.0F;
  }

private:
  std::vector<Mean>& framesOf(CellId id) {
    std::vector<Mean>& frames = cells_[id];
    frames.resize(static_cast<std::size_t>(sketch_.extent().t));
    return frames;
  }

  void addCell(const Cell& cell, std::int64_t t, std::int64_t z, const Box& slice, const float* plane) {
    Mean& mean = framesOf(cell.id)[static_cast<std::size_t>(t)];
    cell.mask.forEachSpan(t, z, slice, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      const std::int64_t row = y * sketch_.extent().x;
      for (std::int64_t x = x0; x < x1; ++x) {
        mean.sum += plane[row + x];
      }
      mean.count += x1 - x0;
      std::fill(covered_.begin() + row + x0, covered_.begin() + row + x1, std::uint8_t{1});
    });
  }

  const Sketch& sketch_;
  const Image<float>& real_;
  std::unordered_map<CellId, std::vector<Mean>> cells_;
  std::vector<Mean> background_;
  std::vector<std::uint8_t> covered_;
};

void requireFit(const Sketch& sketch, const Image<float>& real) {
  const Extent& e = sketch.extent();
  const Extent& r = real.extent();
  if (real.empty() || e.t != r.t || e.z != r.z || e.y != r.y || e.x != r.x) {
    throw SettingsError("the labels and the image differ in size", "labels", "Choose the labels of this image");
  }
  if (r.c > 1 && r.c < e.c) {
    throw SettingsError("the cells show in " + std::to_string(e.c) + " channels, the image has " + std::to_string(r.c),
                        "image", "Choose an image with all channels");
  }
}

} // namespace

Sketch withDrawnGreys(const Sketch& sketch, const BrightnessRange& range, std::uint64_t seed) {
  if (!(range.low > 0.0F && range.low <= range.high && range.high <= 1.0F)) {
    throw SettingsError("the brightness range " + std::to_string(range.low) + "," + std::to_string(range.high) +
                            " is not inside (0,1]",
                        "brightness", "Give two values above 0 and up to 1, the lower one first");
  }
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    const double brightness = range.low + (static_cast<double>(range.high) - range.low) * uniformOf(seed, id);
    Cell lit = *cell;
    lit.grey = {greyOfBrightness(static_cast<float>(brightness))};
    result.put(std::move(lit));
  }
  result.setSeed(seed);
  return result;
}

Sketch withMeasuredGreys(const Sketch& sketch, const Image<float>& real) {
  requireFit(sketch, real);
  SliceSums sums(sketch, real);
  for (std::int64_t t = 0; t < sketch.extent().t; ++t) {
    for (std::int64_t z = 0; z < sketch.extent().z; ++z) {
      sums.add(t, z);
    }
  }
  const auto finite = [](float g) { return std::isfinite(g); };
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    Cell lit = *cell;
    lit.grey = greysOf(sums.frames(id));
    if (!std::all_of(lit.grey.begin(), lit.grey.end(), finite)) {
      throw SettingsError("the image holds NaN or infinite values in cell " + std::to_string(id), "image",
                          "Replace them before loading the image");
    }
    result.put(std::move(lit));
  }
  Shading shading = sketch.shading();
  shading.background = sums.background(0);
  shading.furtherBackgrounds.clear();
  for (std::size_t c = 1; c < static_cast<std::size_t>(sketch.extent().c); ++c) {
    shading.furtherBackgrounds.push_back(sums.background(c));
  }
  if (!finite(shading.background) ||
      !std::all_of(shading.furtherBackgrounds.begin(), shading.furtherBackgrounds.end(), finite)) {
    throw SettingsError("the image holds NaN or infinite values", "image", "Replace them before loading the image");
  }
  result.setShading(shading);
  return result;
}

} // namespace cytosketch
