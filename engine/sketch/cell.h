#pragma once

#include "engine/sketch/mask.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace cytosketch {

/// Instance label of a cell; 0 is background and never a cell.
using CellId = std::uint32_t;

enum class CellKind : std::uint8_t { Nucleus = 0, Cytoplasm = 1, WholeCell = 2 };

/// A nucleolus: an ellipsoid inside a nucleus with a grey of its own. Centre and semi-axes in voxels.
struct Nucleolus {
  double z = 0.0, y = 0.0, x = 0.0;
  double radiusZ = 0.0, radiusY = 0.0, radiusX = 0.0;
  float grey = 0.0F;
  bool operator==(const Nucleolus&) const = default;
};

/// One cell of a sketch. A plain value: the masks inside share their blocks, so copies are cheap.
struct Cell {
  CellId id = 0;
  CellKind kind = CellKind::Nucleus;
  std::int32_t channel = 0;             ///< channel of the image that it shows in
  CellId parent = 0;                    ///< the cell it divided from, 0 = none
  std::int32_t zOrder = 0;              ///< within a kind the higher one lies on top; ties: the higher id
  std::vector<float> grey{greyDefault}; ///< grey g ∈ [0,1]; one value, or one per frame
  std::vector<Nucleolus> nucleoli;
  Mask mask;

  static constexpr float greyDefault = 0.66F; ///< brightness 0.6

  /// Grey in frame t; the last value holds on.
  float greyAt(std::int64_t t) const {
    return grey.empty() ? greyDefault
                        : grey[std::min(static_cast<std::size_t>(std::max<std::int64_t>(t, 0)), grey.size() - 1)];
  }
  bool operator==(const Cell&) const = default;
};

using CellPtr = std::shared_ptr<const Cell>;

} // namespace cytosketch
