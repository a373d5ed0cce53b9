#include "engine/annotation/cocofile.h"
#include "engine/annotation/detail/reader.h"
#include "engine/annotation/paths.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>

namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

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
  const CocoFile coco(path);
  for (const CocoFile::Picture& picture : coco.pictures()) {
    found.push_back({picture.name, !picture.file.empty()});
  }
  return found;
}

std::size_t placeOf(const CocoFile& coco, const fs::path& path, const std::string& item) {
  const std::vector<CocoFile::Picture>& pictures = coco.pictures();
  const auto found =
      std::find_if(pictures.begin(), pictures.end(), [&](const CocoFile::Picture& p) { return p.name == item; });
  if (found == pictures.end()) {
    throw FileError("holds no image " + item, path.string(), "Look at the file again");
  }
  return static_cast<std::size_t>(found - pictures.begin());
}

Reading read(const Request& request) {
  const CocoFile coco(request.path);
  const std::size_t place = placeOf(coco, request.path, request.item);
  const CocoFile::Content content = coco.read(place, request.options.stop, request.options.progress);
  Reading reading{content.sketch, content.notes, content.kindsKnown, false};
  const fs::path& file = coco.pictures()[place].file;
  if (!file.empty()) {
    const ImageInfo info = readImageInfo(file);
    const Extent& e = reading.sketch.extent();
    if (info.extent.y != e.y || info.extent.x != e.x) {
      throw FormatError("says that the image has " + std::to_string(e.x) + " x " + std::to_string(e.y) +
                            " pixels, but " + file.filename().string() + " has " + std::to_string(info.extent.x) +
                            " x " + std::to_string(info.extent.y),
                        request.path.string(), "Export the annotations again");
    }
    reading.sketch.setSpacing(info.spacing);
  }
  return reading;
}

Image<float> image(const fs::path& path, const std::string& item) {
  const CocoFile coco(path);
  return readImage(coco.pictures()[placeOf(coco, path, item)].file);
}

} // namespace

const Reader& cocoReader() {
  static const Reader reader{
      {AnnotationFormat::Coco, "coco", CYTOSKETCH_TRANSLATE("COCO annotations")}, recognises, items, read, image};
  return reader;
}

} // namespace cytosketch::annotation
