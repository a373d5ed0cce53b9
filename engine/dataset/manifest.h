#pragma once

#include "engine/dataset/recipe.h"
#include "engine/dataset/samplerecord.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cytosketch {

/// What determines a dataset, whoever makes which part of it: equal plans put together give equal datasets.
struct DatasetPlan {
  Recipe recipe; ///< its generation resolved: nothing is "auto" any more
  std::string modelName;
  std::string modelHash;
  std::string sourceHash; ///< of the sketch files; empty for simulators
  std::string created;    ///< UTC, "2026-11-25T13:00:00Z": the only clock time in a dataset
};

std::string planToJson(const DatasetPlan& plan);
/// @throws FormatError
DatasetPlan planFromJson(const std::string& text, const std::string& where);
/// Whether samples of both belong into one dataset. The clock time does not matter.
bool sameDataset(const DatasetPlan& a, const DatasetPlan& b);

/// manifest.json: the plan, the layout with its rules, and every sample's record. manifest.csv: a line per sample.
struct Manifest {
  DatasetPlan plan;
  std::vector<SampleRecord> samples; ///< in order
  std::vector<FileRecord> files;     ///< what the dataset has once
};

/// Both files as they are written.
struct ManifestTexts {
  std::string json;
  std::string csv;
};
ManifestTexts textsOf(const Manifest& manifest);

void writeManifest(const Manifest& manifest, const std::filesystem::path& folder);
/// @throws FileError, FormatError.
Manifest readManifest(const std::filesystem::path& file);

} // namespace cytosketch
