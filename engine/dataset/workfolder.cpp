#include "engine/dataset/workfolder.h"

#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>
#include <regex>
#include <system_error>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

constexpr const char* planName = "plan.json";
constexpr const char* finishedName = ".cytosketch-finished";

std::string textOf(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    throw FileError("the file cannot be opened", path.string(), "Check your permission to read it");
  }
  return {std::istreambuf_iterator<char>(stream), {}};
}

void makeFolder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder)) {
    throw FileError("the folder cannot be made" + (error ? ": " + error.message() : ""), folder.string(),
                    "Choose a folder that you may write to");
  }
}

bool holdsOnlyJournal(const fs::path& folder) {
  return std::all_of(fs::directory_iterator(folder), fs::directory_iterator(), [](const fs::directory_entry& entry) {
    const std::string name = entry.path().filename().string();
    return name == ".cytosketch" || name == finishedName;
  });
}

/// Files that a killed process was writing: ".stem.<pid>-<n>.suffix", folders ".name.partial".
void removeHalfFiles(const fs::path& folder) {
  static const std::regex half(R"(\..*\.[0-9]+-[0-9]+(\..*)?|\..*\.partial)");
  std::vector<fs::path> found;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (std::regex_match(entry.path().filename().string(), half)) {
      found.push_back(entry.path());
    }
  }
  for (const fs::path& path : found) {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
}

fs::path thumbnailFile(const fs::path& dataset, std::int64_t sample) {
  return WorkFolder::journalOf(dataset) / "thumbnails" / (std::to_string(sample) + ".png");
}

} // namespace

Image<std::uint8_t> readThumbnail(const fs::path& dataset, std::int64_t sample) {
  const Image<float> image = readImage(thumbnailFile(dataset, sample));
  Image<std::uint8_t> result(image.extent());
  std::transform(image.begin(), image.end(), result.mutableData(),
                 [](float v) { return static_cast<std::uint8_t>(v); });
  return result;
}

SampleRecord readRecord(const fs::path& dataset, std::int64_t sample) {
  const fs::path file = WorkFolder::journalOf(dataset) / "samples" / (std::to_string(sample) + ".json");
  return recordFromJson(textOf(file), file.string());
}

WorkFolder::WorkFolder(const fs::path& dataset, const DatasetPlan& plan, bool resume) : dataset_(dataset), plan_(plan) {
  try {
    begin(plan, resume);
  } catch (const fs::filesystem_error& error) {
    throw FileError("cannot be read: " + error.code().message(), dataset.string(), "Choose another folder");
  }
}

void WorkFolder::begin(const DatasetPlan& plan, bool resume) {
  makeFolder(dataset_);
  if (::access(dataset_.c_str(), W_OK | X_OK) != 0) {
    throw FileError("the folder is read-only", dataset_.string(), "Choose a folder you may write to");
  }
  std::error_code ignored;
  const fs::path journal = journalOf(dataset_);
  const bool begun = fs::is_regular_file(journal / planName);
  if (!begun && !holdsOnlyJournal(dataset_)) {
    throw FileError("the folder is not empty", dataset_.string(),
                    "Nothing is overwritten: choose a new or an empty folder");
  }
  if (begun && !resume) {
    throw FileError("an unfinished dataset is in this folder", dataset_.string(),
                    "Resume it (--resume), or choose another folder");
  }
  makeFolder(journal / "samples");
  makeFolder(journal / "thumbnails");
  lock();
  if (begun) {
    plan_ = planFromJson(textOf(journal / planName), (journal / planName).string());
    if (!sameDataset(plan_, plan)) {
      throw FileError("the unfinished dataset in this folder has another recipe, model or source", dataset_.string(),
                      "Resume it with what it was started with, or choose another folder");
    }
    removeHalfFiles(dataset_);
  } else {
    writeFileAtomically(journal / planName, planToJson(plan));
  }
}

WorkFolder::Lock::~Lock() {
  if (file >= 0) {
    ::close(file);
  }
}

void WorkFolder::lock() {
  const fs::path file = journalOf(dataset_) / "lock";
  lock_.file = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (lock_.file < 0) {
    throw FileError(std::string("cannot be written: ") + std::strerror(errno), file.string(), "Choose another folder");
  }
  if (::flock(lock_.file, LOCK_EX | LOCK_NB) != 0) {
    throw FileError("another process is making a dataset in this folder", dataset_.string(),
                    "Wait until it is ready, or choose another folder");
  }
}

fs::path WorkFolder::recordFile(std::int64_t sample) const {
  return journalOf(dataset_) / "samples" / (std::to_string(sample) + ".json");
}

bool WorkFolder::has(std::int64_t sample) const {
  return fs::is_regular_file(recordFile(sample));
}

std::optional<SampleRecord> WorkFolder::record(std::int64_t sample) const {
  if (!has(sample)) {
    return std::nullopt;
  }
  return readRecord(dataset_, sample);
}

void WorkFolder::put(const SampleRecord& record, const Image<std::uint8_t>& thumbnail) const {
  writeImage(thumbnail, thumbnailFile(dataset_, record.index));
  writeFileAtomically(recordFile(record.index), recordToJson(record, true) + "\n");
}

void WorkFolder::close() {
  const fs::path finished = dataset_ / finishedName;
  std::error_code error;
  fs::remove_all(finished, error);
  fs::rename(journalOf(dataset_), finished, error);
  fs::remove_all(finished, error);
}

bool WorkFolder::complete(const fs::path& dataset) {
  std::error_code error;
  if (!fs::is_regular_file(dataset / "manifest.json", error) || fs::exists(journalOf(dataset), error)) {
    return false;
  }
  fs::remove_all(dataset / finishedName, error); // killed while it was taken away
  return true;
}

DatasetPlan WorkFolder::planIn(const fs::path& dataset) {
  const fs::path file = journalOf(dataset) / planName;
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    throw FileError("there is no unfinished dataset in this folder", dataset.string(),
                    "Name the folder that a run or a shard was made in");
  }
  return planFromJson(textOf(file), file.string());
}

} // namespace cytosketch
