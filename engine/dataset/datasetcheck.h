#pragma once

#include "engine/dataset/manifest.h"

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace cytosketch {

/// A file of a dataset that is not as its manifest says.
struct FileProblem {
  std::string path; ///< below the dataset's folder
  enum class What { Missing, Changed } what = What::Missing;
};

/// Compares all files with what the manifest says about them.
/// @throws FileError, FormatError if there is no readable manifest; Cancelled.
std::vector<FileProblem> checkDataset(const std::filesystem::path& folder, const std::stop_token& stop = {},
                                      const std::function<void(double fraction)>& progress = {});

} // namespace cytosketch
