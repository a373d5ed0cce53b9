#include "engine/image/error.h"
#include "engine/segmentation/segmentation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace cytosketch {
namespace {

Parameter sizeRow(std::string_view help) {
  return {.key = "size",
          .fallback = 0,
          .minimum = 0,
          .maximum = 2000,
          .usefulMinimum = 5,
          .usefulMaximum = 120,
          .step = 0.5,
          .unit = CYTOSKETCH_TRANSLATE("px"),
          .label = CYTOSKETCH_TRANSLATE("Diameter"),
          .help = help};
}

Parameter smallestRow(double fallback) {
  return {.key = "smallest",
          .fallback = fallback,
          .minimum = 0,
          .maximum = 100,
          .usefulMinimum = 0,
          .usefulMaximum = 50,
          .step = 1,
          .unit = CYTOSKETCH_TRANSLATE("%"),
          .label = CYTOSKETCH_TRANSLATE("Smallest"),
          .help =
              CYTOSKETCH_TRANSLATE("What covers less of the picture than this part of a typical cell is left out.")};
}

Parameter depthRow() {
  return {.key = "depth",
          .fallback = 0,
          .minimum = 0,
          .maximum = 100,
          .usefulMinimum = 0.2,
          .usefulMaximum = 10,
          .step = 0.1,
          .unit = CYTOSKETCH_TRANSLATE("px"),
          .label = CYTOSKETCH_TRANSLATE("Slice distance"),
          .help =
              CYTOSKETCH_TRANSLATE("How far apart two slices of a volume are, in pixels; automatic takes it from the "
                                   "image's voxel spacing.")};
}

std::span<const Parameter> nucleiTable() {
  static const std::array<Parameter, 7> table{
      sizeRow(
          CYTOSKETCH_TRANSLATE("Diameter of a typical nucleus: smaller values divide more; automatic estimates it from "
                               "the image.")),
      {.key = "edge",
       .fallback = 50,
       .minimum = 1,
       .maximum = 99,
       .usefulMinimum = 10,
       .usefulMaximum = 90,
       .step = 1,
       .unit = CYTOSKETCH_TRANSLATE("%"),
       .label = CYTOSKETCH_TRANSLATE("Edge"),
       .help = CYTOSKETCH_TRANSLATE("Where a nucleus ends between the background around it (0) and its own brightness "
                                    "(100): higher values make nuclei smaller.")},
      {.key = "contrast",
       .fallback = 0,
       .minimum = 0,
       .maximum = 100,
       .usefulMinimum = 0.5,
       .usefulMaximum = 50,
       .step = 0.5,
       .unit = CYTOSKETCH_TRANSLATE("%"),
       .label = CYTOSKETCH_TRANSLATE("Least contrast"),
       .help =
           CYTOSKETCH_TRANSLATE("How much brighter than the background a nucleus is at least, in parts of the image's "
                                "grey range: lower values find fainter nuclei; automatic finds it from the noise.")},
      {.key = "notch",
       .fallback = 3,
       .minimum = 0.1,
       .maximum = 100,
       .usefulMinimum = 0.5,
       .usefulMaximum = 30,
       .step = 0.5,
       .unit = CYTOSKETCH_TRANSLATE("%"),
       .label = CYTOSKETCH_TRANSLATE("Notch"),
       .help = CYTOSKETCH_TRANSLATE("How deep the notch between two touching nuclei is at least: lower values divide "
                                    "more.")},
      {.key = "smoothing",
       .fallback = 1,
       .minimum = 0,
       .maximum = 50,
       .usefulMinimum = 0,
       .usefulMaximum = 5,
       .step = 0.1,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Smoothing"),
       .help = CYTOSKETCH_TRANSLATE("Blur against noise before anything is looked for: higher values make outlines "
                                    "smoother.")},
      smallestRow(15),
      depthRow()};
  return table;
}

std::span<const Parameter> membraneTable() {
  static const std::array<Parameter, 6> table{
      sizeRow(CYTOSKETCH_TRANSLATE("Diameter of a typical cell; automatic estimates it from the image.")),
      {.key = "smoothing",
       .fallback = 0,
       .minimum = 0,
       .maximum = 50,
       .usefulMinimum = 0.5,
       .usefulMaximum = 10,
       .step = 0.1,
       .unit = CYTOSKETCH_TRANSLATE("px"),
       .label = CYTOSKETCH_TRANSLATE("Smoothing"),
       .help = CYTOSKETCH_TRANSLATE("Blur before the insides of cells are looked for: higher values find fewer cells; "
                                    "automatic takes a part of the diameter.")},
      {.key = "height",
       .fallback = 4,
       .minimum = 0.1,
       .maximum = 100,
       .usefulMinimum = 0.5,
       .usefulMaximum = 30,
       .step = 0.5,
       .unit = CYTOSKETCH_TRANSLATE("%"),
       .label = CYTOSKETCH_TRANSLATE("Membrane height"),
       .help =
           CYTOSKETCH_TRANSLATE("How much brighter than the cells' insides a membrane between two cells is at least, "
                                "in parts of the image's grey range: lower values divide more.")},
      smallestRow(10),
      {.key = "largest",
       .fallback = 20,
       .minimum = 0,
       .maximum = 100000,
       .usefulMinimum = 2,
       .usefulMaximum = 100,
       .step = 1,
       .unit = CYTOSKETCH_TRANSLATE("cells"),
       .label = CYTOSKETCH_TRANSLATE("Largest"),
       .help = CYTOSKETCH_TRANSLATE("What is larger than this many typical cells is taken for the outside; 0 = nothing "
                                    "is.")},
      depthRow()};
  return table;
}

std::string number(double value) {
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return {text.data(), end.ptr};
}

const Parameter& rowOf(SegmentationKind kind, std::string_view key) {
  std::string keys;
  for (const Parameter& row : segmentationParameters(kind)) {
    if (row.key == key) {
      return row;
    }
    keys += (keys.empty() ? "" : ", ") + std::string(row.key);
  }
  throw SettingsError("the segmentation of " + std::string(name(kind)) + " has no such parameter", std::string(key),
                      "Choose one of " + keys);
}

std::string describe(const Parameter& row) {
  return "Give a number, " + number(row.minimum) + " to " + number(row.maximum) +
         (row.unit.empty() ? "" : " " + std::string(row.unit)) + (isAutomatic(row) ? ", or auto" : "");
}

double checked(const Parameter& row, double value) {
  if (!(value >= row.minimum && value <= row.maximum)) {
    throw SettingsError(number(value) + " is out of range", std::string(row.key), describe(row));
  }
  return value;
}

} // namespace

