#include "engine/annotation/detail/labelcells.h"
#include "engine/annotation/detail/npyfile.h"
#include "engine/annotation/detail/pickle.h"
#include "engine/annotation/paths.h"
#include "engine/imageio/imagefile.h"

#include <array>

// Cellpose keeps the masks of NAME.tif beside it: NAME_masks.tif for training, NAME_cp_masks.png or .tif as results,
// NAME_seg.npy from its window (a dict with 'masks': 0 = none, 1, 2, … = cells; y x, or z y x).
namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t largestFile = std::uint64_t{16} << 30U;
constexpr std::string_view npySuffix = ".npy";
constexpr std::string_view segmentationSuffix = "_seg.npy";
constexpr std::array<std::string_view, 2> maskSuffixes{"_cp_masks", "_masks"};

bool isNpy(const fs::path& path) {
  return lowerCaseName(path).ends_with(npySuffix) || firstBytes(path, 6) == "\x93NUMPY";
}

/// The name without _masks or _seg.npy; empty if the file is none of Cellpose's.
std::string stemOf(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(segmentationSuffix)) {
    return name.substr(0, name.size() - segmentationSuffix.size());
  }
  const std::string stem = imageStem(file);
  for (const std::string_view suffix : maskSuffixes) {
    if (isImage(file) && stem.ends_with(suffix)) {
      return stem.substr(0, stem.size() - suffix.size());
    }
  }
  return {};
}

fs::path imageOf(const fs::path& masks) {
  const std::string stem = stemOf(masks);
  return stem.empty() ? fs::path() : imageWithStem(masks.parent_path(), stem);
}

bool recognises(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return isNpy(path) || !stemOf(path).empty();
  }
  const std::vector<fs::path> files = filesIn(path);
  return std::any_of(files.begin(), files.end(), [](const fs::path& file) { return !stemOf(file).empty(); });
}

std::vector<AnnotationItem> items(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return {{path.filename().string(), !imageOf(fs::absolute(path)).empty()}};
  }
  std::vector<AnnotationItem> found;
  for (const fs::path& file : filesIn(path)) {
    if (!stemOf(file).empty()) {
      found.push_back({file.filename().string(), !imageOf(file).empty()});
    }
  }
  return found;
}

fs::path fileOf(const fs::path& path, const std::string& item) {
  return fs::is_directory(path) ? path / item : fs::absolute(path);
}

Image<std::uint32_t> masksOfNpy(const fs::path& file) {
  const std::string bytes = readWhole(file, largestFile);
  try {
    const NumpyArray array = parseNpy(bytes);
    if (array.type.kind != 'O') {
      return labelsOf(array); // masks alone, saved by a script
    }
    const Pickle pickle(array.bytes);
    // NumPy saves a dict as an array of one object.
    const bool wrapped = pickle.value().kind == PickleValue::Kind::Array && pickle.value().items.size() == 1;
    const PickleValue* masks = Pickle::find(wrapped ? *pickle.value().items.front() : pickle.value(), "masks");
    if (masks == nullptr || masks->kind != PickleValue::Kind::Array) {
      throw FormatError("holds no masks", "", "Choose a _seg.npy file of Cellpose");
    }
    return labelsOf(masks->array);
  } catch (const FormatError& error) {
    throw FormatError(error.problem(), file.string(), error.remedy());
  }
}

Reading read(const Request& request) {
  const fs::path file = fileOf(request.path, request.item);
  if (!isNpy(file)) {
    return readLabelFile(file, request);
  }
  const Image<std::uint32_t> labels = masksOfNpy(file);
  request.progress(0.5);
  request.throwIfStopped();
  return cellsOf(labels, request);
}

Reading readChecked(const Request& request) {
  Reading reading = read(request);
  const fs::path file = fileOf(request.path, request.item);
  if (const fs::path image = imageOf(file); !image.empty()) {
    const ImageInfo info = readImageInfo(image);
    requireSameSize(reading.sketch.extent(), info.extent, file);
    if (!reading.sketch.spacing().known()) { // a mask file seldom has one, its image often
      reading.sketch.setSpacing(info.spacing);
    }
  }
  return reading;
}

Image<float> image(const fs::path& path, const std::string& item) {
  return readImage(imageOf(fileOf(path, item)));
}

} // namespace

const Reader& cellposeReader() {
  static const Reader reader{{AnnotationFormat::Cellpose, "cellpose", CYTOSKETCH_TRANSLATE("Cellpose masks")},
                             recognises,
                             items,
                             readChecked,
                             image};
  return reader;
}

} // namespace cytosketch::annotation
