#include "engine/annotation/components.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <nlohmann/json.hpp>

#include <algorithm>

// A raw dataset of nnU-Net v2 (its documentation, "dataset_format.md"): imagesTr/NAME_0000.tif, one file for each
// channel; labelsTr/NAME.tif with classes; dataset.json with labels, channel_names and file_ending.
namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using annotation::filesIn;
using annotation::imageStem;
using annotation::isImage;
namespace {

constexpr std::uint64_t largestText = std::uint64_t{64} << 20U;

Json jsonOf(const fs::path& file) {
  Json json = Json::parse(annotation::readWhole(file, largestText), nullptr, false);
  if (json.is_discarded()) {
    throw FormatError("is no valid JSON", file.string(), "Copy the dataset again");
  }
  return json;
}

bool isRawDataset(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "dataset.json", error) && fs::is_directory(folder / "imagesTr", error);
}

/// "a_0001.tif" → {"a", 1}; channel −1 if the name has none.
std::pair<std::string, std::int64_t> caseOf(const fs::path& file) {
  constexpr std::size_t digits = 5; // with '_'
  const std::string stem = imageStem(file);
  if (stem.size() <= digits || stem[stem.size() - digits] != '_' ||
      stem.find_first_not_of("0123456789", stem.size() - digits + 1) != std::string::npos) {
    return {stem, -1};
  }
  return {stem.substr(0, stem.size() - digits), std::stoll(stem.substr(stem.size() - digits + 1))};
}

class NnunetSet : public DatasetReader {
public:
  NnunetSet(const fs::path& root, const fs::path& base) : DatasetReader(root), base_(base) {
    const Json dataset = jsonOf(base / "dataset.json");
    readClasses(dataset);
    const std::set<std::string> validation = validationOf();
    addPart("Tr", "train", validation);
    addPart("Ts", "test", {});
  }
  std::string_view layout() const override { return "nnunet"; }

  std::vector<std::pair<std::string, std::string>> listsWithout(const std::vector<std::size_t>& places) const override {
    std::set<std::string> gone;
    std::int64_t training = 0;
    for (const std::size_t place : places) {
      gone.insert(caseName(items_[place]));
    }
    for (const DatasetItem& item : items_) {
      training += item.split != "test" && !gone.contains(caseName(item)) ? 1 : 0;
    }
    const auto isGone = [&](const Json& entry, const char* key) {
      const Json& value = entry.is_object() && entry.contains(key) ? entry[key] : entry;
      return value.is_string() && gone.contains(caseOf(value.get<std::string>()).first);
    };
    Json dataset = jsonOf(base_ / "dataset.json");
    dataset["numTraining"] = training;
    for (const auto& [list, key] : {std::pair{"training", "image"}, std::pair{"test", "image"}}) { // version 1 lists
      if (dataset.contains(list) && dataset[list].is_array()) {
        erase(dataset[list], [&, k = key](const Json& entry) { return isGone(entry, k); });
      }
    }
    std::vector<std::pair<std::string, std::string>> lists{
        {below(root(), base_ / "dataset.json"), dataset.dump(2) + "\n"}};
    std::error_code error;
    const fs::path splits = base_ / "splits_final.json";
    if (fs::is_regular_file(splits, error)) {
      Json folds = jsonOf(splits);
      for (Json& fold : folds) {
        for (const char* list : {"train", "val"}) {
          if (fold.is_object() && fold.contains(list)) {
            erase(fold[list], [&](const Json& entry) { return isGone(entry, ""); });
          }
        }
      }
      lists.emplace_back(below(root(), splits), folds.dump(2) + "\n");
    }
    return lists;
  }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& /*stop*/) const override {
    content.image = channelsOf(item);
    std::string instances, classes;
    for (const std::string& label : item.labels) {
      (label.find("/instancesT") != std::string::npos || label.starts_with("instancesT") ? instances : classes) = label;
    }
    if (!classes.empty()) {
      const Image<std::uint32_t> labels = readLabels(root() / classes);
      checkClasses(content, labels);
      if (instances.empty()) {
        addClasses(content, labels, fs::path(classes).filename().string());
      }
    }
    if (!instances.empty()) {
      addLabelFile(content, "cell", root() / instances);
    }
  }

