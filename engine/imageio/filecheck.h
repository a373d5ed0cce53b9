#pragma once

#include "engine/image/extent.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace cytosketch {

/// Size in bytes of a file that can be opened for reading.
/// @throws FileError if it is missing, a folder, or may not be read; FormatError if it is empty.
std::uint64_t checkedFileSize(const std::filesystem::path& path);

/// Up to `count` bytes from `offset`; fewer where the file ends.
std::string fileBytes(const std::filesystem::path& path, std::uint64_t offset, std::size_t count);

/// Deflate and LZW cannot shrink data by more than this (1032 and 1365 : 1), so a small file that claims more is
/// damaged.
inline constexpr std::uint64_t highestCompressionRatio = 1400;

/// Number of bytes that `extent` takes with `bytesPerVoxel`.
/// @throws FormatError if an axis is not positive or the number overflows.
std::uint64_t checkedBytes(const Extent& extent, std::uint64_t bytesPerVoxel, const std::filesystem::path& path);

/// @throws MemoryError if `bytes` is more than the memory that is free now.
void requireMemory(std::uint64_t bytes, const std::filesystem::path& path);

/// The error of a file that could not be written to its end.
[[noreturn]] void throwIncomplete(const std::filesystem::path& path);

/// The error of a file that ends early or whose header promises more than it holds.
[[noreturn]] void throwTruncated(const std::filesystem::path& path);

} // namespace cytosketch
