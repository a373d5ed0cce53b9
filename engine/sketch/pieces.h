#pragma once

#include "engine/sketch/mask.h"

#include <cstdint>
#include <vector>

namespace cytosketch {

/// A connected part of a mask in one frame.
struct MaskPiece {
  std::int64_t voxels = 0;
  std::int64_t t = 0, z = 0, y = 0, x = 0; ///< its first voxel, in order of z, y, x
  bool operator==(const MaskPiece&) const = default;
};

/// The connected parts of a mask, frame by frame, in order of their first voxels. Voxels are joined if they share a
/// corner (8 neighbours in a slice, 26 in a volume), so that only what is clearly apart counts as apart; frames are
/// never joined. Takes time in the number of runs of voxels.
std::vector<MaskPiece> piecesOf(const Mask& mask);

} // namespace cytosketch
