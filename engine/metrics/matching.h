#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <span>
#include <vector>

namespace cytosketch {

/// Intersection over union |A ∩ B| / |A ∪ B| of what any label covers (the paper's eq. 9), ∈ [0,1]; 1 if neither image
/// holds a label.
/// @throws SettingsError if the extents differ or the images are empty.
double foregroundIou(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found);

/// A true cell and a found one that overlap, in one frame.
struct LabelOverlap {
  std::int64_t frame = 0;
  std::uint32_t truth = 0;
  std::uint32_t found = 0;
  double iou = 0.0;
};

/// All pairs of labels that share a voxel, in order of frame, truth and found.
/// @throws SettingsError as above.
std::vector<LabelOverlap> labelOverlaps(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found);

/// How well found cells meet the true ones at one threshold. A label counts once in each frame that it is in.
struct DetectionScore {
  double threshold = 0.5;
  std::int64_t matched = 0;  ///< true positives: pairs with IoU ≥ threshold, each cell in at most one
  std::int64_t missed = 0;   ///< true cells without partner
  std::int64_t spurious = 0; ///< found cells without partner
  double matchedIou = 0.0;   ///< mean IoU of the matched pairs; 0 if there are none

  /// matched / (matched + missed + spurious), as the 2018 Data Science Bowl, StarDist and Cellpose define it; 1 if
  /// there is nothing to find and nothing was found.
  double averagePrecision() const;
  double precision() const; ///< matched / found; 1 if nothing was found
  double recall() const;    ///< matched / true; 1 if there is nothing to find
  double f1() const;        ///< 2 matched / (found + true); 1 if both are none
  void add(const DetectionScore& other);
};

/// IoU thresholds 0.50, 0.55 … 0.95.
std::span<const double> iouThresholds();

/// Matches greedily: pairs in order of falling IoU (ties by label), each taken if both cells are free. From 0.5 on this
/// finds as many pairs as an optimal (Hungarian) matching, as then a cell can exceed the threshold with one partner
/// only; at exactly 0.5, and below, it may find fewer.
/// @param thresholds each in (0,1]  @returns one score per threshold
/// @throws SettingsError as above, or if a threshold is outside.
std::vector<DetectionScore> detectionScores(const Image<std::uint32_t>& truth, const Image<std::uint32_t>& found,
                                            std::span<const double> thresholds = iouThresholds());

/// Mean of averagePrecision() over the scores. @throws SettingsError if there is none.
double meanAveragePrecision(std::span<const DetectionScore> scores);

} // namespace cytosketch