private:
  template <typename Drop>
  static void erase(Json& list, const Drop& drop) {
    Json kept = Json::array();
    for (const Json& entry : list) {
      if (!drop(entry)) {
        kept.push_back(entry);
      }
    }
    list = kept;
  }

  /// "nucleus": 1 of version 2, or "1": "nucleus" of version 1; regions, which are lists, have no value of their own.
  void readClasses(const Json& dataset) {
    if (!dataset.is_object() || !dataset.contains("labels") || !dataset["labels"].is_object()) {
      throw FormatError("has no labels", (base_ / "dataset.json").string(), "Copy the dataset again");
    }
    for (const auto& [key, value] : dataset["labels"].items()) {
      if (value.is_number_unsigned()) {
        classes_[value.get<std::uint32_t>()] = key;
      } else if (value.is_string() && !key.empty() && key.find_first_not_of("0123456789") == std::string::npos &&
                 key.size() < 10) {
        classes_[static_cast<std::uint32_t>(std::stoul(key))] = value.get<std::string>();
      } else if (value.is_array()) {
        for (const Json& part : value) {
          if (part.is_number_unsigned()) {
            classes_.emplace(part.get<std::uint32_t>(), "class " + part.dump());
          }
        }
      }
    }
  }

  /// Samples for validation of the first fold.
  std::set<std::string> validationOf() const {
    std::set<std::string> names;
    std::error_code error;
    if (fs::is_regular_file(base_ / "splits_final.json", error)) {
      const Json folds = jsonOf(base_ / "splits_final.json");
      if (folds.is_array() && !folds.empty() && folds[0].is_object() && folds[0].contains("val")) {
        for (const Json& name : folds[0]["val"]) {
          if (name.is_string()) {
            names.insert(name.get<std::string>());
          }
        }
      }
    }
    return names;
  }

  void addPart(const std::string& end, const std::string& split, const std::set<std::string>& validation) {
    std::map<std::string, DatasetItem> cases;
    for (const fs::path& file : filesIn(base_ / ("images" + end))) {
      if (isImage(file)) {
        cases[caseOf(file).first].images.push_back(below(root(), file));
      }
    }
    for (const std::string folder : {"labels", "instances"}) {
      for (const fs::path& file : filesIn(base_ / (folder + end))) {
        if (isImage(file)) {
          cases[imageStem(file)].labels.push_back(below(root(), file));
        }
      }
    }
    for (auto& [name, item] : cases) {
      for (const std::string folder : {"images", "labels"}) { // spacing of volumes
        std::error_code error;
        for (const std::string& json : {name + ".json", name + "_0000.json"}) {
          if (const fs::path file = base_ / (folder + end) / json; fs::is_regular_file(file, error)) {
            item.others.push_back(below(root(), file));
          }
        }
      }
      item.split = validation.contains(name) ? "val" : split;
      item.name = item.split + "/" + name;
      items_.push_back(std::move(item));
    }
  }

  static std::string caseName(const DatasetItem& item) { return item.name.substr(item.name.find('/') + 1); }

  Image<float> channelsOf(const DatasetItem& item) const {
    Image<float> all;
    for (std::size_t c = 0; c < item.images.size(); ++c) {
      const fs::path file = root() / item.images[c];
      const Image<float> channel = readImage(file);
      if (item.images.size() == 1) {
        return channel;
      }
      Extent extent = channel.extent();
      extent.c = static_cast<std::int64_t>(item.images.size());
      if (all.empty()) {
        requireMemory(checkedBytes(extent, sizeof(float), file), file);
        all = Image<float>(extent, 0.0F, channel.spacing());
      }
      if (!(extent == all.extent()) || channel.extent().c != 1) {
        throw FormatError("this channel differs in size from the first one", file.string(), "Copy the dataset again");
      }
      for (std::int64_t t = 0; t < extent.t; ++t) {
        std::copy_n(channel.channel(t, 0), extent.volume(), all.mutableChannel(t, static_cast<std::int64_t>(c)));
      }
    }
    return all;
  }

  void checkClasses(SampleContent& content, const Image<std::uint32_t>& labels) const {
    std::set<std::uint32_t> unknown;
    for (const std::uint32_t value : labels) {
      if (value != 0 && !classes_.contains(value)) {
        unknown.insert(value);
      }
    }
    for (const std::uint32_t value : unknown) {
      content.problems.push_back({SampleProblem::Kind::UnknownClass, std::to_string(value)});
      if (content.problems.size() > 8) {
        break;
      }
    }
  }

  /// Without instances each connected area of a class counts as a cell.
  void addClasses(SampleContent& content, const Image<std::uint32_t>& labels, const std::string& where) const {
    std::set<std::uint32_t> values(labels.begin(), labels.end());
    values.erase(0);
    constexpr std::size_t most = 64;
    if (values.size() > most) {
      throw FormatError("has " + std::to_string(values.size()) + " classes", where, "Look at the labels again");
    }
    for (const std::uint32_t value : values) {
      Image<std::uint32_t> one(labels.extent(), 0, labels.spacing());
      std::transform(labels.begin(), labels.end(), one.mutableData(),
                     [&](std::uint32_t label) { return label == value ? 1U : 0U; });
      const auto name = classes_.find(value);
      addLabels(content,
                {name == classes_.end() ? "class " + std::to_string(value) : name->second,
                 annotation::connectedComponents(one)},
                where);
    }
    if (values.empty()) {
      addLabels(content, {"", labels}, where);
    }
  }

  fs::path base_;
  std::map<std::uint32_t, std::string> classes_;
};

} // namespace

std::unique_ptr<DatasetReader> openNnunet(const fs::path& root) {
  if (isRawDataset(root)) {
    return std::make_unique<NnunetSet>(root, root);
  }
  for (const fs::path& folder : annotation::foldersIn(root)) {
    if (folder.filename().string().starts_with("Dataset") && isRawDataset(folder)) {
      return std::make_unique<NnunetSet>(root, folder);
    }
  }
  return nullptr;
}

} // namespace cytosketch
