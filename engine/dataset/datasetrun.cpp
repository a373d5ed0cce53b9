#include "engine/dataset/datasetrun.h"

#include "engine/dataset/detail/layoutfiles.h"
#include "engine/dataset/detail/samplemaker.h"
#include "engine/dataset/fingerprint.h"
#include "engine/dataset/report.h"
#include "engine/dataset/workfolder.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/image/stopwatch.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

constexpr std::int64_t previewEdge = 256;

void throwIfStopped(const DatasetHooks& hooks) {
  if (hooks.stop.stop_requested()) {
    throw Cancelled();
  }
}

std::vector<std::int64_t> samplesOf(const Recipe& recipe, const Shard& shard) {
  std::vector<std::int64_t> samples;
  for (std::int64_t i = shard.index; i < recipe.count(); i += shard.count) {
    samples.push_back(i);
  }
  return samples;
}

void requireModel(const DatasetPlan& plan, const Model& model) {
  if (plan.modelHash != model.hash()) {
    throw FileError("the model is not the one that the dataset was planned with (hash " + model.hash() +
                        " instead of " + plan.modelHash + ")",
                    plan.recipe.generation.model, "Use the model of then, or start a new dataset");
  }
}

void requireSource(const DatasetPlan& plan, const SketchSupply& supply) {
  if (supply.fingerprint() != plan.sourceHash) {
    throw FileError("the sketches have changed since the dataset was planned", plan.recipe.source.path.string(),
                    "Use the sketches of then, or start a new dataset");
  }
}

/// What a complete dataset has besides its samples; the manifest last.
DatasetResult finish(WorkFolder& work, const std::vector<std::int64_t>& samples) {
  Manifest manifest;
  manifest.plan = work.plan();
  std::vector<FinishedSample> finished;
  for (const std::int64_t sample : samples) {
    SampleRecord record = *work.record(sample);
    if (!record.setAside) {
      FinishedSample entry{record.index, record.name, record.split, {}, record.part};
      for (const FileRecord& file : record.files) {
        entry.files.push_back(file.path);
      }
      finished.push_back(std::move(entry));
    }
    record.part.clear();
    manifest.samples.push_back(std::move(record));
  }
  const Layout& layout = layoutOf(manifest.plan.recipe);
  std::vector<std::string> files = layout.finish(finished, {manifest.plan.recipe, work.folder()});
  writeReport(manifest, work, files);
  for (const std::string& file : files) {
    manifest.files.push_back({file, bytesOnDisk(work.folder() / file), fileFingerprint(work.folder() / file)});
  }
  writeManifest(manifest, work.folder());
  work.close();
  DatasetResult result;
  result.complete = true;
  result.samples = static_cast<std::int64_t>(finished.size());
  return result;
}

void count(DatasetResult& result, const SampleRecord& record) {
  result.setAside += record.setAside ? 1 : 0;
  result.madeAgain += record.attempt > 0 ? 1 : 0;
}

/// Tells how far a run is; time left from the samples made since this start.
class Teller {
public:
  Teller(const DatasetHooks& hooks, std::int64_t total) : hooks_(hooks), total_(total) {}

  void tell(double part, const std::string& stage) const {
    if (!hooks_.progress) {
      return;
    }
    const double made = static_cast<double>(made_) + part;
    const double all = static_cast<double>(done_) + part;
    const double left = static_cast<double>(total_) - all;
    const double eta = made > 0.05 ? watch_.seconds() / made * left : -1.0;
    hooks_.progress({done_, total_, total_ > 0 ? all / static_cast<double>(total_) : 1.0, eta, stage});
  }
  void finished(bool now) {
    ++done_;
    made_ += now ? 1 : 0;
  }

private:
  const DatasetHooks& hooks_;
  std::int64_t total_;
  std::int64_t done_ = 0;
  std::int64_t made_ = 0;
  Stopwatch watch_;
};

std::string stageOf(std::int64_t sample, std::int64_t attempt) {
  std::string stage = "sample " + std::to_string(sample);
  return attempt > 0 ? stage.append(", attempt ").append(std::to_string(attempt + 1)) : stage;
}

