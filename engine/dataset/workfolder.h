#pragma once

#include "engine/dataset/manifest.h"
#include "engine/image/image.h"

#include <filesystem>
#include <optional>

namespace cytosketch {

/// The record of a sample that an unfinished dataset or shard has. @throws FileError, FormatError.
SampleRecord readRecord(const std::filesystem::path& dataset, std::int64_t sample);

/// Its thumbnail, 8 bits. @throws FileError, FormatError.
Image<std::uint8_t> readThumbnail(const std::filesystem::path& dataset, std::int64_t sample);

/// The journal of an unfinished dataset: the folder .cytosketch in it, with the plan, a record of every sample that is
/// complete (written after its files), and a thumbnail of each. Whatever is killed in between leaves files without a
/// record, which are made again with the same bytes. While it lives it holds a lock on the folder.
class WorkFolder {
public:
  /// Opens the journal of `dataset`, or begins one.
  /// @param resume  whether a journal of the same plan may be gone on with
  /// @throws FileError if the folder is not empty and holds no journal, cannot be written, holds the journal of other
  /// samples, or another process works in it.
  WorkFolder(const std::filesystem::path& dataset, const DatasetPlan& plan, bool resume);
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;

  /// With the clock time of the first start.
  const DatasetPlan& plan() const { return plan_; }
  std::filesystem::path folder() const { return dataset_; }

  bool has(std::int64_t sample) const;
  std::optional<SampleRecord> record(std::int64_t sample) const;
  void put(const SampleRecord& record, const Image<std::uint8_t>& thumbnail) const;

  /// Takes the journal away: the dataset is complete. Killed meanwhile, what is left is removed by the next start.
  void close();

  /// Whether a dataset is complete in this folder (a manifest, no journal).
  static bool complete(const std::filesystem::path& dataset);
  /// The plan of an unfinished dataset. @throws FileError if there is none.
  static DatasetPlan planIn(const std::filesystem::path& dataset);
  static std::filesystem::path journalOf(const std::filesystem::path& dataset) { return dataset / ".cytosketch"; }

private:
  void begin(const DatasetPlan& plan, bool resume);
  void lock();
  std::filesystem::path recordFile(std::int64_t sample) const;

  std::filesystem::path dataset_;
  DatasetPlan plan_;
  /// The open lock file; closing it unlocks. A member of its own, so that a constructor that throws unlocks too.
  struct Lock {
    int file = -1;
    ~Lock();
  };
  Lock lock_;
};

} // namespace cytosketch
