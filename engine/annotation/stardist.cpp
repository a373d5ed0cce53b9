#include "engine/annotation/detail/labelcells.h"
#include "engine/annotation/paths.h"
#include "engine/imageio/imagefile.h"

// StarDist's training sets: images/NAME.tif and masks/NAME.tif, label images, often below train/ and test/.
namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

bool isSet(const fs::path& folder) {
  return fs::is_directory(folder / "masks");
}

/// The folders that hold masks/: this one, or those in it, by the beginning of their items' names.
std::vector<std::pair<std::string, fs::path>> setsOf(const fs::path& path) {
  if (lowerCaseName(path) == "masks" && fs::is_directory(path)) {
    return {{"", path.parent_path()}};
  }
  std::vector<std::pair<std::string, fs::path>> sets;
  if (isSet(path)) {
    sets.emplace_back("", path);
  }
  for (const fs::path& folder : foldersIn(path)) {
    if (isSet(folder)) {
      sets.emplace_back(folder.filename().string() + "/", folder);
    }
  }
  return sets;
}

struct Pair {
  std::string name;
  fs::path mask;
  fs::path image; ///< empty if there is none
};

std::vector<Pair> pairsOf(const fs::path& path) {
  std::vector<Pair> pairs;
  for (const auto& [prefix, folder] : setsOf(path)) {
    for (const fs::path& mask : filesIn(folder / "masks")) {
      if (isImage(mask)) {
        const std::string stem = imageStem(mask);
        pairs.push_back({prefix + stem, mask, imageWithStem(folder / "images", stem)});
      }
    }
  }
  return pairs;
}

Pair pairOf(const fs::path& path, const std::string& item) {
  for (const Pair& pair : pairsOf(path)) {
    if (pair.name == item) {
      return pair;
    }
  }
  throw FileError("holds no masks of " + item, path.string(), "Files may have been moved; look at the folder again");
}

bool recognises(const fs::path& path) {
  return fs::is_directory(path) && !setsOf(path).empty();
}

std::vector<AnnotationItem> items(const fs::path& path) {
  std::vector<AnnotationItem> found;
  for (const Pair& pair : pairsOf(path)) {
    found.push_back({pair.name, !pair.image.empty()});
  }
  return found;
}

Reading read(const Request& request) {
  const Pair pair = pairOf(request.path, request.item);
  Reading reading = readLabelFile(pair.mask, request);
  if (!pair.image.empty()) {
    requireSameSize(reading.sketch.extent(), readImageInfo(pair.image).extent, pair.mask);
  }
  return reading;
}

Image<float> image(const fs::path& path, const std::string& item) {
  return readImage(pairOf(path, item).image);
}

} // namespace

const Reader& starDistReader() {
  static const Reader reader{{AnnotationFormat::StarDist, "stardist", CYTOSKETCH_TRANSLATE("StarDist folder")},
                             recognises,
                             items,
                             read,
                             image};
  return reader;
}

} // namespace cytosketch::annotation
