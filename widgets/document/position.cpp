#include "widgets/document/position.h"

#include <algorithm>

namespace cytosketch {

void Position::setExtent(const Extent& extent) {
  if (extent != extent_) {
    extent_ = extent;
    const Cursor::Voxel before = voxel_;
    set(voxel_);
    if (voxel_ == before) {
      Q_EMIT changed();
    }
  }
}

void Position::set(const Cursor::Voxel& voxel) {
  const auto inside = [](std::int64_t wanted, std::int64_t size) {
    return std::clamp<std::int64_t>(wanted, 0, std::max<std::int64_t>(size, 1) - 1);
  };
  const Cursor::Voxel wanted{inside(voxel.t, extent_.t), inside(voxel.z, extent_.z), inside(voxel.y, extent_.y),
                             inside(voxel.x, extent_.x)};
  if (wanted == voxel_) {
    return;
  }
  const bool otherSlice = wanted.t != voxel_.t || wanted.z != voxel_.z;
  voxel_ = wanted;
  Q_EMIT changed();
  if (otherSlice) {
    Q_EMIT sliceChanged();
  }
}

} // namespace cytosketch
