#pragma once

#include "engine/image/extent.h"

#include <QPointF>

#include <array>
#include <cstdint>

namespace cytosketch {

/// The three planes of a volume, named by what runs to the right and what runs down.
enum class Plane {
  XY, ///< as the image lies in the file
  XZ, ///< x to the right, z down: below XY it has the same columns
  YZ, ///< z to the right, y down: beside XY it has the same rows
};
inline constexpr std::array allPlanes{Plane::XY, Plane::XZ, Plane::YZ};

enum class Axis { X, Y, Z };

struct PlaneAxes {
  Axis right;
  Axis down;
  Axis through; ///< along which one steps from slice to slice
};

constexpr PlaneAxes axesOf(Plane plane) {
  switch (plane) {
  case Plane::XZ:
    return {Axis::X, Axis::Z, Axis::Y};
  case Plane::YZ:
    return {Axis::Z, Axis::Y, Axis::X};
  case Plane::XY:
    break;
  }
  return {Axis::X, Axis::Y, Axis::Z};
}

/// A place in a volume or its size along each axis, whole or continuous: voxel (x, y, z) covers [x, x+1) × [y, y+1) ×
/// [z, z+1).
template <typename T>
struct Triple {
  T x{};
  T y{};
  T z{};

  T& operator[](Axis axis) { return axis == Axis::X ? x : axis == Axis::Y ? y : z; }
  const T& operator[](Axis axis) const { return axis == Axis::X ? x : axis == Axis::Y ? y : z; }
  bool operator==(const Triple&) const = default;
};
using VolumePoint = Triple<double>;
using VoxelIndex = Triple<std::int64_t>;

inline VoxelIndex sizeOf(const Extent& extent) {
  return {extent.x, extent.y, extent.z};
}

/// The voxels of one slice of a plane, as a box one voxel thick.
inline Box sliceBox(Plane plane, std::int64_t index, const Extent& extent) {
  Box box = Box::whole(extent);
  switch (axesOf(plane).through) {
  case Axis::X:
    box.x0 = index;
    box.x1 = index + 1;
    break;
  case Axis::Y:
    box.y0 = index;
    box.y1 = index + 1;
    break;
  case Axis::Z:
    box.z0 = index;
    box.z1 = index + 1;
    break;
  }
  return box;
}

} // namespace cytosketch
