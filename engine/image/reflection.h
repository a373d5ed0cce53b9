#pragma once

#include <cstdint>

namespace cytosketch {

/// Index mirrored at the half sample into [0, n): d c b a | a b c d | d c b a, as SciPy's default "reflect".
constexpr std::int64_t mirrored(std::int64_t i, std::int64_t n) {
  const std::int64_t period = 2 * n;
  i = ((i % period) + period) % period;
  return i < n ? i : period - 1 - i;
}

} // namespace cytosketch
