#include "engine/dataset/datasetedit.h"

#include "engine/annotation/paths.h"
#include "engine/dataset/detail/folderedit.h"
#include "engine/dataset/fingerprint.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

constexpr const char* flagsName = "cytosketch-flags.json";
constexpr std::uint64_t largestFlags = std::uint64_t{64} << 20U;

std::string flagsText(const std::set<std::string>& flags) {
  return Json{{"flagged", flags}}.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// A list of COCO belongs to all its samples and stays.
std::set<std::string> filesOf(const DatasetReader& dataset, const std::set<std::size_t>& items) {
  std::set<std::string> files, kept;
  for (std::size_t i = 0; i < dataset.items().size(); ++i) {
    const DatasetItem& item = dataset.items()[i];
    for (const std::vector<std::string>* list : {&item.images, &item.labels, &item.others}) {
      (items.contains(i) ? files : kept).insert(list->begin(), list->end());
    }
  }
  std::erase_if(files, [&](const std::string& file) { return kept.contains(file); });
  for (const auto& [list, content] : dataset.listsWithout({items.begin(), items.end()})) {
    files.erase(list);
  }
  std::erase_if(files, [&](const std::string& file) {
    std::error_code error;
    return !fs::exists(dataset.root() / file, error);
  });
  return files;
}

/// Where an item's sample stands in the manifest; −1 if nowhere.
std::vector<std::ptrdiff_t> recordsOf(const DatasetReader& dataset, const Manifest& manifest) {
  std::map<std::string, std::ptrdiff_t> recordOfFile;
  const std::vector<SampleRecord>& samples = manifest.samples;
  for (std::size_t r = 0; r < samples.size(); ++r) {
    for (const FileRecord& file : samples[r].files) {
      recordOfFile[file.path] = static_cast<std::ptrdiff_t>(r);
      // A series of the Cell Tracking Challenge is a folder here, files there.
      recordOfFile.emplace(fs::path(file.path).parent_path().generic_string(), static_cast<std::ptrdiff_t>(r));
    }
  }
  std::vector<std::ptrdiff_t> records;
  for (const DatasetItem& item : dataset.items()) {
    const auto found = item.images.empty() ? recordOfFile.end() : recordOfFile.find(item.images.front());
    records.push_back(found == recordOfFile.end() ? -1 : found->second);
  }
  return records;
}

/// Adds those that belong to the same samples of ours, which may lie in several files that COCO takes for images.
std::set<std::size_t> wholeSamples(const DatasetReader& dataset, const std::vector<std::size_t>& items) {
  std::set<std::size_t> whole(items.begin(), items.end());
  if (!dataset.manifest()) {
    return whole;
  }
  const std::vector<std::ptrdiff_t> records = recordsOf(dataset, *dataset.manifest());
  std::set<std::ptrdiff_t> gone;
  for (const std::size_t item : items) {
    gone.insert(records.at(item));
  }
  gone.erase(-1);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (gone.contains(records[i])) {
      whole.insert(i);
    }
  }
  return whole;
}

/// The manifest without these samples; what it says about the lists follows their new content.
Manifest manifestWithout(const DatasetReader& dataset, Manifest manifest, const std::set<std::size_t>& items,
                         const std::vector<std::pair<std::string, std::string>>& lists) {
  const std::vector<std::ptrdiff_t> records = recordsOf(dataset, manifest);
  std::set<std::ptrdiff_t> gone;
  for (const std::size_t item : items) {
    gone.insert(records[item]);
  }
  std::vector<SampleRecord> kept;
  for (std::size_t r = 0; r < manifest.samples.size(); ++r) {
    if (!gone.contains(static_cast<std::ptrdiff_t>(r))) {
      kept.push_back(manifest.samples[r]);
    }
  }
  manifest.samples = std::move(kept);
  for (const auto& [path, content] : lists) {
    for (FileRecord& file : manifest.files) {
      if (file.path == path) {
        Fingerprint fingerprint;
        fingerprint.add(content);
        file = {path, content.size(), fingerprint.text()};
      }
    }
  }
  return manifest;
}

/// The first of "removed", "removed-2", … in which none of the files lies yet.
std::string targetFolder(const fs::path& root, const std::set<std::string>& files) {
  for (int number = 1;; ++number) {
    const std::string folder = number == 1 ? "removed" : "removed-" + std::to_string(number);
    const bool free = std::none_of(files.begin(), files.end(), [&](const std::string& file) {
      std::error_code error;
      return fs::exists(root / folder / file, error);
    });
    if (free) {
      return folder;
    }
  }
}

} // namespace

std::set<std::string> readFlags(const fs::path& root) {
  const fs::path file = root / flagsName;
  std::error_code error;
  if (!fs::exists(file, error)) {
    return {};
  }
  try {
    return Json::parse(annotation::readWhole(file, largestFlags)).at("flagged").get<std::set<std::string>>();
  } catch (const nlohmann::json::exception&) {
    throw FormatError("does not list flagged samples", file.string(), "Remove the file; flags are lost then");
  }
}

void writeFlags(const std::set<std::string>& flags, const fs::path& root) {
  if (flags.empty()) {
    std::error_code error;
    fs::remove(root / flagsName, error);
    return;
  }
  writeFileAtomically(root / flagsName, flagsText(flags));
}

Removal removeSamples(const DatasetReader& dataset, const std::vector<std::size_t>& items) {
  const std::set<std::size_t> gone = wholeSamples(dataset, items);
  if (gone.size() == dataset.items().size()) {
    throw SettingsError("no sample would be left", dataset.root().string(), "Remove the dataset's folder instead");
  }
  const std::set<std::string> files = filesOf(dataset, gone);
  Removal removal;
  removal.folder = targetFolder(dataset.root(), files);
  FolderEdit edit(dataset.root());
  for (const std::string& file : files) {
    edit.move(file, removal.folder + "/" + file);
  }
  const std::vector<std::pair<std::string, std::string>> lists = dataset.listsWithout({gone.begin(), gone.end()});
  for (const auto& [path, content] : lists) {
    edit.replace(path, content);
  }
  if (dataset.manifest()) {
    const ManifestTexts texts = textsOf(manifestWithout(dataset, *dataset.manifest(), gone, lists));
    std::error_code error;
    if (fs::exists(dataset.root() / "manifest.csv", error)) {
      edit.replace("manifest.csv", texts.csv);
    }
    edit.replace("manifest.json", texts.json);
  }
  std::set<std::string> flags = readFlags(dataset.root());
  const std::size_t flagged = flags.size();
  for (const std::size_t item : gone) {
    removal.names.push_back(dataset.items()[item].name);
    flags.erase(removal.names.back());
  }
  if (flags.size() != flagged) {
    edit.replace(flagsName, flagsText(flags));
  }
  edit.commit();
  return removal;
}

} // namespace cytosketch
