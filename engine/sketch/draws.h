#pragma once

#include <cstdint>

namespace cytosketch {

struct Range {
  double low = 0.0;
  double high = 0.0;
};

/// What random numbers are drawn for; each purpose has streams of its own, so that a change of one (a cell's grey) does
/// not move another (its place).
enum class Purpose : std::uint32_t { Region, Place, Shape, Deformation, Light, Nucleoli, Growth };

/// A stream of random numbers that depends on seed, purpose and item (the number of a cell) alone: Philox4x32-10, key =
/// seed, counter = (position in the stream, purpose, item).
class Draws {
public:
  Draws(std::uint64_t seed, Purpose purpose, std::uint64_t item = 0) : seed_(seed), purpose_(purpose), item_(item) {}

  double unit();                            ///< uniform in (0, 1)
  double uniform(const Range& range);       ///< uniform in (low, high); low if both are the same
  double normal();                          ///< standard normal
  std::uint64_t below(std::uint64_t count); ///< uniform in 0 … count − 1; count > 0
  std::int64_t whole(const Range& range);   ///< uniform in the whole numbers low … high, both included
  bool chance(double probability) { return unit() < probability; }

private:
  struct Bits {
    std::uint64_t first, second;
  };
  Bits next();

  std::uint64_t seed_;
  Purpose purpose_;
  std::uint64_t item_;
  std::uint32_t position_ = 0;
};

} // namespace cytosketch
