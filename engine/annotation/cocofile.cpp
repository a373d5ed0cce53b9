#include "engine/annotation/cocofile.h"

#include "engine/annotation/cocorle.h"
#include "engine/annotation/paths.h"
#include "engine/image/error.h"
#include "engine/image/parameter.h"
#include "engine/imageio/filecheck.h"
#include "engine/imageio/imagefile.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

// COCO's JSON (cocodataset.org, "Data format"): images (id, file_name, width, height), categories (id, name) and
// annotations (id, image_id, category_id, segmentation), whose segmentation is a list of polygons [x1, y1, x2, …] in
// pixels from the image's corner, or {size: [height, width], counts: run lengths as numbers or as compressed text}.
namespace cytosketch {
namespace fs = std::filesystem;
using Json = nlohmann::json;
using annotation::isImage;
using annotation::lowerCaseName;
using Picture = CocoFile::Picture;
namespace {

constexpr std::uint64_t largestFile = std::uint64_t{1} << 30U;
constexpr std::uint64_t memoryPerByte = 12; ///< what parsing takes
constexpr std::int64_t longestAxis = 1 << 15;
constexpr double longestOutline = 1 << 21; ///< rows crossed by the polygons of one annotation
constexpr std::uint64_t mostCover = 64;    ///< cells over one another, on average over the whole image

[[noreturn]] void fail(const std::string& what, const std::string& where) {
  throw FormatError(what, where, "Export the annotations again");
}

Json parsed(const fs::path& path) {
  const std::string text = annotation::readWhole(path, largestFile);
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

/// Where images lie: beside the JSON, in images/ there; and if it lies in annotations/, beside that folder, or in a
/// folder that is called like the JSON (instances_val2017.json → val2017).
std::vector<fs::path> imageFolders(const fs::path& path) {
  const fs::path own = fs::absolute(path).parent_path();
  std::vector<fs::path> folders{own, own / "images"};
  if (own.filename() == "annotations") {
    const std::string stem = path.stem().string();
    folders.insert(folders.end(), {own.parent_path(), own.parent_path() / "images",
                                   own.parent_path() / stem.substr(stem.find('_') + 1)});
  }
  return folders;
}

/// The image's file; empty if there is none. Names that lead out of the folder are not followed.
fs::path fileOf(const std::vector<fs::path>& folders, const std::string& name) {
  const fs::path relative(name);
  if (relative.empty() || relative.is_absolute() ||
      std::find(relative.begin(), relative.end(), fs::path("..")) != relative.end()) {
    return {};
  }
  for (const fs::path& folder : folders) {
    std::error_code error;
    if (isImage(relative) && fs::is_regular_file(folder / relative, error)) {
      return folder / relative;
    }
  }
  return {};
}

std::vector<std::pair<Json, Picture>> picturesOf(const Json& coco, const fs::path& path) {
  std::vector<std::pair<Json, Picture>> pictures;
  std::map<std::string, int> times;
  const std::vector<fs::path> folders = imageFolders(path);
  for (const Json& entry : coco["images"]) {
    if (!entry.is_object() || !entry.contains("id")) {
      fail("an image has no id", path.string());
    }
    Picture picture;
    const Json& id = entry["id"];
    picture.name = entry.contains("file_name") && entry["file_name"].is_string() ? entry["file_name"].get<std::string>()
                                                                                 : id.dump();
    picture.file = fileOf(folders, picture.name);
    const int before = times[picture.name]++;
    picture.name += before > 0 ? " (" + std::to_string(before + 1) + ")" : "";
    picture.height = axisOf(entry, "height", path.string());
    picture.width = axisOf(entry, "width", path.string());
    pictures.emplace_back(id, std::move(picture));
  }
  if (pictures.empty()) {
    fail("holds no image", path.string());
  }
  return pictures;
}

/// Polygons of one cell, united.
Mask maskOfPolygons(const Json& polygons, const Picture& image, const std::string& where) {
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

Mask maskOfRle(const Json& rle, const Picture& image, const std::string& where) {
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
Mask maskOf(const Json& annotation, const Picture& image, const std::string& where) {
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

std::map<Json, std::string> categoriesOf(const Json& coco) {
  std::map<Json, std::string> names;
  const auto categories = coco.find("categories");
  if (categories != coco.end() && categories->is_array()) {
    for (const Json& category : *categories) {
      if (category.is_object() && category.contains("id") && category.contains("name") &&
          category["name"].is_string()) {
        names[category["id"]] = category["name"].get<std::string>();
      }
    }
  }
  return names;
}

/// Kinds by category id, of categories that are called like one.
std::map<Json, CellKind> kindsOf(const std::map<Json, std::string>& categories) {
  std::map<Json, CellKind> kinds;
  for (const auto& [id, category] : categories) {
    const std::string name = lowerCaseName(category);
    const auto says = [&](const char* word) { return name.find(word) != std::string::npos; };
    if (says("nucle")) {
      kinds[id] = CellKind::Nucleus;
    } else if (says("cytoplasm")) {
      kinds[id] = CellKind::Cytoplasm;
    } else if (says("cell")) {
      kinds[id] = CellKind::WholeCell;
    }
  }
  return kinds;
}

/// The id where it can be a cell's: 1…2³²−1, and not taken; else 0.
CellId idOf(const Json& annotation, const char* key, const Sketch& sketch) {
  const auto id = annotation.find(key);
  const std::uint64_t value = id != annotation.end() && id->is_number_unsigned() ? id->get<std::uint64_t>() : 0;
  return value <= std::numeric_limits<CellId>::max() && !sketch.find(static_cast<CellId>(value))
             ? static_cast<CellId>(value)
             : 0;
}

} // namespace

struct CocoFile::Parsed {
  fs::path path;
  Json json;
  std::vector<Picture> pictures;
  std::vector<std::vector<std::size_t>> annotations; ///< of each picture
  std::map<Json, std::string> categories;
  std::map<Json, CellKind> kinds;
};

namespace {

/// Puts the cells of one image's annotations into a sketch.
class Gatherer {
public:
  Gatherer(const Picture& image, const std::map<Json, std::string>& categories, const std::map<Json, CellKind>& kinds,
           std::string idKey, std::string file)
      : image_(image),
        categories_(categories),
        kinds_(kinds),
        idKey_(std::move(idKey)),
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
    const auto given = annotation.find("category_id");
    const auto category = given != annotation.end() ? categories_.find(*given) : categories_.end();
    if (category == categories_.end()) {
      ++content_.unknownCategories;
    } else if (const auto kind = kinds_.find(category->first); kind != kinds_.end()) {
      cell.kind = kind->second;
    }
    cell.id = idOf(annotation, idKey_.c_str(), sketch_);
    const std::string name = category == categories_.end() ? std::string() : category->second;
    if (cell.id != 0) {
      content_.categories[cell.id] = name;
      sketch_.put(std::move(cell));
    } else {
      nameless_.emplace_back(std::move(cell), name);
    }
  }

  CocoFile::Content content() {
    for (auto& [cell, category] : nameless_) {
      cell.id = sketch_.nextId();
      content_.categories[cell.id] = category;
      sketch_.put(std::move(cell));
    }
    content_.sketch = sketch_;
    content_.kindsKnown = !kinds_.empty();
    note(CYTOSKETCH_TRANSLATE("%1 annotations have a box but no area and were left out"), boxes_);
    note(CYTOSKETCH_TRANSLATE("%1 annotations got new ids: theirs were missing, doubled or beyond 32 bits"),
         static_cast<std::int64_t>(nameless_.size()));
    return content_;
  }

private:
  void note(std::string_view text, std::int64_t count) {
    if (count > 0) {
      content_.notes.push_back({text, count});
    }
  }

  const Picture& image_;
  const std::map<Json, std::string>& categories_;
  const std::map<Json, CellKind>& kinds_;
  std::string idKey_;
  std::string file_;
  Sketch sketch_;
  CocoFile::Content content_;
  std::vector<std::pair<Cell, std::string>> nameless_;
  std::int64_t boxes_ = 0;
  std::uint64_t covered_ = 0;
};

/// What says which cell an annotation is: CytoSketch's own key if all annotations of the image have it, else their ids.
std::string idKeyOf(const Json& annotations, const std::vector<std::size_t>& which) {
  std::set<std::uint64_t> seen;
  const bool ours = std::all_of(which.begin(), which.end(), [&](std::size_t i) {
    const auto cell = annotations[i].find("cell");
    return cell != annotations[i].end() && cell->is_number_unsigned() && seen.insert(cell->get<std::uint64_t>()).second;
  });
  return ours ? "cell" : "id";
}

} // namespace

CocoFile::CocoFile(const fs::path& path) {
  auto all = std::make_shared<Parsed>();
  all->path = path;
  all->json = parsed(path);
  std::map<Json, std::size_t> placeOf;
  for (auto& [id, picture] : picturesOf(all->json, path)) {
    placeOf.emplace(id, all->pictures.size());
    all->pictures.push_back(std::move(picture));
  }
  all->annotations.resize(all->pictures.size());
  const Json& annotations = all->json["annotations"];
  for (std::size_t i = 0; i < annotations.size(); ++i) {
    if (!annotations[i].is_object() || !annotations[i].contains("image_id")) {
      fail("an annotation belongs to no image", path.string() + ", annotation " + std::to_string(i));
    }
    if (const auto place = placeOf.find(annotations[i]["image_id"]); place != placeOf.end()) {
      all->annotations[place->second].push_back(i);
    }
  }
  all->categories = categoriesOf(all->json);
  all->kinds = kindsOf(all->categories);
  parsed_ = all;
}

const std::vector<Picture>& CocoFile::pictures() const {
  return parsed_->pictures;
}

CocoFile::Content CocoFile::read(std::size_t picture, const std::stop_token& stop,
                                 const std::function<void(double)>& progress) const {
  const Json& annotations = parsed_->json["annotations"];
  const std::vector<std::size_t>& which = parsed_->annotations.at(picture);
  Gatherer gatherer(parsed_->pictures[picture], parsed_->categories, parsed_->kinds, idKeyOf(annotations, which),
                    parsed_->path.string());
  for (std::size_t k = 0; k < which.size(); ++k) {
    if (stop.stop_requested()) {
      throw Cancelled();
    }
    if (progress) {
      progress(static_cast<double>(k) / static_cast<double>(which.size()));
    }
    gatherer.add(annotations[which[k]], parsed_->path.string() + ", annotation " + std::to_string(which[k]));
  }
  return gatherer.content();
}

} // namespace cytosketch
