#include "engine/imageio/imagefolder.h"

#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <cctype>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

/// The image suffix that `path` ends with, lower case; empty if it is no image.
std::string imageSuffix(const fs::path& path) {
  std::string name = path.filename().string();
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
  std::string longest;
  for (const std::string& suffix : readableSuffixes()) {
    if (name.size() > suffix.size() && name.ends_with(suffix) && suffix.size() > longest.size()) {
      longest = suffix;
    }
  }
  return longest;
}

} // namespace

std::string stemOf(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.substr(0, name.size() - imageSuffix(path).size());
}

std::vector<fs::path> imagesIn(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw FileError("is not a folder", folder.string(), "Choose a folder of images");
  }
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (entry.is_regular_file() && !imageSuffix(entry.path()).empty() && entry.path().filename().string()[0] != '.') {
      files.push_back(entry.path());
    }
  }
  if (files.empty()) {
    throw FileError("holds no images", folder.string(), "Choose a folder of TIFF, PNG, NRRD, MHA or NIfTI files");
  }
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) { return stemOf(a) < stemOf(b); });
  return files;
}

fs::path imageWithStem(const fs::path& folder, const std::string& stem) {
  for (const std::string& suffix : readableSuffixes()) {
    const fs::path candidate = folder / (stem + suffix);
    if (fs::exists(candidate)) {
      return candidate;
    }
  }
  for (const fs::path& file : imagesIn(folder)) { // suffixes in capitals
    if (stemOf(file) == stem) {
      return file;
    }
  }
  throw FileError("holds no image named " + stem, folder.string(),
                  "Files that belong together must have the same name");
}

} // namespace cytosketch
