#include "app/common/resources.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>

namespace cytosketch {

namespace fs = std::filesystem;

namespace {

fs::path fromEnvironment(const char* variable) {
  const char* value = std::getenv(variable); // NOLINT(concurrency-mt-unsafe): nobody sets variables while we run
  return value == nullptr ? fs::path() : fs::path(value);
}

} // namespace

fs::path resourceFolder() {
  if (fs::path folder = fromEnvironment("CYTOSKETCH_RESOURCES"); !folder.empty())
    return folder;
  std::error_code error;
  const fs::path executable = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path("share/cytosketch") : executable.parent_path().parent_path() / "share" / "cytosketch";
}

fs::path userFolder() {
  // The XDG specification: a relative path in the variable is to be ignored.
  if (fs::path folder = fromEnvironment("XDG_DATA_HOME"); folder.is_absolute())
    return folder / "cytosketch";
  return fromEnvironment("HOME") / ".local" / "share" / "cytosketch";
}

fs::path studyCacheFolder() {
  const fs::path cache = fromEnvironment("XDG_CACHE_HOME");
  return (cache.is_absolute() ? cache : fromEnvironment("HOME") / ".cache") / "cytosketch" / "study";
}

std::vector<fs::path> modelFolders() {
  return {userFolder() / "models", resourceFolder() / "models"};
}

std::vector<fs::path> presetFolders() {
  return {userFolder() / "presets", resourceFolder() / "presets"};
}

std::vector<fs::path> sampleSketches() {
  std::vector<fs::path> samples;
  std::error_code error;
  for (fs::directory_iterator entry(resourceFolder() / "samples", error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".cysk")
      samples.push_back(entry->path());
  }
  std::sort(samples.begin(), samples.end());
  return samples;
}

} // namespace cytosketch
