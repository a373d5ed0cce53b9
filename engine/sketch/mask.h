#pragma once

#include "engine/image/extent.h"

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace cytosketch {

/// A bit mask over (t, z, y, x), stored as 64×64-pixel bit blocks per slice and frame. Blocks are shared and copied on
/// write: copying a Mask costs a few pointers per block, a brush dab copies one block. Coordinates may be negative (a
/// cell may hang over the sketch's edge); blocks with no pixel set are never kept, so equal masks compare equal.
class Mask {
public:
  static constexpr std::int64_t blockSize = 64;

  struct BlockKey {
    std::int64_t t = 0;
    std::int64_t z = 0;
    std::int64_t blockY = 0; ///< floor(y / 64)
    std::int64_t blockX = 0;
    auto operator<=>(const BlockKey&) const = default;
  };
  /// rows[y] holds 64 pixels; bit b is pixel x = 64·blockX + b.
  struct Block {
    std::array<std::uint64_t, 64> rows{};
    bool operator==(const Block&) const = default;
  };
  using Blocks = std::map<BlockKey, std::shared_ptr<const Block>>;

  bool empty() const { return blocks_.empty(); }
  bool test(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x) const;
  /// Sets or clears the pixels [x0, x1) of one row.
  void setSpan(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x0, std::int64_t x1, bool value = true);
  /// Number of pixels set, over all slices and frames.
  std::int64_t count() const;
  /// Smallest box over all frames; empty if no pixel is set.
  Box bounds() const;
  /// Smallest box of one frame; empty if the frame has no pixel set.
  Box bounds(std::int64_t t) const;
  /// Smallest box of one slice; empty if it has no pixel set.
  Box bounds(std::int64_t t, std::int64_t z) const;
  /// First and one-past-last frame with a pixel set; {0, 0} if empty.
  std::pair<std::int64_t, std::int64_t> frames() const;
  /// Whether slice z of frame t has a pixel set.
  bool hasSlice(std::int64_t t, std::int64_t z) const;
  /// Slices of frame t with a pixel set, in order.
  std::vector<std::int64_t> slices(std::int64_t t) const;

  /// Calls visit(y, x0, x1) for every run of set pixels of slice (t, z) inside [box.y0, box.y1) × [box.x0, box.x1), in
  /// order of y, then x; runs are cut at the box but not at block borders.
  void forEachSpan(std::int64_t t, std::int64_t z, const Box& box,
                   const std::function<void(std::int64_t y, std::int64_t x0, std::int64_t x1)>& visit) const;

  void unite(const Mask& other);
  void subtract(const Mask& other);
  void intersect(const Mask& other);
  /// The mask moved by whole voxels (fast when the shift is a multiple of 64 in x and y).
  Mask translated(std::int64_t dz, std::int64_t dy, std::int64_t dx) const;

  /// Slice (t, z) becomes what slice (fromT, fromZ) is; both share their blocks then.
  void copySlice(std::int64_t fromT, std::int64_t fromZ, std::int64_t t, std::int64_t z);

  const Blocks& blocks() const { return blocks_; }
  /// Puts a block as read from a file; an all-zero block removes the key.
  void putBlock(const BlockKey& key, const Block& block);

  bool operator==(const Mask& other) const;

private:
  std::pair<Blocks::const_iterator, Blocks::const_iterator> sliceRange(std::int64_t t, std::int64_t z) const;

  Blocks blocks_;
};

/// Filled shapes, pixel centres at integer coordinates; all in slice z of frame t. A pixel belongs to a shape if its
/// centre does.
/// @throws SettingsError if a coordinate or radius is not finite or beyond 2²⁴ pixels.
Mask discMask(std::int64_t t, std::int64_t z, double y, double x, double radius);
/// Axis-aligned or rotated ellipse; `angle` in radians, from +x towards +y.
Mask ellipseMask(std::int64_t t, std::int64_t z, double y, double x, double radiusY, double radiusX,
                 double angle = 0.0);
/// Even–odd filled polygon with vertices (y, x).
Mask polygonMask(std::int64_t t, std::int64_t z, const std::vector<std::pair<double, double>>& vertices);
/// Every disc of `radius` whose centre lies on the segment.
Mask capsuleMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius);
/// The same as a brush stroke: a radius below 0.75 leaves at least the pixels nearest to the segment, so that it has no
/// gaps.
Mask strokeMask(std::int64_t t, std::int64_t z, double y0, double x0, double y1, double x1, double radius);

} // namespace cytosketch
