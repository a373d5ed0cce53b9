#include "app/cli/clusters.h"

#include "app/cli/parameteroptions.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <sstream>
#include <vector>

namespace cytosketch {
namespace {

std::vector<std::string> cellsOf(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  std::string cell;
  while (std::getline(stream, cell, ',')) {
    if (!cell.empty() && cell.back() == '\r') {
      cell.pop_back();
    }
    cells.push_back(cell);
  }
  return cells;
}

} // namespace

Clusters::Clusters(const std::string& index, const std::string& column) {
  if (index.empty()) {
    return;
  }
  std::istringstream lines(readText(index));
  std::string line;
  std::getline(lines, line);
  const std::vector<std::string> header = cellsOf(line);
  const auto place = [&](const std::string& name) {
    const auto found = std::find(header.begin(), header.end(), name);
    if (found == header.end()) {
      throw FormatError("has no column '" + name + "'", index, "Its first line must name the columns");
    }
    return static_cast<std::size_t>(found - header.begin());
  };
  const std::size_t stem = place("stem");
  const std::size_t cluster = place(column);
  while (std::getline(lines, line)) {
    const std::vector<std::string> cells = cellsOf(line);
    if (cells.size() > std::max(stem, cluster)) {
      byStem_[cells[stem]] = cells[cluster];
    }
  }
}

std::string Clusters::of(const std::filesystem::path& image, const std::string& stem) const {
  const auto found = byStem_.find(stem);
  return found != byStem_.end() ? found->second : sizeName(readImageInfo(image).extent);
}

std::string sizeName(const Extent& extent) {
  return std::to_string(extent.y) + "x" + std::to_string(extent.x);
}

} // namespace cytosketch
