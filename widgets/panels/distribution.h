#pragma once

#include <cstddef>
#include <vector>

namespace cytosketch {

/// What a list of numbers has in common. All 0 if there is none.
struct Summary {
  std::size_t count = 0;
  double mean = 0.0;
  double deviation = 0.0; ///< standard deviation of a sample (n − 1); 0 of a single number
  double median = 0.0;
  double least = 0.0;
  double most = 0.0;
};
Summary summaryOf(std::vector<double> values);

/// Counts of numbers in intervals of equal width from `low` to `high`; the last one holds its upper end as well.
struct Bins {
  double low = 0.0;
  double high = 0.0;
  std::vector<std::size_t> counts;
  double width() const { return counts.empty() ? 0.0 : (high - low) / static_cast<double>(counts.size()); }
};
/// About √n intervals, 5 to 40, over the numbers' range; one interval of width 0 if they are all the same, none if
/// there is no number.
Bins binsOf(const std::vector<double>& values);

} // namespace cytosketch
