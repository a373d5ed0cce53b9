#include "engine/dataset/detail/layoutreaders.h"

#include "engine/annotation/paths.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <array>
#include <limits>
#include <sstream>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

std::uint32_t highestOf(PixelType type) {
  return type == PixelType::UInt8    ? std::numeric_limits<std::uint8_t>::max()
         : type == PixelType::UInt16 ? std::numeric_limits<std::uint16_t>::max()
                                     : std::numeric_limits<std::uint32_t>::max();
}

/// A layer that gathers cells one by one as long as they do not overlap.
struct Gathering {
  std::string name;
  Image<std::uint32_t> labels;

  bool takes(const Cell& cell) {
    bool free = true;
    forEachSpan(cell, [&](std::size_t first, std::size_t end) {
      free = free && std::all_of(labels.data() + first, labels.data() + end, [](std::uint32_t id) { return id == 0; });
    });
    return free;
  }
  void put(const Cell& cell) {
    std::uint32_t* const voxels = labels.mutableData();
    forEachSpan(cell, [&](std::size_t first, std::size_t end) { std::fill(voxels + first, voxels + end, cell.id); });
  }

private:
  template <typename Visit>
  void forEachSpan(const Cell& cell, const Visit& visit) const {
    const Extent& e = labels.extent();
    const auto [begin, end] = cell.mask.frames();
    for (std::int64_t t = std::max<std::int64_t>(0, begin); t < std::min(end, e.t); ++t) {
      for (const std::int64_t z : cell.mask.slices(t)) {
        if (z >= 0 && z < e.z) {
          cell.mask.forEachSpan(t, z, Box::whole(e), [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
            visit(labels.offset(t, 0, z, y, x0), labels.offset(t, 0, z, y, x1));
          });
        }
      }
    }
  }
};

} // namespace

std::vector<DatasetPart> partsOf(const fs::path& root, const std::function<bool(const fs::path&)>& is) {
  constexpr std::array<std::string_view, 3> notParts{"removed", "set-aside", "sketches"};
  if (is(root)) {
    return {{"", "", root}};
  }
  std::vector<DatasetPart> parts;
  for (const fs::path& folder : annotation::foldersIn(root)) {
    const std::string name = folder.filename().string();
    const bool part =
        std::none_of(notParts.begin(), notParts.end(), [&](std::string_view other) { return name.starts_with(other); });
    if (part && is(folder)) {
      parts.push_back({name, name + "/", folder});
    }
  }
  return parts;
}

std::string below(const fs::path& root, const fs::path& path) {
  return path.lexically_relative(root).generic_string();
}

bool sameSize(const Extent& a, const Extent& b) {
  return a.t == b.t && a.z == b.z && a.y == b.y && a.x == b.x;
}

void addLabels(SampleContent& content, LabelLayer layer, const std::string& where) {
  if (!content.image.empty() && !sameSize(content.image.extent(), layer.labels.extent())) {
    content.problems.push_back(
        {SampleProblem::Kind::SizeMismatch,
         where + ": " + extentText(layer.labels.extent()) + ", image " + extentText(content.image.extent())});
    return;
  }
  content.layers.push_back(std::move(layer));
}

void addLabelFile(SampleContent& content, const std::string& name, const fs::path& file) {
  LabelLayer layer{name, readLabels(file)};
  const std::uint32_t limit = highestOf(readImageInfo(file).pixelType);
  const bool reached =
      std::any_of(layer.labels.begin(), layer.labels.end(), [&](std::uint32_t id) { return id == limit; });
  if (reached) {
    content.problems.push_back(
        {SampleProblem::Kind::IdsAtLimit, file.filename().string() + ": " + std::to_string(limit)});
  }
  addLabels(content, std::move(layer), file.filename().string());
}

void addCells(SampleContent& content, const Sketch& sketch, const std::string& where,
              const std::function<std::string(const Cell&)>& nameOf) {
  Extent extent = sketch.extent();
  const bool channels = extent.c > 1;
  extent.c = 1;
  std::vector<Gathering> layers;
  for (const auto& [id, cell] : sketch.cells()) {
    const std::string name = nameOf     ? nameOf(*cell)
                             : channels ? "channel" + std::to_string(cell->channel + 1)
                                        : std::string();
    auto place = std::find_if(layers.begin(), layers.end(),
                              [&, &held = *cell](Gathering& layer) { return layer.name == name && layer.takes(held); });
    if (place == layers.end()) {
      layers.push_back({name, Image<std::uint32_t>(extent, 0, sketch.spacing())});
      place = std::prev(layers.end());
    }
    place->put(*cell);
  }
  if (layers.empty()) {
    layers.push_back({"", Image<std::uint32_t>(extent, 0, sketch.spacing())});
  }
  for (Gathering& layer : layers) {
    addLabels(content, {layer.name, std::move(layer.labels)}, where);
  }
}

std::string linesWithout(const std::string& text, const std::function<bool(const std::string&)>& drop) {
  std::istringstream stream(text);
  std::string kept, line;
  while (std::getline(stream, line)) {
    if (!drop(line)) {
      kept += line + "\n";
    }
  }
  return kept;
}

} // namespace cytosketch
