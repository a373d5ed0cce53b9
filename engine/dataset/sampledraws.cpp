#include "engine/dataset/sampledraws.h"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cytosketch {
namespace {

constexpr std::uint32_t purposes = 16; ///< room for purposes beside attempts in a stream's number

} // namespace

SampleDraws::SampleDraws(std::uint64_t seed, std::int64_t sample, DrawPurpose purpose, std::uint32_t attempt)
    : seed_(seed),
      sample_(static_cast<std::uint64_t>(sample)),
      stream_(attempt * purposes + static_cast<std::uint32_t>(purpose)) {}

std::uint32_t SampleDraws::bits() {
  const r123::Philox4x32 philox;
  const r123::Philox4x32::ctr_type counter{
      {static_cast<std::uint32_t>(sample_), static_cast<std::uint32_t>(sample_ >> 32U), stream_, position_++}};
  const r123::Philox4x32::key_type key{{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)}};
  return philox(counter, key)[0];
}

double SampleDraws::uniform() {
  constexpr double steps = 4294967296.0;
  return static_cast<double>(bits()) / steps;
}

std::int64_t SampleDraws::whole(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(std::floor(uniform() * static_cast<double>(high - low + 1)));
}

std::string_view name(Split split) {
  return split == Split::Train ? "train" : split == Split::Validation ? "val" : "test";
}

std::vector<Split> splitsOf(const Recipe& recipe) {
  const auto count = static_cast<std::size_t>(recipe.count());
  std::vector<std::uint32_t> keys(count);
  for (std::size_t i = 0; i < count; ++i) {
    keys[i] = SampleDraws(recipe.seed(), static_cast<std::int64_t>(i), DrawPurpose::Split).bits();
  }
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  const auto share = [&](std::string_view key) {
    return static_cast<std::size_t>(std::lround(recipe.value(key) / 100.0 * static_cast<double>(count)));
  };
  const std::size_t validation = share("validation");
  const std::size_t test = std::min(share("test"), count - validation);
  std::vector<Split> splits(count, Split::Train);
  for (std::size_t i = 0; i < validation + test; ++i) {
    splits[order[i]] = i < validation ? Split::Validation : Split::Test;
  }
  return splits;
}

} // namespace cytosketch
