#pragma once

#include "engine/imageio/decoded.h"

namespace cytosketch {

// By libpng itself, because ITK's reader lets libpng abort the program when a header is damaged.

ImageInfo readPngInfo(const std::filesystem::path& path);

/// T is float or std::uint32_t. For labels a palette's indices are the numbers, for images its colours.
template <typename T>
DecodedImage<T> readPng(const std::filesystem::path& path);

/// Writes to `path` itself (the caller sees to atomicity).
/// @throws FileError if it cannot be written completely; SettingsError if the image is not a single 8- or 16-bit plane.
void writePng(const VoxelView& view, const std::filesystem::path& path, bool compress);

} // namespace cytosketch
