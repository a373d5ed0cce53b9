#include "engine/simulation/detail/placement.h"

#include "engine/image/error.h"

#include <cmath>

namespace cytosketch {
namespace {

constexpr std::size_t mostVoxels = std::size_t{1} << 28;

/// Points in a grid of cubes as wide as the distance to keep, so that only 27 of them can hold one too near.
class Neighbours {
public:
  Neighbours(const Box& box, double distance, double zStretch)
      : distance2_(distance * distance),
        edge_(std::max(distance, 4.0)),
        zStretch_(zStretch),
        depth_(cubes(static_cast<double>(box.depth()) * zStretch)),
        height_(cubes(static_cast<double>(box.height()))),
        width_(cubes(static_cast<double>(box.width()))),
        origin_{static_cast<double>(box.z0), static_cast<double>(box.y0), static_cast<double>(box.x0)},
        grid_(static_cast<std::size_t>(depth_ * height_ * width_)) {}

  bool isFree(const Place& place) const {
    const Place p = scaled(place);
    const auto z = static_cast<std::int64_t>(p.z / edge_);
    const auto y = static_cast<std::int64_t>(p.y / edge_);
    const auto x = static_cast<std::int64_t>(p.x / edge_);
    for (std::int64_t k = std::max<std::int64_t>(z - 1, 0); k <= std::min(z + 1, depth_ - 1); ++k) {
      for (std::int64_t j = std::max<std::int64_t>(y - 1, 0); j <= std::min(y + 1, height_ - 1); ++j) {
        for (std::int64_t i = std::max<std::int64_t>(x - 1, 0); i <= std::min(x + 1, width_ - 1); ++i) {
          for (const Place& q : grid_[static_cast<std::size_t>((k * height_ + j) * width_ + i)]) {
            const double dz = p.z - q.z;
            const double dy = p.y - q.y;
            const double dx = p.x - q.x;
            if (dz * dz + dy * dy + dx * dx < distance2_) {
              return false;
            }
          }
        }
      }
    }
    return true;
  }

  void add(const Place& place) {
    const Place p = scaled(place);
    const auto z = static_cast<std::int64_t>(p.z / edge_);
    const auto y = static_cast<std::int64_t>(p.y / edge_);
    const auto x = static_cast<std::int64_t>(p.x / edge_);
    grid_[static_cast<std::size_t>((z * height_ + y) * width_ + x)].push_back(p);
  }

private:
  std::int64_t cubes(double length) const { return static_cast<std::int64_t>(length / edge_) + 1; }
  Place scaled(const Place& p) const { return {(p.z - origin_.z) * zStretch_, p.y - origin_.y, p.x - origin_.x}; }

  double distance2_;
  double edge_;
  double zStretch_;
  std::int64_t depth_, height_, width_;
  Place origin_;
  std::vector<std::vector<Place>> grid_; ///< scaled places
};

} // namespace

void requireWorkable(const Box& box) {
  if (box.voxels() > mostVoxels) {
    throw SettingsError("a volume of " + std::to_string(box.depth()) + " × " + std::to_string(box.height()) + " × " +
                            std::to_string(box.width()) + " voxels is too large to simulate in",
                        "size", "Choose a smaller size");
  }
}

Candidates Candidates::inside(const Box& box,
                              const std::function<bool(std::int64_t, std::int64_t, std::int64_t)>& contains) {
  requireWorkable(box);
  Candidates candidates{box, {}};
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      for (std::int64_t x = box.x0; x < box.x1; ++x) {
        if (contains(z, y, x)) {
          candidates.voxels.push_back(static_cast<std::uint32_t>(box.offset(z, y, x)));
        }
      }
    }
  }
  return candidates;
}

Place Candidates::placeOf(std::uint32_t voxel) const {
  const std::int64_t x = voxel % box.width();
  const std::int64_t row = voxel / box.width();
  return {static_cast<double>(box.z0 + row / box.height()), static_cast<double>(box.y0 + row % box.height()),
          static_cast<double>(box.x0 + x)};
}

std::vector<Place> placeApart(Candidates candidates, std::int64_t count, double distance, double zStretch, Draws draws,
                              const std::function<void(std::size_t)>& onPlaced) {
  std::vector<Place> places;
  Neighbours neighbours(candidates.box, distance, zStretch);
  std::vector<std::uint32_t>& left = candidates.voxels;
  while (static_cast<std::int64_t>(places.size()) < count && !left.empty()) {
    // A candidate is drawn once at most: it becomes a place, or it is blocked now and for ever.
    const std::size_t drawn = draws.below(left.size());
    const Place place = candidates.placeOf(left[drawn]);
    left[drawn] = left.back();
    left.pop_back();
    if (neighbours.isFree(place)) {
      neighbours.add(place);
      places.push_back(place);
      if (onPlaced) {
        onPlaced(places.size());
      }
    }
  }
  return places;
}

} // namespace cytosketch
