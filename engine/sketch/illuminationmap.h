#pragma once

#include "engine/image/extent.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace cytosketch {

/// What a person has painted onto the light of the background: a coarse grid of greys in [-1,1] to be added, the same
/// in all slices, frames and channels. Node (i, j) lies on the voxel y = i·step, x = j·step; between nodes it is
/// bilinear, beyond the outermost ones it goes on as there. A value type that shares its grid until it is written to.
class IlluminationMap {
public:
  static constexpr std::int64_t mostNodes = std::int64_t{1} << 20;

  /// Empty: adds nothing.
  IlluminationMap() = default;
  /// @throws SettingsError if step, rows or columns are not positive, there are too many nodes, their number differs
  /// from rows × columns, or a value is outside [-1,1].
  IlluminationMap(std::int64_t step, std::int64_t rows, std::int64_t columns, std::vector<float> values);
  /// All 0 over a sketch of this extent, with at most about 128 nodes along its longer side.
  static IlluminationMap over(const Extent& extent);

  bool empty() const { return rows_ == 0; }
  std::int64_t step() const { return step_; }
  std::int64_t rows() const { return rows_; }
  std::int64_t columns() const { return columns_; }
  /// Row by row; no values if it is empty.
  const std::vector<float>& values() const;
  float node(std::int64_t row, std::int64_t column) const { return values()[place(row, column)]; }
  /// @pre the node exists and the value is in [-1,1]
  void setNode(std::int64_t row, std::int64_t column, float value);

  /// What is added at a voxel; 0 if it is empty.
  double at(std::int64_t y, std::int64_t x) const;
  /// Voxels (all slices of `extent`) at which two maps may differ; empty if they are equal. The whole extent if their
  /// grids differ.
  static Box difference(const IlluminationMap& a, const IlluminationMap& b, const Extent& extent);

  bool operator==(const IlluminationMap& other) const;

private:
  std::size_t place(std::int64_t row, std::int64_t column) const {
    return static_cast<std::size_t>(row * columns_ + column);
  }

  std::int64_t step_ = 0, rows_ = 0, columns_ = 0;
  std::shared_ptr<std::vector<float>> values_; ///< shared between copies until one of them is written to
};

} // namespace cytosketch
