#pragma once

#include "engine/study/study.h"

#include <span>
#include <string>

namespace cytosketch {

/// Rows studyParameters() by name.
struct RecommendationRule {
  double tolerance = 0.0; ///< how far above the lowest D_B of the grid counts as having reached it
  double leastZncc = 0.0;
  RecommendationRule(); ///< the table's defaults
};

enum class RecommendationKind {
  Found,        ///< the earliest start step that meets both bounds
  ZnccTooLow,   ///< no point near the lowest D_B resembles the sketch enough: the one that resembles it most
  NoRealImages, ///< nothing to measure D_B with
  Unfinished,   ///< figures are missing
};

/// What a study recommends: the earliest start step whose D_B is within the tolerance of the grid's lowest, and whose
/// ZNCC reaches the bound; of several blurs with this start step the one with the lowest D_B.
struct Recommendation {
  RecommendationKind kind = RecommendationKind::Unfinished;
  GridPoint point; ///< meaningless for NoRealImages and Unfinished
  double bhattacharyya = 0.0;
  double lowestBhattacharyya = 0.0; ///< of the whole grid
  GridPoint lowest;                 ///< where that is
  double zncc = 0.0;                ///< NaN if undefined (an even sketch)
  bool hasPoint() const { return kind == RecommendationKind::Found || kind == RecommendationKind::ZnccTooLow; }
};

/// Without generated images (a forward study alone) ZNCC is not asked for.
Recommendation recommend(std::span<const StudyRow> rows, const RecommendationRule& rule = {});

/// The reasons in English, two or three sentences.
std::string reasonsOf(const Recommendation& recommendation, const RecommendationRule& rule);

} // namespace cytosketch
