#include "engine/annotation/cocorle.h"
#include "engine/annotation/pixeloutline.h"
#include "engine/dataset/detail/layoutfiles.h"
#include "engine/image/atomicfile.h"
#include "engine/sketch/labelgroups.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>

namespace cytosketch {
namespace {

using Json = nlohmann::ordered_json;

Json polygons(const std::vector<PixelLoop>& loops) {
  Json list = Json::array();
  for (const PixelLoop& loop : loops) {
    Json polygon = Json::array();
    for (const auto& [y, x] : loop) {
      polygon.push_back(x);
      polygon.push_back(y);
    }
    list.push_back(polygon);
  }
  return list;
}

/// One slice of a cell inside the image. Polygons where it has no hole, else run lengths.
Json annotationOf(const Cell& cell, const Mask& mask, std::int64_t t, std::int64_t z, const Extent& e) {
  const std::vector<PixelLoop> loops = pixelOutline(mask, t, z);
  const bool holes = std::any_of(loops.begin(), loops.end(), [](const PixelLoop& l) { return doubledArea(l) < 0; });
  const Box box = mask.bounds(t, z);
  Json json{{"category_id", static_cast<int>(cell.kind) + 1},
            {"bbox", {box.x0, box.y0, box.width(), box.height()}},
            {"area", mask.count()},
            {"iscrowd", 0},
            {"cell", cell.id}};
  if (holes) {
    json["segmentation"] = {{"size", {e.y, e.x}}, {"counts", textOf(runLengthsOf(mask, t, z, e.y, e.x))}};
  } else {
    json["segmentation"] = polygons(loops);
  }
  return json;
}

Mask sliceWithin(const Mask& mask, std::int64_t t, std::int64_t z, const Extent& e) {
  Mask inside;
  mask.forEachSpan(t, z, Box::whole(e),
                   [&](std::int64_t y, std::int64_t x0, std::int64_t x1) { inside.setSpan(t, z, y, x0, x1); });
  return inside;
}

class CocoLayout : public Layout {
public:
  std::string_view description() const override {
    return "images/NAME.png (of volumes and series one file per slice and frame) with "
           "annotations/instances_train.json, "
           "instances_val.json and instances_test.json in COCO's form: polygons along pixels' edges, run lengths for "
           "cells with holes; categories are the kinds of cells.";
  }
  std::string_view overlap() const override {
    return "Each annotation is a cell's full mask, also where another cell lies on top.";
  }
  void requireFits(const Extent& extent) const override { requireOneChannel(extent, "coco"); }
  double largestBytes(const Extent& extent, const Recipe& recipe) const override {
    return 1.5 * Layout::largestBytes(extent, recipe);
  }

  WrittenSample write(const LayoutSample& sample, const LayoutPlan& plan) const override {
    const Extent& e = sample.sketch.extent();
    WrittenSample written;
    Json images = Json::array();
    for (std::int64_t t = 0; t < e.t; ++t) {
      const Image<float> frame = pieceOf(sample.image, t, 0);
      for (std::int64_t z = 0; z < e.z; ++z) {
        const std::string name = sample.name + (e.t > 1 ? "_t" + std::to_string(t) : "") +
                                 (e.z > 1 ? "_z" + std::to_string(z) : "") + ".png";
        Image<float> slice({1, 1, 1, e.y, e.x}, 0.0F, sample.image.spacing());
        std::copy_n(frame.data() + z * e.y * e.x, e.y * e.x, slice.mutableData());
        const std::string file = "images/" + name;
        writeExported(slice, plan.recipe, plan.root / file);
        written.files.push_back(file);
        images.push_back(
            {{"file_name", file}, {"height", e.y}, {"width", e.x}, {"annotations", slicesOf(sample.sketch, t, z)}});
      }
    }
    written.part = images.dump();
    return written;
  }

  std::vector<std::string> finish(const std::vector<FinishedSample>& samples, const LayoutPlan& plan) const override {
    std::vector<std::string> files;
    for (const Split split : {Split::Train, Split::Validation, Split::Test}) {
      const bool any =
          std::any_of(samples.begin(), samples.end(), [&](const FinishedSample& s) { return s.split == split; });
      if (any) {
        files.push_back("annotations/instances_" + std::string(name(split)) + ".json");
        makeFolderOf(plan.root / files.back());
        writeFileAtomically(plan.root / files.back(), collected(samples, split, plan.recipe));
      }
    }
    return files;
  }

private:
  static Json slicesOf(const Sketch& sketch, std::int64_t t, std::int64_t z) {
    Json annotations = Json::array();
    Box slice = Box::whole(sketch.extent());
    slice.z0 = z;
    slice.z1 = z + 1;
    for (const CellPtr& cell : sketch.cellsIn(t, slice)) { // from bottom to top
      const Mask mask = sliceWithin(cell->mask, t, z, sketch.extent());
      if (!mask.empty()) {
        annotations.push_back(annotationOf(*cell, mask, t, z, sketch.extent()));
      }
    }
    return annotations;
  }

  /// Images and annotations numbered from 1, in order.
  static std::string collected(const std::vector<FinishedSample>& samples, Split split, const Recipe& recipe) {
    std::string images, annotations;
    std::int64_t imageId = 0, annotationId = 0;
    for (const FinishedSample& sample : samples) {
      if (sample.split != split) {
        continue;
      }
      for (Json image : Json::parse(sample.part)) {
        const Json list = image["annotations"];
        image.erase("annotations");
        image["id"] = ++imageId;
        images += (images.empty() ? "" : ",\n") + image.dump();
        for (Json annotation : list) {
          annotation["id"] = ++annotationId;
          annotation["image_id"] = imageId;
          annotations += (annotations.empty() ? "" : ",\n") + annotation.dump();
        }
      }
    }
    Json categories = Json::array();
    for (const CellKind kind : {CellKind::Nucleus, CellKind::Cytoplasm, CellKind::WholeCell}) {
      categories.push_back({{"id", static_cast<int>(kind) + 1}, {"name", kindName(kind)}, {"supercategory", "cell"}});
    }
    const Json info{{"description", recipe.name}};
    return "{\"info\": " + info.dump() + ",\n\"licenses\": [],\n\"categories\": " + categories.dump() +
           ",\n\"images\": [\n" + images + "],\n\"annotations\": [\n" + annotations + "]}\n";
  }
};

} // namespace

const Layout& cocoLayout() {
  static const CocoLayout layout;
  return layout;
}

} // namespace cytosketch
