#include "engine/diffusion/noisefield.h"

#include <Random123/boxmuller.hpp>
#include <Random123/philox.h>

namespace cytosketch {
namespace {

double normalAt(const r123::Philox4x32::key_type& key, std::uint32_t x, std::uint32_t y, std::uint32_t zFrame,
                std::uint32_t streamChannel) {
  r123::Philox4x32 generator;
  const auto bits = generator({{x, y, zFrame, streamChannel}}, key);
  const std::uint64_t first = (static_cast<std::uint64_t>(bits[1]) << 32) | bits[0];
  const std::uint64_t second = (static_cast<std::uint64_t>(bits[3]) << 32) | bits[2];
  return r123::boxmuller(first, second).x;
}

r123::Philox4x32::key_type keyOf(std::uint64_t seed) {
  return {{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
}

std::uint32_t joined(std::int64_t low, std::int64_t high) {
  return static_cast<std::uint32_t>(low) | (static_cast<std::uint32_t>(high) << 16);
}

} // namespace

double noiseAt(std::uint64_t seed, std::uint32_t stream, std::int64_t frame, std::int64_t channel, std::int64_t z,
               std::int64_t y, std::int64_t x) {
  return normalAt(keyOf(seed), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), joined(z, frame),
                  joined(stream, channel));
}

} // namespace cytosketch
