#pragma once

#include <cstdint>
#include <span>

namespace cytosketch {

enum class Alternative { TwoSided, Less, Greater };

/// Result of a Wilcoxon rank-sum (Mann–Whitney) test.
struct RankSum {
  double rankSum = 0.0; ///< of the first sample; ties share their mean rank
  double u = 0.0;       ///< rankSum − n(n+1)/2: pairs in which the first is larger, equal ones counted half
  double p = 1.0;       ///< probability, if both samples come from one distribution, of a rank sum as extreme as this
  bool exact = false;   ///< counted out over all ways to split the ranks, not approximated

  /// Probability that a value of the first sample exceeds one of the second (ties half), ∈ [0,1].
  double superiority = 0.5;
};

/// Up to this many values in both samples together the test is exact.
inline constexpr std::size_t exactRankSumSize = 50;

/// Tests whether values of `first` tend to be larger (Greater), smaller (Less) or either than those of `second`.
/// Exact for small samples, with ties too: over all splits of the observed mean ranks, which are equally likely; two-
/// sided p is the share of splits whose rank sum is at least as far from its mean. Else the normal approximation with
/// the variance corrected for ties and continuity correction. (Hollander & Wolfe, Nonparametric Statistical Methods,
/// ch. 4.) If all values are equal, p = 1.
/// @throws SettingsError if a sample is empty or holds NaN.
RankSum wilcoxonRankSum(std::span<const double> first, std::span<const double> second,
                        Alternative alternative = Alternative::TwoSided);

} // namespace cytosketch
