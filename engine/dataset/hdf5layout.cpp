#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"
#include "engine/image/grey.h"
#include "engine/imageio/hdf5arrays.h"
#include "engine/sketch/raster.h"

#include <algorithm>

namespace cytosketch {
namespace {

/// What the loader of the method's authors reads: arrays z, y, x (z = 1 for 2D), and lists of files.
class Hdf5Layout : public Layout {
public:
  std::string_view description() const override {
    return "NAME.h5 as the loader of the method's authors (DiffusionModelsForImageSynthesis) reads it: data/image "
           "(greys 0…1), data/instance (labels), data/diffusion_mask (the sketch, network values -1…1); axes z, y, x. "
           "train.csv, val.csv and test.csv list image;mask.";
  }
  void requireFits(const Extent& extent) const override {
    requireOneFrame(extent, "hdf5");
    requireOneChannel(extent, "hdf5");
  }
  double largestBytes(const Extent& extent, const Recipe& /*recipe*/) const override {
    constexpr double headers = 16384.0;
    return 10.0 * static_cast<double>(extent.voxels()) + headers;
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string file = splitFolder(sample.split, plan.recipe) + sample.name + ".h5";
    Image<float> grey = sample.image;
    std::transform(sample.image.begin(), sample.image.end(), grey.mutableData(), greyOfNetworkValue);
    Image<float> sketch = rasteriseGrey(sample.sketch);
    std::transform(sketch.begin(), sketch.end(), sketch.mutableData(), networkValue);
    const Image<std::uint32_t> labels = singleLabels(sample.sketch, plan.recipe);
    const bool wide = std::any_of(labels.begin(), labels.end(), [](std::uint32_t id) { return id > 0xFFFFU; });
    std::vector<std::uint16_t> narrow;
    if (!wide) {
      narrow.assign(labels.begin(), labels.end());
    }
    const Extent& e = grey.extent();
    const std::vector<std::uint64_t> shape{static_cast<std::uint64_t>(e.z), static_cast<std::uint64_t>(e.y),
                                           static_cast<std::uint64_t>(e.x)};
    const void* instances = wide ? static_cast<const void*>(labels.data()) : narrow.data();
    makeFolderOf(plan.root / file);
    writeHdf5Arrays({{"data/image", PixelType::Float32, shape, grey.data()},
                     {"data/instance", wide ? PixelType::UInt32 : PixelType::UInt16, shape, instances},
                     {"data/diffusion_mask", PixelType::Float32, shape, sketch.data()}},
                    plan.root / file);
    return {{file}, ""};
  }

  std::vector<std::string> finish(const std::vector<FinishedSample>& samples, const LayoutPlan& plan) const override {
    std::vector<std::string> files;
    for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
      std::string list;
      for (const FinishedSample& sample : samples) {
        if (sample.split == split) {
          list += sample.files.front() + ";" + sample.files.front() + "\n";
        }
      }
      if (!list.empty()) {
        files.push_back(std::string(name(split)) + ".csv");
        writeFileAtomically(plan.root / files.back(), list);
      }
    }
    return files;
  }
};

} // namespace

const Layout& hdf5Layout() {
  static const Hdf5Layout layout;
  return layout;
}

} // namespace cytosketch
