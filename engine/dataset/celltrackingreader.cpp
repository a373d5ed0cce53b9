#include "engine/annotation/annotation.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <array>

namespace cytosketch {
namespace fs = std::filesystem;
using annotation::filesIn;
using annotation::foldersIn;
namespace {

bool allDigits(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
}

/// t000.tif, t001.tif, … in order.
std::vector<fs::path> framesIn(const fs::path& folder) {
  std::vector<fs::path> frames = filesIn(folder);
  std::erase_if(frames, [](const fs::path& file) {
    const std::string stem = annotation::imageStem(file);
    return !annotation::isImage(file) || stem.front() != 't' || !allDigits(stem.substr(1));
  });
  return frames;
}

/// Sequences: folders 01, 02, … with frames.
std::vector<fs::path> sequencesIn(const fs::path& folder) {
  std::vector<fs::path> sequences = foldersIn(folder);
  std::erase_if(sequences, [](const fs::path& sequence) {
    return !allDigits(sequence.filename().string()) || framesIn(sequence).empty();
  });
  return sequences;
}

class CellTrackingSet : public DatasetReader {
public:
  explicit CellTrackingSet(const fs::path& root) : DatasetReader(root) {
    for (const DatasetPart& part : partsOf(root, [](const fs::path& f) { return !sequencesIn(f).empty(); })) {
      for (const fs::path& sequence : sequencesIn(part.folder)) {
        add(part, sequence);
      }
    }
  }
  std::string_view layout() const override { return "ctc"; }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& stop) const override {
    content.image = series(item, stop);
    if (item.labels.empty()) {
      return;
    }
    const fs::path truth = root() / item.labels.front();
    const AnnotationList list = listAnnotations(truth, AnnotationFormat::CellTracking);
    addCells(content, readCells(list, truth.filename().string(), std::nullopt, stop).sketch, truth.filename().string());
  }

private:
  /// The reference, or else what the challenge calls the silver truth.
  void add(const DatasetPart& part, const fs::path& sequence) {
    DatasetItem item{part.prefix + sequence.filename().string(), part.split, {below(root(), sequence)}, {}, {}};
    for (const std::string_view end : {"_GT", "_ST"}) {
      const fs::path truth = sequence.string() + std::string(end);
      std::error_code error;
      if (fs::is_directory(truth / "SEG", error) || fs::is_directory(truth / "TRA", error)) {
        (item.labels.empty() ? item.labels : item.others).push_back(below(root(), truth));
      }
    }
    items_.push_back(std::move(item));
  }

  Image<float> series(const DatasetItem& item, const std::stop_token& stop) const {
    const std::vector<fs::path> frames = framesIn(root() / item.images.front());
    Image<float> all;
    for (std::size_t t = 0; t < frames.size(); ++t) {
      if (stop.stop_requested()) {
        throw Cancelled();
      }
      const Image<float> frame = readImage(frames[t]);
      Extent extent = frame.extent();
      extent.t = static_cast<std::int64_t>(frames.size());
      if (all.empty()) {
        requireMemory(checkedBytes(extent, sizeof(float), frames[t]), frames[t]);
        all = Image<float>(extent, 0.0F, frame.spacing());
      }
      if (!(extent == all.extent()) || frame.extent().t != 1) {
        throw FormatError("this frame differs in size from the first one", frames[t].string(), "Copy the series again");
      }
      std::copy(frame.begin(), frame.end(), all.mutableData() + all.offset(static_cast<std::int64_t>(t), 0, 0, 0, 0));
    }
    return all;
  }
};

} // namespace

std::unique_ptr<DatasetReader> openCellTracking(const fs::path& root) {
  return std::make_unique<CellTrackingSet>(root);
}

} // namespace cytosketch
