#include "engine/sketch/nucleoli.h"

#include "engine/image/error.h"
#include "engine/image/parametervalue.h"
#include "engine/sketch/draws.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <numbers>
#include <optional>
#include <tuple>
#include <utility>

namespace cytosketch {
namespace {

constexpr double usualRadius = 37.5; ///< of the nuclei for which the defaults are

struct Voxel {
  std::int64_t z, y, x;
};

using Member = double NucleoliLaw::*;
constexpr std::array<std::pair<std::string_view, Member>, 7> members{
    std::pair("nucleoli.one", &NucleoliLaw::one),
    std::pair("nucleoli.two", &NucleoliLaw::two),
    std::pair("nucleoli.radius.min", &NucleoliLaw::radiusMinimum),
    std::pair("nucleoli.radius.max", &NucleoliLaw::radiusMaximum),
    std::pair("nucleoli.margin", &NucleoliLaw::margin),
    std::pair("nucleoli.grey.min", &NucleoliLaw::greyMinimum),
    std::pair("nucleoli.grey.max", &NucleoliLaw::greyMaximum)};

Member memberOf(std::string_view key) {
  const Parameter& row = parameterOf(nucleoliParameters(), key, "the law of nucleoli");
  return std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == row.key; })->second;
}

Parameter row(std::string_view key, double minimum, double maximum, double useful, double step, std::string_view unit,
              std::string_view label, std::string_view help) {
  return {.key = key,
          .minimum = minimum,
          .maximum = maximum,
          .usefulMinimum = minimum,
          .usefulMaximum = useful,
          .step = step,
          .unit = unit,
          .label = label,
          .help = help};
}

std::vector<Parameter> table() {
  constexpr std::string_view px = CYTOSKETCH_TRANSLATE("px");
  std::vector<Parameter> rows{
      row("nucleoli.one", 0, 1, 1, 0.05, "", CYTOSKETCH_TRANSLATE("One nucleolus"),
          CYTOSKETCH_TRANSLATE("Share of nuclei with one dark nucleolus.")),
      row("nucleoli.two", 0, 1, 1, 0.05, "", CYTOSKETCH_TRANSLATE("Two nucleoli"),
          CYTOSKETCH_TRANSLATE("Share of nuclei with two dark nucleoli; what is left of the two shares has none.")),
      row("nucleoli.radius.min", 0.5, 200, 40, 0.5, px, CYTOSKETCH_TRANSLATE("Smallest nucleolus"),
          CYTOSKETCH_TRANSLATE("Each semi-axis of a nucleolus is evenly spread from here …")),
      row("nucleoli.radius.max", 0.5, 200, 40, 0.5, px, CYTOSKETCH_TRANSLATE("Largest nucleolus"),
          CYTOSKETCH_TRANSLATE("… to here.")),
      row("nucleoli.margin", 0, 200, 40, 0.5, px, CYTOSKETCH_TRANSLATE("Nucleoli from the border"),
          CYTOSKETCH_TRANSLATE("Centres of nucleoli keep this distance from the border of their nucleus.")),
      row("nucleoli.grey.min", -1, 1, 1, 0.002, "", CYTOSKETCH_TRANSLATE("Darkest nucleolus"),
          CYTOSKETCH_TRANSLATE("Greys of nucleoli are evenly spread from here …; below 0 is black.")),
      row("nucleoli.grey.max", -1, 1, 1, 0.002, "", CYTOSKETCH_TRANSLATE("Brightest nucleolus"),
          CYTOSKETCH_TRANSLATE("… to here."))};
  const NucleoliLaw law;
  for (Parameter& parameter : rows) {
    const auto member =
        std::find_if(members.begin(), members.end(), [&](const auto& m) { return m.first == parameter.key; });
    parameter.fallback = law.*member->second;
  }
  return rows;
}

std::vector<Voxel> voxelsOf(const Mask& mask, std::int64_t t) {
  std::vector<Voxel> voxels;
  const Box box = mask.bounds(t);
  for (std::int64_t z = box.z0; z < box.z1; ++z) {
    mask.forEachSpan(t, z, box, [&](std::int64_t y, std::int64_t x0, std::int64_t x1) {
      for (; x0 < x1; ++x0) {
        voxels.push_back({z, y, x0});
      }
    });
  }
  return voxels;
}

/// Steps inside a ball, the longest first: they are the first to leave a nucleus.
std::vector<Voxel> ballSteps(double margin, double zPerPixel, bool flat) {
  std::vector<std::pair<double, Voxel>> steps;
  const auto reach = static_cast<std::int64_t>(margin);
  const std::int64_t reachZ = flat ? 0 : static_cast<std::int64_t>(margin * zPerPixel);
  for (std::int64_t z = -reachZ; z <= reachZ; ++z) {
    for (std::int64_t y = -reach; y <= reach; ++y) {
      for (std::int64_t x = -reach; x <= reach; ++x) {
        const double away =
            std::hypot(static_cast<double>(z) / zPerPixel, static_cast<double>(y), static_cast<double>(x));
        if (away <= margin) {
          steps.emplace_back(away, Voxel{z, y, x});
        }
      }
    }
  }
  std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Voxel> sorted;
  sorted.reserve(steps.size());
  for (const auto& [away, step] : steps) {
    sorted.push_back(step);
  }
  return sorted;
}

