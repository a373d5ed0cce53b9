#include "engine/annotation/cocorle.h"
#include "engine/annotation/detail/paths.h"
#include "engine/annotation/detail/reader.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

// COCO's JSON (cocodataset.org, "Data format"): images (id, file_name, width, height), categories (id, name) and
// annotations (id, image_id, category_id, segmentation), whose segmentation is a list of polygons [x1, y1, x2, …] in
// pixels from the image's corner, or {size: [height, width], counts: run lengths as numbers or as compressed text}.
namespace cytosketch::annotation {
namespace fs = std::filesystem;
using Json = nlohmann::json;
namespace {

constexpr std::uint64_t largestFile = std::uint64_t{1} << 30U;
constexpr std::uint64_t memoryPerByte = 12; ///< what parsing takes
constexpr std::int64_t longestAxis = 1 << 15;
constexpr double longestOutline = 1 << 21; ///< rows crossed by the polygons of one annotation
constexpr std::uint64_t mostCover = 64;    ///< cells over one another, on average over the whole image

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw FormatError(what, where, "Export the annotations again");
}

struct CocoImage {
  Json id;
  std::string name;
  std::int64_t height = 0;
  std::int64_t width = 0;
};

Json parsed(const fs::path& path) {
  const std::string text = readWhole(path, largestFile);
  requireMemory(memoryPerByte * text.size(), path);
  Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    fail("is no valid JSON", path.string());
  }
  if (!json.is_object() || !json.contains("images") || !json.contains("annotations") || !json["images"].is_array() ||
      !json["annotations"].is_array()) {
    fail("is no COCO file: the lists 'images' and 'annotations' are missing", path.string());
  }
  return json;
}

std::int64_t axisOf(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  const double value = found != object.end() && found->is_number() ? found->get<double>() : -1.0;
  if (!(value >= 1.0 && value <= longestAxis) || value != std::floor(value)) {
    fail("'" + std::string(key) + "' of an image is missing or is no size of an image", where);
  }
  return static_cast<std::int64_t>(value);
}

std::vector<CocoImage> imagesOf(const Json& coco, const fs::path& path) {
  std::vector<CocoImage> images;
  std::map<std::string, int> times;
  for (const Json& entry : coco["images"]) {
    if (!entry.is_object() || !entry.contains("id")) {
      fail("an image has no id", path.string());
    }
    CocoImage image;
    image.id = entry["id"];
    image.name = entry.contains("file_name") && entry["file_name"].is_string() ? entry["file_name"].get<std::string>()
                                                                               : image.id.dump();
    const int before = times[image.name]++;
    image.name += before > 0 ? " (" + std::to_string(before + 1) + ")" : "";
    image.height = axisOf(entry, "height", path.string());
    image.width = axisOf(entry, "width", path.string());
    images.push_back(std::move(image));
  }
  if (images.empty()) {
    fail("holds no image", path.string());
  }
  return images;
}

/// The image's file, below the folder of the JSON or in images/ there; empty if there is none. Names that lead out of
/// the folder are not followed.
fs::path fileOf(const fs::path& path, const std::string& name) {
  const fs::path relative(name);
  if (relative.empty() || relative.is_absolute() ||
      std::find(relative.begin(), relative.end(), fs::path("..")) != relative.end()) {
    return {};
  }
  for (const fs::path& folder : {fs::absolute(path).parent_path(), fs::absolute(path).parent_path() / "images"}) {
    std::error_code error;
    if (isImage(relative) && fs::is_regular_file(folder / relative, error)) {
      return folder / relative;
    }
  }
  return {};
}

bool recognises(const fs::path& path) {
  if (fs::is_directory(path)) {
    return false;
  }
  const std::string start = firstBytes(path, 64);
  const std::size_t first = start.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return lowerCaseName(path).ends_with(".json") || (first != std::string::npos && start[first] == '{');
}

std::vector<AnnotationItem> items(const fs::path& path) {
  std::vector<AnnotationItem> found;
  for (const CocoImage& image : imagesOf(parsed(path), path)) {
    found.push_back({image.name, !fileOf(path, image.name).empty()});
  }
  return found;
}

