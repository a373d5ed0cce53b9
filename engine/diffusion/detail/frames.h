#pragma once

#include "engine/diffusion/modelcard.h"
#include "engine/image/image.h"

namespace cytosketch {

/// What is generated in one piece.
enum class FrameUse {
  Single,  ///< the image has one frame
  AsDepth, ///< a series of 2D images and a 3D model: time is the third axis, as the paper does it
  Each     ///< frame by frame
};
FrameUse frameUse(const ModelCard& card, const Extent& sketch);

/// Extent of one piece: (1, c, z, y, x), or (1, c, t, y, x).
Extent pieceExtent(const ModelCard& card, const Extent& sketch);

/// One frame (1, c, z, y, x).
Image<float> frameOf(const Image<float>& image, std::int64_t frame);
/// (t, c, 1, y, x) ↔ (1, c, t, y, x). Spacing along time is unknown.
Image<float> framesAsDepth(const Image<float>& image);
Image<float> depthAsFrames(const Image<float>& image, const Spacing& spacing);

} // namespace cytosketch
