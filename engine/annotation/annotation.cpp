#include "engine/annotation/annotation.h"

#include "engine/annotation/detail/reader.h"
#include "engine/annotation/paths.h"
#include "engine/image/normalisation.h"
#include "engine/imageio/imagefile.h"
#include "engine/sketch/measuredgreys.h"

#include <algorithm>
#include <array>

namespace cytosketch {
namespace fs = std::filesystem;
using annotation::Reader;
using annotation::Reading;
using annotation::Request;
namespace {

/// From the most particular to label images, which almost any file might be.
const std::array<const Reader*, 7>& readers() {
  static const std::array<const Reader*, 7> all{&annotation::cellTrackingReader(), &annotation::starDistReader(),
                                                &annotation::cellposeReader(),     &annotation::roiReader(),
                                                &annotation::cocoReader(),         &annotation::hdf5Reader(),
                                                &annotation::labelReader()};
  return all;
}

const Reader& readerOf(AnnotationFormat format) {
  return **std::find_if(readers().begin(), readers().end(),
                        [&](const Reader* reader) { return reader->info.format == format; });
}

void requireThere(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    throw FileError("is not there", path.string(), "Check the name");
  }
  if (annotation::lowerCaseName(path).ends_with(".cysk")) {
    throw FormatError("is a sketch already", path.string(), "Open it as it is");
  }
}

const AnnotationItem& itemOf(const AnnotationList& list, const std::string& name) {
  const auto found =
      std::find_if(list.items.begin(), list.items.end(), [&](const AnnotationItem& item) { return item.name == name; });
  if (found != list.items.end()) {
    return *found;
  }
  if (name.empty() && list.items.size() == 1) {
    return list.items.front();
  }
  std::vector<std::string> names;
  for (const AnnotationItem& item : list.items) {
    names.push_back(item.name);
  }
  throw SettingsError(name.empty() ? "holds several annotated images: " + annotation::listed(names)
                                   : "holds no '" + name + "' but " + annotation::listed(names),
                      list.path.string(), "Choose one of them");
}

/// What an image's content is refused for belongs to the file.
template <typename Work>
auto naming(const fs::path& path, const Work& work) {
  try {
    return work();
  } catch (const SettingsError& error) {
    throw FormatError(error.problem(), path.string(), error.remedy());
  }
}

Image<float> realImage(const AnnotationList& list, const AnnotationItem& item, const AnnotationOptions& options) {
  if (options.greys == AnnotationGreys::Chance) {
    return {};
  }
  const bool own = options.greys == AnnotationGreys::OwnImage;
  if (own && !item.hasImage) {
    throw SettingsError("keeps no image beside " + item.name, list.path.string(), "Choose the real image's file");
  }
  const fs::path& where = own ? list.path : options.image;
  const Image<float> image = own ? readerOf(list.format).image(list.path, item.name) : readImage(options.image);
  return naming(where, [&] { return normalised(image, percentileLimits(image)); });
}

/// An image that counts as slices what the cells count as frames, or the other way round, is turned to fit.
Image<float> fitted(const Image<float>& real, const Extent& cells) {
  const Extent& e = real.extent();
  if ((e.t == cells.t && e.z == cells.z) || e.t != cells.z || e.z != cells.t || std::min(e.t, e.z) != 1) {
    return real;
  }
  Image<float> turned({e.z, e.c, e.t, e.y, e.x});
  for (std::int64_t page = 0; page < e.t * e.z; ++page) {
    const std::int64_t t = page % e.t;
    const std::int64_t z = page / e.t;
    for (std::int64_t c = 0; c < e.c; ++c) {
      std::copy_n(real.data() + real.offset(t, c, z, 0, 0), e.y * e.x,
                  turned.mutableData() + turned.offset(z, c, t, 0, 0));
    }
  }
  return turned;
}

Sketch measured(const Sketch& sketch, const Image<float>& given, const fs::path& where) {
  const Image<float> real = fitted(given, sketch.extent());
  const Extent& r = real.extent();
  const Extent& e = sketch.extent();
  if (r.t != e.t || r.z != e.z || r.y != e.y || r.x != e.x) {
    throw FormatError("the image (" + extentText(r) + ") and the annotations (" + extentText(e) +
                          "; t, c, z, y, x) differ in size",
                      where.string(), "Choose the image that was annotated");
  }
  Sketch result = naming(where, [&] { return withGreysOf(sketch, real); });
  if (!result.spacing().known()) {
    result.setSpacing(given.spacing());
  }
  result.setSeed(0); // nothing in it is by chance
  return result;
}

Sketch withDrawnGreys(const Sketch& sketch, const BrightnessRange& range, std::uint64_t seed) {
  requireValid(range);
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    Cell lit = *cell;
    lit.grey = {drawnGrey(range, seed, id)};
    result.put(std::move(lit));
  }
  result.setSeed(seed);
  return result;
}

