#include "engine/dataset/detail/layoutfiles.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/labelgroups.h"
#include "engine/sketch/raster.h"

#include <algorithm>
#include <cmath>
#include <system_error>

namespace cytosketch {
namespace fs = std::filesystem;
namespace {

/// Grey g of network values; stretched to [0, 1] channel by channel over all frames if the recipe says so.
Image<float> greyOf(Image<float> image, const Recipe& recipe) {
  float* const voxels = image.mutableData();
  std::transform(voxels, voxels + image.size(), voxels, greyOfNetworkValue);
  if (recipe.choice("scaling") == "fixed") {
    return image;
  }
  const Extent& e = image.extent();
  for (std::int64_t c = 0; c < e.c; ++c) {
    float low = 1.0F, high = 0.0F;
    for (std::int64_t t = 0; t < e.t; ++t) {
      const auto [least, most] = std::minmax_element(image.channel(t, c), image.channel(t, c) + e.volume());
      low = std::min(low, *least);
      high = std::max(high, *most);
    }
    const float range = high > low ? high - low : 1.0F;
    for (std::int64_t t = 0; t < e.t; ++t) {
      float* const part = image.mutableChannel(t, c);
      std::transform(part, part + e.volume(), part, [&](float g) { return (g - low) / range; });
    }
  }
  return image;
}

bool hasKind(const Sketch& sketch, CellKind kind) {
  return std::any_of(sketch.cells().begin(), sketch.cells().end(),
                     [&](const auto& entry) { return entry.second->kind == kind; });
}

} // namespace

ExportedImage exportedImage(const Image<float>& networkValues, const Recipe& recipe) {
  if (recipe.choice("bit-depth") == "float") {
    return networkValues;
  }
  const Image<float> grey = greyOf(networkValues, recipe);
  if (recipe.choice("bit-depth") == "16") {
    return toUInt16(grey);
  }
  constexpr float white = 255.0F;
  Image<std::uint8_t> bytes(grey.extent(), 0, grey.spacing());
  std::transform(grey.begin(), grey.end(), bytes.mutableData(),
                 [](float g) { return static_cast<std::uint8_t>(std::lround(white * std::clamp(g, 0.0F, 1.0F))); });
  return bytes;
}

std::string greyMapOf(const Recipe& recipe) {
  if (recipe.choice("bit-depth") == "float") {
    return "g = (value + 1) / 2";
  }
  const std::string white = recipe.choice("bit-depth") == "8" ? "255" : "65535";
  return recipe.choice("scaling") == "fixed"
             ? "g = value / " + white
             : "values 0 to " + white + " are the lowest to the highest grey of each channel of the image";
}

double whiteOf(const Recipe& recipe) {
  return recipe.choice("bit-depth") == "float" ? 1.0 : recipe.choice("bit-depth") == "8" ? 255.0 : 65535.0;
}

void writeExported(const Image<float>& networkValues, const Recipe& recipe, const fs::path& path,
                   WriteOptions options) {
  makeFolderOf(path);
  if (options.description.empty()) {
    options.description = "CytoSketch: " + greyMapOf(recipe);
  }
  std::visit([&](const auto& image) { writeImage(image, path, options); }, exportedImage(networkValues, recipe));
}

CellKind labelKindOf(const Sketch& sketch, const Recipe& recipe) {
  const std::string_view wanted = recipe.choice("labels");
  for (const CellKind kind : {CellKind::Nucleus, CellKind::WholeCell, CellKind::Cytoplasm}) {
    if (wanted == kindName(kind) || (wanted == "auto" && hasKind(sketch, kind))) {
      return kind;
    }
  }
  return CellKind::Nucleus;
}

Image<std::uint32_t> singleLabels(const Sketch& sketch, const Recipe& recipe) {
  return rasteriseLabels(sketch, labelKindOf(sketch, recipe));
}

std::string splitFolder(Split split, const Recipe& recipe) {
  return recipe.value("validation") > 0.0 || recipe.value("test") > 0.0 ? std::string(name(split)) + "/" : "";
}

void makeFolderOf(const fs::path& file) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) {
    throw FileError("the folder cannot be made: " + error.message(), file.parent_path().string(),
                    "Check that the disk is not full and that you may write there");
  }
}

void requireOneChannel(const Extent& extent, std::string_view layout) {
  if (extent.c != 1) {
    throw SettingsError(std::string(layout) + " takes images of one channel, these have " + std::to_string(extent.c),
                        "layout", "Name one channel (\"channels\": [0]), or choose another layout");
  }
}

void requireOneFrame(const Extent& extent, std::string_view layout) {
  if (extent.t != 1) {
    throw SettingsError(std::string(layout) + " takes no series, these sketches have " + std::to_string(extent.t) +
                            " frames",
                        "layout", "Choose ctc, tiff, imagej, ome-tiff or ome-zarr");
  }
}

std::string_view Layout::overlap() const {
  return "Where cells overlap, the label image shows the topmost one of its kind (higher z-order, then higher id); the "
         "full outlines are in sketches/.";
}

void Layout::requireFits(const Extent& /*extent*/) const {}

double Layout::largestBytes(const Extent& extent, const Recipe& recipe) const {
  const double perVoxel = recipe.choice("bit-depth") == "float" ? 4.0 : recipe.choice("bit-depth") == "8" ? 1.0 : 2.0;
  const auto voxels = static_cast<double>(extent.voxels());
  constexpr double headers = 4096.0;
  return voxels * perVoxel + 2.0 * voxels / static_cast<double>(extent.c) + headers;
}

std::vector<std::string> Layout::finish(const std::vector<FinishedSample>& /*samples*/,
                                        const LayoutPlan& /*plan*/) const {
  return {};
}

const Layout& layoutOf(const Recipe& recipe) {
  using Get = const Layout& (*)();
  static const std::map<std::string_view, Get> layouts{{"tiff", tiffLayout},         {"cellpose", cellposeLayout},
                                                       {"stardist", stardistLayout}, {"ctc", cellTrackingLayout},
                                                       {"nnunet", nnunetLayout},     {"hdf5", hdf5Layout},
                                                       {"imagej", imagejLayout},     {"ome-tiff", omeTiffLayout},
                                                       {"ome-zarr", omeZarrLayout},  {"imagej-roi", imagejRoiLayout},
                                                       {"coco", cocoLayout}};
  return layouts.at(recipe.choice("layout"))();
}

const Layout& pairLayout() {
  return tiffLayout();
}

} // namespace cytosketch
