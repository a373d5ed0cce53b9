#pragma once

#include "engine/dataset/manifest.h"
#include "engine/diffusion/model.h"
#include "engine/image/image.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace cytosketch {

/// Part `index` of `count` parts: the samples whose number leaves the remainder `index`.
struct Shard {
  std::int64_t index = 0;
  std::int64_t count = 1;
};
/// "0/4" @throws SettingsError
Shard shardOf(const std::string& text);

struct DatasetProgress {
  std::int64_t done = 0; ///< samples, those of an earlier start included
  std::int64_t total = 0;
  double fraction = 0.0;
  double etaSeconds = -1.0; ///< negative while not known
  std::string stage;        ///< English: "sample 17, attempt 2"
};

/// How a caller follows and stops a run, on the thread that runs it.
struct DatasetHooks {
  std::stop_token stop;
  std::function<void(const DatasetProgress&)> progress;
  /// After each sample, also those that an earlier start has made.
  std::function<void(const SampleRecord&, const Image<std::uint8_t>& thumbnail)> sample;
};

struct DatasetOptions {
  std::filesystem::path folder;
  Shard shard;
  bool resume = false;
};

struct DatasetResult {
  bool complete = false;    ///< false for a shard, which waits to be merged
  std::int64_t samples = 0; ///< in the dataset
  std::int64_t setAside = 0;
  std::int64_t madeAgain = 0; ///< samples that needed more than one attempt
  double seconds = 0.0;
};

/// A recipe with everything resolved for this model and machine. The first sample's sketch is made for it.
/// @throws SettingsError if the model does not fit the sketches, or the layout cannot hold them
DatasetPlan planDataset(const Recipe& recipe, const Model& model);

/// Makes a dataset, or one shard of it: sketches, images, labels, manifest, report. Stopped, killed or out of disk at
/// any moment, a start with `resume` goes on and ends with the same bytes as an undisturbed run. A single run with all
/// samples leaves a complete dataset; a shard leaves its samples and its journal, for mergeDataset().
/// @throws Cancelled, FileError, SettingsError, MemoryError
DatasetResult makeDataset(const DatasetPlan& plan, const Model& model, const DatasetOptions& options,
                          const DatasetHooks& hooks = {});

/// Puts shards together. They stay as they are.
/// @throws FileError if samples are missing or the shards are of different datasets.
DatasetResult mergeDataset(const std::vector<std::filesystem::path>& shards, const std::filesystem::path& folder,
                           const DatasetHooks& hooks = {});

/// Makes one sample of a dataset again, into an empty folder: the same files with the same bytes.
/// @throws SettingsError if there is no such sample; FileError if the model or the sketches are not those of then.
SampleRecord repeatSample(const Manifest& manifest, const Model& model, std::int64_t sample,
                          const std::filesystem::path& folder, const std::stop_token& stop = {});

/// A sample to look at before a run: made as the run will make it, written nowhere.
struct SamplePreview {
  SampleRecord record;
  Image<std::uint8_t> picture; ///< middle slice of the first frame and channel, at most 256 × 256
  Image<std::uint32_t> labels; ///< of the same size: the topmost cell of any kind
};
SamplePreview previewSample(const DatasetPlan& plan, const Model& model, std::int64_t sample,
                            const std::stop_token& stop = {});

struct DatasetEstimate {
  double seconds = 0.0;
  double bytes = 0.0;     ///< upper bound
  double freeBytes = 0.0; ///< on the disk of the folder
};
/// @param samples of the shard that is to be made
DatasetEstimate estimateDataset(const DatasetPlan& plan, const Model& model, const std::filesystem::path& folder,
                                std::int64_t samples);
/// @throws FileError if the disk is too small.
void requireDisk(const DatasetEstimate& estimate, const std::filesystem::path& folder);

/// Samples of a shard.
std::int64_t shardSize(const Recipe& recipe, const Shard& shard);

/// "2026-11-25T13:00:00Z": now, or what SOURCE_DATE_EPOCH says (reproducible-builds.org).
std::string clockTime();

} // namespace cytosketch
