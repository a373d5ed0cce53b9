#pragma once

#include "engine/simulation/detail/simulator.h"

#include <vector>

namespace cytosketch {

/// Defaults of the parameters that every organism has.
struct CommonDefaults {
  double sizeX = 512, sizeY = 512;
  double sizeZ = 0;     ///< 0: two-dimensional, no rows for z
  double spacingXy = 0; ///< µm, 0 = unknown
  double spacingZ = 0;  ///< µm
  double brightnessMinimum = 0.5, brightnessMaximum = 0.9;
  double background = 0;
  double zDecay = 0;
  bool cellLight = true; ///< false: cells have no brightness of their own (membranes)
};

/// An organism's own rows, followed by those that all have: size, spacing, illumination of the cells, background and,
/// in three dimensions, the decay along z.
std::vector<Parameter> withCommonRows(std::vector<Parameter> own, const CommonDefaults& defaults);
/// The row of the number of cells; every table begins with it.
Parameter countRow(double fallback, double maximum);
/// A row of a pure number in steps of 0.01, and one of a length in pixels; the whole range is useful.
Parameter shareRow(std::string_view key, double fallback, double minimum, double maximum, std::string_view label,
                   std::string_view help);
Parameter pixelRow(std::string_view key, double fallback, double minimum, double maximum, std::string_view label,
                   std::string_view help);
/// Rows radius.min and radius.max.
std::vector<Parameter> radiusRows(double low, double high, double maximum);

/// Size of the sketch that the common rows ask for. @throws SettingsError if it is too large to simulate in.
Extent extentOf(const Values& values);
/// An empty sketch of that size with spacing, shading and seed.
Sketch emptySketch(const Task& task, std::int64_t channels = 1, std::int64_t frames = 1);
/// Grey of cell number `item` by the law of the common rows.
float greyOfCell(const Task& task, std::uint64_t item);

} // namespace cytosketch
