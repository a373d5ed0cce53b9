#include "engine/annotation/annotation.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <array>

namespace cytosketch {
namespace fs = std::filesystem;
using annotation::filesIn;
using annotation::imageStem;
using annotation::isImage;
namespace {

/// Reads what items list: one image file, and a layer for each label file, named by what the file's name adds to the
/// image's.
class PairReader : public DatasetReader {
public:
  PairReader(const fs::path& root, std::string_view layout) : DatasetReader(root), layout_(layout) {}
  std::string_view layout() const override { return layout_; }
  void add(DatasetItem item) { items_.push_back(std::move(item)); }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& /*stop*/) const override {
    if (!item.images.empty()) {
      content.image = readImage(root() / item.images.front());
    }
    for (const std::string& label : item.labels) {
      if (label.ends_with(".npy")) {
        addCells(content, readCells(listAnnotations(root() / label), "").sketch, label);
      } else {
        addLabelFile(content, layerOf(item, label), root() / label);
      }
    }
  }

private:
  /// labels/NAME_nucleus.tif of images/NAME.tif is the layer "nucleus".
  static std::string layerOf(const DatasetItem& item, const std::string& label) {
    const std::string stem = withoutOme(imageStem(label));
    const std::string image = item.images.empty() ? stem : withoutOme(imageStem(item.images.front()));
    std::string rest = stem.starts_with(image) ? stem.substr(image.size()) : "";
    for (const std::string_view word : {"_cp_masks", "_masks", "_labels"}) {
      if (const std::size_t at = rest.find(word); at != std::string::npos) {
        rest.erase(at, word.size());
      }
    }
    rest.erase(0, rest.find_first_not_of("_.- "));
    return rest;
  }

  static std::string withoutOme(std::string stem) {
    constexpr std::string_view end = ".ome";
    if (stem.ends_with(end)) {
      stem.erase(stem.size() - end.size());
    }
    return stem;
  }

  std::string layout_;
};

bool hasFolder(const fs::path& folder, const char* name) {
  std::error_code error;
  return fs::is_directory(folder / name, error);
}

std::vector<fs::path> imagesOf(const fs::path& folder) {
  std::vector<fs::path> files = filesIn(folder);
  std::erase_if(files, [](const fs::path& file) { return !isImage(file); });
  return files;
}

/// Images in one folder, label images in the other. A label image belongs to the image with the longest name that its
/// own begins with.
void addFolderPair(PairReader& reader, const DatasetPart& part, const char* images, const char* labels) {
  std::map<std::string, DatasetItem> items;
  for (const fs::path& file : imagesOf(part.folder / images)) {
    DatasetItem& item = items[imageStem(file)];
    item.images.push_back(below(reader.root(), file));
  }
  for (const fs::path& file : imagesOf(part.folder / labels)) {
    const std::string stem = imageStem(file);
    std::string owner = stem; // nobody's label image is a sample of its own
    for (std::size_t length = stem.size(); length > 0; --length) {
      if (const auto found = items.find(stem.substr(0, length));
          found != items.end() && !found->second.images.empty() && (length == stem.size() || stem[length] == '_')) {
        owner = found->first;
        break;
      }
    }
    items[owner].labels.push_back(below(reader.root(), file));
  }
  for (auto& [name, item] : items) {
    item.name = part.prefix + name;
    item.split = part.split;
    reader.add(std::move(item));
  }
}

/// Images and labels in one folder, told apart by the ends of their names.
template <typename LabelStem>
void addMixed(PairReader& reader, const DatasetPart& part, const std::vector<fs::path>& files,
              const LabelStem& labelStem) {
  std::map<std::string, DatasetItem> items;
  for (const fs::path& file : files) {
    const std::string owner = labelStem(file);
    if (owner.empty()) {
      items[imageStem(file)].images.push_back(below(reader.root(), file));
    } else {
      items[owner].labels.push_back(below(reader.root(), file));
    }
  }
  for (auto& [name, item] : items) {
    item.name = part.prefix + (name.ends_with(".ome") ? name.substr(0, name.size() - 4) : name);
    item.split = part.split;
    reader.add(std::move(item));
  }
}

/// The image's name of one of Cellpose's mask files; empty if it is none.
std::string cellposeStem(const fs::path& file) {
  const std::string name = file.filename().string();
  constexpr std::string_view segmentation = "_seg.npy";
  if (name.ends_with(segmentation)) {
    return name.substr(0, name.size() - segmentation.size());
  }
  const std::string stem = imageStem(file);
  for (const std::string_view suffix : {"_cp_masks", "_masks"}) {
    if (isImage(file) && stem.size() > suffix.size() && stem.ends_with(suffix)) {
      return stem.substr(0, stem.size() - suffix.size());
    }
  }
  return {};
}

bool isOmeTiff(const fs::path& file) {
  const std::string name = annotation::lowerCaseName(file);
  return name.ends_with(".ome.tif") || name.ends_with(".ome.tiff");
}

/// "a_labels_nucleus.ome.tif" belongs to "a.ome".
std::string omeStem(const fs::path& file) {
  const std::string name = file.filename().string();
  const std::size_t at = name.rfind("_labels");
  return at == std::string::npos || at == 0 ? std::string() : name.substr(0, at) + ".ome";
}

} // namespace

std::unique_ptr<DatasetReader> openTiffPairs(const fs::path& root) {
  auto reader = std::make_unique<PairReader>(root, "tiff");
  for (const DatasetPart& part : partsOf(
           root, [](const fs::path& folder) { return hasFolder(folder, "images") && hasFolder(folder, "labels"); })) {
    addFolderPair(*reader, part, "images", "labels");
  }
  return reader;
}

std::unique_ptr<DatasetReader> openStardist(const fs::path& root) {
  auto reader = std::make_unique<PairReader>(root, "stardist");
  for (const DatasetPart& part : partsOf(root, [](const fs::path& folder) { return hasFolder(folder, "masks"); })) {
    addFolderPair(*reader, part, "images", "masks");
  }
  return reader;
}

std::unique_ptr<DatasetReader> openCellpose(const fs::path& root) {
  auto reader = std::make_unique<PairReader>(root, "cellpose");
  const auto is = [](const fs::path& folder) {
    const std::vector<fs::path> files = filesIn(folder);
    return std::any_of(files.begin(), files.end(), [](const fs::path& file) { return !cellposeStem(file).empty(); });
  };
  for (const DatasetPart& part : partsOf(root, is)) {
    std::vector<fs::path> files = filesIn(part.folder);
    std::erase_if(files, [&](const fs::path& file) {
      const bool report = part.prefix.empty() && file.filename() == "report.png"; // CytoSketch's own
      return report || (!isImage(file) && cellposeStem(file).empty());
    });
    addMixed(*reader, part, files, cellposeStem);
  }
  return reader;
}

std::unique_ptr<DatasetReader> openOmeTiff(const fs::path& root) {
  auto reader = std::make_unique<PairReader>(root, "ome-tiff");
  const auto is = [](const fs::path& folder) {
    const std::vector<fs::path> files = filesIn(folder);
    return std::any_of(files.begin(), files.end(), isOmeTiff);
  };
  for (const DatasetPart& part : partsOf(root, is)) {
    std::vector<fs::path> files = filesIn(part.folder);
    std::erase_if(files, [](const fs::path& file) { return !isOmeTiff(file); });
    addMixed(*reader, part, files, omeStem);
  }
  return reader;
}

} // namespace cytosketch
