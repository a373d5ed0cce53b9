#include "engine/annotation/annotation.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/imageio/omezarr.h"

#include <algorithm>

namespace cytosketch {
namespace fs = std::filesystem;
using annotation::filesIn;
using annotation::foldersIn;
namespace {

bool isHdf5(const fs::path& file) {
  const std::string name = annotation::lowerCaseName(file);
  return name.ends_with(".h5") || name.ends_with(".hdf5") || name.ends_with(".hdf");
}

/// The authors' HDF5 files, with the lists that name them.
class Hdf5Set : public DatasetReader {
public:
  explicit Hdf5Set(const fs::path& root) : DatasetReader(root) {
    const auto is = [](const fs::path& folder) {
      const std::vector<fs::path> files = filesIn(folder);
      return std::any_of(files.begin(), files.end(), isHdf5);
    };
    for (const DatasetPart& part : partsOf(root, is)) {
      for (const fs::path& file : filesIn(part.folder)) {
        if (isHdf5(file)) {
          const std::string path = below(root, file);
          items_.push_back({part.prefix + file.stem().string(), part.split, {path}, {path}, {}});
        }
      }
    }
  }
  std::string_view layout() const override { return "hdf5"; }

  std::vector<std::pair<std::string, std::string>> listsWithout(const std::vector<std::size_t>& items) const override {
    std::set<std::string> gone;
    for (const std::size_t item : items) {
      gone.insert(items_[item].images.front());
    }
    constexpr std::uint64_t largestList = std::uint64_t{64} << 20U;
    std::vector<std::pair<std::string, std::string>> lists;
    for (const fs::path& file : filesIn(root())) {
      if (!annotation::lowerCaseName(file).ends_with(".csv") || file.filename() == "manifest.csv") {
        continue;
      }
      const std::string text = annotation::readWhole(file, largestList);
      const std::string kept =
          linesWithout(text, [&](const std::string& line) { return gone.contains(line.substr(0, line.find(';'))); });
      if (kept != text) {
        lists.emplace_back(below(root(), file), kept);
      }
    }
    return lists;
  }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& stop) const override {
    const fs::path file = root() / item.images.front();
    const AnnotationList list = listAnnotations(file, AnnotationFormat::Hdf5);
    if (list.items.front().hasImage) {
      content.image = readItemImage(list, "");
    } else {
      content.problems.push_back({SampleProblem::Kind::NoImage, {}});
    }
    addCells(content, readCells(list, "", std::nullopt, stop).sketch, file.filename().string());
  }
};

class OmeZarrSet : public DatasetReader {
public:
  explicit OmeZarrSet(const fs::path& root) : DatasetReader(root) {
    const auto is = [](const fs::path& folder) {
      const std::vector<fs::path> folders = foldersIn(folder);
      return std::any_of(folders.begin(), folders.end(), isOmeZarr);
    };
    for (const DatasetPart& part : partsOf(root, is)) {
      for (const fs::path& folder : foldersIn(part.folder)) {
        if (isOmeZarr(folder)) {
          const std::string path = below(root, folder);
          std::error_code error;
          DatasetItem item{part.prefix + folder.stem().string(), part.split, {path}, {}, {}};
          if (fs::exists(folder / "labels" / ".zattrs", error)) {
            item.labels.push_back(path);
          }
          items_.push_back(std::move(item));
        }
      }
    }
  }
  std::string_view layout() const override { return "ome-zarr"; }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& stop) const override {
    const fs::path folder = root() / item.images.front();
    content.image = readOmeZarr(folder);
    for (const std::string& name : readOmeZarrInfo(folder).labels) {
      if (stop.stop_requested()) {
        throw Cancelled();
      }
      std::string layer = name.starts_with("cells") ? name.substr(5) : name; // ours: "cells_nucleus"
      layer.erase(0, layer.find_first_not_of('_'));
      addLabels(content, {layer, readOmeZarrLabels(folder, name)}, "labels/" + name);
    }
  }
};

} // namespace

std::unique_ptr<DatasetReader> openHdf5(const fs::path& root) {
  return std::make_unique<Hdf5Set>(root);
}

std::unique_ptr<DatasetReader> openOmeZarr(const fs::path& root) {
  return std::make_unique<OmeZarrSet>(root);
}

} // namespace cytosketch
