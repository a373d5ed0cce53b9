#pragma once

#include "engine/image/error.h"
#include "engine/image/extent.h"

#include <limits>
#include <memory>
#include <new>
#include <string>
#include <vector>

namespace cytosketch {

/// An image with axes t, c, z, y, x (x fastest, contiguous), shared immutable ownership and copy on write: copying an
/// Image is free, and data() may be handed to another thread or to a preview (VTK SetArray) as long as a copy of the
/// Image lives.
template <typename T>
class Image {
public:
  Image() = default;

  /// An image of `extent` filled with `value`.
  /// @throws SettingsError if an axis is not positive; MemoryError if the image does not fit into memory.
  explicit Image(const Extent& extent, T value = T{}, const Spacing& spacing = {})
      : extent_(extent), spacing_(spacing) {
    try {
      voxels_ = std::make_shared<std::vector<T>>(checkedCount(extent), value);
    } catch (const std::bad_alloc&) {
      throw MemoryError("an image of " + extentText(extent) + " voxels does not fit into memory", "",
                        "Work on a smaller image or a crop of it");
    }
  }

  /// Takes over `voxels`, in the order t, c, z, y, x.
  /// @throws SettingsError if their number is not that of `extent`.
  Image(const Extent& extent, std::vector<T> voxels, const Spacing& spacing = {}) : extent_(extent), spacing_(spacing) {
    if (voxels.size() != checkedCount(extent)) {
      throw SettingsError("the number of voxels does not match the extent " + extentText(extent), "", "");
    }
    voxels_ = std::make_shared<std::vector<T>>(std::move(voxels));
  }

  bool empty() const { return !voxels_; }
  const Extent& extent() const { return extent_; }
  const Spacing& spacing() const { return spacing_; }
  void setSpacing(const Spacing& spacing) { spacing_ = spacing; }
  std::size_t size() const { return voxels_ ? voxels_->size() : 0; }

  const T* data() const { return voxels_ ? voxels_->data() : nullptr; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size(); }

  /// Writable voxels; makes a copy first if another Image shares them.
  T* mutableData() {
    if (voxels_ && voxels_.use_count() > 1) {
      voxels_ = std::make_shared<std::vector<T>>(*voxels_);
    }
    return voxels_ ? voxels_->data() : nullptr;
  }

  std::size_t offset(std::int64_t t, std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t x) const {
    return static_cast<std::size_t>((((t * extent_.c + c) * extent_.z + z) * extent_.y + y) * extent_.x + x);
  }
  T at(std::int64_t t, std::int64_t c, std::int64_t z, std::int64_t y, std::int64_t x) const {
    return (*voxels_)[offset(t, c, z, y, x)];
  }
  /// Voxel of a 2D single-channel image.
  T at(std::int64_t y, std::int64_t x) const { return at(0, 0, 0, y, x); }

  /// Start of one channel of one frame: extent().volume() voxels, z, y, x.
  const T* channel(std::int64_t t, std::int64_t c) const { return data() + offset(t, c, 0, 0, 0); }
  T* mutableChannel(std::int64_t t, std::int64_t c) { return mutableData() + offset(t, c, 0, 0, 0); }

  /// Keeps the voxels alive; for previews that share the memory.
  std::shared_ptr<const void> owner() const { return voxels_; }

private:
  static std::size_t checkedCount(const Extent& e) {
    std::size_t count = 1;
    for (const std::int64_t axis : {e.t, e.c, e.z, e.y, e.x}) {
      if (axis <= 0) {
        throw SettingsError("the image is empty: its extent is " + extentText(e) + " (t, c, z, y, x)", "",
                            "Choose an image with at least one voxel");
      }
      if (count > static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max()) / sizeof(T) /
                      static_cast<std::size_t>(axis)) {
        throw MemoryError("an image of " + extentText(e) + " voxels is larger than any memory", "",
                          "The file's header may be damaged");
      }
      count *= static_cast<std::size_t>(axis);
    }
    return count;
  }

  Extent extent_{0, 0, 0, 0, 0};
  Spacing spacing_;
  std::shared_ptr<std::vector<T>> voxels_;
};

} // namespace cytosketch
