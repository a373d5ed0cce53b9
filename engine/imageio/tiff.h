#pragma once

#include "engine/imageio/imagefile.h"

namespace cytosketch {

/// Voxels as a reader found them. `colour` marks the three channels of an RGB image.
template <typename T>
struct DecodedImage {
  Image<T> image;
  bool colour = false;
};

ImageInfo readTiffInfo(const std::filesystem::path& path);

/// T is float or std::uint32_t (labels).
template <typename T>
DecodedImage<T> readTiff(const std::filesystem::path& path);

/// What the writers take: `voxels` in the order t, c, z, y, x in native byte order, and the range to display.
struct VoxelView {
  const std::byte* voxels = nullptr;
  PixelType type = PixelType::UInt8;
  Extent extent;
  Spacing spacing;
  double low = 0.0;
  double high = 255.0;
};

std::size_t bytesOf(PixelType type);

/// Classic TIFFs end at 4 GiB; larger images become BigTIFFs.
enum class TiffKind { Fitting, Big };

/// Writes an ImageJ hyperstack to `path` itself (the caller sees to atomicity). Compressed pages are Deflate without
/// predictor, which ImageJ reads; uncompressed ones lie one after the other, as ImageJ expects of its stacks.
/// @throws FileError if it cannot be written completely.
void writeTiff(const VoxelView& view, const std::filesystem::path& path, const WriteOptions& options,
               TiffKind kind = TiffKind::Fitting);

} // namespace cytosketch
