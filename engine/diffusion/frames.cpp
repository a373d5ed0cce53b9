#include "engine/diffusion/detail/frames.h"

#include <algorithm>

namespace cytosketch {
namespace {

/// Exchanges t and z, of which one is 1: planes (t, c, z) become (z, c, t).
Image<float> withAxesExchanged(const Image<float>& image, const Spacing& spacing) {
  const Extent& e = image.extent();
  Image<float> result({e.z, e.c, e.t, e.y, e.x}, 0.0F, spacing);
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < e.c; ++c) {
      for (std::int64_t z = 0; z < e.z; ++z) {
        std::copy_n(image.data() + image.offset(t, c, z, 0, 0), e.y * e.x,
                    result.mutableData() + result.offset(z, c, t, 0, 0));
      }
    }
  }
  return result;
}

} // namespace

FrameUse frameUse(const ModelCard& card, const Extent& sketch) {
  if (sketch.t == 1) {
    return FrameUse::Single;
  }
  return card.dimensions == 3 && sketch.z == 1 ? FrameUse::AsDepth : FrameUse::Each;
}

Extent pieceExtent(const ModelCard& card, const Extent& sketch) {
  const bool asDepth = frameUse(card, sketch) == FrameUse::AsDepth;
  return {1, sketch.c, asDepth ? sketch.t : sketch.z, sketch.y, sketch.x};
}

Image<float> frameOf(const Image<float>& image, std::int64_t frame) {
  const Extent& e = image.extent();
  Image<float> result({1, e.c, e.z, e.y, e.x}, 0.0F, image.spacing());
  std::copy_n(image.channel(frame, 0), result.size(), result.mutableData());
  return result;
}

Image<float> framesAsDepth(const Image<float>& image) {
  return withAxesExchanged(image, {0.0, image.spacing().y, image.spacing().x});
}

Image<float> depthAsFrames(const Image<float>& image, const Spacing& spacing) {
  return withAxesExchanged(image, spacing);
}

} // namespace cytosketch
