#include "engine/sketch/draws.h"

#include <Random123/boxmuller.hpp>
#include <Random123/philox.h>

namespace cytosketch {

Draws::Bits Draws::next() {
  const r123::Philox4x32::key_type key{{static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
  const r123::Philox4x32::ctr_type counter{{position_++, static_cast<std::uint32_t>(purpose_),
                                            static_cast<std::uint32_t>(item_),
                                            static_cast<std::uint32_t>(item_ >> 32)}};
  const auto words = r123::Philox4x32()(counter, key);
  return {(static_cast<std::uint64_t>(words[1]) << 32) | words[0],
          (static_cast<std::uint64_t>(words[3]) << 32) | words[2]};
}

double Draws::unit() {
  return (static_cast<double>(next().first >> 12) + 0.5) * 0x1p-52;
}

double Draws::uniform(const Range& range) {
  return range.low + (range.high - range.low) * unit();
}

double Draws::normal() {
  const Bits bits = next();
  return r123::boxmuller(bits.first, bits.second).x;
}

std::uint64_t Draws::below(std::uint64_t count) {
  const auto place = static_cast<std::uint64_t>(unit() * static_cast<double>(count));
  return place < count ? place : count - 1;
}

std::int64_t Draws::whole(const Range& range) {
  const auto low = static_cast<std::int64_t>(range.low);
  const auto high = static_cast<std::int64_t>(range.high);
  return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low + 1)));
}

} // namespace cytosketch
