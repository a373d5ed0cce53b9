#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <vector>

namespace cytosketch {

/// Width in voxels of the surround that a label's contrast is measured against.
inline constexpr int surroundWidth = 5;
/// A cell is lost when less than this part of its contrast in the sketch is left.
inline constexpr double lostContrastRatio = 0.25;
/// Cells with less contrast in the sketch (in grey g) cannot be judged and are counted apart.
inline constexpr double leastSketchContrast = 0.05;

/// How a label stands out: mean grey of its voxels minus mean grey of its surround, i.e. of the voxels at most
/// `surroundWidth` away (Euclidean) that no label covers.
struct LabelContrast {
  std::int64_t frame = 0;
  std::uint32_t label = 0;
  bool hasSurround = false; ///< false: enclosed by other labels or the image's edge
  double contrast = 0.0;    ///< negative for cells darker than their surround
};

/// Contrast of every label in every frame, in order of frame and label.
/// @param labels (t, 1, z, y, x), 0 = background  @param image grey (t, c, z, y, x); channel 0 is measured
/// @throws SettingsError if the extents do not match.
std::vector<LabelContrast> labelContrasts(const Image<std::uint32_t>& labels, const Image<float>& image);

/// How many cells of a sketch a generated image lost.
struct LostCells {
  std::int64_t cells = 0;           ///< all labels, over all frames
  std::int64_t judged = 0;          ///< those with a surround and enough contrast in the sketch
  std::int64_t lost = 0;            ///< of the judged: less than a quarter of the sketch's contrast is left
  std::int64_t withoutSurround = 0; ///< counted apart
  std::int64_t lowContrast = 0;     ///< counted apart
  std::vector<std::uint32_t> lostLabels;

  /// Lost cells in percent of the judged; 0 if none could be judged.
  double percent() const { return judged > 0 ? 100.0 * static_cast<double>(lost) / static_cast<double>(judged) : 0.0; }
  void add(const LostCells& other);
};

/// @param sketch grey g of the sketch before the blur  @param image grey g of the generated image
/// @throws SettingsError if the extents do not match.
LostCells lostCells(const Image<std::uint32_t>& labels, const Image<float>& sketch, const Image<float>& image);

} // namespace cytosketch
