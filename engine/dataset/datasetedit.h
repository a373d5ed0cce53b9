#pragma once

#include "engine/dataset/datasetreader.h"

#include <set>
#include <string>
#include <vector>

namespace cytosketch {

/// Samples that a person has marked, by name, in cytosketch-flags.json in the dataset's folder.
/// @throws FileError, FormatError
std::set<std::string> readFlags(const std::filesystem::path& root);
/// No flags, no file. @throws FileError
void writeFlags(const std::set<std::string>& flags, const std::filesystem::path& root);

/// What a removal did.
struct Removal {
  std::vector<std::string> names; ///< of the samples removed; more than asked for where one of ours lies in several
  std::string folder;             ///< where their files are now: "removed", "removed-2", …
};

/// Takes samples out of a dataset: their files move into the folder "removed" in it, and the files that list samples
/// (manifest, dataset.json, splits, COCO's JSON, lists, flags) are written anew without them; all of this or nothing.
/// @throws FileError if it cannot be done, and nothing has changed; SettingsError if every sample would go.
Removal removeSamples(const DatasetReader& dataset, const std::vector<std::size_t>& items);

} // namespace cytosketch