Sketch ofKind(const Sketch& sketch, CellKind kind) {
  Sketch result = sketch;
  for (const auto& [id, cell] : sketch.cells()) {
    if (cell->kind != kind) {
      Cell changed = *cell;
      changed.kind = kind;
      result.put(std::move(changed));
    }
  }
  return result;
}

} // namespace

std::span<const AnnotationFormatInfo> annotationFormats() {
  static const std::vector<AnnotationFormatInfo> formats = [] {
    std::vector<AnnotationFormatInfo> all;
    for (const Reader* reader : readers()) {
      all.push_back(reader->info);
    }
    return all;
  }();
  return formats;
}

std::string AnnotationNote::message() const {
  std::string message(text);
  if (const std::size_t place = message.find("%1"); place != std::string::npos) {
    message.replace(place, 2, std::to_string(count));
  }
  return message;
}

AnnotationList listAnnotations(const fs::path& path, std::optional<AnnotationFormat> format) {
  requireThere(path);
  const auto found = std::find_if(readers().begin(), readers().end(), [&](const Reader* reader) {
    return format ? reader->info.format == *format : reader->recognises(path);
  });
  if (found == readers().end() || !(*found)->recognises(path)) {
    throw FormatError(format ? "is not what it should be: " + std::string((*found)->info.label)
                             : "holds no annotations of a known kind",
                      path.string(),
                      "Choose label images, or a file or folder of the Cell Tracking Challenge, Cellpose, StarDist, "
                      "ImageJ's ROI Manager, COCO or the authors' HDF5");
  }
  AnnotationList list{path, (*found)->info.format, (*found)->items(path)};
  if (list.items.empty()) {
    throw FormatError("holds no annotated image", path.string(), "Choose another file or folder");
  }
  return list;
}

Annotation readAnnotation(const AnnotationList& list, const AnnotationOptions& options) {
  const AnnotationItem& item = itemOf(list, options.item);
  const Image<float> real = realImage(list, item, options);
  const std::optional<Extent> canvas = real.empty() ? std::nullopt : std::optional(real.extent());
  const Request request{list.path, item.name, options, canvas};
  request.throwIfStopped();
  Reading reading = naming(list.path, [&] { return readerOf(list.format).read(request); });
  if (reading.sketch.cellCount() == 0) {
    throw FormatError("holds no cell: its masks are empty", list.path.string() + ", " + item.name,
                      "Choose annotations with at least one cell");
  }
  request.throwIfStopped();
  if (options.kind || !reading.kindsKnown) {
    reading.sketch = ofKind(reading.sketch, options.kind.value_or(CellKind::Nucleus));
  }
  if (!real.empty()) {
    reading.sketch =
        measured(reading.sketch, real, options.greys == AnnotationGreys::OwnImage ? list.path : options.image);
  } else if (!reading.greysKnown || options.brightness) {
    Sketch drawn = withDrawnGreys(reading.sketch, options.brightness.value_or(BrightnessRange()), options.seed);
    if (reading.greysKnown) { // its background belongs to its greys
      drawn.setShading(Shading());
    }
    reading.sketch = drawn;
  }
  request.progress(1.0);
  return {reading.sketch, reading.notes};
}

Annotation readCells(const AnnotationList& list, const std::string& name, const std::optional<Extent>& canvas,
                     const std::stop_token& stop) {
  const AnnotationItem& item = itemOf(list, name);
  AnnotationOptions options;
  options.stop = stop;
  const Request request{list.path, item.name, options, canvas};
  const Reading reading = naming(list.path, [&] { return readerOf(list.format).read(request); });
  return {reading.sketch, reading.notes};
}

Image<float> readItemImage(const AnnotationList& list, const std::string& name) {
  const AnnotationItem& item = itemOf(list, name);
  if (!item.hasImage) {
    throw SettingsError("keeps no image beside " + item.name, list.path.string(), "Choose the real image's file");
  }
  return readerOf(list.format).image(list.path, item.name);
}

} // namespace cytosketch
