#pragma once

#include "engine/sketch/detail/hdf5.h"
#include "engine/sketch/mask.h"

#include <cstddef>

/// The layout of a `.cysk` file's tables; the reader and the writer share it.
namespace cytosketch {

namespace sketchpath {
inline constexpr const char* cells = "cells";
inline constexpr const char* grey = "grey";
inline constexpr const char* nucleoli = "nucleoli";
inline constexpr const char* maskIndex = "masks/index";
inline constexpr const char* maskBlocks = "masks/blocks";
inline constexpr const char* shading = "shading/json";
inline constexpr const char* illumination = "shading/illumination_map"; ///< there if the JSON has illumination_step
inline constexpr const char* channels = "channels";                     ///< only where channels have names
} // namespace sketchpath

/// A block is 64 rows of 8 bytes; bit b of byte i of a row is pixel 64·block_x + 8·i + b.
inline constexpr std::array<std::size_t, 2> blockShape{64, 8};
inline constexpr std::size_t blockBytes = 64 * 8;

/// The bounding box is over all frames, half-open; it is there for other readers and follows from the masks.
struct CellRow {
  std::uint32_t id, parent;
  std::uint8_t kind;
  std::int32_t channel, zOrder;
  std::int64_t z0, y0, x0, z1, y1, x1;
};

/// Grey of a cell from frame t on; t counts from 0 without gaps.
struct GreyRow {
  std::uint32_t cell;
  std::int32_t t;
  float grey;
};

struct NucleolusRow {
  std::uint32_t cell;
  double z, y, x, radiusZ, radiusY, radiusX;
  float grey;
};

/// Row i says where block i of masks/blocks lies.
struct BlockRow {
  std::int64_t t, z, blockY, blockX;
  std::uint32_t cell;
};

inline hdf5::Columns cellColumns() {
  return {{"id", offsetof(CellRow, id), H5T_NATIVE_UINT32, H5T_STD_U32LE},
          {"parent", offsetof(CellRow, parent), H5T_NATIVE_UINT32, H5T_STD_U32LE},
          {"kind", offsetof(CellRow, kind), H5T_NATIVE_UINT8, H5T_STD_U8LE},
          {"channel", offsetof(CellRow, channel), H5T_NATIVE_INT32, H5T_STD_I32LE},
          {"z_order", offsetof(CellRow, zOrder), H5T_NATIVE_INT32, H5T_STD_I32LE},
          {"z0", offsetof(CellRow, z0), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"y0", offsetof(CellRow, y0), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"x0", offsetof(CellRow, x0), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"z1", offsetof(CellRow, z1), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"y1", offsetof(CellRow, y1), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"x1", offsetof(CellRow, x1), H5T_NATIVE_INT64, H5T_STD_I64LE}};
}

inline hdf5::Columns greyColumns() {
  return {{"cell", offsetof(GreyRow, cell), H5T_NATIVE_UINT32, H5T_STD_U32LE},
          {"t", offsetof(GreyRow, t), H5T_NATIVE_INT32, H5T_STD_I32LE},
          {"grey", offsetof(GreyRow, grey), H5T_NATIVE_FLOAT, H5T_IEEE_F32LE}};
}

inline hdf5::Columns nucleolusColumns() {
  return {{"cell", offsetof(NucleolusRow, cell), H5T_NATIVE_UINT32, H5T_STD_U32LE},
          {"z", offsetof(NucleolusRow, z), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"y", offsetof(NucleolusRow, y), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"x", offsetof(NucleolusRow, x), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"radius_z", offsetof(NucleolusRow, radiusZ), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"radius_y", offsetof(NucleolusRow, radiusY), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"radius_x", offsetof(NucleolusRow, radiusX), H5T_NATIVE_DOUBLE, H5T_IEEE_F64LE},
          {"grey", offsetof(NucleolusRow, grey), H5T_NATIVE_FLOAT, H5T_IEEE_F32LE}};
}

inline hdf5::Columns blockColumns() {
  return {{"t", offsetof(BlockRow, t), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"z", offsetof(BlockRow, z), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"block_y", offsetof(BlockRow, blockY), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"block_x", offsetof(BlockRow, blockX), H5T_NATIVE_INT64, H5T_STD_I64LE},
          {"cell", offsetof(BlockRow, cell), H5T_NATIVE_UINT32, H5T_STD_U32LE}};
}

} // namespace cytosketch
