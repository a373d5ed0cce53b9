#pragma once

#include "engine/image/parameter.h"
#include "engine/sketch/cell.h"

#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// How brightnesses are spread between the darkest and the brightest cell. Normal: the range is two standard deviations
/// to either side of its middle, what falls outside is drawn again. LogNormal: the same of the logarithms, so that most
/// cells are dim and few are bright. Equal: all in the middle. The order is that of the table's choices.
enum class BrightnessLaw { Uniform, Normal, Equal, LogNormal };

/// How cells get their grey by chance: brightnesses v ∈ (0,1], of which greyOfBrightness() makes the greys.
struct BrightnessRange {
  float low = 0.5F;
  float high = 0.9F;
  BrightnessLaw law = BrightnessLaw::Uniform;
};

/// Rows brightness.law, brightness.min and brightness.max with these defaults.
std::vector<Parameter> brightnessRows(double low, double high);
/// "uniform:0.5,0.9" and so on. @throws SettingsError
BrightnessRange brightnessOfText(const std::string& text);
/// @throws SettingsError if it is not inside (0,1], the lower one first
void requireValid(const BrightnessRange& range);

/// One brightness. @param unit  uniform in (0,1)  @param normal  standard normal
double drawnBrightness(const BrightnessRange& range, const std::function<double()>& unit,
                       const std::function<double()>& normal);
/// The grey of a cell by seed and id alone, so that it does not depend on the other cells.
float drawnGrey(const BrightnessRange& range, std::uint64_t seed, CellId id);

} // namespace cytosketch
