#include "engine/sketch/sketch.h"

#include "engine/image/error.h"
#include "engine/sketch/detail/validity.h"

#include <limits>
#include <string>
#include <unordered_map>

namespace cytosketch {
namespace {

constexpr int bucketBits = 7; ///< buckets of 128×128 pixels, all z
/// A cell that meets more buckets than this in one frame is kept in a list of its own.
constexpr std::int64_t manyBuckets = 1024;

struct Entry {
  CellId id = 0;
  Box bounds;
};
using Bucket = std::vector<Entry>;

/// Writable access to something shared between sketches.
template <typename T>
T& detached(std::shared_ptr<T>& shared) {
  if (!shared) {
    shared = std::make_shared<T>();
  } else if (shared.use_count() > 1) {
    shared = std::make_shared<T>(*shared);
  } else {
    // Taking and dropping a reference synchronises with a thread that just let go of its copy.
    const std::shared_ptr<T> fence = shared;
  }
  return *shared;
}

/// The range of buckets that a box meets. What lies outside the sketch is gathered in one bucket row and column around
/// it, so the number of buckets is bounded whatever the masks hold.
struct BucketRange {
  std::int64_t y0, x0, y1, x1; ///< both ends included

  BucketRange(const Box& box, const Extent& extent)
      : y0(clamped(box.y0, extent.y)),
        x0(clamped(box.x0, extent.x)),
        y1(clamped(box.y1 - 1, extent.y)),
        x1(clamped(box.x1 - 1, extent.x)) {}

  std::int64_t count() const {
    const std::int64_t rows = y1 - y0 + 1;
    const std::int64_t columns = x1 - x0 + 1;
    return rows > manyBuckets || columns > manyBuckets ? manyBuckets + 1 : rows * columns;
  }
  static std::uint64_t key(std::int64_t y, std::int64_t x) {
    return (static_cast<std::uint64_t>(y) << 32) ^ (static_cast<std::uint64_t>(x) & 0xFFFFFFFFU);
  }

private:
  static std::int64_t clamped(std::int64_t v, std::int64_t size) {
    return std::clamp(v >> bucketBits, std::int64_t{-1}, (size >> bucketBits) + 1);
  }
};

/// The cells of one frame by place.
struct FrameIndex {
  std::unordered_map<std::uint64_t, std::shared_ptr<Bucket>> buckets;
  Bucket large;

  template <typename Change>
  void change(const BucketRange& range, const Change& apply) {
    if (range.count() > manyBuckets) {
      apply(large);
      return;
    }
    for (std::int64_t y = range.y0; y <= range.y1; ++y) {
      for (std::int64_t x = range.x0; x <= range.x1; ++x) {
        apply(detached(buckets[BucketRange::key(y, x)]));
      }
    }
  }
  template <typename Visit>
  void visit(const BucketRange& range, const Visit& visitEntries) const {
    visitEntries(large);
    if (range.count() > static_cast<std::int64_t>(std::min<std::size_t>(buckets.size(), manyBuckets))) {
      for (const auto& [key, bucket] : buckets) {
        visitEntries(*bucket);
      }
      return;
    }
    for (std::int64_t y = range.y0; y <= range.y1; ++y) {
      for (std::int64_t x = range.x0; x <= range.x1; ++x) {
        if (const auto found = buckets.find(BucketRange::key(y, x)); found != buckets.end()) {
          visitEntries(*found->second);
        }
      }
    }
  }
};

/// Bounding box of each frame in which the mask has pixels.
std::map<std::int64_t, Box> frameBounds(const Mask& mask) {
  constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
  std::map<std::int64_t, Box> bounds;
  for (auto it = mask.blocks().begin(); it != mask.blocks().end();) {
    const std::int64_t t = it->first.t;
    bounds.emplace(t, mask.bounds(t));
    it = mask.blocks().lower_bound({t + 1, lowest, lowest, lowest});
  }
  return bounds;
}

void requireValid(const std::string& problem, const std::string& remedy) {
  if (!problem.empty()) {
    throw SettingsError(problem, "sketch", remedy);
  }
}

/// Order from bottom to top within a kind.
bool liesBelow(const CellPtr& a, const CellPtr& b) {
  return std::pair(a->zOrder, a->id) < std::pair(b->zOrder, b->id);
}

} // namespace

struct Sketch::State {
  std::map<CellId, CellPtr> cells;
  std::map<std::int64_t, std::shared_ptr<FrameIndex>> frames;