/// Writes one sample while the next one is generated: flushing files waits for the disk, not for a processor.
class BackgroundWriter {
public:
  BackgroundWriter() = default;
  BackgroundWriter(const BackgroundWriter&) = delete;
  BackgroundWriter& operator=(const BackgroundWriter&) = delete;
  ~BackgroundWriter() { // a run that is stopped keeps the sample that is being written
    if (pending_.valid()) {
      pending_.wait();
    }
  }

  /// @param done  called by finish(), on its thread
  void start(std::function<void()> write, std::function<void()> done) {
    done_ = std::move(done);
    pending_ = std::async(std::launch::async, std::move(write));
  }
  /// Waits for what is being written. @throws what writing threw
  void finish() {
    if (pending_.valid()) {
      pending_.get();
      done_();
    }
  }

private:
  std::future<void> pending_;
  std::function<void()> done_;
};

DatasetResult alreadyComplete(const DatasetPlan& plan, const DatasetOptions& options, const DatasetHooks& hooks) {
  const Manifest manifest = readManifest(options.folder / "manifest.json");
  if (!options.resume || !sameDataset(manifest.plan, plan)) {
    throw FileError("a dataset is in this folder", options.folder.string(),
                    "Nothing is overwritten: choose a new or an empty folder");
  }
  DatasetResult result;
  result.complete = true;
  for (const SampleRecord& record : manifest.samples) {
    count(result, record);
  }
  result.samples = static_cast<std::int64_t>(manifest.samples.size()) - result.setAside;
  Teller(hooks, 0).tell(0.0, "complete");
  return result;
}

void copyInto(const fs::path& from, const fs::path& to) {
  makeFolderOf(to);
  std::error_code error;
  if (!fs::is_directory(from, error)) {
    writeAtomically(to, [&](const fs::path& temporary) { fs::copy_file(from, temporary); });
    return;
  }
  const fs::path temporary = to.parent_path() / std::string(".").append(to.filename().string()).append(".partial");
  fs::remove_all(temporary, error);
  fs::copy(from, temporary, fs::copy_options::recursive);
  fs::remove_all(to, error);
  fs::rename(temporary, to);
}

void copySample(const fs::path& shard, const SampleRecord& record, WorkFolder& work) {
  try {
    for (const FileRecord& file : record.files) {
      copyInto(shard / file.path, work.folder() / file.path);
    }
    work.put(record, readThumbnail(shard, record.index));
  } catch (const fs::filesystem_error& error) {
    throw FileError("a sample cannot be copied: " + error.code().message(), error.path1().string(),
                    "Check that the shard is whole and that the disk is not full");
  }
}

} // namespace

Shard shardOf(const std::string& text) {
  Shard shard;
  const std::size_t slash = text.find('/');
  const auto number = [](const std::string& digits, std::int64_t& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() && end == digits.data() + digits.size();
  };
  if (slash == std::string::npos || !number(text.substr(0, slash), shard.index) ||
      !number(text.substr(slash + 1), shard.count) || shard.index < 0 || shard.index >= shard.count) {
    throw SettingsError(std::string("'").append(text) + "' is not a shard", "shard",
                        "Write 0/4 for the first of four, 3/4 for the last");
  }
  return shard;
}

std::int64_t shardSize(const Recipe& recipe, const Shard& shard) {
  return static_cast<std::int64_t>(samplesOf(recipe, shard).size());
}

DatasetResult makeDataset(const DatasetPlan& plan, const Model& model, const DatasetOptions& options,
                          const DatasetHooks& hooks) {
  const Stopwatch watch;
  if (options.shard.count == 1 && WorkFolder::complete(options.folder)) {
    return alreadyComplete(plan, options, hooks);
  }
  requireModel(plan, model);
  WorkFolder work(options.folder, plan, options.resume);
  const SampleMaker maker(work.plan(), model);
  requireSource(work.plan(), maker.supply());
  const std::vector<std::int64_t> samples = samplesOf(plan.recipe, options.shard);
  Teller teller(hooks, static_cast<std::int64_t>(samples.size()));
  DatasetResult counted;
  const auto complete = [&](std::int64_t sample, bool now) {
    const SampleRecord record = *work.record(sample);
    count(counted, record);
    teller.finished(now);
    if (hooks.sample) {
      hooks.sample(record, readThumbnail(work.folder(), sample));
    }
    teller.tell(0.0, stageOf(sample, 0));
  };
  BackgroundWriter writer;
  for (const std::int64_t sample : samples) {
    throwIfStopped(hooks);
    if (work.has(sample)) {
      writer.finish();
      complete(sample, false);
      continue;
    }
    const auto made =
        std::make_shared<const MadeSample>(maker.make(sample, hooks.stop, [&](double fraction, std::int64_t attempt) {
          teller.tell(fraction, stageOf(sample, attempt));
        }));
    writer.finish();
    writer.start(
        [&work, &maker, made] {
          work.put(maker.write(*made, work.folder()), thumbnailOf(made->content.image, thumbnailEdge));
        },
        [&complete, sample] { complete(sample, true); });
  }
  writer.finish();
  DatasetResult result = options.shard.count == 1 ? finish(work, samples) : DatasetResult();
  result.setAside = counted.setAside;
  result.madeAgain = counted.madeAgain;
  result.samples = static_cast<std::int64_t>(samples.size()) - counted.setAside;
  result.seconds = watch.seconds();
  return result;
}

