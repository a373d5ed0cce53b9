#include "engine/dataset/detail/layoutfiles.h"
#include "engine/imageio/omezarr.h"
#include "engine/sketch/labelgroups.h"
#include "engine/sketch/raster.h"

namespace cytosketch {
namespace {

std::vector<std::string> channelNames(std::int64_t channels) {
  std::vector<std::string> names;
  for (std::int64_t c = 0; c < channels; ++c) {
    names.push_back("channel " + std::to_string(c + 1));
  }
  return names;
}

/// A label image per channel and kind, with what its name adds; at least one.
std::vector<std::pair<std::string, Image<std::uint32_t>>> labelImages(const Sketch& sketch) {
  std::vector<std::pair<std::string, Image<std::uint32_t>>> images;
  const std::set<LabelGroup> groups = labelGroupsOf(sketch);
  for (const LabelGroup& group : groups) {
    images.emplace_back(partOfName(group, groups), rasteriseLabels(sketch, group.second, group.first));
  }
  if (images.empty()) {
    images.emplace_back("", rasteriseLabels(sketch, CellKind::Nucleus));
  }
  return images;
}

class OmeTiffLayout : public Layout {
public:
  std::string_view description() const override {
    return "NAME.ome.tif with NAME_labels.ome.tif (NAME_labels_nucleus.ome.tif and so on with several kinds or "
           "channels): OME-TIFF, schema 2016-06, channels, z, t and physical sizes in µm.";
  }
  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string stem = splitFolder(sample.split, plan.recipe) + sample.name;
    WrittenSample written{{stem + ".ome.tif"}, ""};
    WriteOptions options;
    options.ome = true;
    options.name = sample.name;
    options.channels = channelNames(sample.image.extent().c);
    writeExported(sample.image, plan.recipe, plan.root / written.files.front(), options);
    options.channels = {"labels"};
    for (const auto& [part, labels] : labelImages(sample.sketch)) {
      written.files.push_back(stem + "_labels" + part + ".ome.tif");
      options.name = sample.name + " labels" + part;
      writeLabels(labels, plan.root / written.files.back(), options);
    }
    return written;
  }
};

class OmeZarrLayout : public Layout {
public:
  std::string_view description() const override {
    return "NAME.zarr: OME-Zarr 0.4 (Zarr 2) with axes t, c, z, y, x, several resolutions, and the labels in "
           "NAME.zarr/labels/cells (cells_nucleus and so on with several kinds or channels).";
  }
  double largestBytes(const Extent& extent, const Recipe& recipe) const override {
    constexpr double pyramid = 1.34, filesPerPlane = 3.0, block = 4096.0;
    return pyramid * Layout::largestBytes(extent, recipe) +
           filesPerPlane * block * static_cast<double>(extent.t * (extent.c + 1) * extent.z);
  }
  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string folder = splitFolder(sample.split, plan.recipe) + sample.name + ".zarr";
    OmeZarrContent content;
    content.name = sample.name;
    content.image = exportedImage(sample.image, plan.recipe);
    content.channels = channelNames(sample.image.extent().c);
    content.low = plan.recipe.choice("bit-depth") == "float" ? -1.0 : 0.0;
    content.high = whiteOf(plan.recipe);
    for (auto& [part, labels] : labelImages(sample.sketch)) {
      content.labels.emplace_back("cells" + part, std::move(labels));
    }
    makeFolderOf(plan.root / folder);
    writeOmeZarr(content, plan.root / folder);
    return {{folder}, ""};
  }
};

} // namespace

const Layout& omeTiffLayout() {
  static const OmeTiffLayout layout;
  return layout;
}

const Layout& omeZarrLayout() {
  static const OmeZarrLayout layout;
  return layout;
}

} // namespace cytosketch
