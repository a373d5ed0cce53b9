#include "engine/simulation/detail/voronoi.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace cytosketch {
namespace {

constexpr std::int64_t blockEdge = 8;

double distance(const Place& a, const Place& b) {
  return std::hypot(a.z - b.z, a.y - b.y, a.x - b.x);
}

Box blockAt(const Box& box, std::int64_t z, std::int64_t y, std::int64_t x) {
  return Box{z, y, x, z + blockEdge, y + blockEdge, x + blockEdge}.intersected(box);
}

bool isEmpty(const Box& box, const Box& block, const std::vector<std::uint8_t>& inside) {
  for (std::int64_t z = block.z0; z < block.z1; ++z) {
    for (std::int64_t y = block.y0; y < block.y1; ++y) {
      const auto row = inside.begin() + static_cast<std::ptrdiff_t>(box.offset(z, y, block.x0));
      if (std::any_of(row, row + block.width(), [](std::uint8_t in) { return in != 0; })) {
        return false;
      }
    }
  }
  return true;
}

/// The seeds that any voxel of the block can belong to: those whose least weighted distance to the block is not above
/// the smallest greatest one.
std::vector<std::uint32_t> seedsNear(const Box& block, const std::vector<Seed>& seeds, std::vector<double>& distances) {
  const Place middle{0.5 * static_cast<double>(block.z0 + block.z1 - 1),
                     0.5 * static_cast<double>(block.y0 + block.y1 - 1),
                     0.5 * static_cast<double>(block.x0 + block.x1 - 1)};
  const double reach = 0.5 * std::hypot(static_cast<double>(block.depth() - 1), static_cast<double>(block.height() - 1),
                                        static_cast<double>(block.width() - 1));
  double bound = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    distances[i] = distance(seeds[i].place, middle);
    bound = std::min(bound, seeds[i].weight * (distances[i] + reach));
  }
  std::vector<std::uint32_t> near;
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    if (seeds[i].weight * (distances[i] - reach) <= bound) {
      near.push_back(static_cast<std::uint32_t>(i));
    }
  }
  return near;
}

void labelBlock(const Box& box, const Box& block, const std::vector<std::uint8_t>& inside,
                const std::vector<Seed>& seeds, const std::vector<std::uint32_t>& near,
                std::vector<std::uint32_t>& labels) {
  for (std::int64_t z = block.z0; z < block.z1; ++z) {
    for (std::int64_t y = block.y0; y < block.y1; ++y) {
      for (std::int64_t x = block.x0; x < block.x1; ++x) {
        const std::size_t at = box.offset(z, y, x);
        if (inside[at] == 0) {
          continue;
        }
        double best = std::numeric_limits<double>::infinity();
        for (const std::uint32_t i : near) {
          const Seed& seed = seeds[i];
          const double dz = static_cast<double>(z) - seed.place.z;
          const double dy = static_cast<double>(y) - seed.place.y;
          const double dx = static_cast<double>(x) - seed.place.x;
          const double far = seed.weight * seed.weight * (dz * dz + dy * dy + dx * dx);
          if (far < best) {
            best = far;
            labels[at] = i + 1;
          }
        }
      }
    }
  }
}

} // namespace

void weighBySpacing(std::vector<Seed>& seeds, double strength) {
  std::vector<double> nearest(seeds.size(), std::numeric_limits<double>::infinity());
  for (std::size_t i = 0; i < seeds.size(); ++i) {
    for (std::size_t j = i + 1; j < seeds.size(); ++j) {
      const double d = distance(seeds[i].place, seeds[j].place);
      nearest[i] = std::min(nearest[i], d);
      nearest[j] = std::min(nearest[j], d);
    }
  }
  if (seeds.size() < 2) {
    return;
  }
  const double widest = *std::max_element(nearest.begin(), nearest.end());
  for (std::size_t i = 0; i < seeds.size() && widest > 0.0; ++i) {
    seeds[i].weight = 1.0 + strength * nearest[i] / widest;
  }
}

std::vector<std::uint32_t> voronoiLabels(const Box& box, const std::vector<std::uint8_t>& inside,
                                         const std::vector<Seed>& seeds, const Task& task, const Range& progress) {
  std::vector<std::uint32_t> labels(box.voxels(), 0);
  std::vector<double> distances(seeds.size());
  for (std::int64_t z = box.z0; z < box.z1; z += blockEdge) {
    for (std::int64_t y = box.y0; y < box.y1; y += blockEdge) {
      task.at(progress.low +
              (progress.high - progress.low) * static_cast<double>(z - box.z0) / static_cast<double>(box.depth()));
      for (std::int64_t x = box.x0; x < box.x1; x += blockEdge) {
        const Box block = blockAt(box, z, y, x);
        if (!isEmpty(box, block, inside)) {
          labelBlock(box, block, inside, seeds, seedsNear(block, seeds, distances), labels);
        }
      }
    }
  }
  return labels;
}

void putCells(Sketch& sketch, const Box& box, const std::vector<std::uint32_t>& labels, const Cell& pattern,
              CellId firstId) {
  std::map<std::uint32_t, Mask> masks;
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
      const std::uint32_t* row = labels.data() + box.offset(z, y, box.x0);
      for (std::int64_t x0 = 0; x0 < box.width();) {
        std::int64_t x1 = x0 + 1;
        while (x1 < box.width() && row[x1] == row[x0]) {
          ++x1;
        }
        if (row[x0] != 0) {
          masks[row[x0]].setSpan(0, z, y, box.x0 + x0, box.x0 + x1);
        }
        x0 = x1;
      }
    }
  }
  for (auto& [label, mask] : masks) {
    Cell cell = pattern;
    cell.id = firstId + label - 1;
    cell.mask = std::move(mask);
    sketch.put(std::move(cell));
  }
}

} // namespace cytosketch
