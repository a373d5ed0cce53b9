#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

namespace cytosketch {

/// Square patches of one channel, network values, one after the other, each row by row.
struct PatchSet {
  std::int64_t edge = 64; ///< a multiple of patchStride
  std::vector<float> values;

  std::size_t patchSize() const { return static_cast<std::size_t>(edge * edge); }
  std::size_t count() const { return values.size() / patchSize(); }
};

/// What the small networks halve a patch down by.
inline constexpr std::int64_t patchStride = 8;

/// How a small network is fitted to patches: Adam, the rate falling to 0 along a cosine. The same patches, settings
/// and seed give the same network (to rounding; bit by bit on the same number of threads).
struct FitSettings {
  int steps = 400;
  std::int64_t batch = 32; ///< patches per step, drawn at random, with a random flip and quarter turn
  double learningRate = 2e-3;
  std::uint64_t seed = 1;
};

struct FitHooks {
  std::stop_token stop;
  std::function<void(int step)> progress; ///< after each step, with their number
};

} // namespace cytosketch
