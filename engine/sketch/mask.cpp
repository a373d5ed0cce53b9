#include "engine/sketch/mask.h"

#include <bit>
#include <limits>

namespace cytosketch {
namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t blockMask = Mask::blockSize - 1;

/// floor(v / 64), also for negative v.
std::int64_t blockOf(std::int64_t v) {
  return v >> 6;
}

/// Bits [from, to) of a row word; 0 ≤ from < to ≤ 64.
std::uint64_t bitsBetween(std::int64_t from, std::int64_t to) {
  const std::uint64_t below = to == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << to) - 1;
  return below & (~std::uint64_t{0} << from);
}

bool isZero(const Mask::Block& block) {
  return std::all_of(block.rows.begin(), block.rows.end(), [](std::uint64_t row) { return row == 0; });
}

/// The block for writing: itself if nobody shares it, else a copy put in its place.
Mask::Block& detached(std::shared_ptr<const Mask::Block>& shared) {
  if (shared.use_count() == 1) {
    // Taking and dropping a reference synchronises with a thread that just let go of the block.
    const std::shared_ptr<const Mask::Block> fence = shared;
  } else {
    shared = std::make_shared<Mask::Block>(*shared);
  }
  // Every block is made as a non-const object in this file, so writing to it is defined.
  return const_cast<Mask::Block&>(*shared); // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

/// The box of a block's pixels in absolute coordinates; the block is not zero.
Box boundsOf(const Mask::BlockKey& key, const Mask::Block& block) {
  std::uint64_t columns = 0;
  std::int64_t first = 64;
  std::int64_t last = -1;
  for (std::int64_t row = 0; row < 64; ++row) {
    const std::uint64_t word = block.rows[static_cast<std::size_t>(row)];
    if (word != 0) {
      columns |= word;
      first = std::min(first, row);
      last = row;
    }
  }
  const std::int64_t y = key.blockY * Mask::blockSize;
  const std::int64_t x = key.blockX * Mask::blockSize;
  return {key.z, y + first, x + std::countr_zero(columns), key.z + 1, y + last + 1, x + 64 - std::countl_zero(columns)};
}

/// Joins runs that touch across block borders before they are visited.
class RunJoiner {
public:
  RunJoiner(std::int64_t y, const std::function<void(std::int64_t, std::int64_t, std::int64_t)>& visit)
      : y_(y), visit_(visit) {}

  /// Visits the runs of set bits of `word`, whose bit 0 is pixel x.
  void add(std::uint64_t word, std::int64_t x) {
    while (word != 0) {
      const int start = std::countr_zero(word);
      const int length = std::countr_one(word >> start);
      if (x + start != end_) {
        flush();
        start_ = x + start;
      }
      end_ = x + start + length;
      word = start + length == 64 ? 0 : word & (~std::uint64_t{0} << (start + length));
    }
  }
  void flush() {
    if (end_ > start_) {
      visit_(y_, start_, end_);
    }
    start_ = end_ = lowest;
  }

private:
  std::int64_t y_;
  const std::function<void(std::int64_t, std::int64_t, std::int64_t)>& visit_;
  std::int64_t start_ = lowest;
  std::int64_t end_ = lowest;
};

} // namespace

bool Mask::test(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x) const {
  const auto found = blocks_.find({t, z, blockOf(y), blockOf(x)});
  return found != blocks_.end() &&
         ((found->second->rows[static_cast<std::size_t>(y & blockMask)] >> (x & blockMask)) & 1U) != 0;
}

void Mask::setSpan(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1, bool value) {
  if (x0 >= x1) {
    return;
  }
  const auto row = static_cast<std::size_t>(y & blockMask);
  for (std::int64_t blockX = blockOf(x0); blockX <= blockOf(x1 - 1); ++blockX) {
    const std::int64_t origin = blockX * blockSize;
    const std::uint64_t bits = bitsBetween(std::max(x0 - origin, std::int64_t{0}), std::min(x1 - origin, blockSize));
    const BlockKey key{t, z, blockOf(y), blockX};
    auto found = blocks_.find(key);
    if (found == blocks_.end()) {
      if (!value) {
        continue;
      }
      found = blocks_.emplace(key, std::make_shared<Block>()).first;
    }
    const std::uint64_t before = found->second->rows[row];
    const std::uint64_t after = value ? before | bits : before & ~bits;
    if (after == before) {
      continue; // nothing changes, so the block stays shared
    }
    Block& block = detached(found->second);
    block.rows[row] = after;
    if (after == 0 && isZero(block)) {
      blocks_.erase(found);
    }
  }
}

