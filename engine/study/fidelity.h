#pragma once

#include "engine/image/image.h"
#include "engine/metrics/lostcells.h"
#include "engine/sketch/sketch.h"

#include <stop_token>
#include <vector>

namespace cytosketch {

/// A cell is dim when less than this part of its contrast in the sketch is left, but not as little as a lost one.
inline constexpr double dimContrastRatio = 0.5;

enum class CellVerdict {
  Visible,
  Dim,
  Lost,
  Unjudged ///< without a surround (enclosed by other cells or the image's edge), or of too little contrast as drawn
};

/// Is a cell still visible where its label says? Contrasts as in engine/metrics/lostcells.h, in the frame in which
/// least of the cell is left.
struct CellFidelity {
  CellId cell = 0;
  std::int64_t frame = 0;
  double drawn = 0.0; ///< contrast in the sketch, grey g; negative for cells darker than their surround
  double seen = 0.0;  ///< contrast in the generated image
  CellVerdict verdict = CellVerdict::Unjudged;

  /// What is left of the contrast: 1 = all, 0 = nothing, negative = the cell has become a hole. 0 for unjudged cells.
  double score() const { return verdict == CellVerdict::Unjudged ? 0.0 : seen / drawn; }
};

/// The score of every cell that shows, in order of id. A cell is judged in its own channel and among the cells of its
/// own channel and kind, of which only the topmost shows. Takes little memory besides the image.
/// @param image  generated from the sketch, network values (t, c, z, y, x)
/// @throws SettingsError if the extents do not match; Cancelled, between two cells.
std::vector<CellFidelity> cellFidelity(const Sketch& sketch, const Image<float>& image,
                                       const std::stop_token& stop = {});

} // namespace cytosketch
