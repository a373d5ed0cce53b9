#include "engine/imageio/imagejdescription.h"

#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <locale>
#include <sstream>
#include <string_view>
#include <utility>

namespace cytosketch {
namespace {

constexpr std::string_view spaces = " \t\r";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(spaces);
  if (first == std::string_view::npos) {
    return {};
  }
  return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

double number(std::string_view text) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && std::isfinite(value) ? value : 0.0;
}

std::int64_t count(std::string_view text) {
  const double value = number(text); // ImageJ itself reads "3.0" here
  return value >= 1.0 && value < 1e12 ? static_cast<std::int64_t>(value) : 1;
}

/// Independent of the locale, and short for round numbers.
std::string text(double value) {
  std::array<char, 32> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end};
}

bool isImageJKey(std::string_view key) {
  static constexpr std::array keys = std::to_array<std::string_view>(
      {"ImageJ",    "images", "channels", "slices",  "frames",  "hyperstack", "mode", "unit",  "yunit",    "zunit",
       "spacing",   "min",    "max",      "xorigin", "yorigin", "zorigin",    "cf",   "vunit", "loop",     "fps",
       "finterval", "tunit",  "c0",       "c1",      "c2",      "c3",         "c4",   "info",  "composite"});
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Fiji reads the text as Java properties, where "\u" without four hexadecimal digits is an error.
std::string withoutBrokenEscapes(std::string_view line) {
  std::string result;
  for (std::size_t i = 0; i < line.size(); ++i) {
    result += line[i];
    if (line[i] != '\\') {
      continue;
    }
    const std::string_view digits = line.substr(std::min(i + 2, line.size()), 4);
    const bool isHex =
        digits.size() == 4 && digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (i + 1 == line.size() || (line[i + 1] == 'u' && !isHex)) {
      result += '\\';
    } else {
      result += line[++i];
    }
  }
  return result;
}

std::string harmless(const std::string& extra) {
  if (extra.find('\0') != std::string::npos) {
    throw SettingsError("the description holds a zero byte", "description", "Use plain text");
  }
  std::string result;
  std::istringstream lines(extra);
  for (std::string line; std::getline(lines, line);) {
    const std::string_view key = trimmed(std::string_view(line).substr(0, line.find_first_of("=:")));
    const std::string_view word = key.substr(0, key.find_first_of(spaces));
    result += (isImageJKey(key) || isImageJKey(word) ? "# " : "") + withoutBrokenEscapes(line) + "\n";
  }
  return result;
}

} // namespace

std::optional<ImageJDescription> parseImageJDescription(const std::string& text) {
  if (!text.starts_with("ImageJ=") && !text.starts_with("SCIFIO=")) {
    return std::nullopt;
  }
  ImageJDescription result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    if (equals == std::string::npos) {
      continue;
    }
    const std::string_view key = trimmed(std::string_view(line).substr(0, equals));
    const std::string_view value = trimmed(std::string_view(line).substr(equals + 1));
    if (key == "images") {
      result.images = count(value);
    } else if (key == "channels") {
      result.channels = count(value);
    } else if (key == "slices") {
      result.slices = count(value);
    } else if (key == "frames") {
      result.frames = count(value);
    } else if (key == "unit") {
      result.unit = value;
    } else if (key == "spacing") {
      result.spacing = std::abs(number(value)); // ImageJ stores a negative one for stacks taken downwards
    }
  }
  return result;
}

double micrometresPer(const std::string& unit) {
  std::string lower(unit);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  static constexpr std::array units = std::to_array<std::pair<std::string_view, double>>({
      {"micron", 1.0},     {"microns", 1.0},     {"um", 1.0},         {"\u00b5m", 1.0},     {"\u03bcm", 1.0},
      {"\xb5m", 1.0},      {"\\u00b5m", 1.0},    {"\\u03bcm", 1.0},   {"micrometer", 1.0},  {"micrometers", 1.0},
      {"micrometre", 1.0}, {"micrometres", 1.0}, {"nm", 1e-3},        {"nanometer", 1e-3},  {"nanometers", 1e-3},
      {"nanometre", 1e-3}, {"mm", 1e3},          {"millimeter", 1e3}, {"millimeters", 1e3}, {"millimetre", 1e3},
      {"cm", 1e4},         {"centimeter", 1e4},  {"m", 1e6},          {"meter", 1e6},       {"inch", 25400.0},
      {"inches", 25400.0}, {"in", 25400.0},      {"pm", 1e-6},        {"a", 1e-4},          {"\u00e5", 1e-4},
  });
  const auto* found = std::find_if(units.begin(), units.end(), [&](const auto& entry) { return entry.first == lower; });
  return found == units.end() ? 0.0 : found->second;
}

std::string composeImageJDescription(const Extent& extent, const Spacing& spacing, double low, double high,
                                     const std::string& extra) {
  const std::int64_t images = extent.t * extent.c * extent.z;
  std::string result = "ImageJ=1.53t\nimages=" + std::to_string(images) + "\n";
  for (const auto& [key, value] : {std::pair{"channels", extent.c}, {"slices", extent.z}, {"frames", extent.t}}) {
    if (value > 1) {
      result += std::string(key) + "=" + std::to_string(value) + "\n";
    }
  }
  if (images > 1) {
    result += "hyperstack=true\n";
  }
  if (extent.c > 1) {
    result += extent.c <= 7 ? "mode=composite\n" : "mode=grayscale\n"; // ImageJ overlays at most seven channels
  }
  if (spacing.known() || spacing.z > 0.0) {
    result += "unit=micron\n";
  }
  if (spacing.z > 0.0) {
    result += "spacing=" + text(spacing.z) + "\n";
  }
  result += "loop=false\nmin=" + text(low) + "\nmax=" + text(high) + "\n";
  return result + harmless(extra);
}

} // namespace cytosketch