DatasetResult mergeDataset(const std::vector<fs::path>& shards, const fs::path& folder, const DatasetHooks& hooks) {
  if (shards.empty()) {
    throw SettingsError("there is nothing to merge", "merge", "Name the folders of the shards");
  }
  DatasetPlan plan = WorkFolder::planIn(shards.front());
  for (const fs::path& shard : shards) {
    const DatasetPlan other = WorkFolder::planIn(shard);
    if (!sameDataset(plan, other)) {
      throw FileError("this shard has another recipe, model, source or resolved settings than the first one",
                      shard.string(), "Make all shards from one planned recipe (--plan)");
    }
    plan.created = std::min(plan.created, other.created);
  }
  if (WorkFolder::complete(folder)) {
    return alreadyComplete(plan, {folder, {}, true}, hooks);
  }
  WorkFolder work(folder, plan, true);
  const std::vector<std::int64_t> samples = samplesOf(plan.recipe, {});
  Teller teller(hooks, static_cast<std::int64_t>(samples.size()));
  DatasetResult counted;
  for (const std::int64_t sample : samples) {
    throwIfStopped(hooks);
    const std::string record = "samples/" + std::to_string(sample) + ".json";
    const auto holder = std::find_if(shards.begin(), shards.end(), [&](const fs::path& shard) {
      return fs::is_regular_file(WorkFolder::journalOf(shard) / record);
    });
    if (!work.has(sample)) {
      if (holder == shards.end()) {
        throw FileError("sample " + std::to_string(sample) + " is in none of the shards", folder.string(),
                        "Make the missing shard, or resume it, and merge again");
      }
      copySample(*holder, readRecord(*holder, sample), work);
    }
    count(counted, *work.record(sample));
    teller.finished(true);
    teller.tell(0.0, stageOf(sample, 0));
  }
  DatasetResult result = finish(work, samples);
  result.setAside = counted.setAside;
  result.madeAgain = counted.madeAgain;
  return result;
}

SampleRecord repeatSample(const Manifest& manifest, const Model& model, std::int64_t sample, const fs::path& folder,
                          const std::stop_token& stop) {
  if (sample < 0 || sample >= manifest.plan.recipe.count()) {
    throw SettingsError("there is no sample " + std::to_string(sample), "only",
                        "Choose one from 0 to " + std::to_string(manifest.plan.recipe.count() - 1));
  }
  requireModel(manifest.plan, model);
  const SampleMaker maker(manifest.plan, model);
  requireSource(manifest.plan, maker.supply());
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    throw FileError("the folder is not empty", folder.string(),
                    "Nothing is overwritten: choose a new or an empty folder");
  }
  makeFolderOf(folder / "file");
  return maker.write(maker.make(sample, stop), folder);
}

SamplePreview previewSample(const DatasetPlan& plan, const Model& model, std::int64_t sample,
                            const std::stop_token& stop) {
  requireModel(plan, model);
  MadeSample made = SampleMaker(plan, model).make(sample, stop);
  const Image<std::uint8_t> picture = thumbnailOf(made.content.image, previewEdge);
  const Image<std::uint32_t> labels = thumbnailLabelsOf(made.content.sketch, previewEdge);
  return {std::move(made.record), picture, labels};
}

} // namespace cytosketch
