#pragma once

#include <cstdint>

namespace cytosketch {

/// Streams of the noise field.
inline constexpr std::uint32_t forwardNoiseStream = 0;
/// Stream of the texture that a sketch gets before the forward process.
inline constexpr std::uint32_t textureNoiseStream = 0xFFFE;
/// Stream of the noise channel that the paper's topology takes as input.
inline constexpr std::uint32_t noiseChannelStream = 0xFFFF;
/// Stream of the noise that a sampler adds in its step k.
constexpr std::uint32_t stepNoiseStream(int step) {
  return 1U + static_cast<std::uint32_t>(step);
}

/// Where a sketch lies within a larger one of which it is a part: the noise belongs to positions of the larger one.
struct GenerationOrigin {
  std::int64_t frame = 0, z = 0, y = 0, x = 0;
  std::int64_t channel = 0; ///< that is the sketch's first, where channels are generated one by one
};

/// Standard normal noise that belongs to positions, not to calls: Philox4x32-10 (Salmon et al. 2011; Random123) with
/// key = seed and counter = (x, y, z | frame << 16, stream | channel << 16), turned into one normal value per voxel by
/// Box–Muller in double. So the value at a voxel is the same whatever tile, thread, batch or machine asks for it.
/// @param stream, frame, channel, z below 65536 (images that large are refused before)
double noiseAt(std::uint64_t seed, std::uint32_t stream, std::int64_t frame, std::int64_t channel, std::int64_t z,
               std::int64_t y, std::int64_t x);

} // namespace cytosketch
