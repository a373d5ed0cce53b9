#include "engine/image/error.h"
#include "engine/sketch/detail/shadingjson.h"
#include "engine/sketch/detail/sketchtables.h"
#include "engine/sketch/detail/validity.h"
#include "engine/sketch/sketchfile.h"

#include <new>

namespace cytosketch {
namespace {

constexpr std::size_t longestShading = std::size_t{1} << 20;
constexpr std::size_t longestNames = std::size_t{1} << 16;
constexpr std::size_t blocksAtOnce = 4096;

using Cells = std::map<CellId, Cell>;

void requireVersion(const hdf5::Reader& file, const std::filesystem::path& path) {
  const std::int64_t version = file.integers("version", 1).front();
  if (version > sketchFileVersion) {
    throw FormatError("the sketch was written by a newer CytoSketch (file version " + std::to_string(version) +
                          ", this program reads up to " + std::to_string(sketchFileVersion) + ")",
                      path.string(), "Update CytoSketch");
  }
  if (version < 1) {
    file.fail("there is no file version " + std::to_string(version));
  }
}

void requireNone(const hdf5::Reader& file, const std::string& problem) {
  if (!problem.empty()) {
    file.fail(problem);
  }
}

Shading readShading(const hdf5::Reader& file) {
  Shading shading;
  try {
    const std::string text = file.text(sketchpath::shading, longestShading);
    shading = shadingFromJson(text);
    if (const std::int64_t step = illuminationStepOf(text); step > 0) {
      hdf5::Grid grid = file.grid(sketchpath::illumination, static_cast<std::size_t>(IlluminationMap::mostNodes));
      shading.illuminationMap = {step, static_cast<std::int64_t>(grid.rows), static_cast<std::int64_t>(grid.columns),
                                 std::move(grid.values)};
    }
  } catch (const SettingsError& error) {
    file.fail(error.problem());
  }
  requireNone(file, problemOf(shading));
  return shading;
}

Sketch readHeader(const hdf5::Reader& file) {
  const auto axes = file.integers("extent", 5);
  const Extent extent{axes[0], axes[1], axes[2], axes[3], axes[4]};
  const auto lengths = file.reals("spacing", 3);
  const Spacing spacing{lengths[0], lengths[1], lengths[2]};
  requireNone(file, problemOf(extent));
  requireNone(file, problemOf(spacing));
  Sketch sketch(extent, spacing);
  sketch.setSeed(file.unsignedInteger("seed"));
  sketch.setShading(readShading(file));
  if (file.has(sketchpath::channels)) {
    try {
      std::vector<std::string> names = channelNamesFromJson(file.text(sketchpath::channels, longestNames));
      requireNone(file, problemOf(names, extent));
      sketch.setChannelNames(std::move(names));
    } catch (const SettingsError& error) {
      file.fail(error.problem());
    }
  }
  return sketch;
}

/// The cell that a row of another table belongs to.
Cell& cellOf(const hdf5::Reader& file, Cells& cells, CellId id, const char* table) {
  const auto found = cells.find(id);
  if (found == cells.end()) {
    file.fail(std::string(table) + " speaks of cell " + std::to_string(id) + ", which is not in /cells");
  }
  return found->second;
}

Cells readCells(const hdf5::Reader& file) {
  Cells cells;
  for (const CellRow& row : file.rows<CellRow>(sketchpath::cells, cellColumns())) {
    const auto [place, isNew] = cells.try_emplace(row.id);
    if (!isNew) {
      file.fail("the cell id " + std::to_string(row.id) + " occurs twice");
    }
    Cell& cell = place->second;
    cell.id = row.id;
    cell.parent = row.parent;
    cell.kind = static_cast<CellKind>(row.kind); // an unknown kind is found with the cell's other problems
    cell.channel = row.channel;
    cell.zOrder = row.zOrder;
    cell.grey.clear();
  }
  for (const GreyRow& row : file.rows<GreyRow>(sketchpath::grey, greyColumns())) {
    Cell& cell = cellOf(file, cells, row.cell, sketchpath::grey);
    if (row.t < 0 || static_cast<std::size_t>(row.t) != cell.grey.size()) {
      file.fail("the greys of cell " + std::to_string(row.cell) + " are not in the order of the frames");
    }
    cell.grey.push_back(row.grey);
  }
  for (const NucleolusRow& row : file.rows<NucleolusRow>(sketchpath::nucleoli, nucleolusColumns())) {
    cellOf(file, cells, row.cell, sketchpath::nucleoli)
        .nucleoli.push_back({row.z, row.y, row.x, row.radiusZ, row.radiusY, row.radiusX, row.grey});
  }
  return cells;
}

Mask::Block blockOf(const std::uint8_t* bytes) {
  Mask::Block block;
  for (std::uint64_t& row : block.rows) {
    for (unsigned byte = 0; byte < 8; ++byte) {
      row |= static_cast<std::uint64_t>(*bytes++) << (8 * byte);
    }
  }
  return block;
}

void readMasks(const hdf5::Reader& file, Cells& cells) {
  const auto index = file.rows<BlockRow>(sketchpath::maskIndex, blockColumns());
  if (file.bytesCount(sketchpath::maskBlocks, blockShape) != index.size()) {
    file.fail("/masks/index and /masks/blocks differ in length");
  }
  for (std::size_t first = 0; first < index.size(); first += blocksAtOnce) {
    const std::size_t count = std::min(blocksAtOnce, index.size() - first);
    const std::vector<std::uint8_t> bytes = file.bytes(sketchpath::maskBlocks, first, count, blockShape);
    for (std::size_t i = 0; i < count; ++i) {
      const BlockRow& row = index[first + i];
      Cell& cell = cellOf(file, cells, row.cell, sketchpath::maskIndex);
      const Mask::BlockKey key{row.t, row.z, row.blockY, row.blockX};
      if (cell.mask.blocks().contains(key)) {
        file.fail("a block of cell " + std::to_string(row.cell) + " occurs twice");
      }
      cell.mask.putBlock(key, blockOf(bytes.data() + i * blockBytes));
    }
  }
}

} // namespace

Sketch readSketch(const std::filesystem::path& path) {
  try {
    const hdf5::Reader file(path);
    requireVersion(file, path);
    Sketch sketch = readHeader(file);
    Cells cells = readCells(file);
    readMasks(file, cells);
    for (auto& [id, cell] : cells) {
      requireNone(file, problemOf(cell, sketch.extent()));
      sketch.put(std::move(cell));
    }
    return sketch;
  } catch (const std::bad_alloc&) {
    throw MemoryError("the sketch does not fit into memory", path.string(),
                      "Close other programs or open a smaller one");
  }
}

} // namespace cytosketch