std::int64_t Mask::count() const {
  std::int64_t pixels = 0;
  for (const auto& [key, block] : blocks_) {
    for (const std::uint64_t row : block->rows) {
      pixels += std::popcount(row);
    }
  }
  return pixels;
}

Box Mask::bounds() const {
  Box box;
  for (const auto& [key, block] : blocks_) {
    box = box.united(boundsOf(key, *block));
  }
  return box;
}

Box Mask::bounds(std::int64_t t) const {
  Box box;
  for (auto it = blocks_.lower_bound({t, lowest, lowest, lowest}); it != blocks_.end() && it->first.t == t; ++it) {
    box = box.united(boundsOf(it->first, *it->second));
  }
  return box;
}

Box Mask::bounds(std::int64_t t, std::int64_t z) const {
  Box box;
  const auto [first, last] = sliceRange(t, z);
  for (auto it = first; it != last; ++it) {
    box = box.united(boundsOf(it->first, *it->second));
  }
  return box;
}

std::pair<Mask::Blocks::const_iterator, Mask::Blocks::const_iterator> Mask::sliceRange(std::int64_t t,
                                                                                       std::int64_t z) const {
  return {blocks_.lower_bound({t, z, lowest, lowest}), blocks_.lower_bound({t, z + 1, lowest, lowest})};
}

bool Mask::hasSlice(std::int64_t t, std::int64_t z) const {
  const auto [first, last] = sliceRange(t, z);
  return first != last;
}

std::vector<std::int64_t> Mask::slices(std::int64_t t) const {
  std::vector<std::int64_t> found;
  for (auto it = blocks_.lower_bound({t, lowest, lowest, lowest}); it != blocks_.end() && it->first.t == t;
       it = blocks_.lower_bound({t, it->first.z + 1, lowest, lowest})) {
    found.push_back(it->first.z);
  }
  return found;
}

void Mask::copySlice(std::int64_t fromT, std::int64_t fromZ, std::int64_t t, std::int64_t z) {
  if (fromT == t && fromZ == z) {
    return;
  }
  const auto [oldFirst, oldLast] = sliceRange(t, z);
  blocks_.erase(oldFirst, oldLast);
  const auto [first, last] = sliceRange(fromT, fromZ);
  const std::vector<Blocks::value_type> copied(first, last);
  for (const auto& [key, block] : copied) {
    blocks_.emplace(BlockKey{t, z, key.blockY, key.blockX}, block);
  }
}

std::pair<std::int64_t, std::int64_t> Mask::frames() const {
  if (blocks_.empty()) {
    return {0, 0};
  }
  return {blocks_.begin()->first.t, blocks_.rbegin()->first.t + 1};
}

void Mask::forEachSpan(std::int64_t t, std::int64_t z, const Box& box,
                       const std::function<void(std::int64_t y, std::int64_t x0, std::int64_t x1)>& visit) const {
  if (box.y0 >= box.y1 || box.x0 >= box.x1) {
    return;
  }
  const std::int64_t firstX = blockOf(box.x0);
  const std::int64_t lastX = blockOf(box.x1 - 1);
  const auto inSlice = [&](Blocks::const_iterator it) {
    return it != blocks_.end() && it->first.t == t && it->first.z == z && it->first.blockY <= blockOf(box.y1 - 1);
  };
  auto rowStart = blocks_.lower_bound({t, z, blockOf(box.y0), lowest});
  while (inSlice(rowStart)) {
    const std::int64_t blockY = rowStart->first.blockY;
    const auto first = blocks_.lower_bound({t, z, blockY, firstX});
    const auto last = blocks_.upper_bound({t, z, blockY, lastX});
    const std::int64_t y1 = std::min(box.y1, (blockY + 1) * blockSize);
    for (std::int64_t y = std::max(box.y0, blockY * blockSize); y < y1; ++y) {
      RunJoiner runs(y, visit);
      for (auto it = first; it != last; ++it) {
        const std::int64_t origin = it->first.blockX * blockSize;
        const std::uint64_t word = it->second->rows[static_cast<std::size_t>(y & blockMask)];
        if (word != 0) {
          runs.add(word & bitsBetween(std::max(box.x0 - origin, std::int64_t{0}), std::min(box.x1 - origin, blockSize)),
                   origin);
        }
      }
      runs.flush();
    }
    rowStart = last;
    while (inSlice(rowStart) && rowStart->first.blockY == blockY) {
      ++rowStart; // blocks right of the box
    }
  }
}

