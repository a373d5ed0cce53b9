#include "engine/annotation/paths.h"

#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <fstream>
#include <system_error>

namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

template <typename Wanted>
std::vector<fs::path> entriesOf(const fs::path& folder, const Wanted& wanted) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->path().filename().string().front() != '.' && wanted(*entry, ignored)) {
      found.push_back(entry->path());
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

} // namespace

std::string lowerCaseName(const fs::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

std::string imageSuffix(const fs::path& path) {
  const std::string name = lowerCaseName(path);
  std::string longest;
  for (const std::string& suffix : readableSuffixes()) {
    if (name.size() > suffix.size() && name.ends_with(suffix) && suffix.size() > longest.size()) {
      longest = suffix;
    }
  }
  return longest;
}

std::string imageStem(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.substr(0, name.size() - imageSuffix(path).size());
}

bool isImage(const fs::path& path) {
  return !imageSuffix(path).empty();
}

std::vector<fs::path> filesIn(const fs::path& folder) {
  return entriesOf(folder,
                   [](const fs::directory_entry& entry, std::error_code& e) { return entry.is_regular_file(e); });
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
  return entriesOf(folder, [](const fs::directory_entry& entry, std::error_code& e) { return entry.is_directory(e); });
}

fs::path imageWithStem(const fs::path& folder, const std::string& stem) {
  for (const fs::path& file : filesIn(folder)) {
    if (isImage(file) && imageStem(file) == stem) {
      return file;
    }
  }
  return {};
}

std::string readWhole(const fs::path& path, std::uint64_t most) {
  const std::uint64_t size = checkedFileSize(path);
  if (size > most) {
    throw FormatError("is larger than any such file: " + std::to_string(size >> 20U) + " MiB", path.string(),
                      "Choose another file, or split it");
  }
  requireMemory(size, path);
  std::string bytes(size, '\0');
  std::ifstream file(path, std::ios::binary);
  if (!file.read(bytes.data(), static_cast<std::streamsize>(size))) {
    throw FileError("cannot be read to its end", path.string(), "Check the disk or the network");
  }
  return bytes;
}

std::string firstBytes(const fs::path& path, std::size_t count) {
  std::string bytes(count, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(count));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return bytes;
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 8;
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) {
    list += (i == 0 ? "" : ", ") + names[i];
  }
  return names.size() > shown ? list + " and " + std::to_string(names.size() - shown) + " more" : list;
}

} // namespace cytosketch::annotation
