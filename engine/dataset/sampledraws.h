#pragma once

#include "engine/dataset/recipe.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cytosketch {

/// What a sample's numbers are drawn for: each purpose has a stream of its own, so that a recipe which draws more of
/// one leaves the others as they are.
enum class DrawPurpose : std::uint32_t { Split, Simulation, Parameters, Crop, Variation, Settings, Noise };

/// Numbers that depend on the recipe's seed, the sample's number, the purpose and the attempt alone (Philox4x32-10):
/// neither on the order nor on the machine in which samples are made.
class SampleDraws {
public:
  SampleDraws(std::uint64_t seed, std::int64_t sample, DrawPurpose purpose, std::uint32_t attempt = 0);

  std::uint32_t bits();
  double uniform(); ///< [0, 1)
  double uniform(double low, double high) { return low + (high - low) * uniform(); }
  std::int64_t whole(std::int64_t low, std::int64_t high); ///< both included

private:
  std::uint64_t seed_;
  std::uint64_t sample_;
  std::uint32_t stream_;
  std::uint32_t position_ = 0;
};

enum class Split { Train, Validation, Test };
/// "train", "val", "test"
std::string_view name(Split split);

/// Each sample's part of the dataset: exact shares, drawn by the recipe's seed.
std::vector<Split> splitsOf(const Recipe& recipe);

} // namespace cytosketch
