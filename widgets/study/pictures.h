#pragma once

#include "engine/image/image.h"

#include <QImage>

#include <cstdint>

namespace cytosketch {

/// One slice of the first frame and channel as 8-bit grey. @param low, high  values that become black and white
QImage slicePicture(const Image<float>& image, std::int64_t slice, float low = 0.0F, float high = 1.0F);
/// White where a label ends inside the slice.
QImage outlinePicture(const Image<std::uint32_t>& labels, std::int64_t slice);
/// The slice that labels cover most.
std::int64_t fullestSlice(const Image<std::uint32_t>& labels);

} // namespace cytosketch
