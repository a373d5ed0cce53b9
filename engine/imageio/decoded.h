#pragma once

#include "engine/imageio/component.h"
#include "engine/imageio/imagefile.h"

#include <cstddef>

namespace cytosketch {

/// Voxels as a reader found them. `colour` marks the three channels of an RGB image.
template <typename T>
struct DecodedImage {
  Image<T> image;
  bool colour = false;
};

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

/// The nearest type that we name: numbers that are neither of the three unsigned ones count as floats.
PixelType pixelTypeOf(Component component);

} // namespace cytosketch
