#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"

#include <nlohmann/json.hpp>

#include <cctype>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint8_t interior = 1, border = 2;

/// "Dataset001_HeLa_nuclei": nnU-Net takes letters, digits and underscores only.
std::string datasetFolder(const Recipe& recipe) {
  std::string number = std::to_string(static_cast<int>(recipe.value("dataset-number")));
  number.insert(0, 3 - number.size(), '0');
  std::string name;
  for (const char letter : recipe.name) {
    name += std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
  }
  return "Dataset" + number + "_" + name + "/";
}

/// 1 inside a cell, 2 where a cell ends: voxels with a neighbour in the plane or in depth that is not of the same cell.
Image<std::uint8_t> classesOf(const Image<std::uint32_t>& labels) {
  const Extent& e = labels.extent();
  Image<std::uint8_t> classes(e, 0, labels.spacing());
  std::uint8_t* out = classes.mutableData();
  const auto other = [&](std::int64_t z, std::int64_t y, std::int64_t x, std::uint32_t label) {
    const bool inside = z >= 0 && z < e.z && y >= 0 && y < e.y && x >= 0 && x < e.x;
    return inside && labels.at(0, 0, z, y, x) != label;
  };
  for (std::int64_t z = 0; z < e.z; ++z) {
    for (std::int64_t y = 0; y < e.y; ++y) {
      for (std::int64_t x = 0; x < e.x; ++x, ++out) {
        const std::uint32_t label = labels.at(0, 0, z, y, x);
        if (label != 0) {
          const bool ends = other(z, y, x - 1, label) || other(z, y, x + 1, label) || other(z, y - 1, x, label) ||
                            other(z, y + 1, x, label) || other(z - 1, y, x, label) || other(z + 1, y, x, label);
          *out = ends ? border : interior;
        }
      }
    }
  }
  return classes;
}

class NnunetLayout : public Layout {
public:
  std::string_view description() const override {
    return "A raw dataset of nnU-Net v2: imagesTr/NAME_0000.tif (one file per channel), labelsTr/NAME.tif (0 "
           "background, "
           "1 cell, 2 border of a cell), imagesTs and labelsTs for test samples, dataset.json, NAME.json with the "
           "spacing of volumes, and splits_final.json (copy it beside the preprocessed data to keep the validation "
           "samples). instancesTr and instancesTs, which nnU-Net ignores, have the cells one by one.";
  }
  void requireFits(const Extent& extent) const override { requireOneFrame(extent, "nnunet"); }
  double largestBytes(const Extent& extent, const Recipe& recipe) const override {
    constexpr double headers = 4096.0;
    return Layout::largestBytes(extent, recipe) + static_cast<double>(extent.volume()) +
           headers * static_cast<double>(extent.c + 3);
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const std::string part = sample.split == Split::Test ? "Ts/" : "Tr/";
    const std::string base = datasetFolder(plan.recipe);
    WrittenSample written;
    for (std::int64_t c = 0; c < sample.image.extent().c; ++c) {
      const std::string image = base + "images" + part + sample.name + "_000" + std::to_string(c) + ".tif";
      writeExported(pieceOf(sample.image, 0, c), plan.recipe, plan.root / image);
      written.files.push_back(image);
    }
    const Image<std::uint32_t> labels = singleLabels(sample.sketch, plan.recipe);
    const std::string classes = base + "labels" + part + sample.name + ".tif";
    const std::string instances = base + "instances" + part + sample.name + ".tif";
    makeFolderOf(plan.root / classes);
    writeImage(classesOf(labels), plan.root / classes);
    makeFolderOf(plan.root / instances);
    writeLabels(labels, plan.root / instances);
    written.files.insert(written.files.end(), {classes, instances});
    const Spacing& spacing = sample.image.spacing();
    if (sample.image.extent().z > 1) {
      const Json json{{"spacing", {oneIfUnknown(spacing.z), oneIfUnknown(spacing.y), oneIfUnknown(spacing.x)}}};
      for (const std::string folder : {"images", "labels"}) {
        const std::string file = base + folder + part + sample.name + ".json";
        writeFileAtomically(plan.root / file, json.dump() + "\n");
        written.files.push_back(file);
      }
    }
    written.part = Json{{"channels", sample.image.extent().c}, {"z", sample.image.extent().z}}.dump();
    return written;
  }

  std::vector<std::string> finish(const std::vector<FinishedSample>& samples, const LayoutPlan& plan) const override {
    const std::string base = datasetFolder(plan.recipe);
    Json training = Json::array(), validation = Json::array();
    std::int64_t channels = 1;
    bool volumes = false;
    for (const FinishedSample& sample : samples) {
      const Json part = Json::parse(sample.part);
      channels = part.at("channels").get<std::int64_t>();
      volumes = volumes || part.at("z").get<std::int64_t>() > 1;
      if (sample.split != Split::Test) {
        (sample.split == Split::Train ? training : validation).push_back(sample.name);
      }
    }
    Json names = Json::object();
    for (std::int64_t c = 0; c < channels; ++c) {
      names[std::to_string(c)] = "channel" + std::to_string(c + 1);
    }
    const Json dataset{{"channel_names", names},
                       {"labels", {{"background", 0}, {"cell", interior}, {"border", border}}},
                       {"numTraining", training.size() + validation.size()},
                       {"file_ending", ".tif"},
                       {"overwrite_image_reader_writer", volumes ? "Tiff3DIO" : "NaturalImage2DIO"},
                       {"name", plan.recipe.name}};
    std::vector<std::string> files{base + "dataset.json"};
    makeFolderOf(plan.root / files.front());
    writeFileAtomically(plan.root / files.front(), dataset.dump(2) + "\n");
    if (!validation.empty()) {
      files.push_back(base + "splits_final.json");
      writeFileAtomically(plan.root / files.back(),
                          Json::array({Json{{"train", training}, {"val", validation}}}).dump(2) + "\n");
    }
    return files;
  }

private:
  static double oneIfUnknown(double spacing) { return spacing > 0.0 ? spacing : 1.0; }
};

} // namespace

const Layout& nnunetLayout() {
  static const NnunetLayout layout;
  return layout;
}

} // namespace cytosketch
