#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <memory>

namespace cytosketch {

/// Grey voxels to learn from, 16 bit (g = value / 65535), order c, z, y, x. The voxels may lie in memory, in scratch
/// memory or in a mapped file; copies share them.
class GreyVoxels {
public:
  /// Rounds greys g ∈ [0,1] (clamped) to 16 bit. @param grey one frame (1, c, z, y, x)
  // NOLINTNEXTLINE(google-explicit-constructor): an image is what most callers have
  GreyVoxels(const Image<float>& grey);
  /// @param voxels extent.voxels() values that `voxels` keeps alive
  GreyVoxels(const Extent& extent, const Spacing& spacing, std::shared_ptr<const std::uint16_t> voxels)
      : extent_(extent), spacing_(spacing), voxels_(std::move(voxels)) {}

  const Extent& extent() const { return extent_; }
  const Spacing& spacing() const { return spacing_; }
  const std::uint16_t* data() const { return voxels_.get(); }
  /// The y·x voxels of a slice.
  const std::uint16_t* slice(std::int64_t c, std::int64_t z) const {
    return data() + (c * extent_.z + z) * extent_.y * extent_.x;
  }
  static float grey(std::uint16_t voxel) { return static_cast<float>(voxel) / 65535.0F; }

private:
  Extent extent_;
  Spacing spacing_;
  std::shared_ptr<const std::uint16_t> voxels_;
};

/// Keeps the voxels of a training set: the first ones in memory, those beyond a limit in scratch memory, so that the
/// set may be larger than the machine's memory.
class VoxelStore {
public:
  /// @param memoryLimit bytes that may be taken in memory
  explicit VoxelStore(std::uint64_t memoryLimit) : left_(memoryLimit) {}
  /// @throws MemoryError; FileError if there is no room on the disk
  GreyVoxels keep(const Image<float>& grey);

private:
  std::uint64_t left_;
};

/// A quarter of the machine's memory: what a training set may take of it.
std::uint64_t trainingMemoryLimit();

} // namespace cytosketch
