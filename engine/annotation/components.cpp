#include "engine/annotation/components.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cytosketch::annotation {
namespace {

/// A run of equal labels in one row.
struct Run {
  std::int64_t x0;
  std::int64_t x1;
  std::uint32_t label;
};

/// The runs of a frame, row by row (z, y), joined where they touch: a forest of runs whose roots come first.
class Runs {
public:
  explicit Runs(const Extent& extent) : extent_(extent) {}

  void join(const Image<std::uint32_t>& labels, std::int64_t t) {
    runs_.clear();
    parents_.clear();
    starts_.assign(1, 0);
    for (std::int64_t z = 0; z < extent_.z; ++z) {
      for (std::int64_t y = 0; y < extent_.y; ++y) {
        addRow(labels.data() + labels.offset(t, 0, z, y, 0));
        for (const auto& [dz, dy] : {std::pair{-1, -1}, std::pair{-1, 0}, std::pair{-1, 1}, std::pair{0, -1}}) {
          if (z + dz >= 0 && y + dy >= 0 && y + dy < extent_.y) {
            joinRows((z + dz) * extent_.y + y + dy, z * extent_.y + y);
          }
        }
      }
    }
  }

  /// Numbers the components from `next` on and writes them into the frame.
  void write(Image<std::uint32_t>& out, std::int64_t t, std::uint32_t& next) {
    std::vector<std::uint32_t> numbers(runs_.size(), 0);
    for (std::int64_t row = 0; row < extent_.z * extent_.y; ++row) {
      std::uint32_t* voxels = out.mutableData() + out.offset(t, 0, 0, 0, 0) + row * extent_.x;
      for (std::size_t i = starts_[static_cast<std::size_t>(row)]; i < starts_[static_cast<std::size_t>(row) + 1];
           ++i) {
        const std::size_t root = rootOf(i);
        if (numbers[root] == 0) {
          numbers[root] = next++;
        }
        std::fill(voxels + runs_[i].x0, voxels + runs_[i].x1, numbers[root]);
      }
    }
  }

private:
  void addRow(const std::uint32_t* row) {
    for (std::int64_t x0 = 0; x0 < extent_.x;) {
      std::int64_t x1 = x0 + 1;
      while (x1 < extent_.x && row[x1] == row[x0]) {
        ++x1;
      }
      if (row[x0] != 0) {
        parents_.push_back(runs_.size());
        runs_.push_back({x0, x1, row[x0]});
      }
      x0 = x1;
    }
    starts_.push_back(runs_.size());
  }

  void joinRows(std::int64_t above, std::int64_t below) {
    std::size_t first = starts_[static_cast<std::size_t>(above)];
    const std::size_t end = starts_[static_cast<std::size_t>(above) + 1];
    for (std::size_t b = starts_[static_cast<std::size_t>(below)]; b < starts_[static_cast<std::size_t>(below) + 1];
         ++b) {
      while (first < end && runs_[first].x1 < runs_[b].x0) { // ends are past the last pixel: equal means a corner
        ++first;
      }
      for (std::size_t a = first; a < end && runs_[a].x0 <= runs_[b].x1; ++a) {
        if (runs_[a].label == runs_[b].label) {
          const std::size_t one = rootOf(a);
          const std::size_t other = rootOf(b);
          parents_[std::max(one, other)] = std::min(one, other);
        }
      }
    }
  }

  std::size_t rootOf(std::size_t run) {
    while (parents_[run] != run) {
      parents_[run] = parents_[parents_[run]];
      run = parents_[run];
    }
    return run;
  }

  Extent extent_;
  std::vector<Run> runs_;
  std::vector<std::size_t> parents_;
  std::vector<std::size_t> starts_; // of each row's runs, and the end
};

} // namespace

Image<std::uint32_t> connectedComponents(const Image<std::uint32_t>& labels) {
  Image<std::uint32_t> components(labels.extent(), 0, labels.spacing());
  Runs runs(labels.extent());
  std::uint32_t next = 1;
  for (std::int64_t t = 0; t < labels.extent().t; ++t) {
    runs.join(labels, t);
    runs.write(components, t, next);
  }
  return components;
}

} // namespace cytosketch::annotation
