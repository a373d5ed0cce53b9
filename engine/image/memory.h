#pragma once

#include <cstdint>

namespace cytosketch {

/// Bytes of memory that can be had now without swapping; the largest number if the system does not tell.
std::uint64_t availableMemory();

} // namespace cytosketch