std::string_view name(SegmentationKind kind) {
  return kind == SegmentationKind::Nuclei ? "nuclei" : "membranes";
}

SegmentationKind segmentationKindOf(std::string_view name) {
  for (const SegmentationKind kind : {SegmentationKind::Nuclei, SegmentationKind::Membranes}) {
    if (cytosketch::name(kind) == name) {
      return kind;
    }
  }
  throw SettingsError("'" + std::string(name) + "' cannot be segmented", "kind", "Choose nuclei or membranes");
}

std::span<const Parameter> segmentationParameters(SegmentationKind kind) {
  return kind == SegmentationKind::Nuclei ? nucleiTable() : membraneTable();
}

bool isAutomatic(const Parameter& row) {
  return row.fallback == 0.0 && row.usefulMinimum > 0.0;
}

double SegmentationSettings::value(std::string_view key) const {
  const Parameter& row = rowOf(kind, key);
  const auto given = values.find(std::string(key));
  return given == values.end() ? row.fallback : checked(row, given->second);
}

void SegmentationSettings::set(const std::string& assignment) {
  const std::size_t equals = assignment.find('=');
  if (equals == std::string::npos) {
    throw SettingsError("is not of the form key=value", assignment, "Write for example size=20");
  }
  const std::string key = assignment.substr(0, equals);
  const std::string text = assignment.substr(equals + 1);
  const Parameter& row = rowOf(kind, key);
  if (isAutomatic(row) && text == "auto") {
    values[key] = 0.0;
    return;
  }
  double value = 0.0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size()) {
    throw SettingsError("'" + text + "' is not a number", key, describe(row));
  }
  values[key] = checked(row, value);
}

} // namespace cytosketch
