#pragma once

#include "engine/sketch/sketch.h"

#include <cstdint>
#include <map>
#include <set>
#include <stop_token>
#include <utility>
#include <vector>

namespace cytosketch {

/// What about a cell is probably a mistake, or will not come out as drawn.
enum class FlawKind {
  OutsideCanvas,  ///< no pixel on the canvas
  Tiny,           ///< below CheckLimits::smallestCell, or far below its kind's median
  LikeBackground, ///< as grey as the background of its channel
  Fragmented,     ///< in several pieces that do not touch
  Duplicate,      ///< lies where another of its kind and channel lies
  TouchesBorder   ///< reaches the canvas's edge, in volumes also the first or last slice: it may be cut off
};

struct Flaw {
  FlawKind kind = FlawKind::OutsideCanvas;
  CellId cell = 0;
  CellId other = 0;                        ///< Duplicate: the one with the higher id
  std::int64_t t = 0, z = 0, y = 0, x = 0; ///< a voxel of the cell where the flaw can be seen
  std::int64_t voxels = 0;                 ///< Tiny: of the cell in a frame; Fragmented: of the smallest piece
  std::int64_t compared = 0;               ///< Tiny: the median of its kind, 0 = not judged by it; Fragmented: pieces
  bool operator==(const Flaw&) const = default;
};

struct CheckLimits {
  std::int64_t smallestCell = 12; ///< voxels in a frame: below, even a person would take it for noise
  double shareOfMedian = 0.05;    ///< below this share of the median of its kind and channel a cell is tiny …
  std::size_t cellsForMedian = 8; ///< … if there are at least so many
  float faintestContrast = 0.05F; ///< cells that differ less in grey are like the background
  double duplicateOverlap = 0.8;  ///< intersection over union from which two cells are one twice
  bool shapes = true;             ///< also look for pieces and duplicates, which takes longer
  bool operator==(const CheckLimits&) const = default;
};

/// Checks a sketch again and again while it is edited: only cells whose mask has changed since the last time are looked
/// at anew (masks share their blocks, so that is seen at once). Holds on to the masks that it knows.
class SketchChecker {
public:
  explicit SketchChecker(const CheckLimits& limits = {}) : limits_(limits) {}

  /// All flaws, in order of kinds, then ids. @throws Cancelled soon after a stop request; what was found stays known.
  std::vector<Flaw> check(const Sketch& sketch, const std::stop_token& stop = {});

private:
  /// What a cell's mask alone says.
  struct Shape {
    Mask mask;
    Box bounds; ///< over all frames
    CellKind kind = CellKind::Nucleus;
    std::int32_t channel = 0;
    std::int64_t voxels = 0;         ///< all frames
    std::int64_t voxelsPerFrame = 0; ///< mean of the frames that it is in
    Flaw fragments;                  ///< compared = pieces in the frame that has the most
  };
  using Pair = std::pair<CellId, CellId>;

  Shape shapeOf(const Cell& cell) const;
  void update(const Sketch& sketch, const std::stop_token& stop);
  void findDuplicates(const Sketch& sketch, CellId id);
  std::map<std::pair<CellKind, std::int32_t>, std::int64_t> medians() const;

  CheckLimits limits_;
  std::map<CellId, Shape> shapes_;
  std::set<CellId> pending_; ///< changed, but not yet compared with the others
  std::set<Pair> duplicates_;
};

/// The same, once.
std::vector<Flaw> checkSketch(const Sketch& sketch, const CheckLimits& limits = {}, const std::stop_token& stop = {});

} // namespace cytosketch