void Mask::unite(const Mask& other) {
  for (const auto& [key, block] : other.blocks_) {
    const auto [mine, isNew] = blocks_.try_emplace(key, block);
    if (isNew || mine->second == block) {
      continue;
    }
    bool changes = false;
    for (std::size_t row = 0; row < 64; ++row) {
      changes = changes || (block->rows[row] & ~mine->second->rows[row]) != 0;
    }
    if (!changes) {
      continue;
    }
    Block& target = detached(mine->second);
    for (std::size_t row = 0; row < 64; ++row) {
      target.rows[row] |= block->rows[row];
    }
  }
}

void Mask::subtract(const Mask& other) {
  if (&other == this) {
    blocks_.clear();
    return;
  }
  for (const auto& [key, block] : other.blocks_) {
    const auto mine = blocks_.find(key);
    if (mine == blocks_.end()) {
      continue;
    }
    Block left;
    for (std::size_t row = 0; row < 64; ++row) {
      left.rows[row] = mine->second->rows[row] & ~block->rows[row];
    }
    if (left != *mine->second) {
      putBlock(key, left);
    }
  }
}

void Mask::intersect(const Mask& other) {
  for (auto mine = blocks_.begin(); mine != blocks_.end();) {
    const auto theirs = other.blocks_.find(mine->first);
    Block common;
    if (theirs != other.blocks_.end()) {
      for (std::size_t row = 0; row < 64; ++row) {
        common.rows[row] = mine->second->rows[row] & theirs->second->rows[row];
      }
    }
    if (isZero(common)) {
      mine = blocks_.erase(mine);
      continue;
    }
    if (common != *mine->second) {
      mine->second = std::make_shared<Block>(common);
    }
    ++mine;
  }
}

Mask Mask::translated(std::int64_t dz, std::int64_t dy, std::int64_t dx) const {
  const std::int64_t blocksY = blockOf(dy);
  const std::int64_t blocksX = blockOf(dx);
  const std::int64_t shiftY = dy & blockMask;
  const std::int64_t shiftX = dx & blockMask;
  Mask moved;
  if (shiftY == 0 && shiftX == 0) {
    for (const auto& [key, block] : blocks_) {
      moved.blocks_.emplace(BlockKey{key.t, key.z + dz, key.blockY + blocksY, key.blockX + blocksX}, block);
    }
    return moved;
  }
  for (const auto& [key, block] : blocks_) {
    std::array<std::array<Block, 2>, 2> parts; // the up to four blocks that this one falls into: [below][right]
    for (std::int64_t row = 0; row < 64; ++row) {
      const std::uint64_t word = block->rows[static_cast<std::size_t>(row)];
      auto& target = parts[static_cast<std::size_t>(blockOf(row + shiftY))];
      const auto targetRow = static_cast<std::size_t>((row + shiftY) & blockMask);
      target[0].rows[targetRow] = word << shiftX;
      target[1].rows[targetRow] = shiftX == 0 ? 0 : word >> (64 - shiftX);
    }
    for (std::int64_t below = 0; below < 2; ++below) {
      for (std::int64_t right = 0; right < 2; ++right) {
        const Block& part = parts[static_cast<std::size_t>(below)][static_cast<std::size_t>(right)];
        if (isZero(part)) {
          continue;
        }
        auto& target = moved.blocks_[{key.t, key.z + dz, key.blockY + blocksY + below, key.blockX + blocksX + right}];
        if (!target) {
          target = std::make_shared<Block>(part);
          continue;
        }
        Block& sum = detached(target);
        for (std::size_t row = 0; row < 64; ++row) {
          sum.rows[row] |= part.rows[row];
        }
      }
    }
  }
  return moved;
}

void Mask::putBlock(const BlockKey& key, const Block& block) {
  if (isZero(block)) {
    blocks_.erase(key);
  } else {
    blocks_[key] = std::make_shared<Block>(block);
  }
}

bool Mask::operator==(const Mask& other) const {
  return std::equal(blocks_.begin(), blocks_.end(), other.blocks_.begin(), other.blocks_.end(),
                    [](const auto& a, const auto& b) {
                      return a.first == b.first && (a.second == b.second || *a.second == *b.second);
                    });
}

} // namespace cytosketch
