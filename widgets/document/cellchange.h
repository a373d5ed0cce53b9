#pragma once

#include "engine/sketch/sketch.h"

#include <vector>

namespace cytosketch {

/// One cell before and after an edit; nullptr = there is none. Both share all mask blocks that the edit leaves alone.
struct CellChange {
  CellId id = 0;
  CellPtr before;
  CellPtr after;
};
using CellChanges = std::vector<CellChange>;

/// Part of an image in one frame; frame −1 means all frames.
struct DirtyRegion {
  Box box;
  std::int64_t frame = 0;
  void add(const Box& other, std::int64_t otherFrame);
};

/// True if nothing would change.
bool isNoOp(const CellChange& change);

/// Where the picture may differ after the change: the mask blocks that are not shared by both, or the whole cell if
/// anything but its mask changed.
DirtyRegion dirtyRegion(const CellChange& change);

} // namespace cytosketch
