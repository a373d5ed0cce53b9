#include "engine/dataset/variation.h"

#include "engine/dataset/sampledraws.h"
#include "engine/image/error.h"
#include "engine/sketch/raster.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>

namespace cytosketch {
namespace {

/// An empty sketch of another extent with the rest of `sketch`.
Sketch emptyLike(const Sketch& sketch, const Extent& extent, const Shading& shading) {
  Sketch result(extent, sketch.spacing());
  result.setShading(shading);
  result.setSeed(sketch.seed());
  return result;
}

/// Calls visit(t, z, y, x0, x1) for every run of a mask inside `box`.
void forEachRun(
    const Mask& mask, const Box& box,
    const std::function<void(std::int64_t, std::int64_t, std::int64_t, std::int64_t, std::int64_t)>& visit) {
  const auto [first, end] = mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    for (const std::int64_t z : mask.slices(t)) {
      if (z >= box.z0 && z < box.z1) {
        mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { visit(t, z, y, x0, x1); });
      }
    }
  }
}

bool hasLight(const Shading& shading) {
  return shading.illuminationLinear != 0.0F || shading.illuminationRadial != 0.0F || !shading.illuminationMap.empty();
}

/// What the light adds to the background of a sketch, (1, 1, 1, y, x): that of a sketch without cells, which is cut
/// at 0 over a black background and at 1 over a white one.
Image<float> lightOf(const Sketch& sketch) {
  const Extent flat{1, 1, 1, sketch.extent().y, sketch.extent().x};
  Shading shading = sketch.shading();
  shading.furtherBackgrounds.clear();
  shading.background = 0.0F;
  Image<float> light = rasteriseGrey(emptyLike(sketch, flat, shading));
  shading.background = 1.0F;
  const Image<float> shadow = rasteriseGrey(emptyLike(sketch, flat, shading));
  std::transform(light.begin(), light.end(), shadow.begin(), light.mutableData(),
                 [](float above, float below) { return above + below - 1.0F; });
  return light;
}

/// The light as a map: one node per pixel, fewer only on images of more than a million pixels.
void setLight(Shading& shading, const Image<float>& light) {
  const std::int64_t height = light.extent().y, width = light.extent().x;
  std::int64_t step = 1, rows = height, columns = width;
  while (rows * columns > IlluminationMap::mostNodes) {
    ++step;
    rows = (height - 1) / step + 2; // the last one lies on the edge or beyond
    columns = (width - 1) / step + 2;
  }
  std::vector<float> nodes;
  for (std::int64_t i = 0; i < rows; ++i) {
    for (std::int64_t j = 0; j < columns; ++j) {
      nodes.push_back(std::clamp(light.at(std::min(i * step, height - 1), std::min(j * step, width - 1)), -1.0F, 1.0F));
    }
  }
  shading.illuminationLinear = 0.0F;
  shading.illuminationRadial = 0.0F;
  shading.illuminationMap = IlluminationMap(step, rows, columns, std::move(nodes));
}

Cell withoutMask(const Cell& cell) {
  Cell copy = cell;
  copy.mask = Mask();
  return copy;
}

bool meets(const Mask& a, const Mask& b) {
  if (!a.bounds().intersects(b.bounds())) {
    return false;
  }
  Mask both = a;
  both.intersect(b);
  return !both.empty();
}

/// Whether `mask` meets a cell that `cell` itself does not meet.
bool meetsAnother(const Sketch& sketch, const Cell& cell, const Mask& mask) {
  const auto [first, end] = mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    for (const CellPtr& other : sketch.cellsIn(t, mask.bounds(t))) {
      const bool concerned = other->id != cell.id && other->kind == cell.kind && other->channel == cell.channel;
      if (concerned && meets(mask, other->mask) && !meets(cell.mask, other->mask)) {
        return true;
      }
    }
  }
  return false;
}

} // namespace

