#include "engine/annotation/components.h"
#include "engine/annotation/detail/labelcells.h"
#include "engine/annotation/paths.h"
#include "engine/imageio/imagefile.h"

#include <algorithm>

namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

bool anyLabel(const Image<std::uint32_t>& labels) {
  return std::any_of(labels.begin(), labels.end(), [](std::uint32_t label) { return label != 0; });
}

/// The background becomes 0; what was 0 becomes a cell, since it is none of the background then.
Image<std::uint32_t> withBackground(Image<std::uint32_t> labels, std::uint32_t background, Reading& reading) {
  const std::uint32_t highest = *std::max_element(labels.begin(), labels.end());
  const bool full = highest == 0xFFFFFFFFU;
  const std::uint32_t next = full ? background : highest + 1; // if all are taken, the one that is free now
  std::int64_t moved = 0;
  std::uint32_t* voxels = labels.mutableData();
  std::transform(voxels, voxels + labels.size(), voxels, [&](std::uint32_t label) {
    moved += label == 0 ? 1 : 0;
    return label == background ? 0 : label == 0 ? next : label;
  });
  reading.note(CYTOSKETCH_TRANSLATE("%1 voxels had label 0 and are a cell with a new id now"), moved);
  return labels;
}

std::vector<AnnotationItem> items(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return {{path.filename().string(), false}};
  }
  std::vector<AnnotationItem> found;
  for (const fs::path& file : filesIn(path)) {
    if (isImage(file)) {
      found.push_back({file.filename().string(), false});
    }
  }
  return found;
}

bool recognises(const fs::path& path) {
  return !fs::is_directory(path) || !items(path).empty();
}

Reading read(const Request& request) {
  return readLabelFile(fs::is_directory(request.path) ? request.path / request.item : request.path, request);
}

} // namespace

Reading cellsOf(const Image<std::uint32_t>& given, const Request& request) {
  Reading reading;
  Image<std::uint32_t> labels = given;
  if (request.options.background != 0) {
    labels = withBackground(std::move(labels), request.options.background, reading);
  }
  if (request.options.components) {
    labels = connectedComponents(labels);
  }
  reading.sketch = anyLabel(labels) ? sketchFromLabels(labels, CellKind::Nucleus, BrightnessRange(), 1)
                                    : Sketch(labels.extent(), labels.spacing());
  return reading;
}

Reading readLabelFile(const fs::path& path, const Request& request) {
  const Image<std::uint32_t> labels = readLabels(path);
  request.progress(0.5);
  request.throwIfStopped();
  return cellsOf(labels, request);
}

void requireSameSize(const Extent& masks, const Extent& image, const fs::path& file) {
  if (masks.t == image.t && masks.z == image.z && masks.y == image.y && masks.x == image.x) {
    return;
  }
  throw FormatError("the masks (" + extentText(masks) + ") differ in size from their image (" + extentText(image) +
                        "; t, c, z, y, x)",
                    file.string(), "Put masks and image of one size together");
}

const Reader& labelReader() {
  static const Reader reader{
      {AnnotationFormat::Labels, "labels", CYTOSKETCH_TRANSLATE("label images")}, recognises, items, read, nullptr};
  return reader;
}

} // namespace cytosketch::annotation
