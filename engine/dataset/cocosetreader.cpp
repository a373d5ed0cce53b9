#include "engine/annotation/cocofile.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

constexpr std::uint64_t largestFile = std::uint64_t{1} << 30U;

/// Whether a JSON begins or ends like COCO's; damaged ones do so too.
bool looksLikeCoco(const fs::path& file) {
  constexpr std::size_t start = 4096;
  const std::string text = annotation::firstBytes(file, start);
  const auto says = [&](const char* key) { return text.find(key) != std::string::npos; };
  return says("\"images\"") || says("\"annotations\"") || says("\"categories\"");
}

std::vector<fs::path> cocoFiles(const fs::path& root) {
  std::vector<fs::path> files;
  for (const fs::path& folder : {root / "annotations", root}) {
    for (const fs::path& file : annotation::filesIn(folder)) {
      if (annotation::lowerCaseName(file).ends_with(".json") && looksLikeCoco(file)) {
        files.push_back(file);
      }
    }
  }
  return files;
}

/// "instances_val2017" → "val2017"; a file alone has no split.
std::string splitOf(const fs::path& file, std::size_t files) {
  const std::string stem = file.stem().string();
  return files < 2 && stem.find('_') == std::string::npos ? std::string() : stem.substr(stem.find('_') + 1);
}

class CocoSet : public DatasetReader {
public:
  explicit CocoSet(const fs::path& root) : DatasetReader(root), files_(cocoFiles(root)) {
    std::map<std::string, int> times;
    for (const fs::path& file : files_) {
      coco_.emplace_back(file);
      const std::string split = splitOf(file, files_.size());
      const std::vector<CocoFile::Picture>& pictures = coco_.back().pictures();
      for (std::size_t i = 0; i < pictures.size(); ++i) {
        const std::string stem = annotation::imageStem(pictures[i].name);
        std::string name = split.empty() ? stem : split + "/" + stem;
        const int before = times[name]++;
        name += before > 0 ? " (" + std::to_string(before + 1) + ")" : "";
        DatasetItem item{name, split, {}, {below(root, file)}, {}};
        if (!pictures[i].file.empty()) {
          item.images.push_back(below(root, pictures[i].file));
        }
        items_.push_back(std::move(item));
        places_.emplace_back(coco_.size() - 1, i);
      }
    }
  }
  std::string_view layout() const override { return "coco"; }

  std::vector<std::pair<std::string, std::string>> listsWithout(const std::vector<std::size_t>& items) const override {
    std::map<std::size_t, std::set<std::size_t>> gone; // places of pictures by file
    for (const std::size_t item : items) {
      gone[places_[item].first].insert(places_[item].second);
    }
    std::vector<std::pair<std::string, std::string>> lists;
    for (const auto& [file, pictures] : gone) {
      lists.emplace_back(below(root(), files_[file]), without(files_[file], pictures));
    }
    return lists;
  }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t place,
                const std::stop_token& stop) const override {
    const auto [file, picture] = places_[place];
    if (!item.images.empty()) {
      content.image = readImage(root() / item.images.front());
    }
    const CocoFile::Content found = coco_[file].read(picture, stop);
    addCells(content, found.sketch, files_[file].filename().string(),
             [&](const Cell& cell) { return found.categories.at(cell.id); });
    if (found.unknownCategories > 0) {
      content.problems.push_back(
          {SampleProblem::Kind::UnknownClass, std::to_string(found.unknownCategories) + " annotations"});
    }
  }

private:
  /// The file with the lines of these pictures left out; all else as it is, an entry a line.
  static std::string without(const fs::path& file, const std::set<std::size_t>& pictures) {
    const Json json = Json::parse(annotation::readWhole(file, largestFile), nullptr, false);
    if (!json.is_object()) {
      throw FormatError("is no valid JSON any more", file.string(), "Open the dataset again");
    }
    std::set<Json> ids;
    for (const std::size_t place : pictures) {
      ids.insert(json.at("images").at(place).at("id"));
    }
    std::string text;
    for (const auto& [key, value] : json.items()) {
      std::string part;
      if (key == "images" || key == "annotations") {
        for (const Json& entry : value) {
          const Json& id = entry.at(key == "images" ? "id" : "image_id");
          part += ids.contains(id) ? "" : (part.empty() ? "" : ",\n") + entry.dump();
        }
        part = "[\n" + part + "]";
      } else {
        part = value.dump();
      }
      text += (text.empty() ? "{" : ",\n") + Json(key).dump() + ": " + part;
    }
    return text + "}\n";
  }

  std::vector<fs::path> files_;
  std::vector<CocoFile> coco_;
  std::vector<std::pair<std::size_t, std::size_t>> places_; ///< file and picture of each item
};

} // namespace

std::unique_ptr<DatasetReader> openCoco(const fs::path& root) {
  return cocoFiles(root).empty() ? nullptr : std::make_unique<CocoSet>(root);
}

} // namespace cytosketch