/// Polygons of one cell, united.
Mask maskOfPolygons(const Json& polygons, const CocoImage& image, const std::string& where) {
  Mask mask;
  double length = 0.0;
  const auto within = [](double value, std::int64_t size) { // somewhat outside is not unusual
    return value >= -static_cast<double>(size) && value <= 2.0 * static_cast<double>(size);
  };
  for (const Json& polygon : polygons) {
    std::vector<std::pair<double, double>> vertices;
    if (!polygon.is_array() || polygon.size() % 2 != 0) {
      fail("a polygon is no list of x, y, x, y, …", where);
    }
    for (std::size_t i = 0; i < polygon.size(); i += 2) {
      if (!polygon[i].is_number() || !polygon[i + 1].is_number()) {
        fail("a polygon holds something else than numbers", where);
      }
      vertices.emplace_back(polygon[i + 1].get<double>() - 0.5, polygon[i].get<double>() - 0.5);
      if (!within(vertices.back().first, image.height) || !within(vertices.back().second, image.width)) {
        fail("a polygon lies far outside its image", where);
      }
      length += vertices.size() > 1 ? std::abs(vertices.back().first - vertices[vertices.size() - 2].first) : 0.0;
    }
    if (length > longestOutline) {
      fail("a polygon is longer than the outline of any cell", where);
    }
    mask.unite(polygonMask(0, 0, vertices));
  }
  return mask;
}

Mask maskOfRle(const Json& rle, const CocoImage& image, const std::string& where) {
  const auto size = rle.find("size");
  const auto counts = rle.find("counts");
  if (size == rle.end() || counts == rle.end() || *size != Json::array({image.height, image.width})) {
    fail("the mask has another size than its image, which is " + std::to_string(image.width) + " x " +
             std::to_string(image.height),
         where);
  }
  RunLengths runs;
  if (counts->is_string()) {
    runs = runLengthsOfText(counts->get_ref<const std::string&>());
  } else if (counts->is_array()) {
    for (const Json& run : *counts) {
      if (!run.is_number_unsigned()) {
        fail("a run length is no whole number from 0 on", where);
      }
      runs.push_back(run.get<std::uint64_t>());
    }
  } else {
    fail("the mask has no run lengths", where);
  }
  return maskOfRunLengths(runs, image.height, image.width, 0, 0);
}

/// Nothing for an annotation that has a box only.
Mask maskOf(const Json& annotation, const CocoImage& image, const std::string& where) {
  const auto segmentation = annotation.find("segmentation");
  try {
    if (segmentation != annotation.end() && segmentation->is_array()) {
      return maskOfPolygons(*segmentation, image, where);
    }
    if (segmentation != annotation.end() && segmentation->is_object()) {
      return maskOfRle(*segmentation, image, where);
    }
  } catch (const FormatError& error) {
    throw FormatError(error.problem(), where, error.remedy());
  }
  return {};
}

/// Kinds by category id, of categories that are called like one.
std::map<Json, CellKind> kindsOf(const Json& coco) {
  std::map<Json, CellKind> kinds;
  const auto categories = coco.find("categories");
  if (categories == coco.end() || !categories->is_array()) {
    return kinds;
  }
  for (const Json& category : *categories) {
    if (!category.is_object() || !category.contains("id") || !category.contains("name") ||
        !category["name"].is_string()) {
      continue;
    }
    const std::string name = lowerCaseName(category["name"].get<std::string>());
    const auto says = [&](const char* word) { return name.find(word) != std::string::npos; };
    if (says("nucle")) {
      kinds[category["id"]] = CellKind::Nucleus;
    } else if (says("cytoplasm")) {
      kinds[category["id"]] = CellKind::Cytoplasm;
    } else if (says("cell")) {
      kinds[category["id"]] = CellKind::WholeCell;
    }
  }
  return kinds;
}

/// The annotation's id where it can be a cell's: 1…2³²−1, and not taken; else 0.
CellId idOf(const Json& annotation, const Sketch& sketch) {
  const auto id = annotation.find("id");
  const std::uint64_t value = id != annotation.end() && id->is_number_unsigned() ? id->get<std::uint64_t>() : 0;
  return value <= std::numeric_limits<CellId>::max() && !sketch.find(static_cast<CellId>(value))
             ? static_cast<CellId>(value)
             : 0;
}

