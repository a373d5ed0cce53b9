#include "engine/sketch/measuredgreys.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

namespace cytosketch {
namespace {

struct Mean {
  double sum = 0.0;
  std::int64_t count = 0;

  void add(const float* values, std::int64_t n) {
    for (std::int64_t i = 0; i < n; ++i) {
      sum += values[i];
    }
    count += n;
  }
  float value() const { return static_cast<float>(std::clamp(sum / static_cast<double>(count), 0.0, 1.0)); }
  bool finite() const { return std::isfinite(sum); }
};

[[noreturn]] void refuseValues(const std::string& where) {
  throw SettingsError("the image holds NaN or infinite values" + where, "image",
                      "Replace them before loading the image");
}

/// Greys per frame; where the cell is absent the last one before holds, and before its first frame the first one.
std::vector<float> greysOf(const std::vector<Mean>& means) {
  std::vector<float> greys(means.size(), 0.0F);
  const auto first = std::find_if(means.begin(), means.end(), [](const Mean& mean) { return mean.count > 0; });
  float last = first->value();
  for (std::size_t t = 0; t < means.size(); ++t) {
    last = means[t].count > 0 ? means[t].value() : last;
    greys[t] = last;
  }
  return greys;
}

/// Calls visit(z, y, x0, x1) for the cell's runs inside the sketch.
template <typename Visit>
void forEachRun(const Cell& cell, std::int64_t t, const Extent& extent, const Visit& visit) {
  const Box box = cell.mask.bounds(t).intersected(Box::whole(extent));
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    cell.mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { visit(z, y, x0, x1); });
  }
}

void requireAlike(const Extent& e, const Image<float>& real) {
  const Extent& r = real.extent();
  if (real.empty() || e.t != r.t || e.z != r.z || e.y != r.y || e.x != r.x) {
    throw SettingsError("the cells and the image differ in size: " + extentText(e) + " and " + extentText(r) +
                            " (t, c, z, y, x)",
                        "image", "Choose the image that the cells belong to");
  }
  if (r.c != 1 && r.c < e.c) {
    throw SettingsError("the image has " + std::to_string(r.c) + " channels, the sketch " + std::to_string(e.c),
                        "image", "Choose an image with one channel, or with all");
  }
}

} // namespace

MeasuredGreys measuredGreys(const Sketch& sketch, const Image<float>& real) {
  const Extent& e = sketch.extent();
  requireAlike(e, real);
  const auto channelOf = [&](std::int64_t channel) { return real.extent().c == 1 ? 0 : channel; };
  MeasuredGreys measured;
  for (const auto& [id, cell] : sketch.cells()) {
    std::vector<Mean> means(static_cast<std::size_t>(e.t));
    bool seen = false;
    for (std::int64_t t = 0; t < e.t; ++t) {
      Mean& mean = means[static_cast<std::size_t>(t)];
      forEachRun(*cell, t, e, [&](std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
        mean.add(real.data() + real.offset(t, channelOf(cell->channel), z, y, x0), x1 - x0);
      });
      if (!mean.finite()) {
        refuseValues(" in cell " + std::to_string(id));
      }
      seen = seen || mean.count > 0;
    }
    Cell lit = *cell;
    lit.grey = seen ? greysOf(means) : cell->grey;
    measured.cells.push_back(std::make_shared<const Cell>(std::move(lit)));
  }
  for (std::int64_t c = 0; c < e.c; ++c) {
    Mean background;
    for (std::int64_t t = 0; t < e.t; ++t) {
      std::vector<std::uint8_t> covered(static_cast<std::size_t>(e.volume()), 0);
      const Box whole = Box::whole(e);
      for (const CellPtr& cell : sketch.cellsIn(t, whole)) {
        if (cell->channel == c) {
          forEachRun(*cell, t, e, [&](std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1) {
            std::fill_n(covered.begin() + static_cast<std::ptrdiff_t>(whole.offset(z, y, x0)), x1 - x0,
                        std::uint8_t{1});
          });
        }
      }
      const float* values = real.channel(t, channelOf(c));
      for (std::size_t i = 0; i < covered.size(); ++i) {
        if (covered[i] == 0) {
          background.add(values + i, 1);
        }
      }
    }
    if (!background.finite()) {
      refuseValues("");
    }
    measured.backgrounds.push_back(background.count > 0 ? background.value() : 0.0F);
  }
  return measured;
}

Shading measuredShading(const Shading& shading, const std::vector<float>& backgrounds) {
  Shading plain = shading;
  plain.background = backgrounds.front();
  plain.furtherBackgrounds.assign(backgrounds.begin() + 1, backgrounds.end());
  plain.overlapDarkening = plain.zDecay = plain.radialDecay = 0.0F;
  plain.illuminationLinear = plain.illuminationRadial = 0.0F;
  plain.illuminationMap = {};
  return plain;
}

Sketch withGreysOf(const Sketch& sketch, const Image<float>& real) {
  const MeasuredGreys measured = measuredGreys(sketch, real);
  Sketch lit = sketch;
  for (const CellPtr& cell : measured.cells) {
    lit.put(cell);
  }
  lit.setShading(measuredShading(sketch.shading(), measured.backgrounds));
  return lit;
}

} // namespace cytosketch
