#include "engine/study/startmap.h"

#include "engine/sketch/raster.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

Box grown(const Box& box, std::int64_t plane, std::int64_t depth) {
  return {box.z0 - depth, box.y0 - plane, box.x0 - plane, box.z1 + depth, box.y1 + plane, box.x1 + plane};
}

/// The smallest box around `box` that begins on multiples of the strides. The far end needs none: the network pads it.
Box aligned(Box box, const HealContext& context) {
  box.z0 -= box.z0 % context.depthStride;
  box.y0 -= box.y0 % context.stride;
  box.x0 -= box.x0 % context.stride;
  return box;
}

/// Joins regions whose cores meet until none do.
void joinMeeting(std::vector<HealRegion>& regions) {
  for (std::size_t i = 0; i < regions.size();) {
    const auto meets = std::find_if(regions.begin() + static_cast<std::ptrdiff_t>(i) + 1, regions.end(),
                                    [&](const HealRegion& r) { return r.core.intersects(regions[i].core); });
    if (meets == regions.end()) {
      ++i;
      continue;
    }
    regions[i].core = regions[i].core.united(meets->core);
    regions[i].starts.insert(meets->starts.begin(), meets->starts.end());
    regions.erase(meets);
    i = 0; // the larger core may now meet one that was passed over
  }
}

/// One pass of the distance transform along an axis: out(i) = min over |o| ≤ reach of in(i + o) + o².
void spreadAlong(std::vector<float>& squares, std::int64_t length, std::int64_t stride, int reach) {
  const auto size = static_cast<std::int64_t>(squares.size());
  std::vector<float> line(static_cast<std::size_t>(length));
  for (std::int64_t start = 0; start < size; ++start) {
    if (start / stride % length != 0) {
      continue; // not the first voxel of a line
    }
    for (std::int64_t i = 0; i < length; ++i) {
      line[static_cast<std::size_t>(i)] = squares[static_cast<std::size_t>(start + i * stride)];
    }
    for (std::int64_t i = 0; i < length; ++i) {
      float& best = squares[static_cast<std::size_t>(start + i * stride)];
      for (std::int64_t o = std::max<std::int64_t>(-reach, -i); o <= std::min<std::int64_t>(reach, length - 1 - i);
           ++o) {
        best = std::min(best, line[static_cast<std::size_t>(i + o)] + static_cast<float>(o * o));
      }
    }
  }
}

} // namespace

int laterStart(int tStart, std::size_t attempt) {
  const double share = startShares.at(std::min(attempt, startShares.size() - 1));
  return std::max(1, static_cast<int>(std::lround(share * tStart)));
}

int nextStart(int tStart, int now) {
  for (std::size_t attempt = 0; attempt < startShares.size(); ++attempt) {
    if (const int start = laterStart(tStart, attempt); start < now) {
      return start;
    }
  }
  return std::max(1, now / 2);
}

Image<float> distancesUpTo(const Image<std::uint32_t>& marks, int reach) {
  const Extent& e = marks.extent();
  const auto far = static_cast<float>((reach + 1) * (reach + 1));
  std::vector<float> squares(marks.size());
  std::transform(marks.begin(), marks.end(), squares.begin(),
                 [&](std::uint32_t mark) { return mark != 0 ? 0.0F : far; });
  spreadAlong(squares, e.x, 1, reach);
  spreadAlong(squares, e.y, e.x, reach);
  spreadAlong(squares, e.z, e.x * e.y, reach);
  const auto limit = static_cast<float>(reach * reach);
  std::transform(squares.begin(), squares.end(), squares.begin(),
                 [&](float square) { return square <= limit ? std::sqrt(square) : static_cast<float>(reach + 1); });
  return {e, std::move(squares), marks.spacing()};
}

Image<float> startMap(const Sketch& sketch, const std::map<CellId, int>& starts, std::int64_t frame, const Box& box,
                      int tStart) {
  Image<float> map({1, 1, box.depth(), box.height(), box.width()}, static_cast<float>(tStart));
  float* const voxels = map.mutableData();
  for (const auto& [id, start] : starts) {
    const CellPtr cell = sketch.find(id);
    const Box own = cell ? cell->mask.bounds(frame).intersected(box) : Box();
    if (own.empty()) {
      continue;
    }
    const Image<std::uint32_t> labels = rasteriseLabels(sketch, frame, cell->kind, own, cell->channel);
    for (std::int64_t z = own.z0; z < own.z1; ++z) {
      for (std::int64_t y = own.y0; y < own.y1; ++y) {
        for (std::int64_t x = own.x0; x < own.x1; ++x) {
          if (labels.data()[own.offset(z, y, x)] == id) {
            float& voxel = voxels[box.offset(z, y, x)];
            voxel = std::min(voxel, static_cast<float>(start));
          }
        }
      }
    }
  }
  return map;
}

Image<float> blendWeights(const Sketch& sketch, const std::map<CellId, int>& cells, std::int64_t frame,
                          const Box& box) {
  constexpr int outside = 1001; // no start step
  const Image<float> steps = startMap(sketch, cells, frame, box, outside);
  Image<std::uint32_t> marks(steps.extent());
  std::transform(steps.begin(), steps.end(), marks.mutableData(), [](float step) { return step < outside ? 1U : 0U; });
  constexpr int reach = healReach + healBlend;
  Image<float> weights = distancesUpTo(marks, reach);
  float* const voxels = weights.mutableData();
  std::transform(voxels, voxels + weights.size(), voxels, [](float distance) {
    return std::clamp((static_cast<float>(reach) - distance) / static_cast<float>(healBlend), 0.0F, 1.0F);
  });
  return weights;
}

std::vector<HealRegion> healRegions(const Sketch& sketch, const std::map<CellId, int>& starts, std::int64_t frame,
                                    const HealContext& context) {
  const Box all = Box::whole(sketch.extent());
  constexpr int reach = healReach + healBlend;
  std::vector<HealRegion> regions;
  for (const auto& [id, start] : starts) {
    const CellPtr cell = sketch.find(id);
    const Box own = cell ? (frame < 0 ? cell->mask.bounds() : cell->mask.bounds(frame)).intersected(all) : Box();
    if (!own.empty()) {
      regions.push_back({{{id, start}}, grown(own, reach, all.depth() > 1 ? reach : 0).intersected(all), {}});
    }
  }
  joinMeeting(regions);
  std::size_t voxels = 0;
  for (HealRegion& region : regions) {
    region.box = aligned(grown(region.core, context.halo, context.depthHalo).intersected(all), context);
    voxels += region.box.voxels();
  }
  if (regions.size() > 1 && (context.whole || voxels >= all.voxels())) {
    HealRegion& one = regions.front();
    for (const HealRegion& region : regions) {
      one.core = one.core.united(region.core);
      one.starts.insert(region.starts.begin(), region.starts.end());
    }
    regions.resize(1);
    one.box = all;
  } else if (context.whole && !regions.empty()) {
    regions.front().box = all;
  }
  return regions;
}

} // namespace cytosketch
