#include "engine/annotation/roibytes.h"
#include "engine/annotation/ziparchive.h"
#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"
#include "engine/image/error.h"
#include "engine/sketch/labelgroups.h"
#include "engine/sketch/raster.h"

#include <algorithm>

namespace cytosketch {
namespace {

template <typename T>
void copyChannel(const Image<T>& from, std::int64_t source, Image<T>& to, std::int64_t target) {
  for (std::int64_t t = 0; t < from.extent().t; ++t) {
    std::copy_n(from.channel(t, source), from.extent().volume(), to.mutableChannel(t, target));
  }
}

/// Image and labels as channels of one hyperstack.
class ImagejLayout : public Layout {
public:
  std::string_view description() const override {
    return "NAME.tif: one ImageJ hyperstack whose last channels are the labels, one for each channel and kind of cell "
           "(0 = background); spacing in µm.";
  }
  double largestBytes(const Extent& extent, const Recipe& /*recipe*/) const override {
    constexpr double headers = 4096.0;
    return 4.0 * static_cast<double>(extent.voxels()) * (1.0 + 1.0 / static_cast<double>(extent.c)) + headers;
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string file = splitFolder(sample.split, plan.recipe) + sample.name + ".tif";
    const std::set<LabelGroup> groups = labelGroupsOf(sample.sketch);
    std::vector<Image<std::uint32_t>> labels;
    for (const LabelGroup& group : groups) {
      labels.push_back(rasteriseLabels(sample.sketch, group.second, group.first));
    }
    if (labels.empty()) {
      labels.push_back(rasteriseLabels(sample.sketch, CellKind::Nucleus));
    }
    makeFolderOf(plan.root / file);
    WriteOptions options;
    options.description =
        "CytoSketch: " + greyMapOf(plan.recipe) + "; last " + std::to_string(labels.size()) + " channels: labels";
    if (plan.recipe.choice("bit-depth") == "float") {
      writeImage(joined<float>(sample.image, labels, sample.name), plan.root / file, options);
    } else {
      const ExportedImage image = exportedImage(sample.image, plan.recipe);
      const Image<std::uint16_t> grey = std::holds_alternative<Image<std::uint16_t>>(image)
                                            ? std::get<Image<std::uint16_t>>(image)
                                            : widened(std::get<Image<std::uint8_t>>(image));
      writeImage(joined<std::uint16_t>(grey, labels, sample.name), plan.root / file, options);
    }
    return {{file}, ""};
  }

private:
  static Image<std::uint16_t> widened(const Image<std::uint8_t>& bytes) {
    return {bytes.extent(), std::vector<std::uint16_t>(bytes.begin(), bytes.end()), bytes.spacing()};
  }

  template <typename T>
  static Image<T> joined(const Image<T>& image, const std::vector<Image<std::uint32_t>>& labels,
                         const std::string& name) {
    // Floats hold whole numbers up to 2²⁴ exactly.
    constexpr std::uint32_t highest = std::is_same_v<T, float> ? 1U << 24U : 0xFFFFU;
    Extent e = image.extent();
    e.c += static_cast<std::int64_t>(labels.size());
    Image<T> stack(e, T{}, image.spacing());
    for (std::int64_t c = 0; c < image.extent().c; ++c) {
      copyChannel(image, c, stack, c);
    }
    for (std::size_t k = 0; k < labels.size(); ++k) {
      const Image<std::uint32_t>& from = labels[k];
      if (std::any_of(from.begin(), from.end(), [&](std::uint32_t id) { return id > highest; })) {
        throw SettingsError("a label is above " + std::to_string(highest) +
                                ", which a channel of a hyperstack can hold",
                            name, "Choose floats, or the layout tiff, whose labels have 32 bits");
      }
      std::vector<T> values(from.size());
      std::transform(from.begin(), from.end(), values.begin(), [](std::uint32_t id) { return static_cast<T>(id); });
      copyChannel(Image<T>(from.extent(), std::move(values)), 0, stack,
                  image.extent().c + static_cast<std::int64_t>(k));
    }
    return stack;
  }
};

class ImagejRoiLayout : public Layout {
public:
  std::string_view description() const override {
    return "NAME.tif with NAME_rois.zip, which ImageJ's ROI Manager opens: one region per cell, slice and frame, named "
           "cell-12-z3-t1.";
  }
  std::string_view overlap() const override {
    return "Each cell's region is its full outline, also where another cell lies on top.";
  }
  double largestBytes(const Extent& extent, const Recipe& recipe) const override {
    return 1.5 * Layout::largestBytes(extent, recipe);
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string stem = splitFolder(sample.split, plan.recipe) + sample.name;
    WrittenSample written{{stem + ".tif", stem + "_rois.zip"}, ""};
    writeExported(sample.image, plan.recipe, plan.root / written.files[0]);
    const Extent& e = sample.sketch.extent();
    std::vector<std::pair<std::string, std::string>> rois;
    for (const auto& [id, cell] : sample.sketch.cells()) {
      const auto [first, end] = cell->mask.frames();
      for (std::int64_t t = std::max<std::int64_t>(0, first); t < std::min(e.t, end); ++t) {
        for (const std::int64_t z : cell->mask.slices(t)) {
          if (z < 0 || z >= e.z) {
            continue;
          }
          const std::string name =
              "cell-" + std::to_string(id) + "-z" + std::to_string(z + 1) + "-t" + std::to_string(t + 1);
          const RoiPosition place{e.c > 1 ? cell->channel + 1 : 0, e.z > 1 ? static_cast<int>(z) + 1 : 0,
                                  e.t > 1 ? static_cast<int>(t) + 1 : 0};
          const Mask inside = within(cell->mask, t, z, e);
          if (!inside.empty()) {
            rois.emplace_back(name + ".roi", roiBytes(inside, t, z, name, place));
          }
        }
      }
    }
    writeFileAtomically(plan.root / written.files[1], zipBytes(rois));
    return written;
  }

private:
  /// One slice of a mask, without what hangs over the image's edge.
  static Mask within(const Mask& mask, std::int64_t t, std::int64_t z, const Extent& e) {
    Mask inside;
    mask.forEachSpan(t, z, Box::whole(e),
                     [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { inside.setSpan(t, z, y, x0, x1); });
    return inside;
  }
};

} // namespace

const Layout& imagejLayout() {
  static const ImagejLayout layout;
  return layout;
}

const Layout& imagejRoiLayout() {
  static const ImagejRoiLayout layout;
  return layout;
}

} // namespace cytosketch
