#include "engine/sketch/pieces.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace cytosketch {
namespace {

/// Voxels [x0, x1) of row y.
struct Run {
  std::int64_t y = 0, x0 = 0, x1 = 0;
  std::size_t piece = 0; ///< index into the forest of Joiner
};

/// Joins runs into pieces (union–find with path halving); the older piece keeps its first voxel.
class Joiner {
public:
  std::size_t add(const MaskPiece& piece) {
    pieces_.push_back(piece);
    parent_.push_back(parent_.size());
    return parent_.size() - 1;
  }
  void join(std::size_t a, std::size_t b) {
    a = root(a);
    b = root(b);
    if (a != b) {
      const auto [older, newer] = std::minmax(a, b); // in order of their first voxels
      parent_[newer] = older;
      pieces_[older].voxels += pieces_[newer].voxels;
    }
  }
  void takeInto(std::vector<MaskPiece>& result) {
    for (std::size_t i = 0; i < parent_.size(); ++i) {
      if (parent_[i] == i) {
        result.push_back(pieces_[i]);
      }
    }
  }

private:
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  std::vector<MaskPiece> pieces_;
  std::vector<std::size_t> parent_;
};

/// Joins every run with those runs of `before` that lie in a row `rowShift` away and touch it. Both in order of y, then
/// x.
void joinRows(const std::vector<Run>& runs, const std::vector<Run>& before, std::int64_t rowShift, Joiner& joiner) {
  auto candidate = before.begin();
  for (const Run& run : runs) {
    const std::int64_t row = run.y + rowShift;
    // Runs that end left of this one end left of all that follow in its row.
    while (candidate != before.end() && (candidate->y < row || (candidate->y == row && candidate->x1 < run.x0))) {
      ++candidate;
    }
    for (auto other = candidate; other != before.end() && other->y == row && other->x0 <= run.x1; ++other) {
      joiner.join(run.piece, other->piece);
    }
  }
}

void addFrame(const Mask& mask, std::int64_t t, std::vector<MaskPiece>& result) {
  Joiner joiner;
  std::vector<Run> below;
  std::int64_t belowZ = std::numeric_limits<std::int64_t>::min();
  for (const std::int64_t z : mask.slices(t)) {
    std::vector<Run> runs;
    mask.forEachSpan(t, z, mask.bounds(t, z), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      runs.push_back({y, x0, x1, joiner.add({x1 - x0, t, z, y, x0})});
    });
    joinRows(runs, runs, -1, joiner);
    if (belowZ + 1 == z) {
      for (const std::int64_t rowShift : {-1, 0, 1}) {
        joinRows(runs, below, rowShift, joiner);
      }
    }
    below = std::move(runs);
    belowZ = z;
  }
  joiner.takeInto(result);
}

} // namespace

std::vector<MaskPiece> piecesOf(const Mask& mask) {
  std::vector<MaskPiece> pieces;
  const auto [first, end] = mask.frames();
  for (std::int64_t t = first; t < end; ++t) {
    addFrame(mask, t, pieces);
  }
  return pieces;
}

} // namespace cytosketch
