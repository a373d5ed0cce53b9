#include "engine/dataset/detail/layoutfiles.h"
#include "engine/sketch/labelgroups.h"
#include "engine/sketch/raster.h"

namespace cytosketch {
namespace {

class TiffLayout : public Layout {
public:
  std::string_view description() const override {
    return "images/NAME.tif with labels/NAME.tif; with several kinds of cells or channels labels/NAME_nucleus.tif, "
           "labels/NAME_channel1_nucleus.tif and so on. 0 is background. ImageJ hyperstacks with spacing in µm.";
  }
  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string folder = splitFolder(sample.split, plan.recipe);
    WrittenSample written{{folder + "images/" + sample.name + ".tif"}, ""};
    writeExported(sample.image, plan.recipe, plan.root / written.files.front());
    const std::set<LabelGroup> groups = labelGroupsOf(sample.sketch);
    for (const LabelGroup& group : groups) {
      const std::string file = folder + "labels/" + sample.name + partOfName(group, groups) + ".tif";
      makeFolderOf(plan.root / file);
      writeLabels(rasteriseLabels(sample.sketch, group.second, group.first), plan.root / file);
      written.files.push_back(file);
    }
    if (groups.empty()) {
      const std::string file = folder + "labels/" + sample.name + ".tif";
      makeFolderOf(plan.root / file);
      writeLabels(rasteriseLabels(sample.sketch, CellKind::Nucleus), plan.root / file);
      written.files.push_back(file);
    }
    return written;
  }
};

/// An image and one label image, at places that differ from program to program.
class PairLayout : public Layout {
public:
  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string folder = splitFolder(sample.split, plan.recipe);
    WrittenSample written{{folder + imageFile(sample.name), folder + labelFile(sample.name)}, ""};
    writeExported(sample.image, plan.recipe, plan.root / written.files[0]);
    makeFolderOf(plan.root / written.files[1]);
    writeLabels(singleLabels(sample.sketch, plan.recipe), plan.root / written.files[1]);
    return written;
  }

protected:
  virtual std::string imageFile(const std::string& name) const = 0;
  virtual std::string labelFile(const std::string& name) const = 0;
};

class CellposeLayout : public PairLayout {
public:
  std::string_view description() const override {
    return "NAME.tif with NAME_masks.tif in one folder (0 = background, 1…n), as cellpose --dir reads them: "
           "cellpose --train --dir train --test_dir val --mask_filter _masks";
  }
  void requireFits(const Extent& extent) const override { requireOneFrame(extent, "cellpose"); }

protected:
  std::string imageFile(const std::string& name) const override { return name + ".tif"; }
  std::string labelFile(const std::string& name) const override { return name + "_masks.tif"; }
};

class StardistLayout : public PairLayout {
public:
  std::string_view description() const override {
    return "images/NAME.tif with masks/NAME.tif, as StarDist's examples read them.";
  }
  void requireFits(const Extent& extent) const override { requireOneFrame(extent, "stardist"); }

protected:
  std::string imageFile(const std::string& name) const override { return "images/" + name + ".tif"; }
  std::string labelFile(const std::string& name) const override { return "masks/" + name + ".tif"; }
};

} // namespace

const Layout& tiffLayout() {
  static const TiffLayout layout;
  return layout;
}

const Layout& cellposeLayout() {
  static const CellposeLayout layout;
  return layout;
}

const Layout& stardistLayout() {
  static const StardistLayout layout;
  return layout;
}

} // namespace cytosketch
