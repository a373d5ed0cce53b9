#include "engine/dataset/recipe.h"

#include <array>
#include <vector>

namespace cytosketch {
namespace {

Parameter whole(std::string_view key, double fallback, double low, double high, double usefulHigh,
                std::string_view unit, std::string_view label, std::string_view help) {
  return {.key = key,
          .type = ParameterType::Integer,
          .fallback = fallback,
          .minimum = low,
          .maximum = high,
          .usefulMinimum = low,
          .usefulMaximum = usefulHigh,
          .step = 1,
          .unit = unit,
          .label = label,
          .help = help};
}

Parameter real(std::string_view key, double fallback, double low, double high, double step, std::string_view unit,
               std::string_view label, std::string_view help) {
  return {.key = key,
          .type = ParameterType::Real,
          .fallback = fallback,
          .minimum = low,
          .maximum = high,
          .usefulMinimum = low,
          .usefulMaximum = high,
          .step = step,
          .unit = unit,
          .label = label,
          .help = help};
}

Parameter onOff(std::string_view key, bool fallback, std::string_view label, std::string_view help) {
  return {.key = key,
          .type = ParameterType::Boolean,
          .fallback = fallback ? 1.0 : 0.0,
          .minimum = 0,
          .maximum = 1,
          .usefulMinimum = 0,
          .usefulMaximum = 1,
          .label = label,
          .help = help};
}

Parameter choice(std::string_view key, std::string_view label, std::string_view help,
                 std::vector<std::string_view> names, std::vector<std::string_view> labels) {
  const auto last = static_cast<double>(names.size() - 1);
  return {.key = key,
          .type = ParameterType::Choice,
          .fallback = 0,
          .minimum = 0,
          .maximum = last,
          .usefulMinimum = 0,
          .usefulMaximum = last,
          .label = label,
          .help = help,
          .choices = std::move(names),
          .choiceLabels = std::move(labels)};
}

void addNumbers(std::vector<Parameter>& table) {
  table.push_back(whole("count", 200, 1, 1000000, 10000, CYTOSKETCH_TRANSLATE("samples"),
                        CYTOSKETCH_TRANSLATE("Samples"),
                        CYTOSKETCH_TRANSLATE("How many images with labels are made.")));
  table.push_back(whole("seed", 1, 0, 4294967295.0, 4294967295.0, "", CYTOSKETCH_TRANSLATE("Base seed"),
                        CYTOSKETCH_TRANSLATE("Each sample draws its own seeds from this one and its number: the same "
                                             "recipe gives the same dataset.")));
  table.push_back(real("validation", 10, 0, 90, 5, CYTOSKETCH_TRANSLATE("%"), CYTOSKETCH_TRANSLATE("Validation"),
                       CYTOSKETCH_TRANSLATE("Part of the samples that is put aside to watch a training.")));
  table.push_back(real("test", 0, 0, 90, 5, CYTOSKETCH_TRANSLATE("%"), CYTOSKETCH_TRANSLATE("Test"),
                       CYTOSKETCH_TRANSLATE("Part of the samples that is put aside to judge what was trained.")));
}

void addVariation(std::vector<Parameter>& table) {
  const std::string_view px = CYTOSKETCH_TRANSLATE("px");
  table.push_back(whole("crop-x", 0, 0, 65536, 1024, px, CYTOSKETCH_TRANSLATE("Crop width"),
                        CYTOSKETCH_TRANSLATE("Width of the part that each sample takes of its sketch, at a random "
                                             "place; 0 takes all.")));
  table.push_back(whole("crop-y", 0, 0, 65536, 1024, px, CYTOSKETCH_TRANSLATE("Crop height"),
                        CYTOSKETCH_TRANSLATE("Height of the part that each sample takes of its sketch, at a random "
                                             "place; 0 takes all.")));
  table.push_back(whole("crop-z", 0, 0, 65536, 256, CYTOSKETCH_TRANSLATE("slices"), CYTOSKETCH_TRANSLATE("Crop depth"),
                        CYTOSKETCH_TRANSLATE("Slices that each sample takes of a volume; 0 takes all.")));
  table.push_back(onOff("flip", false, CYTOSKETCH_TRANSLATE("Mirror"),
                        CYTOSKETCH_TRANSLATE("Half of the samples show their sketch mirrored.")));
  table.push_back(onOff("turn", false, CYTOSKETCH_TRANSLATE("Turn"),
                        CYTOSKETCH_TRANSLATE("Samples show their sketch turned by quarter turns; by half turns if it "
                                             "is not square.")));
  table.push_back(real("move", 0, 0, 256, 1, px, CYTOSKETCH_TRANSLATE("Move cells"),
                       CYTOSKETCH_TRANSLATE("Each cell is moved by up to this distance in y and x, in all frames "
                                            "alike, but not onto another cell of its kind.")));
  table.push_back(real("relight", 0, 0, 100, 5, CYTOSKETCH_TRANSLATE("%"), CYTOSKETCH_TRANSLATE("Relight cells"),
                       CYTOSKETCH_TRANSLATE("Each cell's grey is changed by a factor drawn from 100 % minus to 100 % "
                                            "plus this.")));
}

void addFiles(std::vector<Parameter>& table) {
  table.push_back(choice(
      "layout", CYTOSKETCH_TRANSLATE("Layout"),
      CYTOSKETCH_TRANSLATE("Which program's folders and names the dataset has."),
      {"tiff", "cellpose", "stardist", "ctc", "nnunet", "coco", "hdf5", "imagej", "imagej-roi", "ome-tiff", "ome-zarr"},
      {CYTOSKETCH_TRANSLATE("TIFF pairs"), CYTOSKETCH_TRANSLATE("Cellpose"), CYTOSKETCH_TRANSLATE("StarDist"),
       CYTOSKETCH_TRANSLATE("Cell Tracking Challenge"), CYTOSKETCH_TRANSLATE("nnU-Net v2"),
       CYTOSKETCH_TRANSLATE("COCO"), CYTOSKETCH_TRANSLATE("HDF5 of the method's authors"),
       CYTOSKETCH_TRANSLATE("ImageJ hyperstacks"), CYTOSKETCH_TRANSLATE("ImageJ ROI zips"),
       CYTOSKETCH_TRANSLATE("OME-TIFF"), CYTOSKETCH_TRANSLATE("OME-Zarr")}));
  table.push_back(choice("labels", CYTOSKETCH_TRANSLATE("Labels"),
                         CYTOSKETCH_TRANSLATE("Which kind of cell a layout with a single label image shows; automatic "
                                              "takes nuclei, else whole cells, else cytoplasm."),
                         {"auto", "nucleus", "cytoplasm", "whole-cell"},
                         {CYTOSKETCH_TRANSLATE("automatic"), CYTOSKETCH_TRANSLATE("nuclei"),
                          CYTOSKETCH_TRANSLATE("cytoplasm"), CYTOSKETCH_TRANSLATE("whole cells")}));
  table.push_back(
      choice("bit-depth", CYTOSKETCH_TRANSLATE("Grey values"),
             CYTOSKETCH_TRANSLATE("How greys are written: whole numbers of 16 or 8 bits, or the network's "
                                  "values from -1 to 1."),
             {"16", "8", "float"},
             {CYTOSKETCH_TRANSLATE("16 bits"), CYTOSKETCH_TRANSLATE("8 bits"), CYTOSKETCH_TRANSLATE("floats")}));
  table.push_back(choice("scaling", CYTOSKETCH_TRANSLATE("Scaling"),
                         CYTOSKETCH_TRANSLATE("Fixed gives the same grey the same number in all images; stretched uses "
                                              "the whole range in each."),
                         {"fixed", "stretched"},
                         {CYTOSKETCH_TRANSLATE("fixed"), CYTOSKETCH_TRANSLATE("stretched in each image")}));
  table.push_back(whole("dataset-number", 1, 1, 999, 999, "", CYTOSKETCH_TRANSLATE("Dataset number"),
                        CYTOSKETCH_TRANSLATE("nnU-Net's number of the dataset, as in Dataset001.")));
  table.push_back(onOff("sketches", true, CYTOSKETCH_TRANSLATE("Keep sketches"),
                        CYTOSKETCH_TRANSLATE("Each sample's sketch is stored too; it holds the full outlines of cells "
                                             "that overlap.")));
}

void addQuality(std::vector<Parameter>& table) {
  table.push_back(real("most-lost", 100, 0, 100, 5, CYTOSKETCH_TRANSLATE("%"),
                       CYTOSKETCH_TRANSLATE("Lost cells at most"),
                       CYTOSKETCH_TRANSLATE("Samples in which more of the cells cannot be seen any more are made "
                                            "again; 100 accepts all.")));
  table.push_back(real("least-zncc", -1, -1, 1, 0.05, "", CYTOSKETCH_TRANSLATE("Likeness at least"),
                       CYTOSKETCH_TRANSLATE("Samples whose image is less like its sketch (correlation, ZNCC) are made "
                                            "again; -1 accepts all.")));
  table.push_back(whole("attempts", 3, 1, 100, 10, "", CYTOSKETCH_TRANSLATE("Attempts"),
                        CYTOSKETCH_TRANSLATE("How often a sample is made, each time with another seed, before it is "
                                             "given up.")));
  table.push_back(choice("failing", CYTOSKETCH_TRANSLATE("Failing samples"),
                         CYTOSKETCH_TRANSLATE("What happens to a sample that no attempt made good enough: it is put "
                                              "into the folder set-aside, or kept in the dataset."),
                         {"set-aside", "keep"}, {CYTOSKETCH_TRANSLATE("set aside"), CYTOSKETCH_TRANSLATE("keep")}));
}

} // namespace

std::span<const Parameter> recipeParameters() {
  static const std::vector<Parameter> table = [] {
    std::vector<Parameter> rows;
    addNumbers(rows);
    addVariation(rows);
    addFiles(rows);
    addQuality(rows);
    return rows;
  }();
  return table;
}

std::span<const std::string_view> generationRangeKeys() {
  static constexpr std::array<std::string_view, 3> keys{"t-start", "sigma", "steps"};
  return keys;
}

} // namespace cytosketch
