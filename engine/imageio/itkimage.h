#pragma once

#include "engine/imageio/decoded.h"

namespace cytosketch {

/// The formats that ITK reads and writes for us.
enum class ItkFormat { Nrrd, MetaImage, Nifti };

ImageInfo readItkInfo(const std::filesystem::path& path, ItkFormat format);

/// T is float or std::uint32_t (labels).
template <typename T>
DecodedImage<T> readItk(const std::filesystem::path& path, ItkFormat format);

/// Writes to `path` itself (the caller sees to atomicity).
/// @throws FileError if it cannot be written completely; SettingsError if the format cannot hold the image.
void writeItk(const VoxelView& view, const std::filesystem::path& path, ItkFormat format, bool compress);

} // namespace cytosketch
