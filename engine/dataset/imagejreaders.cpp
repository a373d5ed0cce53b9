#include "engine/annotation/annotation.h"
#include "engine/annotation/paths.h"
#include "engine/dataset/detail/layoutreaders.h"
#include "engine/image/error.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace cytosketch {
namespace fs = std::filesystem;
using annotation::filesIn;
using annotation::imageStem;
using annotation::isImage;
namespace {

bool isTiff(const fs::path& file) {
  const std::string name = annotation::lowerCaseName(file);
  return name.ends_with(".tif") || name.ends_with(".tiff");
}

/// Channels at the end that are labels: as the description says ("last 2 channels: labels"), else 0.
std::int64_t labelChannelsOf(const std::string& description) {
  constexpr std::string_view before = "last ", after = " channels: labels";
  const std::size_t end = description.find(after);
  const std::size_t start = end == std::string::npos ? end : description.rfind(before, end);
  std::int64_t count = 0;
  if (start != std::string::npos) {
    const char* const first = description.data() + start + before.size();
    std::from_chars(first, description.data() + end, count);
  }
  return std::max<std::int64_t>(0, count);
}

template <typename T, typename Convert>
Image<T> channelsOf(const Image<float>& stack, std::int64_t first, std::int64_t count, const Convert& convert) {
  Extent e = stack.extent();
  e.c = count;
  Image<T> part(e, T{}, stack.spacing());
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t c = 0; c < count; ++c) {
      std::transform(stack.channel(t, first + c), stack.channel(t, first + c) + e.volume(), part.mutableChannel(t, c),
                     convert);
    }
  }
  return part;
}

bool wholeNumbers(const Image<float>& stack, std::int64_t channel) {
  const Extent& e = stack.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    const float* const values = stack.channel(t, channel);
    if (!std::all_of(values, values + e.volume(), [](float v) { return v >= 0.0F && v == std::floor(v); })) {
      return false;
    }
  }
  return true;
}

/// Hyperstacks whose last channels are labels.
class ImagejReader : public DatasetReader {
public:
  explicit ImagejReader(const fs::path& root) : DatasetReader(root) {
    const auto is = [](const fs::path& folder) {
      const std::vector<fs::path> files = filesIn(folder);
      const auto first = std::find_if(files.begin(), files.end(), isTiff);
      try {
        return first != files.end() && readImageInfo(*first).extent.c > 1;
      } catch (const Error&) {
        return false;
      }
    };
    for (const DatasetPart& part : partsOf(root, is)) {
      for (const fs::path& file : filesIn(part.folder)) {
        if (isTiff(file)) {
          const std::string path = below(root, file);
          items_.push_back({part.prefix + imageStem(file), part.split, {path}, {path}, {}});
        }
      }
    }
  }
  std::string_view layout() const override { return "imagej"; }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& /*stop*/) const override {
    const fs::path file = root() / item.images.front();
    const ImageInfo info = readImageInfo(file);
    const Image<float> stack = readImage(file);
    const std::int64_t channels = stack.extent().c;
    std::int64_t labels = labelChannelsOf(info.description);
    if (labels == 0) { // another program's: the last channel
      labels = channels > 1 && wholeNumbers(stack, channels - 1) ? 1 : 0;
    }
    labels = std::min(labels, channels - 1);
    content.image = channelsOf<float>(stack, 0, channels - labels, [](float v) { return v; });
    for (std::int64_t k = 0; k < labels; ++k) {
      const std::int64_t channel = channels - labels + k;
      if (!wholeNumbers(stack, channel)) {
        throw FormatError("channel " + std::to_string(channel + 1) + " should hold labels but has other numbers",
                          file.string(), "Write the labels again");
      }
      const std::string name = labels > 1 ? "labels" + std::to_string(k + 1) : "";
      addLabels(
          content,
          {name, channelsOf<std::uint32_t>(stack, channel, 1, [](float v) { return static_cast<std::uint32_t>(v); })},
          file.filename().string());
    }
    if (labels == 0) {
      content.problems.push_back({SampleProblem::Kind::NoLabels, {}});
    }
  }
};

/// The zip or the folder of regions of an image: NAME_rois.zip, NAME_RoiSet.zip, NAME.zip, NAME.roi.
fs::path regionsBeside(const fs::path& image) {
  const std::string stem = imageStem(image);
  for (const std::string& name : {stem + "_rois.zip", stem + "_RoiSet.zip", stem + "_roiset.zip", stem + ".zip",
                                  stem + ".roi", "RoiSet_" + stem + ".zip"}) {
    std::error_code error;
    if (fs::is_regular_file(image.parent_path() / name, error)) {
      return image.parent_path() / name;
    }
  }
  return {};
}

class ImagejRoiReader : public DatasetReader {
public:
  explicit ImagejRoiReader(const fs::path& root) : DatasetReader(root) {
    const auto is = [](const fs::path& folder) {
      const std::vector<fs::path> files = filesIn(folder);
      return std::any_of(files.begin(), files.end(),
                         [](const fs::path& file) { return isImage(file) && !regionsBeside(file).empty(); });
    };
    for (const DatasetPart& part : partsOf(root, is)) {
      for (const fs::path& file : filesIn(part.folder)) {
        if (!isImage(file) || (part.prefix.empty() && file.filename() == "report.png")) {
          continue;
        }
        DatasetItem item{part.prefix + imageStem(file), part.split, {below(root, file)}, {}, {}};
        if (const fs::path regions = regionsBeside(file); !regions.empty()) {
          item.labels.push_back(below(root, regions));
        }
        items_.push_back(std::move(item));
      }
    }
  }
  std::string_view layout() const override { return "imagej-roi"; }

protected:
  void readInto(SampleContent& content, const DatasetItem& item, std::size_t /*place*/,
                const std::stop_token& stop) const override {
    content.image = readImage(root() / item.images.front());
    if (!item.labels.empty()) {
      const AnnotationList list = listAnnotations(root() / item.labels.front(), AnnotationFormat::ImageJRoi);
      addCells(content, readCells(list, "", content.image.extent(), stop).sketch, item.labels.front());
    }
  }
};

} // namespace

std::unique_ptr<DatasetReader> openImagej(const fs::path& root) {
  return std::make_unique<ImagejReader>(root);
}

std::unique_ptr<DatasetReader> openImagejRois(const fs::path& root) {
  return std::make_unique<ImagejRoiReader>(root);
}

} // namespace cytosketch
