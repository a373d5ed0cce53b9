#pragma once

#include "engine/imageio/decoded.h"

namespace cytosketch {

ImageInfo readTiffInfo(const std::filesystem::path& path);

/// T is float or std::uint32_t (labels).
template <typename T>
DecodedImage<T> readTiff(const std::filesystem::path& path);

/// Classic TIFFs end at 4 GiB; larger images become BigTIFFs.
enum class TiffKind { Fitting, Big };

/// Whether the image, uncompressed, could reach beyond what 32-bit offsets can tell.
bool needsBigTiff(const VoxelView& view, std::size_t descriptionBytes);

/// Writes an ImageJ hyperstack to `path` itself (the caller sees to atomicity). Compressed pages are Deflate without
/// predictor, which ImageJ reads; uncompressed ones lie one after the other, as ImageJ expects of its stacks.
/// @throws FileError if it cannot be written completely.
void writeTiff(const VoxelView& view, const std::filesystem::path& path, const WriteOptions& options,
               TiffKind kind = TiffKind::Fitting);

} // namespace cytosketch
