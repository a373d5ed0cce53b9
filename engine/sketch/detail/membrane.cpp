#include "engine/sketch/detail/membrane.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr double farthestReach = 32.0; ///< keeps a stroke's surroundings small whatever thickness a file asks for

double reachOn(double thickness, double spacing) {
  return std::min(0.5 * thickness / spacing + 0.5, farthestReach);
}

/// Marks the voxels of `part` whose neighbour at (dz, dy, dx) has another label.
void markOffset(const std::vector<std::uint32_t>& labels, const Box& margin, const Box& box, const Box& part,
                std::int64_t dz, std::int64_t dy, std::int64_t dx, std::vector<std::uint8_t>& membrane) {
  for (std::int64_t z = part.z0; z < part.z1; ++z) {
    for (std::int64_t y = part.y0; y < part.y1; ++y) {
      const std::uint32_t* here = labels.data() + margin.offset(z, y, part.x0);
      const std::uint32_t* there = labels.data() + margin.offset(z + dz, y + dy, part.x0 + dx);
      std::uint8_t* mark = membrane.data() + box.offset(z, y, part.x0);
      for (std::int64_t x = 0; x < part.width(); ++x) {
        mark[x] = static_cast<std::uint8_t>(mark[x] | static_cast<std::uint8_t>(here[x] != there[x]));
      }
    }
  }
}

} // namespace

MembraneReach::MembraneReach(const Shading& shading, const Spacing& spacing, const Extent& extent) {
  const bool known = spacing.known();
  y = std::max(1.0, reachOn(shading.membraneThickness, known ? spacing.y : 1.0));
  x = std::max(1.0, reachOn(shading.membraneThickness, known ? spacing.x : 1.0));
  if (extent.z > 1) {
    z = reachOn(shading.membraneThickness, !known ? 1.0 : spacing.z > 0.0 ? spacing.z : spacing.y);
  }
}

Box MembraneReach::grown(const Box& box) const {
  const auto rz = static_cast<std::int64_t>(z);
  const auto ry = static_cast<std::int64_t>(y);
  const auto rx = static_cast<std::int64_t>(x);
  return {box.z0 - rz, box.y0 - ry, box.x0 - rx, box.z1 + rz, box.y1 + ry, box.x1 + rx};
}

std::vector<std::uint8_t> findMembrane(const std::vector<std::uint32_t>& labels, const Box& margin, const Box& box,
                                       const MembraneReach& reach, const Extent& extent) {
  std::vector<std::uint8_t> membrane(box.voxels(), 0);
  const auto rz = static_cast<std::int64_t>(reach.z);
  const auto ry = static_cast<std::int64_t>(reach.y);
  const auto rx = static_cast<std::int64_t>(reach.x);
  const Box whole = Box::whole(extent);
  for (std::int64_t dz = -rz; dz <= rz; ++dz) {
    for (std::int64_t dy = -ry; dy <= ry; ++dy) {
      for (std::int64_t dx = -rx; dx <= rx; ++dx) {
        const auto share = [](std::int64_t d, double r) { return d == 0 ? 0.0 : static_cast<double>(d * d) / (r * r); };
        if (share(dz, reach.z) + share(dy, reach.y) + share(dx, reach.x) > 1.0 || (dz == 0 && dy == 0 && dx == 0)) {
          continue;
        }
        // Only neighbours inside the sketch count, so that cells cut by its edge get no membrane there.
        const Box part =
            box.intersected({whole.z0 - dz, whole.y0 - dy, whole.x0 - dx, whole.z1 - dz, whole.y1 - dy, whole.x1 - dx});
        markOffset(labels, margin, box, part, dz, dy, dx, membrane);
      }
    }
  }
  return membrane;
}

} // namespace cytosketch
