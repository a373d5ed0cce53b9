#include "engine/segmentation/detail/labelling.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cytosketch {
namespace {

/// Calls visit(neighbour) for the voxels that share a face with voxel i.
template <typename Visit>
void forEachNeighbour(const Grid& grid, std::size_t i, const Visit& visit) {
  const auto plane = static_cast<std::size_t>(grid.y * grid.x);
  const auto row = static_cast<std::size_t>(grid.x);
  const std::size_t x = i % row;
  const std::size_t y = i / row % static_cast<std::size_t>(grid.y);
  const std::size_t z = i / plane;
  if (x > 0) {
    visit(i - 1);
  }
  if (x + 1 < row) {
    visit(i + 1);
  }
  if (y > 0) {
    visit(i - row);
  }
  if (y + 1 < static_cast<std::size_t>(grid.y)) {
    visit(i + row);
  }
  if (z > 0) {
    visit(i - plane);
  }
  if (z + 1 < static_cast<std::size_t>(grid.z)) {
    visit(i + plane);
  }
}

/// Rectangle of a label in one slice.
struct Rectangle {
  std::int64_t y0 = 0, x0 = 0, y1 = 0, x1 = 0; ///< inclusive; empty if y1 < y0
  bool used = false;
  void add(std::int64_t y, std::int64_t x) {
    y0 = used ? std::min(y0, y) : y;
    x0 = used ? std::min(x0, x) : x;
    y1 = used ? std::max(y1, y) : y;
    x1 = used ? std::max(x1, x) : x;
    used = true;
  }
};

/// Fills the holes of one label: whatever the surround of its rectangle does not reach.
void fillIn(std::uint32_t* slice, std::int64_t stride, std::uint32_t label, const Rectangle& r) {
  const std::int64_t width = r.x1 - r.x0 + 3;
  const std::int64_t height = r.y1 - r.y0 + 3;
  std::vector<std::uint8_t> closed(static_cast<std::size_t>(width * height), 0); // 1 = label or reached
  const auto at = [&](std::int64_t y, std::int64_t x) -> std::uint32_t& {
    return slice[(r.y0 + y - 1) * stride + r.x0 + x - 1];
  };
  for (std::int64_t y = 1; y < height - 1; ++y) {
    for (std::int64_t x = 1; x < width - 1; ++x) {
      closed[static_cast<std::size_t>(y * width + x)] = at(y, x) == label ? 1 : 0;
    }
  }
  std::vector<std::int64_t> open{0};
  closed[0] = 1;
  while (!open.empty()) {
    const std::int64_t i = open.back();
    open.pop_back();
    const std::int64_t x = i % width;
    const std::int64_t y = i / width;
    const auto reach = [&](bool inside, std::int64_t j) {
      if (inside && closed[static_cast<std::size_t>(j)] == 0) {
        closed[static_cast<std::size_t>(j)] = 1;
        open.push_back(j);
      }
    };
    reach(x > 0, i - 1);
    reach(x + 1 < width, i + 1);
    reach(y > 0, i - width);
    reach(y + 1 < height, i + width);
  }
  for (std::int64_t y = 1; y < height - 1; ++y) {
    for (std::int64_t x = 1; x < width - 1; ++x) {
      if (closed[static_cast<std::size_t>(y * width + x)] == 0 && at(y, x) == 0) {
        at(y, x) = label;
      }
    }
  }
}

} // namespace

void keepLargestParts(Morphology::Labels& labels, const Grid& grid) {
  std::vector<std::uint32_t> part(labels.size(), 0); // number of the connected part, from 1
  std::vector<std::uint32_t> labelOf{0};
  std::vector<std::size_t> sizes{0};
  std::vector<std::size_t> open;
  for (std::size_t first = 0; first < labels.size(); ++first) {
    if (labels[first] == 0 || part[first] != 0) {
      continue;
    }
    const auto number = static_cast<std::uint32_t>(sizes.size());
    labelOf.push_back(labels[first]);
    sizes.push_back(0);
    part[first] = number;
    open.push_back(first);
    while (!open.empty()) {
      const std::size_t i = open.back();
      open.pop_back();
      ++sizes[number];
      forEachNeighbour(grid, i, [&](std::size_t j) {
        if (part[j] == 0 && labels[j] == labels[i]) {
          part[j] = number;
          open.push_back(j);
        }
      });
    }
  }
  std::vector<std::uint32_t> largest(labels.empty() ? 1 : *std::max_element(labels.begin(), labels.end()) + 1, 0);
  for (std::uint32_t number = 1; number < sizes.size(); ++number) {
    std::uint32_t& best = largest[labelOf[number]];
    best = best == 0 || sizes[number] > sizes[best] ? number : best;
  }
  for (std::size_t i = 0; i < labels.size(); ++i) {
    labels[i] = labels[i] != 0 && largest[labels[i]] == part[i] ? labels[i] : 0;
  }
}

void fillHoles(Morphology::Labels& labels, const Grid& grid) {
  const std::uint32_t count = labels.empty() ? 0 : *std::max_element(labels.begin(), labels.end());
  for (std::int64_t z = 0; z < grid.z; ++z) {
    std::uint32_t* const slice = labels.data() + grid.at(z, 0, 0);
    std::vector<Rectangle> rectangles(count + 1);
    for (std::int64_t y = 0; y < grid.y; ++y) {
      for (std::int64_t x = 0; x < grid.x; ++x) {
        rectangles[slice[y * grid.x + x]].add(y, x);
      }
    }
    for (std::uint32_t label = 1; label <= count; ++label) {
      if (rectangles[label].used) {
        fillIn(slice, grid.x, label, rectangles[label]);
      }
    }
  }
}

std::uint32_t keepSizes(Morphology::Labels& labels, double least, double most) {
  std::vector<std::size_t> sizes(labels.empty() ? 1 : *std::max_element(labels.begin(), labels.end()) + 1, 0);
  for (const std::uint32_t label : labels) {
    ++sizes[label];
  }
  std::vector<std::uint32_t> renamed(sizes.size(), 0);
  std::uint32_t count = 0;
  for (std::uint32_t& label : labels) {
    const auto size = static_cast<double>(sizes[label]);
    if (label == 0 || size < least || size > most) {
      label = 0;
      continue;
    }
    if (renamed[label] == 0) {
      renamed[label] = ++count;
    }
    label = renamed[label];
  }
  return count;
}

double medianVoxels(const Morphology::Labels& labels) {
  std::vector<std::size_t> sizes(labels.empty() ? 1 : *std::max_element(labels.begin(), labels.end()) + 1, 0);
  for (const std::uint32_t label : labels) {
    ++sizes[label];
  }
  sizes.erase(sizes.begin());
  std::erase(sizes, 0);
  if (sizes.empty()) {
    return 0.0;
  }
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return static_cast<double>(*middle);
}

double typicalVoxels(const Grid& grid, double diameter) {
  const double disc = std::numbers::pi / 4.0 * diameter * diameter / grid.height;
  return grid.flat() ? disc : disc * 2.0 / 3.0 * diameter / grid.depth;
}

} // namespace cytosketch