  void insert(CellId id, std::int64_t t, const Box& bounds, const Extent& extent) {
    detached(frames[t]).change(BucketRange(bounds, extent), [&](Bucket& bucket) { bucket.push_back({id, bounds}); });
  }
  void erase(CellId id, std::int64_t t, const Box& bounds, const Extent& extent) {
    detached(frames[t]).change(BucketRange(bounds, extent), [&](Bucket& bucket) {
      std::erase_if(bucket, [id](const Entry& e) { return e.id == id; });
    });
  }
};

Sketch::Sketch(const Extent& extent, const Spacing& spacing)
    : extent_(extent), spacing_(spacing), state_(std::make_shared<State>()) {
  requireValid(problemOf(extent), "Choose a size with at least one voxel on every axis");
  requireValid(problemOf(spacing), "Give the spacing in µm, 0 = unknown");
}

void Sketch::setSpacing(const Spacing& spacing) {
  requireValid(problemOf(spacing), "Give the spacing in µm, 0 = unknown");
  spacing_ = spacing;
}

void Sketch::setShading(const Shading& shading) {
  requireValid(problemOf(shading), "Choose a value in its range");
  shading_ = shading;
}

void Sketch::setChannelNames(std::vector<std::string> names) {
  while (!names.empty() && names.back().empty()) {
    names.pop_back();
  }
  requireValid(problemOf(names, extent_), "Give each channel one short name");
  channelNames_ = std::move(names);
}

const std::map<CellId, CellPtr>& Sketch::cells() const {
  return state_->cells;
}

Sketch::State& Sketch::detach() {
  return detached(state_);
}

CellPtr Sketch::find(CellId id) const {
  const auto found = state_->cells.find(id);
  return found == state_->cells.end() ? nullptr : found->second;
}

void Sketch::put(CellPtr cell) {
  if (!cell) {
    throw SettingsError("there is no cell to put", "sketch", "");
  }
  requireValid(problemOf(*cell, extent_), "Change the cell");
  State& state = detach();
  CellPtr& place = state.cells[cell->id];
  const auto before = place ? frameBounds(place->mask) : std::map<std::int64_t, Box>{};
  const auto after = frameBounds(cell->mask);
  for (const auto& [t, bounds] : before) {
    if (const auto now = after.find(t); now == after.end() || now->second != bounds) {
      state.erase(cell->id, t, bounds, extent_);
    }
  }
  for (const auto& [t, bounds] : after) {
    if (const auto then = before.find(t); then == before.end() || then->second != bounds) {
      state.insert(cell->id, t, bounds, extent_);
    }
  }
  place = std::move(cell);
}

void Sketch::remove(CellId id) {
  const CellPtr cell = find(id);
  if (!cell) {
    return;
  }
  State& state = detach();
  for (const auto& [t, bounds] : frameBounds(cell->mask)) {
    state.erase(id, t, bounds, extent_);
  }
  state.cells.erase(id);
}

CellId Sketch::nextId() const {
  constexpr CellId highest = std::numeric_limits<CellId>::max();
  const auto& all = cells();
  if (all.empty()) {
    return 1;
  }
  if (all.rbegin()->first != highest) {
    return all.rbegin()->first + 1;
  }
  CellId candidate = 1; // the highest id is taken, so look for a gap
  for (const auto& [id, cell] : all) {
    if (id != candidate) {
      return candidate;
    }
    ++candidate;
  }
  throw SettingsError("there is no cell id left", "sketch", "Remove cells first");
}

std::vector<CellPtr> Sketch::cellsIn(std::int64_t t, const Box& box) const {
  std::vector<CellPtr> result;
  const auto frame = state_->frames.find(t);
  if (frame == state_->frames.end() || box.empty()) {
    return result;
  }
  std::vector<CellId> ids;
  frame->second->visit(BucketRange(box, extent_), [&](const Bucket& bucket) {
    for (const Entry& entry : bucket) {
      if (entry.bounds.intersects(box)) {
        ids.push_back(entry.id);
      }
    }
  });
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  result.reserve(ids.size());
  for (const CellId id : ids) {
    result.push_back(state_->cells.at(id));
  }
  std::sort(result.begin(), result.end(), liesBelow);
  return result;
}

CellPtr Sketch::topmostAt(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x, std::optional<CellKind> kind,
                          std::optional<std::int32_t> channel) const {
  CellPtr top;
  for (const CellPtr& cell : cellsIn(t, {z, y, x, z + 1, y + 1, x + 1})) {
    // A lower kind number lies on top; within a kind the cells come from bottom to top.
    if ((!kind || cell->kind == *kind) && (!channel || cell->channel == *channel) &&
        (!top || cell->kind <= top->kind) && cell->mask.test(t, z, y, x)) {
      top = cell;
    }
  }
  return top;
}

bool Sketch::operator==(const Sketch& other) const {
  const auto sameCell = [](const auto& a, const auto& b) {
    return a.first == b.first && (a.second == b.second || *a.second == *b.second);
  };
  return extent_ == other.extent_ && spacing_ == other.spacing_ && shading_ == other.shading_ &&
         channelNames_ == other.channelNames_ && seed_ == other.seed_ &&
         (state_ == other.state_ ||
          std::equal(cells().begin(), cells().end(), other.cells().begin(), other.cells().end(), sameCell));
}

} // namespace cytosketch
