#pragma once

#include <cstdint>
#include <filesystem>

namespace cytosketch {

/// Unpacks a zlib or gzip stream (or several gzip members) that starts at `offset` and is at most `packed` bytes long,
/// without keeping the result, and checks its sums. ITK's readers let broken and truncated streams pass as images.
/// @throws FormatError, naming `path`, if the stream in `file` is damaged or yields fewer than `expected` bytes.
void requireInflates(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t packed,
                     std::uint64_t expected, const std::filesystem::path& path);

} // namespace cytosketch