Sketch croppedSketch(const Sketch& sketch, const Box& box) {
  const Extent& e = sketch.extent();
  if (box.empty() || box.intersected(Box::whole(e)) != box) {
    throw SettingsError("the part to crop is larger than the sketch of " + extentText(e) + " voxels", "crop",
                        "Choose a smaller crop, or larger sketches");
  }
  if (box == Box::whole(e)) {
    return sketch;
  }
  Shading shading = sketch.shading();
  shading.radialCentreZ -= static_cast<double>(box.z0);
  shading.radialCentreY -= static_cast<double>(box.y0);
  shading.radialCentreX -= static_cast<double>(box.x0);
  if (hasLight(shading)) {
    const Image<float> whole = lightOf(sketch);
    Image<float> light({1, 1, 1, box.height(), box.width()});
    for (std::int64_t y = 0; y < box.height(); ++y) {
      std::copy_n(whole.data() + (box.y0 + y) * e.x + box.x0, box.width(), light.mutableData() + y * box.width());
    }
    setLight(shading, light);
  }
  Sketch result = emptyLike(sketch, {e.t, e.c, box.depth(), box.height(), box.width()}, shading);
  for (const auto& [id, cell] : sketch.cells()) {
    if (!cell->mask.bounds().intersects(box)) {
      continue;
    }
    Cell part = withoutMask(*cell);
    forEachRun(cell->mask, box, [&](auto t, auto z, auto y, auto x0, auto x1) {
      part.mask.setSpan(t, z - box.z0, y - box.y0, x0 - box.x0, x1 - box.x0);
    });
    for (Nucleolus& nucleolus : part.nucleoli) {
      nucleolus.z -= static_cast<double>(box.z0);
      nucleolus.y -= static_cast<double>(box.y0);
      nucleolus.x -= static_cast<double>(box.x0);
    }
    if (!part.mask.empty()) {
      result.put(std::move(part));
    }
  }
  return result;
}

Sketch orientedSketch(const Sketch& sketch, const Orientation& how) {
  const Extent& e = sketch.extent();
  if (how.none()) {
    return sketch;
  }
  if (how.transpose && e.y != e.x) {
    throw SettingsError("only square sketches can be turned by a quarter", "turn", "Choose a square crop");
  }
  const auto place = [&](double& y, double& x) {
    if (how.transpose) {
      std::swap(y, x);
    }
    x = how.flipX ? static_cast<double>(e.x - 1) - x : x;
    y = how.flipY ? static_cast<double>(e.y - 1) - y : y;
  };
  Shading shading = sketch.shading();
  place(shading.radialCentreY, shading.radialCentreX);
  if (hasLight(shading)) {
    const Image<float> before = lightOf(sketch);
    Image<float> light(before.extent());
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x < e.x; ++x) {
        const std::int64_t v = how.transpose ? x : y, u = how.transpose ? y : x;
        light.mutableData()[(how.flipY ? e.y - 1 - v : v) * e.x + (how.flipX ? e.x - 1 - u : u)] = before.at(y, x);
      }
    }
    setLight(shading, light);
  }
  Sketch result = emptyLike(sketch, e, shading);
  for (const auto& [id, cell] : sketch.cells()) {
    Cell turned = withoutMask(*cell);
    forEachRun(cell->mask, cell->mask.bounds(), [&](auto t, auto z, auto y, auto x0, auto x1) {
      if (how.transpose) {
        const std::int64_t column = how.flipX ? e.x - 1 - y : y;
        for (std::int64_t row = x0; row < x1; ++row) {
          turned.mask.setSpan(t, z, how.flipY ? e.y - 1 - row : row, column, column + 1);
        }
      } else {
        turned.mask.setSpan(t, z, how.flipY ? e.y - 1 - y : y, how.flipX ? e.x - x1 : x0, how.flipX ? e.x - x0 : x1);
      }
    });
    for (Nucleolus& nucleolus : turned.nucleoli) {
      place(nucleolus.y, nucleolus.x);
      if (how.transpose) {
        std::swap(nucleolus.radiusY, nucleolus.radiusX);
      }
    }
    result.put(std::move(turned));
  }
  return result;
}

Sketch movedCells(const Sketch& sketch, double distance, SampleDraws& draws) {
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    const double reach = distance * std::sqrt(draws.uniform());
    const double angle = draws.uniform(0.0, 2.0 * std::numbers::pi);
    const auto dy = static_cast<std::int64_t>(std::lround(reach * std::sin(angle)));
    const auto dx = static_cast<std::int64_t>(std::lround(reach * std::cos(angle)));
    Cell moved = withoutMask(*cell);
    moved.mask = cell->mask.translated(0, dy, dx);
    if (!moved.mask.bounds().intersects(Box::whole(sketch.extent())) || meetsAnother(result, *cell, moved.mask)) {
      continue;
    }
    for (Nucleolus& nucleolus : moved.nucleoli) {
      nucleolus.y += static_cast<double>(dy);
      nucleolus.x += static_cast<double>(dx);
    }
    result.put(std::move(moved));
  }
  return result;
}

Sketch relitCells(const Sketch& sketch, double share, SampleDraws& draws) {
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    const auto factor = static_cast<float>(draws.uniform(1.0 - share, 1.0 + share));
    Cell relit = *cell;
    for (float& grey : relit.grey) {
      grey = std::clamp(grey * factor, 0.0F, 1.0F);
    }
    for (Nucleolus& nucleolus : relit.nucleoli) {
      nucleolus.grey = std::clamp(nucleolus.grey * factor, 0.0F, 1.0F);
    }
    result.put(std::move(relit));
  }
  return result;
}

} // namespace cytosketch