/// Puts the cells of one image's annotations into a sketch.
class Gatherer {
public:
  Gatherer(const CocoImage& image, std::map<Json, CellKind> kinds, std::string file)
      : image_(image),
        kinds_(std::move(kinds)),
        file_(std::move(file)),
        sketch_({1, 1, 1, image.height, image.width}) {}

  void add(const Json& annotation, const std::string& where) {
    Cell cell;
    cell.mask = maskOf(annotation, image_, where);
    if (cell.mask.empty()) {
      ++boxes_;
      return;
    }
    covered_ += static_cast<std::uint64_t>(cell.mask.count());
    if (covered_ / mostCover > static_cast<std::uint64_t>(image_.height * image_.width)) {
      fail("the cells lie over one another more than " + std::to_string(mostCover) + " times", file_);
    }
    const auto category = annotation.find("category_id");
    if (category != annotation.end() && kinds_.contains(*category)) {
      cell.kind = kinds_.at(*category);
    }
    cell.id = idOf(annotation, sketch_);
    if (cell.id != 0) {
      sketch_.put(std::move(cell));
    } else {
      nameless_.push_back(std::move(cell));
    }
  }

  Reading reading() {
    for (Cell& cell : nameless_) {
      cell.id = sketch_.nextId();
      sketch_.put(std::move(cell));
    }
    Reading reading;
    reading.sketch = sketch_;
    reading.kindsKnown = !kinds_.empty();
    reading.note(CYTOSKETCH_TRANSLATE("%1 annotations have a box but no area and were left out"), boxes_);
    reading.note(CYTOSKETCH_TRANSLATE("%1 annotations got new ids: theirs were missing, doubled or beyond 32 bits"),
                 static_cast<std::int64_t>(nameless_.size()));
    return reading;
  }

private:
  const CocoImage& image_;
  std::map<Json, CellKind> kinds_;
  std::string file_;
  Sketch sketch_;
  std::vector<Cell> nameless_;
  std::int64_t boxes_ = 0;
  std::uint64_t covered_ = 0;
};

Reading read(const Request& request) {
  const Json coco = parsed(request.path);
  const std::vector<CocoImage> images = imagesOf(coco, request.path);
  const auto image =
      std::find_if(images.begin(), images.end(), [&](const CocoImage& i) { return i.name == request.item; });
  if (image == images.end()) {
    throw FileError("holds no image " + request.item, request.path.string(), "Look at the file again");
  }
  Gatherer gatherer(*image, kindsOf(coco), request.path.string());
  const Json& annotations = coco["annotations"];
  for (std::size_t i = 0; i < annotations.size(); ++i) {
    request.throwIfStopped();
    request.progress(static_cast<double>(i) / static_cast<double>(annotations.size()));
    const std::string where = request.path.string() + ", annotation " + std::to_string(i);
    if (!annotations[i].is_object() || !annotations[i].contains("image_id")) {
      fail("an annotation belongs to no image", where);
    }
    if (annotations[i]["image_id"] == image->id) {
      gatherer.add(annotations[i], where);
    }
  }
  return gatherer.reading();
}

Reading readChecked(const Request& request) {
  Reading reading = read(request);
  if (const fs::path file = fileOf(request.path, request.item); !file.empty()) {
    const ImageInfo info = readImageInfo(file);
    if (info.extent.y != reading.sketch.extent().y || info.extent.x != reading.sketch.extent().x) {
      fail("says that the image has " + std::to_string(reading.sketch.extent().x) + " x " +
               std::to_string(reading.sketch.extent().y) + " pixels, but " + file.filename().string() + " has " +
               std::to_string(info.extent.x) + " x " + std::to_string(info.extent.y),
           request.path.string());
    }
    reading.sketch.setSpacing(info.spacing);
  }
  return reading;
}

Image<float> image(const fs::path& path, const std::string& item) {
  return readImage(fileOf(path, item));
}

} // namespace

const Reader& cocoReader() {
  static const Reader reader{{AnnotationFormat::Coco, "coco", CYTOSKETCH_TRANSLATE("COCO annotations")},
                             recognises,
                             items,
                             readChecked,
                             image};
  return reader;
}

} // namespace cytosketch::annotation
