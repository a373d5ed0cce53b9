#include "widgets/panels/distribution.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytosketch {

Summary summaryOf(std::vector<double> values) {
  Summary summary;
  summary.count = values.size();
  if (values.empty()) {
    return summary;
  }
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  summary.mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
  double squares = 0.0;
  for (const double value : values) {
    squares += (value - summary.mean) * (value - summary.mean);
  }
  summary.deviation = values.size() > 1 ? std::sqrt(squares / (n - 1.0)) : 0.0;
  const std::size_t half = values.size() / 2;
  summary.median = values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
  summary.least = values.front();
  summary.most = values.back();
  return summary;
}

Bins binsOf(const std::vector<double>& values) {
  constexpr double fewest = 5.0, most = 40.0;
  Bins bins;
  if (values.empty()) {
    return bins;
  }
  const auto [low, high] = std::ranges::minmax(values);
  bins.low = low;
  bins.high = high;
  if (low == high) {
    bins.counts = {values.size()};
    return bins;
  }
  bins.counts.resize(
      static_cast<std::size_t>(std::clamp(std::ceil(std::sqrt(static_cast<double>(values.size()))), fewest, most)));
  for (const double value : values) {
    const auto bin = static_cast<std::size_t>((value - low) / bins.width());
    ++bins.counts[std::min(bin, bins.counts.size() - 1)];
  }
  return bins;
}

} // namespace cytosketch
