#include "widgets/study/pictures.h"

#include <algorithm>

namespace cytosketch {

QImage slicePicture(const Image<float>& image, std::int64_t slice, float low, float high) {
  const Extent& e = image.extent();
  QImage picture(int(e.x), int(e.y), QImage::Format_Grayscale8);
  const float* value = image.data() + image.offset(0, 0, std::min(slice, e.z - 1), 0, 0);
  for (int y = 0; y < picture.height(); ++y) {
    uchar* const line = picture.scanLine(y);
    for (int x = 0; x < picture.width(); ++x) {
      const float part = (*value++ - low) / (high - low);
      line[x] = uchar(255.0F * std::clamp(part, 0.0F, 1.0F) + 0.5F);
    }
  }
  return picture;
}

QImage outlinePicture(const Image<std::uint32_t>& labels, std::int64_t slice) {
  const Extent& e = labels.extent();
  QImage picture(int(e.x), int(e.y), QImage::Format_Grayscale8);
  const std::uint32_t* const first = labels.data() + labels.offset(0, 0, slice, 0, 0);
  for (std::int64_t y = 0; y < e.y; ++y) {
    uchar* const line = picture.scanLine(int(y));
    for (std::int64_t x = 0; x < e.x; ++x) {
      const std::uint32_t* const label = first + y * e.x + x;
      const bool rim = *label != 0 && ((x > 0 && label[-1] != *label) || (x + 1 < e.x && label[1] != *label) ||
                                       (y > 0 && label[-e.x] != *label) || (y + 1 < e.y && label[e.x] != *label));
      line[x] = rim ? 255 : 0;
    }
  }
  return picture;
}

std::int64_t fullestSlice(const Image<std::uint32_t>& labels) {
  const Extent& e = labels.extent();
  std::int64_t best = 0;
  std::int64_t most = -1;
  for (std::int64_t z = 0; z < e.z; ++z) {
    const std::uint32_t* const slice = labels.data() + labels.offset(0, 0, z, 0, 0);
    const auto covered = std::count_if(slice, slice + e.y * e.x, [](std::uint32_t label) { return label != 0; });
    if (covered > most) {
      most = covered;
      best = z;
    }
  }
  return best;
}

} // namespace cytosketch
