#include "engine/sketch/light.h"

#include "engine/image/error.h"
#include "engine/image/grey.h"
#include "engine/sketch/draws.h"

#include <Random123/philox.h>

#include <cmath>
#include <cstdio>

namespace cytosketch {
namespace {

/// Normal around the middle of (low, high), kept inside.
double drawnNormal(double low, double high, const std::function<double()>& normal) {
  double value = 0.0;
  do {
    value = 0.5 * (low + high) + 0.25 * (high - low) * normal();
  } while (value < low || value > high);
  return value;
}

/// Uniform in (0,1) by seed and id alone.
double uniformOf(std::uint64_t seed, CellId id) {
  using Philox = r123::Philox4x32_R<10>;
  const Philox::key_type key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  const Philox::ctr_type counter{{id, 0, 0, 0}};
  return (static_cast<double>(Philox()(counter, key)[0]) + 0.5) * 0x1p-32;
}

Parameter brightnessRow(std::string_view key, double fallback, std::string_view label, std::string_view help) {
  return {.key = key,
          .fallback = fallback,
          .minimum = 0.01,
          .maximum = 1,
          .usefulMinimum = 0.01,
          .usefulMaximum = 1,
          .step = 0.05,
          .label = label,
          .help = help};
}

} // namespace

std::vector<Parameter> brightnessRows(double low, double high) {
  return {{.key = "brightness.law",
           .type = ParameterType::Choice,
           .fallback = 0,
           .minimum = 0,
           .maximum = 3,
           .usefulMinimum = 0,
           .usefulMaximum = 3,
           .label = CYTOSKETCH_TRANSLATE("Illumination"),
           .help = CYTOSKETCH_TRANSLATE("How the brightnesses of the cells are spread between darkest and brightest: "
                                        "evenly, most of them in the middle, all the same, or many dim and few bright "
                                        "ones."),
           .choices = {"uniform", "normal", "equal", "log-normal"},
           .choiceLabels = {CYTOSKETCH_TRANSLATE("even"), CYTOSKETCH_TRANSLATE("normal"),
                            CYTOSKETCH_TRANSLATE("all the same"), CYTOSKETCH_TRANSLATE("many dim, few bright")}},
          brightnessRow("brightness.min", low, CYTOSKETCH_TRANSLATE("Darkest cell"),
                        CYTOSKETCH_TRANSLATE("Lowest brightness of a cell.")),
          brightnessRow("brightness.max", high, CYTOSKETCH_TRANSLATE("Brightest cell"),
                        CYTOSKETCH_TRANSLATE("Highest brightness of a cell."))};
}

BrightnessRange brightnessOfText(const std::string& text) {
  const std::size_t colon = text.find(':');
  const std::vector<Parameter> rows = brightnessRows(0.5, 0.9);
  BrightnessRange range;
  char rest = 0;
  const auto& laws = rows.front().choices;
  const auto law = std::find(laws.begin(), laws.end(), std::string_view(text).substr(0, colon));
  if (colon == std::string::npos || law == laws.end() ||
      std::sscanf(text.c_str() + colon + 1, "%f,%f%c", &range.low, &range.high, &rest) != 2) {
    throw SettingsError("'" + text + "' is not a range of brightness", "brightness",
                        "Write for example uniform:0.5,0.9; also normal, log-normal and equal");
  }
  range.law = static_cast<BrightnessLaw>(law - laws.begin());
  return range;
}

void requireValid(const BrightnessRange& range) {
  if (!(range.low > 0.0F && range.low <= range.high && range.high <= 1.0F)) {
    throw SettingsError("the brightness range " + std::to_string(range.low) + "," + std::to_string(range.high) +
                            " is not inside (0,1]",
                        "brightness", "Give two values above 0 and up to 1, the lower one first");
  }
}

double drawnBrightness(const BrightnessRange& range, const std::function<double()>& unit,
                       const std::function<double()>& normal) {
  const double low = range.low;
  const double high = range.high;
  if (low == high) {
    return low;
  }
  switch (range.law) {
  case BrightnessLaw::Uniform:
    return low + (high - low) * unit();
  case BrightnessLaw::Normal:
    return drawnNormal(low, high, normal);
  case BrightnessLaw::LogNormal:
    return std::exp(drawnNormal(std::log(low), std::log(high), normal));
  case BrightnessLaw::Equal:
    break;
  }
  return 0.5 * (low + high);
}

float drawnGrey(const BrightnessRange& range, std::uint64_t seed, CellId id) {
  Draws draws(seed, Purpose::Light, id);
  const double brightness = drawnBrightness(range, [&] { return uniformOf(seed, id); }, [&] { return draws.normal(); });
  return greyOfBrightness(static_cast<float>(brightness));
}

} // namespace cytosketch
