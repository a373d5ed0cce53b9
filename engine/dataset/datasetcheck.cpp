#include "engine/dataset/datasetcheck.h"

#include "engine/dataset/fingerprint.h"
#include "engine/image/error.h"

#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

void check(const fs::path& folder, const FileRecord& file, std::vector<FileProblem>& problems) {
  std::error_code error;
  if (!fs::exists(folder / file.path, error)) {
    problems.push_back({file.path, FileProblem::What::Missing});
  } else if (fileFingerprint(folder / file.path) != file.hash) {
    problems.push_back({file.path, FileProblem::What::Changed});
  }
}

} // namespace

std::vector<FileProblem> checkDataset(const fs::path& folder, const std::stop_token& stop,
                                      const std::function<void(double)>& progress) {
  const Manifest manifest = readManifest(folder / "manifest.json");
  std::vector<FileProblem> problems;
  for (const FileRecord& file : manifest.files) {
    check(folder, file, problems);
  }
  std::size_t done = 0;
  for (const SampleRecord& sample : manifest.samples) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    for (const FileRecord& file : sample.files) {
      check(folder, file, problems);
    }
    if (progress) {
      progress(static_cast<double>(++done) / static_cast<double>(manifest.samples.size()));
    }
  }
  return problems;
}

} // namespace cytosketch
