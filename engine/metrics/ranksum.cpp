#include "engine/metrics/ranksum.h"

#include "engine/image/error.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace cytosketch {
namespace {

/// Ranks doubled, so that mean ranks of ties are whole numbers.
struct Ranks {
  std::vector<std::int64_t> doubled; ///< of `first`, then of `second`
  double tieTerm = 0.0;              ///< Σ (t³ − t) over groups of t equal values
};

Ranks ranksOf(std::span<const double> first, std::span<const double> second) {
  std::vector<std::pair<double, std::size_t>> sorted;
  for (const std::span<const double>& sample : {first, second}) {
    for (const double value : sample) {
      if (std::isnan(value)) {
        throw SettingsError("a sample holds values that are no numbers (NaN)", "rank-sum test", "Leave them out");
      }
      sorted.emplace_back(value, sorted.size());
    }
  }
  std::sort(sorted.begin(), sorted.end());
  Ranks ranks;
  ranks.doubled.resize(sorted.size());
  for (std::size_t i = 0; i < sorted.size();) {
    std::size_t end = i + 1;
    while (end < sorted.size() && sorted[end].first == sorted[i].first) {
      ++end;
    }
    for (std::size_t k = i; k < end; ++k) {
      ranks.doubled[sorted[k].second] = static_cast<std::int64_t>(i + 1 + end); // ranks i+1 … end
    }
    const auto ties = static_cast<double>(end - i);
    ranks.tieTerm += ties * ties * ties - ties;
    i = end;
  }
  return ranks;
}

/// Number of ways to take `count` of the ranks, by their (doubled) sum. Exact: below 2⁵³ for up to 50 ranks.
std::vector<double> waysBySum(const std::vector<std::int64_t>& ranks, std::size_t count) {
  std::int64_t all = 0;
  for (const std::int64_t rank : ranks) {
    all += rank;
  }
  const auto sums = static_cast<std::size_t>(all) + 1;
  std::vector<std::vector<double>> ways(count + 1, std::vector<double>(sums, 0.0));
  ways[0][0] = 1.0;
  for (const std::int64_t rank : ranks) {
    const auto step = static_cast<std::size_t>(rank);
    for (std::size_t taken = count; taken > 0; --taken) {
      for (std::size_t sum = sums - 1; sum >= step; --sum) {
        ways[taken][sum] += ways[taken - 1][sum - step];
      }
    }
  }
  return ways[count];
}

double exactP(const Ranks& ranks, std::size_t count, std::int64_t observed, Alternative alternative) {
  const std::vector<double> ways = waysBySum(ranks.doubled, count);
  const auto n = static_cast<std::int64_t>(ranks.doubled.size());
  const std::int64_t centre = static_cast<std::int64_t>(count) * (n + 1); // doubled mean of the sum
  double extreme = 0.0;
  double all = 0.0;
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const auto sum = static_cast<std::int64_t>(i);
    all += ways[i];
    const bool counts = alternative == Alternative::Less      ? sum <= observed
                        : alternative == Alternative::Greater ? sum >= observed
                                                              : std::abs(sum - centre) >= std::abs(observed - centre);
    extreme += counts ? ways[i] : 0.0;
  }
  return extreme / all;
}

/// P(Z ≥ z) of the standard normal distribution.
double upperTail(double z) {
  return 0.5 * std::erfc(z / std::numbers::sqrt2);
}

double normalP(double deviation, double variance, Alternative alternative) {
  if (variance <= 0.0) {
    return 1.0;
  }
  constexpr double continuity = 0.5;
  const double spread = std::sqrt(variance);
  switch (alternative) {
  case Alternative::Less:
    return upperTail((-deviation - continuity) / spread);
  case Alternative::Greater:
    return upperTail((deviation - continuity) / spread);
  case Alternative::TwoSided:
    break;
  }
  return std::min(1.0, 2.0 * upperTail((std::abs(deviation) - continuity) / spread));
}

} // namespace

RankSum wilcoxonRankSum(std::span<const double> first, std::span<const double> second, Alternative alternative) {
  if (first.empty() || second.empty()) {
    throw SettingsError("a sample is empty", "rank-sum test", "Give at least one value in each");
  }
  const Ranks ranks = ranksOf(first, second);
  std::int64_t observed = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    observed += ranks.doubled[i];
  }
  const auto n = static_cast<double>(first.size());
  const auto m = static_cast<double>(second.size());
  const double all = n + m;
  RankSum result;
  result.rankSum = 0.5 * static_cast<double>(observed);
  result.u = result.rankSum - 0.5 * n * (n + 1.0);
  result.superiority = result.u / (n * m);
  result.exact = first.size() + second.size() <= exactRankSumSize;
  if (result.exact) {
    result.p = exactP(ranks, first.size(), observed, alternative);
  } else {
    const double variance = n * m / 12.0 * (all + 1.0 - ranks.tieTerm / (all * (all - 1.0)));
    result.p = normalP(result.u - 0.5 * n * m, variance, alternative);
  }
  return result;
}

} // namespace cytosketch
