#pragma once

#include "engine/image/parameter.h"
#include "engine/sketch/sketch.h"

#include <span>
#include <string>
#include <vector>

namespace cytosketch {

/// How nuclei get nucleoli by chance. The defaults are those of the paper's authors for mouse stem cells (GOWT1): none,
/// one or two with probabilities 0.2, 0.5, 0.3; semi-axes 7 to 12 pixels; centres where a ball of 10 pixels around them
/// still lies in the nucleus; as dark as the background.
struct NucleoliLaw {
  double one = 0.5, two = 0.3;                      ///< probabilities; what is left of them: none
  double radiusMinimum = 7.0, radiusMaximum = 12.0; ///< pixels in the plane, each semi-axis uniform between them
  double margin = 10.0;                             ///< pixels in the plane
  double greyMinimum = -0.154, greyMaximum = 0.108; ///< uniform between them, below 0 is black
};

/// The law as a table, by keys "nucleoli.one" and so on.
std::span<const Parameter> nucleoliParameters();
/// @throws SettingsError if there is no such key
double nucleoliValue(const NucleoliLaw& law, std::string_view key);
/// @throws SettingsError if there is no such key or the value is out of its range
void setNucleoliValue(NucleoliLaw& law, std::string_view key, double value);
/// @throws SettingsError if the shares pass 1 or a least value is above its greatest
void requireValid(const NucleoliLaw& law);

/// The law with lengths that suit nuclei of this size: the defaults are for a radius of 37.5 pixels.
NucleoliLaw nucleoliFor(double nuclearRadius);
/// The median radius of the discs that have the nuclei's largest areas in a slice; 0 if there is no nucleus.
double typicalNuclearRadius(const Sketch& sketch);

/// Nucleoli of a cell by seed and id alone, in its first frame. Lengths along z follow the spacing, where it is known.
struct DrawnNucleoli {
  std::vector<Nucleolus> nucleoli;
  std::size_t wanted = 0; ///< more than there are if the nucleus is too small for the margin
};
DrawnNucleoli drawnNucleoli(const Cell& cell, const Sketch& sketch, const NucleoliLaw& law, std::uint64_t seed);

} // namespace cytosketch
