#include "engine/dataset/detail/folderedit.h"

#include "engine/annotation/paths.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

constexpr const char* journalName = ".cytosketch-edit.json";
constexpr std::uint64_t largestJournal = std::uint64_t{256} << 20U;

/// A file beside `path` that ls does not show.
std::string beside(const std::string& path, const std::string& end) {
  const fs::path file(path);
  std::string name(1, '.');
  name.append(file.filename().string()).append(end);
  return (file.parent_path() / name).generic_string();
}
std::string draftOf(const std::string& path) {
  return beside(path, ".cytosketch-new");
}
std::string backupOf(const std::string& path) {
  return beside(path, ".cytosketch-old");
}

bool isThere(const fs::path& path) {
  std::error_code error;
  return fs::exists(fs::symlink_status(path, error));
}

void renamed(const fs::path& from, const fs::path& to) {
  std::error_code error;
  fs::create_directories(to.parent_path(), error);
  if (!error) {
    fs::rename(from, to, error);
  }
  if (error) {
    throw FileError("cannot be moved: " + error.message(), from.string(),
                    "Check that you may write in the dataset's folder");
  }
}

/// Renames in order; what has been done already is left out, so that it may be begun again after a crash.
using Renames = std::vector<std::pair<std::string, std::string>>;

Renames renamesOf(const Renames& moves, const std::vector<std::string>& replaced) {
  Renames renames = moves;
  for (const std::string& path : replaced) {
    renames.emplace_back(path, backupOf(path));
    renames.emplace_back(draftOf(path), path);
  }
  return renames;
}

void removeQuietly(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
}

void clean(const fs::path& root, const std::vector<std::string>& replaced) {
  removeQuietly(root / journalName);
  for (const std::string& path : replaced) {
    removeQuietly(root / draftOf(path));
    removeQuietly(root / backupOf(path));
  }
}

void requireInside(const std::string& path, const fs::path& journal) {
  const fs::path relative(path);
  if (relative.empty() || relative.is_absolute() ||
      std::find(relative.begin(), relative.end(), fs::path("..")) != relative.end()) {
    throw FormatError("leads out of the dataset: '" + path + "'", journal.string(),
                      "Do not trust this file; remove it");
  }
}

} // namespace

void FolderEdit::commit() {
  std::vector<std::string> replaced;
  Renames done;
  try {
    for (const auto& [path, bytes] : contents_) {
      writeFileAtomically(root_ / draftOf(path), bytes);
      replaced.push_back(path);
    }
    writeFileAtomically(root_ / journalName, Json{{"moves", moves_}, {"replaced", replaced}}.dump(1) + "\n");
    for (const auto& [from, to] : renamesOf(moves_, replaced)) {
      renamed(root_ / from, root_ / to);
      done.emplace_back(from, to);
    }
  } catch (...) {
    std::reverse(done.begin(), done.end());
    for (const auto& [from, to] : done) {
      std::error_code error;
      fs::rename(root_ / to, root_ / from, error);
    }
    clean(root_, replaced);
    throw;
  }
  clean(root_, replaced);
}

void FolderEdit::recover(const fs::path& root) {
  const fs::path journal = root / journalName;
  if (!isThere(journal)) {
    return;
  }
  Renames moves;
  std::vector<std::string> replaced;
  try {
    const Json json = Json::parse(annotation::readWhole(journal, largestJournal));
    moves = json.at("moves").get<Renames>();
    replaced = json.at("replaced").get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception&) {
    throw FormatError("is damaged", journal.string(), "Look at the dataset and remove this file");
  }
  for (const auto& [from, to] : moves) {
    requireInside(from, journal);
    requireInside(to, journal);
  }
  for (const std::string& path : replaced) {
    requireInside(path, journal);
  }
  for (const auto& [from, to] : moves) {
    if (isThere(root / from) && !isThere(root / to)) {
      renamed(root / from, root / to);
    }
  }
  for (const std::string& path : replaced) {
    if (isThere(root / draftOf(path))) {
      renamed(root / draftOf(path), root / path);
    }
  }
  clean(root, replaced);
}

} // namespace cytosketch
