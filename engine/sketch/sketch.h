#pragma once

#include "engine/image/extent.h"
#include "engine/sketch/cell.h"
#include "engine/sketch/shading.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cytosketch {

/// Cells on a canvas, with the shading that turns them into greys. A value type: a copy shares everything and costs one
/// pointer, so a worker's or autosave's snapshot is a copy; the first change after that copies one pointer per cell.
/// Cells are immutable once put in; to change one, put another Cell with the same id. Otherwise putting or removing a
/// cell costs O(blocks of that cell), never O(image). Copies may be used on different threads.
class Sketch {
public:
  /// @throws SettingsError if an axis is not positive or above 2²⁴, or a spacing is negative or not finite.
  explicit Sketch(const Extent& extent = {1, 1, 1, 512, 512}, const Spacing& spacing = {});
  Sketch(const Sketch&) = default; // one pointer; a move is a copy, so that a moved-from sketch stays usable
  Sketch& operator=(const Sketch&) = default;
  ~Sketch() = default;

  const Extent& extent() const { return extent_; }
  const Spacing& spacing() const { return spacing_; }
  /// @throws SettingsError if a spacing is negative or not finite.
  void setSpacing(const Spacing& spacing);
  const Shading& shading() const { return shading_; }
  /// @throws SettingsError if a value is outside the range that shading.h states.
  void setShading(const Shading& shading);
  /// What the channels show ("nuclei"), in order; those that it does not reach, and empty ones, have no name.
  const std::vector<std::string>& channelNames() const { return channelNames_; }
  /// @throws SettingsError if there are more names than channels, or one is longer than 64 bytes, holds control
  /// characters or is not UTF-8.
  void setChannelNames(std::vector<std::string> names);
  std::uint64_t seed() const { return seed_; }
  void setSeed(std::uint64_t seed) { seed_ = seed; }

  std::size_t cellCount() const { return cells().size(); }
  const std::map<CellId, CellPtr>& cells() const;
  /// nullptr if there is none.
  CellPtr find(CellId id) const;
  /// Inserts the cell or replaces the one with its id. @throws SettingsError if id is 0, the channel or a
  /// grey is out of range, or the mask reaches beyond 2³⁰ voxels.
  void put(CellPtr cell);
  void put(Cell cell) { put(std::make_shared<const Cell>(std::move(cell))); }
  /// Removes the cell if there is one.
  void remove(CellId id);
  /// A free id: one above the highest in use. @throws SettingsError when all 2³²−1 are taken.
  CellId nextId() const;

  /// Cells whose bounding box meets `box` in frame t, from bottom to top (z-order, then id).
  std::vector<CellPtr> cellsIn(std::int64_t t, const Box& box) const;
  /// The topmost cell (of one kind and channel, if given) that covers a voxel; nullptr if there is none. Nuclei lie
  /// above cytoplasm, cytoplasm above whole cells.
  CellPtr topmostAt(std::int64_t t, std::int64_t z, std::int64_t y, std::int64_t x,
                    std::optional<CellKind> kind = std::nullopt,
                    std::optional<std::int32_t> channel = std::nullopt) const;

  /// Same extent, spacing, shading, channel names, seed and cells.
  bool operator==(const Sketch& other) const;

private:
  struct State; // the cells and their spatial index, shared between copies until one of them is written to

  Extent extent_;
  Spacing spacing_;
  Shading shading_;
  std::vector<std::string> channelNames_;
  std::uint64_t seed_ = 0;
  std::shared_ptr<State> state_;

  State& detach();
};

} // namespace cytosketch
