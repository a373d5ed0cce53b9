#include "engine/sketch/shadingparameters.h"

#include "engine/image/error.h"
#include "engine/image/parametervalue.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <variant>

namespace cytosketch {
namespace {

constexpr std::string_view furtherPrefix = "background.";
constexpr std::size_t mostChannels = 64; ///< whose backgrounds can be named

Parameter number(std::string_view key, double fallback, double minimum, double maximum, std::string_view label,
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

Parameter place(std::string_view key, double fallback, double minimum, std::string_view label, std::string_view help) {
  Parameter row = number(key, fallback, minimum, 100000, label, help);
  row.usefulMinimum = std::max(0.0, minimum);
  row.usefulMaximum = 4096;
  row.step = 1;
  row.unit = CYTOSKETCH_TRANSLATE("px");
  return row;
}

std::vector<Parameter> backgroundRows() {
  Parameter angle = number("illumination.angle", 0, 0, 360, CYTOSKETCH_TRANSLATE("Direction"),
                           CYTOSKETCH_TRANSLATE("Where the gradient leads: 0 is to the right, 90 is down."));
  angle.step = 5;
  angle.unit = CYTOSKETCH_TRANSLATE("°");
  Parameter radius = number("illumination.radius", 1, 0.01, 10, CYTOSKETCH_TRANSLATE("Radius"),
                            CYTOSKETCH_TRANSLATE("How far the spot of light reaches; 1 is from the middle of the "
                                                 "sketch to its corners."));
  radius.usefulMinimum = 0.1;
  radius.usefulMaximum = 2;
  return {number("background", 0, 0, 1, CYTOSKETCH_TRANSLATE("Background"),
                 CYTOSKETCH_TRANSLATE("Grey of what is not a cell; 0 is black.")),
          number("illumination.linear", 0, -1, 1, CYTOSKETCH_TRANSLATE("Gradient"),
                 CYTOSKETCH_TRANSLATE("Grey that the background gains from one side of the sketch to the other; below "
                                      "0 it darkens.")),
          angle,
          number("illumination.radial", 0, -1, 1, CYTOSKETCH_TRANSLATE("Spot of light"),
                 CYTOSKETCH_TRANSLATE("Grey that the background gains at the centre of a round spot of light; below 0 "
                                      "it darkens there.")),
          number("illumination.centre.x", 0.5, 0, 1, CYTOSKETCH_TRANSLATE("Centre, x"),
                 CYTOSKETCH_TRANSLATE("Where the spot of light is, as a share of the sketch's width.")),
          number("illumination.centre.y", 0.5, 0, 1, CYTOSKETCH_TRANSLATE("Centre, y"),
                 CYTOSKETCH_TRANSLATE("Where the spot of light is, as a share of the sketch's height.")),
          radius};
}

std::vector<Parameter> cellRows() {
  Parameter nucleoli;
  nucleoli.key = "nucleoli";
  nucleoli.type = ParameterType::Boolean;
  nucleoli.fallback = 1;
  nucleoli.maximum = nucleoli.usefulMaximum = 1;
  nucleoli.label = CYTOSKETCH_TRANSLATE("Nucleoli");
  nucleoli.help = CYTOSKETCH_TRANSLATE("Whether the nucleoli of the cells show in the greys.");
  return {number("overlap-darkening", 0, 0, 1, CYTOSKETCH_TRANSLATE("Darkening by overlap"),
                 CYTOSKETCH_TRANSLATE("Share of grey that each further cell on top of another takes away.")),
          number("z-decay", 0, 0, 1, CYTOSKETCH_TRANSLATE("Decay along z"),
                 CYTOSKETCH_TRANSLATE("Share of their grey that cells lose from the first slice to the last, as in "
                                      "deep tissue.")),
          number("centre-decay", 0, 0, 1, CYTOSKETCH_TRANSLATE("Decay to the centre"),
                 CYTOSKETCH_TRANSLATE("Share of their grey that cells lose at the centre of the organism.")),
          place("centre.x", 0, -100000, CYTOSKETCH_TRANSLATE("Centre, x"),
                CYTOSKETCH_TRANSLATE("Where the centre of the organism is.")),
          place("centre.y", 0, -100000, CYTOSKETCH_TRANSLATE("Centre, y"),
                CYTOSKETCH_TRANSLATE("Where the centre of the organism is.")),
          place("centre.z", 0, -100000, CYTOSKETCH_TRANSLATE("Centre, z"),
                CYTOSKETCH_TRANSLATE("Where the centre of the organism is.")),
          place("centre.extent", 1, 0.5, CYTOSKETCH_TRANSLATE("Extent"),
                CYTOSKETCH_TRANSLATE("Distance from the centre at which cells lose nothing.")),
          nucleoli};
}

std::vector<Parameter> membraneRows() {
  Parameter thickness =
      number("membrane.thickness", 0, 0, 1000, CYTOSKETCH_TRANSLATE("Thickness of membranes"),
             CYTOSKETCH_TRANSLATE("Whole cells are drawn as membranes so thick (in pixels where their size "
                                  "is unknown); 0 fills them."));
  thickness.usefulMaximum = 20;
  thickness.step = 0.1;
  thickness.unit = CYTOSKETCH_TRANSLATE("µm");
  return {thickness, number("membrane.grey", 0.8, 0, 1, CYTOSKETCH_TRANSLATE("Grey of membranes"),
                            CYTOSKETCH_TRANSLATE("How bright membranes are: 0 is black, 1 is white."))};
}

/// The channel of "background.k", k > 0.
std::optional<std::size_t> furtherChannel(std::string_view key) {
  std::size_t channel = 0;
  if (!key.starts_with(furtherPrefix)) {
    return std::nullopt;
  }
  const char* const last = key.data() + key.size();
  const auto [end, problem] = std::from_chars(key.data() + furtherPrefix.size(), last, channel);
  const bool named = problem == std::errc() && end == last && channel > 0 && channel < mostChannels;
  return named ? std::optional(channel) : std::nullopt;
}

using Member = std::variant<float Shading::*, double Shading::*, bool Shading::*>;

const Member& memberOf(std::string_view key) {
  static const std::map<std::string_view, Member> members{{"background", &Shading::background},
                                                          {"illumination.linear", &Shading::illuminationLinear},
                                                          {"illumination.angle", &Shading::illuminationAngle},
                                                          {"illumination.radial", &Shading::illuminationRadial},
                                                          {"illumination.centre.x", &Shading::illuminationCentreX},
                                                          {"illumination.centre.y", &Shading::illuminationCentreY},
                                                          {"illumination.radius", &Shading::illuminationRadius},
                                                          {"overlap-darkening", &Shading::overlapDarkening},
                                                          {"z-decay", &Shading::zDecay},
                                                          {"centre-decay", &Shading::radialDecay},
                                                          {"centre.x", &Shading::radialCentreX},
                                                          {"centre.y", &Shading::radialCentreY},
                                                          {"centre.z", &Shading::radialCentreZ},
                                                          {"centre.extent", &Shading::radialExtent},
                                                          {"nucleoli", &Shading::nucleoli},
                                                          {"membrane.thickness", &Shading::membraneThickness},
                                                          {"membrane.grey", &Shading::membraneGrey}};
  return members.at(key);
}

} // namespace

std::span<const Parameter> shadingParameters() {
  static const std::vector<Parameter> rows = [] {
    std::vector<Parameter> all = backgroundRows();
    for (const auto& part : {cellRows(), membraneRows()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return rows;
}

const Parameter& shadingParameter(std::string_view key) {
  return parameterOf(shadingParameters(), furtherChannel(key) ? "background" : key, "the shading");
}

double shadingValue(const Shading& shading, std::string_view key) {
  if (const auto channel = furtherChannel(key)) {
    return shading.backgroundOf(static_cast<std::int64_t>(*channel));
  }
  return std::visit([&](auto member) { return static_cast<double>(shading.*member); },
                    memberOf(shadingParameter(key).key));
}

void setShadingValue(Shading& shading, std::string_view key, double value) {
  const double valid = checkedValue(shadingParameter(key), value);
  if (const auto channel = furtherChannel(key)) {
    std::vector<float>& further = shading.furtherBackgrounds;
    further.resize(std::max(further.size(), *channel), shading.background);
    further[*channel - 1] = static_cast<float>(valid);
    return;
  }
  std::visit(
      [&](auto member) {
        using Value = std::remove_reference_t<decltype(shading.*member)>;
        shading.*member = static_cast<Value>(valid);
      },
      memberOf(key));
}

void setShadingValue(Shading& shading, const std::string& assignment) {
  const auto [key, text] = assignmentOf(assignment, "background=0.1");
  setShadingValue(shading, key, valueOfText(shadingParameter(key), text));
}

Shading withCentreOfCells(const Shading& shading, const Sketch& sketch) {
  Box box;
  for (const auto& [id, cell] : sketch.cells()) {
    box = box.united(cell->mask.bounds());
  }
  const Box whole = Box::whole(sketch.extent());
  box = box.intersected(whole).empty() ? whole : box.intersected(whole);
  Shading centred = shading;
  centred.radialCentreZ = 0.5 * static_cast<double>(box.z0 + box.z1 - 1);
  centred.radialCentreY = 0.5 * static_cast<double>(box.y0 + box.y1 - 1);
  centred.radialCentreX = 0.5 * static_cast<double>(box.x0 + box.x1 - 1);
  const auto longest = static_cast<double>(std::max({box.depth(), box.height(), box.width()}));
  centred.radialExtent = std::max(0.5, 0.5 * longest);
  return centred;
}

} // namespace cytosketch