/// One of the voxels that are deep enough, uniform among them; none if there is none. Voxels are drawn without putting
/// back, so that few are looked at.
std::optional<Voxel> drawnVoxel(std::vector<Voxel> left, const std::function<bool(const Voxel&)>& isDeep,
                                Draws& draws) {
  while (!left.empty()) {
    const std::size_t at = draws.below(left.size());
    const Voxel voxel = left[at];
    if (isDeep(voxel)) {
      return voxel;
    }
    left[at] = left.back();
    left.pop_back();
  }
  return std::nullopt;
}

} // namespace

std::span<const Parameter> nucleoliParameters() {
  static const std::vector<Parameter> rows = table();
  return rows;
}

double nucleoliValue(const NucleoliLaw& law, std::string_view key) {
  return law.*memberOf(key);
}

void setNucleoliValue(NucleoliLaw& law, std::string_view key, double value) {
  const Member member = memberOf(key);
  law.*member = checkedValue(parameterOf(nucleoliParameters(), key, "the law of nucleoli"), value);
}

void requireValid(const NucleoliLaw& law) {
  if (law.one + law.two > 1.0 + 1e-9) {
    throw SettingsError("the shares of nuclei with one and with two nucleoli are more than 1 together", "nucleoli.two",
                        "Give a lower share");
  }
  for (const auto& [low, high, key] : {std::tuple(law.radiusMinimum, law.radiusMaximum, "nucleoli.radius.min"),
                                       std::tuple(law.greyMinimum, law.greyMaximum, "nucleoli.grey.min")}) {
    if (!(low <= high)) {
      throw SettingsError("the least value is above the greatest", key, "Give a lower " + std::string(key));
    }
  }
}

NucleoliLaw nucleoliFor(double nuclearRadius) {
  NucleoliLaw law;
  if (nuclearRadius > 0.0) {
    const double scale = nuclearRadius / usualRadius;
    const auto scaled = [scale](double length) {
      return std::clamp(std::round(2.0 * scale * length) / 2.0, 0.5, 200.0);
    };
    law.radiusMinimum = scaled(law.radiusMinimum);
    law.radiusMaximum = std::max(law.radiusMinimum, scaled(law.radiusMaximum));
    law.margin = scaled(law.margin);
  }
  return law;
}

double typicalNuclearRadius(const Sketch& sketch) {
  std::vector<double> radii;
  for (const auto& [id, cell] : sketch.cells()) {
    if (cell->kind != CellKind::Nucleus || cell->mask.empty()) {
      continue;
    }
    std::map<std::int64_t, std::int64_t> areas;
    for (const Voxel& voxel : voxelsOf(cell->mask, cell->mask.frames().first)) {
      ++areas[voxel.z];
    }
    std::int64_t largest = 0;
    for (const auto& [z, area] : areas) {
      largest = std::max(largest, area);
    }
    radii.push_back(std::sqrt(static_cast<double>(largest) / std::numbers::pi));
  }
  if (radii.empty()) {
    return 0.0;
  }
  const auto middle = radii.begin() + static_cast<std::ptrdiff_t>(radii.size() / 2);
  std::nth_element(radii.begin(), middle, radii.end());
  return *middle;
}

DrawnNucleoli drawnNucleoli(const Cell& cell, const Sketch& sketch, const NucleoliLaw& law, std::uint64_t seed) {
  requireValid(law);
  DrawnNucleoli drawn;
  Draws draws(seed, Purpose::Nucleoli, cell.id);
  const double which = draws.unit();
  drawn.wanted = which < law.two ? 2 : which < law.two + law.one ? 1 : 0;
  if (drawn.wanted == 0 || cell.mask.empty()) {
    return drawn;
  }
  const Spacing& spacing = sketch.spacing();
  const bool flat = sketch.extent().z == 1;
  const double zPerPixel = spacing.known() && spacing.z > 0.0 ? std::sqrt(spacing.y * spacing.x) / spacing.z : 1.0;
  const std::int64_t t = cell.mask.frames().first;
  const std::vector<Voxel> steps = ballSteps(law.margin, zPerPixel, flat);
  const auto isDeep = [&](const Voxel& v) {
    return std::all_of(steps.begin(), steps.end(),
                       [&](const Voxel& s) { return cell.mask.test(t, v.z + s.z, v.y + s.y, v.x + s.x); });
  };
  const std::vector<Voxel> all = voxelsOf(cell.mask, t);
  while (drawn.nucleoli.size() < drawn.wanted) {
    const std::optional<Voxel> centre = drawnVoxel(all, isDeep, draws);
    if (!centre) {
      break;
    }
    const Range radius{law.radiusMinimum, law.radiusMaximum};
    Nucleolus nucleolus{static_cast<double>(centre->z), static_cast<double>(centre->y), static_cast<double>(centre->x)};
    nucleolus.radiusY = draws.uniform(radius);
    nucleolus.radiusX = draws.uniform(radius);
    nucleolus.radiusZ = flat ? 1.0 : std::max(0.5, draws.uniform(radius) * zPerPixel);
    const double grey = draws.uniform({law.greyMinimum, law.greyMaximum});
    nucleolus.grey = static_cast<float>(std::clamp(grey, 0.0, 1.0));
    drawn.nucleoli.push_back(nucleolus);
  }
  return drawn;
}

} // namespace cytosketch
