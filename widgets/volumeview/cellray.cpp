#include "widgets/volumeview/cellray.h"

#include <cmath>
#include <limits>

namespace cytosketch {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

/// Along the ray: where it enters and leaves the box, in lengths of its direction; nothing if it misses.
std::optional<std::pair<double, double>> passage(const VoxelRay& ray, const std::array<std::int64_t, 3>& low,
                                                 const std::array<std::int64_t, 3>& high) {
  double enter = -never;
  double leave = never;
  for (std::size_t i = 0; i < 3; ++i) {
    const double first = double(low[i]) - 0.5 - ray.start[i]; // voxels reach half a voxel around their centres
    const double last = double(high[i]) - 0.5 - ray.start[i];
    if (ray.direction[i] == 0.0) {
      if (first > 0.0 || last < 0.0) {
        return std::nullopt;
      }
      continue;
    }
    const double a = first / ray.direction[i];
    const double b = last / ray.direction[i];
    enter = std::max(enter, std::min(a, b));
    leave = std::min(leave, std::max(a, b));
  }
  if (!(enter < leave) || leave < 0.0) {
    return std::nullopt;
  }
  return std::pair(std::max(enter, 0.0), leave);
}

} // namespace

std::optional<RayHit> firstCellOn(const VoxelRay& ray, const Sketch& sketch, std::int64_t t, const Box& box) {
  const std::array low{box.z0, box.y0, box.x0};
  const std::array high{box.z1, box.y1, box.x1};
  const auto through = passage(ray, low, high);
  if (box.empty() || !through) {
    return std::nullopt;
  }
  std::array<std::int64_t, 3> voxel{};
  std::array<double, 3> next{}; // where the ray goes over into the next voxel along each axis
  std::array<double, 3> stride{};
  for (std::size_t i = 0; i < 3; ++i) {
    const double at = ray.start[i] + through->first * ray.direction[i];
    voxel[i] = std::clamp<std::int64_t>(std::int64_t(std::floor(at + 0.5)), low[i], high[i] - 1);
    const double d = ray.direction[i];
    stride[i] = d == 0.0 ? never : 1.0 / std::abs(d);
    next[i] = d == 0.0 ? never : (double(voxel[i]) + (d > 0.0 ? 0.5 : -0.5) - ray.start[i]) / d;
  }
  while (true) {
    if (const CellPtr cell = sketch.topmostAt(t, voxel[0], voxel[1], voxel[2])) {
      return RayHit{cell->id, voxel[0], voxel[1], voxel[2]};
    }
    const std::size_t axis = next[0] <= next[1] && next[0] <= next[2] ? 0 : next[1] <= next[2] ? 1 : 2;
    voxel[axis] += ray.direction[axis] > 0.0 ? 1 : -1;
    if (voxel[axis] < low[axis] || voxel[axis] >= high[axis]) {
      return std::nullopt;
    }
    next[axis] += stride[axis];
  }
}

} // namespace cytosketch
