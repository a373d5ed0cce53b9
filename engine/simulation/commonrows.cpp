#include "engine/simulation/detail/commonrows.h"

#include "engine/image/grey.h"
#include "engine/simulation/detail/placement.h"
#include "engine/sketch/light.h"

#include <algorithm>

namespace cytosketch {
namespace {

constexpr std::string_view px = CYTOSKETCH_TRANSLATE("px");
constexpr std::string_view micrometres = CYTOSKETCH_TRANSLATE("µm");

Parameter sizeRow(std::string_view key, double fallback, double maximum, std::string_view label,
                  std::string_view help) {
  return {.key = key,
          .type = ParameterType::Integer,
          .fallback = fallback,
          .minimum = 1,
          .maximum = maximum,
          .usefulMinimum = std::min(fallback, 64.0),
          .usefulMaximum = std::min(maximum, std::max(fallback, 2048.0)),
          .step = 1,
          .unit = px,
          .label = label,
          .help = help};
}

Parameter spacingRow(std::string_view key, double fallback, std::string_view label, std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .minimum = 0,
          .maximum = 1000,
          .usefulMinimum = 0,
          .usefulMaximum = 10,
          .step = 0.005,
          .unit = micrometres,
          .label = label,
          .help = help};
}

Parameter unitRow(std::string_view key, double fallback, std::string_view label, std::string_view help,
                  double minimum = 0.0) {
  return {.key = key,
          .fallback = fallback,
          .minimum = minimum,
          .maximum = 1,
          .usefulMinimum = minimum,
          .usefulMaximum = 1,
          .step = 0.05,
          .label = label,
          .help = help};
}

void addSizes(std::vector<Parameter>& rows, const CommonDefaults& d) {
  rows.push_back(
      sizeRow("size.x", d.sizeX, 8192, CYTOSKETCH_TRANSLATE("Width"), CYTOSKETCH_TRANSLATE("Width of the sketch.")));
  rows.push_back(
      sizeRow("size.y", d.sizeY, 8192, CYTOSKETCH_TRANSLATE("Height"), CYTOSKETCH_TRANSLATE("Height of the sketch.")));
  if (d.sizeZ > 0) {
    rows.push_back(sizeRow("size.z", d.sizeZ, 1024, CYTOSKETCH_TRANSLATE("Depth"),
                           CYTOSKETCH_TRANSLATE("Number of slices of the sketch.")));
  }
  rows.push_back(spacingRow("spacing.xy", d.spacingXy, CYTOSKETCH_TRANSLATE("Pixel size"),
                            CYTOSKETCH_TRANSLATE("Size of a pixel; 0 = unknown. It changes no shape.")));
  if (d.sizeZ > 0) {
    rows.push_back(spacingRow("spacing.z", d.spacingZ, CYTOSKETCH_TRANSLATE("Slice distance"),
                              CYTOSKETCH_TRANSLATE("Distance of the slices; 0 = unknown. It changes no shape.")));
  }
}

void addShading(std::vector<Parameter>& rows, const CommonDefaults& d) {
  rows.push_back(unitRow("background", d.background, CYTOSKETCH_TRANSLATE("Background"),
                         CYTOSKETCH_TRANSLATE("Grey of what is not a cell; 0 is black.")));
  if (d.sizeZ > 0) {
    rows.push_back(unitRow("z-decay", d.zDecay, CYTOSKETCH_TRANSLATE("Decay along z"),
                           CYTOSKETCH_TRANSLATE("Share of their grey that cells lose from the first slice to the "
                                                "last, as in deep tissue.")));
  }
}

} // namespace

Parameter countRow(double fallback, double maximum) {
  return {.key = "count",
          .type = ParameterType::Integer,
          .fallback = fallback,
          .minimum = 1,
          .maximum = maximum,
          .usefulMinimum = 1,
          .usefulMaximum = maximum,
          .step = 1,
          .label = CYTOSKETCH_TRANSLATE("Number of cells"),
          .help = CYTOSKETCH_TRANSLATE("At most so many cells; fewer are made where no more fit.")};
}

Parameter shareRow(std::string_view key, double fallback, double minimum, double maximum, std::string_view label,
                   std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .minimum = minimum,
          .maximum = maximum,
          .usefulMinimum = minimum,
          .usefulMaximum = maximum,
          .step = 0.01,
          .label = label,
          .help = help};
}

Parameter pixelRow(std::string_view key, double fallback, double minimum, double maximum, std::string_view label,
                   std::string_view help) {
  Parameter row = shareRow(key, fallback, minimum, maximum, label, help);
  row.step = 1;
  row.unit = CYTOSKETCH_TRANSLATE("px");
  return row;
}

std::vector<Parameter> radiusRows(double low, double high, double maximum) {
  const Parameter row{.minimum = 1, .maximum = maximum, .usefulMinimum = 2, .usefulMaximum = maximum, .unit = px};
  Parameter smallest = row;
  smallest.key = "radius.min";
  smallest.fallback = low;
  smallest.label = CYTOSKETCH_TRANSLATE("Smallest radius");
  smallest.help = CYTOSKETCH_TRANSLATE("Cells have radii evenly spread from here …");
  Parameter largest = row;
  largest.key = "radius.max";
  largest.fallback = high;
  largest.label = CYTOSKETCH_TRANSLATE("Largest radius");
  largest.help = CYTOSKETCH_TRANSLATE("… to here; large cells also keep more distance.");
  return {smallest, largest};
}

std::vector<Parameter> withCommonRows(std::vector<Parameter> own, const CommonDefaults& defaults) {
  addSizes(own, defaults);
  if (defaults.cellLight) {
    const std::vector<Parameter> light = brightnessRows(defaults.brightnessMinimum, defaults.brightnessMaximum);
    own.insert(own.end(), light.begin(), light.end());
  }
  addShading(own, defaults);
  return own;
}

Extent extentOf(const Values& values) {
  const Extent extent{1, 1, values.has("size.z") ? values.whole("size.z") : 1, values.whole("size.y"),
                      values.whole("size.x")};
  requireWorkable(Box::whole(extent));
  return extent;
}

Sketch emptySketch(const Task& task, std::int64_t channels, std::int64_t frames) {
  const Values& v = task.values;
  Extent extent = extentOf(v);
  extent.c = channels;
  extent.t = frames;
  const double xy = v.real("spacing.xy");
  Sketch sketch(extent, {v.has("spacing.z") ? v.real("spacing.z") : 0.0, xy, xy});
  sketch.setSeed(task.seed);
  Shading shading;
  shading.background = static_cast<float>(v.real("background"));
  if (v.has("z-decay")) {
    shading.zDecay = static_cast<float>(v.real("z-decay"));
  }
  sketch.setShading(shading);
  return sketch;
}

float greyOfCell(const Task& task, std::uint64_t item) {
  const Range range = task.values.range("brightness");
  Draws draws = task.draws(Purpose::Light, item);
  const BrightnessRange light{static_cast<float>(range.low), static_cast<float>(range.high),
                              static_cast<BrightnessLaw>(task.values.whole("brightness.law"))};
  const double brightness = drawnBrightness(light, [&] { return draws.unit(); }, [&] { return draws.normal(); });
  return greyOfBrightness(static_cast<float>(brightness));
}

} // namespace cytosketch
