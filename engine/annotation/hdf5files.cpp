#include "engine/annotation/components.h"
#include "engine/annotation/detail/hdf5arrays.h"
#include "engine/annotation/detail/labelcells.h"
#include "engine/annotation/paths.h"
#include "engine/image/grey.h"
#include "engine/sketch/measuredgreys.h"

#include <algorithm>
#include <array>

// The HDF5 files of the method's authors: data/image (a real image), data/instance (labels), data/diffusion_mask (the
// sketch in the network's values, −1 = background); z, y, x.
namespace cytosketch::annotation {
namespace fs = std::filesystem;
namespace {

const std::string imageName = "data/image";
const std::string instanceName = "data/instance";
const std::string sketchName = "data/diffusion_mask";

bool isHdf5(const fs::path& file) {
  const std::string name = lowerCaseName(file);
  return !name.ends_with(".cysk") && (name.ends_with(".h5") || name.ends_with(".hdf5") || name.ends_with(".hdf") ||
                                      firstBytes(file, 4) == "\x89HDF");
}

std::vector<fs::path> filesOf(const fs::path& path) {
  if (!fs::is_directory(path)) {
    return {path};
  }
  std::vector<fs::path> files = filesIn(path);
  std::erase_if(files, [](const fs::path& file) { return !isHdf5(file); });
  return files;
}

fs::path fileOf(const fs::path& path, const std::string& item) {
  return fs::is_directory(path) ? path / item : path;
}

bool recognises(const fs::path& path) {
  return fs::is_directory(path) ? !filesOf(path).empty() : isHdf5(path);
}

std::vector<AnnotationItem> items(const fs::path& path) {
  std::vector<AnnotationItem> found;
  for (const fs::path& file : filesOf(path)) {
    const Hdf5Arrays arrays(file);
    if (arrays.contains(instanceName) || arrays.contains(sketchName)) {
      found.push_back({file.filename().string(), arrays.contains(imageName)});
    }
  }
  if (found.empty()) {
    throw FormatError("holds neither data/instance nor data/diffusion_mask", path.string(),
                      "Choose an HDF5 file of sketches in the authors' layout");
  }
  return found;
}

/// Sketches without labels: what stands out from the background, in connected areas.
Image<std::uint32_t> areasOf(const Image<float>& sketch) {
  constexpr float background = -1.0F;
  Image<std::uint32_t> labels(sketch.extent());
  std::transform(sketch.begin(), sketch.end(), labels.mutableData(),
                 [](float value) { return value > background ? 1U : 0U; });
  return connectedComponents(labels);
}

Reading read(const Request& request) {
  const fs::path file = fileOf(request.path, request.item);
  const Hdf5Arrays arrays(file);
  const bool labelled = arrays.contains(instanceName);
  const bool drawn = arrays.contains(sketchName);
  const Extent extent = arrays.extentOf(labelled ? instanceName : sketchName);
  for (const std::string& other : {imageName, sketchName}) {
    if (arrays.contains(other)) {
      requireSameSize(extent, arrays.extentOf(other), file);
    }
  }
  const Image<float> sketch = drawn ? arrays.reals(sketchName) : Image<float>();
  request.throwIfStopped();
  Reading reading = cellsOf(labelled ? arrays.labels(instanceName) : areasOf(sketch), request);
  if (!labelled) {
    reading.notes.push_back(
        {CYTOSKETCH_TRANSLATE("there are no labels in the file: each connected area of its sketch is a cell"), 0});
  }
  if (drawn && reading.sketch.cellCount() > 0) {
    Image<float> grey(sketch.extent());
    std::transform(sketch.begin(), sketch.end(), grey.mutableData(), greyOfNetworkValue);
    reading.sketch = withGreysOf(reading.sketch, grey);
    reading.greysKnown = true;
  }
  return reading;
}

Image<float> image(const fs::path& path, const std::string& item) {
  return Hdf5Arrays(fileOf(path, item)).reals(imageName);
}

} // namespace

const Reader& hdf5Reader() {
  static const Reader reader{
      {AnnotationFormat::Hdf5, "hdf5", CYTOSKETCH_TRANSLATE("HDF5 sketches")}, recognises, items, read, image};
  return reader;
}

} // namespace cytosketch::annotation
