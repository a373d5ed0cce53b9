#include "engine/study/grid.h"

#include "engine/diffusion/settings.h"
#include "engine/image/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace cytosketch {
namespace {

const Parameter& generationRow(std::string_view key) {
  for (const Parameter& row : generationParameters()) {
    if (row.key == key) {
      return row;
    }
  }
  throw SettingsError("there is no parameter of this name", std::string(key), "");
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t";
  const std::size_t first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string plain(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%g", value);
  return text.data();
}

double numberOf(std::string_view item, const Parameter& row) {
  double value = 0.0;
  const auto [end, error] = std::from_chars(item.data(), item.data() + item.size(), value);
  const bool whole = row.type != ParameterType::Integer || value == std::floor(value);
  if (error != std::errc() || end != item.data() + item.size() || !whole || !(value >= row.minimum) ||
      !(value <= row.maximum)) {
    throw SettingsError("'" + std::string(item) + "' is no value from " + plain(row.minimum) + " to " +
                            plain(row.maximum),
                        std::string(row.key), "Write numbers with commas between them");
  }
  return value;
}

template <typename T>
std::vector<T> parsed(std::string_view list, std::string_view key) {
  const Parameter& row = generationRow(key);
  std::vector<T> values;
  while (!trimmed(list).empty()) {
    const std::size_t comma = list.find(',');
    values.push_back(static_cast<T>(numberOf(trimmed(list.substr(0, comma)), row)));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.empty() || values.size() > longestGridAxis) {
    throw SettingsError(
        values.empty() ? "the list is empty" : "the list has more than " + std::to_string(longestGridAxis) + " values",
        std::string(key),
        std::string("Write for example ") + (row.type == ParameterType::Integer ? "100, 200, 400" : "0, 1, 2"));
  }
  return values;
}

template <typename T>
std::string joined(std::span<const T> values) {
  std::string text;
  for (const T value : values) {
    text += (text.empty() ? "" : ", ") + plain(static_cast<double>(value));
  }
  return text;
}

} // namespace

std::vector<GridPoint> StudyGrid::points() const {
  std::vector<GridPoint> all;
  for (const double sigma : sigmas) {
    for (const int tStart : tStarts) {
      all.push_back({tStart, sigma});
    }
  }
  return all;
}

std::vector<int> tStartsOf(std::string_view list) {
  return parsed<int>(list, "t-start");
}
std::vector<double> sigmasOf(std::string_view list) {
  return parsed<double>(list, "sigma");
}

std::string listText(std::span<const int> values) {
  return joined(values);
}
std::string listText(std::span<const double> values) {
  return joined(values);
}

std::span<const Parameter> studyParameters() {
  static const std::vector<Parameter> table{
      {.key = "tolerance",
       .type = ParameterType::Real,
       .fallback = 0.0002,
       .minimum = 0.0,
       .maximum = 1.0,
       .usefulMinimum = 0.00005,
       .usefulMaximum = 0.005,
       .step = 0.0001,
       .label = CYTOSKETCH_TRANSLATE("D_B tolerance"),
       .help = CYTOSKETCH_TRANSLATE("How far above its lowest value the distance of the noisy histograms may lie; more "
                                    "of it recommends an earlier start step, which keeps more of the sketch.")},
      {.key = "least-zncc",
       .type = ParameterType::Real,
       .fallback = 0.9,
       .minimum = -1.0,
       .maximum = 1.0,
       .usefulMinimum = 0.7,
       .usefulMaximum = 0.99,
       .step = 0.01,
       .label = CYTOSKETCH_TRANSLATE("Least ZNCC"),
       .help = CYTOSKETCH_TRANSLATE("How much the generated image must at least resemble the sketch; with less, cells "
                                    "no longer lie where their labels say.")},
  };
  return table;
}

} // namespace cytosketch
