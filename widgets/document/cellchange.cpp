#include "widgets/document/cellchange.h"

namespace cytosketch {

namespace {

bool samePropertiesButMask(const Cell& a, const Cell& b) {
  return a.kind == b.kind && a.channel == b.channel && a.zOrder == b.zOrder && a.grey == b.grey &&
         a.nucleoli == b.nucleoli;
}

void addBlock(DirtyRegion& region, const Mask::BlockKey& key) {
  const std::int64_t y = key.blockY * Mask::blockSize;
  const std::int64_t x = key.blockX * Mask::blockSize;
  region.add({key.z, y, x, key.z + 1, y + Mask::blockSize, x + Mask::blockSize}, key.t);
}

void addMask(DirtyRegion& region, const Mask& mask) {
  for (const auto& [key, block] : mask.blocks()) {
    addBlock(region, key);
  }
}

/// Both maps are in the same order, so one walk finds the blocks that are not the same object.
void addUnshared(DirtyRegion& region, const Mask::Blocks& before, const Mask::Blocks& after) {
  auto b = before.begin();
  auto a = after.begin();
  while (b != before.end() || a != after.end()) {
    if (a == after.end() || (b != before.end() && b->first < a->first)) {
      addBlock(region, b->first);
      ++b;
    } else if (b == before.end() || a->first < b->first) {
      addBlock(region, a->first);
      ++a;
    } else {
      if (a->second != b->second) {
        addBlock(region, a->first);
      }
      ++a;
      ++b;
    }
  }
}

} // namespace

void DirtyRegion::add(const Box& other, std::int64_t otherFrame) {
  if (other.empty()) {
    return;
  }
  frame = box.empty() || frame == otherFrame ? otherFrame : -1;
  box = box.united(other);
}

bool isNoOp(const CellChange& change) {
  if (change.before == change.after) {
    return true;
  }
  return change.before && change.after && *change.before == *change.after;
}

DirtyRegion dirtyRegion(const CellChange& change) {
  DirtyRegion region;
  if (change.before && change.after && samePropertiesButMask(*change.before, *change.after)) {
    addUnshared(region, change.before->mask.blocks(), change.after->mask.blocks());
    return region;
  }
  for (const CellPtr& cell : {change.before, change.after}) {
    if (cell) {
      addMask(region, cell->mask);
    }
  }
  return region;
}

} // namespace cytosketch
