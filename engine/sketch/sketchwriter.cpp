#include "engine/image/atomicfile.h"
#include "engine/sketch/detail/shadingjson.h"
#include "engine/sketch/detail/sketchtables.h"
#include "engine/sketch/sketchfile.h"

namespace cytosketch {
namespace {

void writeAttributes(hid_t file, const Sketch& sketch) {
  const std::int32_t version = sketchFileVersion;
  const Extent& e = sketch.extent();
  const std::array<std::int64_t, 5> extent{e.t, e.c, e.z, e.y, e.x};
  const Spacing& s = sketch.spacing();
  const std::array<double, 3> spacing{s.z, s.y, s.x};
  const std::uint64_t seed = sketch.seed();
  hdf5::writeAttribute(file, "version", H5T_STD_I32LE, H5T_NATIVE_INT32, &version, 1);
  hdf5::writeAttribute(file, "extent", H5T_STD_I64LE, H5T_NATIVE_INT64, extent.data(), extent.size());
  hdf5::writeAttribute(file, "spacing", H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, spacing.data(), spacing.size());
  hdf5::writeAttribute(file, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, &seed, 1);
}

template <typename Row>
void writeTable(hid_t file, const char* name, const hdf5::Columns& columns, const std::vector<Row>& rows) {
  hdf5::writeRows(file, name, columns, rows.data(), rows.size(), sizeof(Row));
}

void writeCells(hid_t file, const Sketch& sketch) {
  std::vector<CellRow> cells;
  std::vector<GreyRow> greys;
  std::vector<NucleolusRow> nucleoli;
  for (const auto& [id, cell] : sketch.cells()) {
    const Box box = cell->mask.bounds();
    cells.push_back({id, cell->parent, static_cast<std::uint8_t>(cell->kind), cell->channel, cell->zOrder, box.z0,
                     box.y0, box.x0, box.z1, box.y1, box.x1});
    std::int32_t t = 0;
    for (const float grey : cell->grey) {
      greys.push_back({id, t++, grey});
    }
    for (const Nucleolus& n : cell->nucleoli) {
      nucleoli.push_back({id, n.z, n.y, n.x, n.radiusZ, n.radiusY, n.radiusX, n.grey});
    }
  }
  writeTable(file, sketchpath::cells, cellColumns(), cells);
  writeTable(file, sketchpath::grey, greyColumns(), greys);
  writeTable(file, sketchpath::nucleoli, nucleolusColumns(), nucleoli);
}

void appendBytes(std::vector<std::uint8_t>& bytes, const Mask::Block& block) {
  for (const std::uint64_t row : block.rows) {
    for (unsigned byte = 0; byte < 8; ++byte) {
      bytes.push_back(static_cast<std::uint8_t>(row >> (8 * byte)));
    }
  }
}

void writeMasks(hid_t file, const Sketch& sketch) {
  std::vector<BlockRow> index;
  std::vector<std::uint8_t> bytes;
  for (const auto& [id, cell] : sketch.cells()) {
    for (const auto& [key, block] : cell->mask.blocks()) {
      index.push_back({key.t, key.z, key.blockY, key.blockX, id});
      appendBytes(bytes, *block);
    }
  }
  const hdf5::Handle group = hdf5::createGroup(file, "masks");
  writeTable(file, sketchpath::maskIndex, blockColumns(), index);
  hdf5::writeBytes(file, sketchpath::maskBlocks, bytes, index.size(), blockShape);
}

void writeShading(hid_t file, const Shading& shading) {
  const hdf5::Handle group = hdf5::createGroup(file, "shading");
  hdf5::writeText(file, sketchpath::shading, shadingToJson(shading));
  const IlluminationMap& map = shading.illuminationMap;
  if (!map.empty()) {
    hdf5::writeGrid(file, sketchpath::illumination, map.values(), static_cast<std::size_t>(map.rows()));
  }
}

} // namespace

void writeSketch(const Sketch& sketch, const std::filesystem::path& path) {
  const hdf5::Quiet quiet;
  hdf5::MemoryFile file;
  writeAttributes(file.get(), sketch);
  writeCells(file.get(), sketch);
  writeMasks(file.get(), sketch);
  writeShading(file.get(), sketch.shading());
  if (!sketch.channelNames().empty()) {
    hdf5::writeText(file.get(), sketchpath::channels, channelNamesToJson(sketch.channelNames()));
  }
  writeFileAtomically(path, file.close());
}

} // namespace cytosketch
