#include "engine/image/parametervalue.h"

#include "engine/image/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <locale>
#include <sstream>

namespace cytosketch {
namespace {

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (const std::string_view word : words) {
    text.append(text.empty() ? "" : ", ").append(word);
  }
  return text;
}

double booleanOf(const Parameter& row, std::string_view text) {
  if (text != "true" && text != "false" && text != "1" && text != "0") {
    throw SettingsError(std::string("'").append(text) + "' is neither true nor false", std::string(row.key),
                        "Give true or false");
  }
  return text == "true" || text == "1" ? 1.0 : 0.0;
}

} // namespace

std::string numberText(double value) {
  std::ostringstream text;
  text.imbue(std::locale::classic());
  text.precision(15);
  text << value;
  return text.str();
}

std::string describeValues(const Parameter& row) {
  if (row.type == ParameterType::Choice) {
    return "one of " + joined(row.choices);
  }
  if (row.type == ParameterType::Boolean) {
    return "true or false";
  }
  std::string text(row.type == ParameterType::Integer ? "a whole number, " : "a number, ");
  text.append(numberText(row.minimum)).append(" to ").append(numberText(row.maximum));
  return row.unit.empty() ? text : text.append(" ").append(row.unit);
}

const Parameter& parameterOf(std::span<const Parameter> table, std::string_view key, std::string_view owner) {
  const auto row = std::find_if(table.begin(), table.end(), [&](const Parameter& p) { return p.key == key; });
  if (row != table.end()) {
    return *row;
  }
  std::vector<std::string_view> keys(table.size());
  std::transform(table.begin(), table.end(), keys.begin(), [](const Parameter& p) { return p.key; });
  throw SettingsError(std::string(owner) + " has no such parameter", std::string(key), "Choose one of " + joined(keys));
}

double checkedValue(const Parameter& row, double value) {
  const bool whole = row.type == ParameterType::Real || value == std::floor(value);
  if (!(value >= row.minimum && value <= row.maximum) || !whole) {
    throw SettingsError(numberText(value) + " is out of range", std::string(row.key), "Give " + describeValues(row));
  }
  return value;
}

double valueOfText(const Parameter& row, std::string_view text) {
  if (row.type == ParameterType::Choice) {
    const auto choice = std::find(row.choices.begin(), row.choices.end(), text);
    if (choice == row.choices.end()) {
      throw SettingsError(std::string("there is no choice '").append(text) + "'", std::string(row.key),
                          "Choose " + describeValues(row));
    }
    return static_cast<double>(choice - row.choices.begin());
  }
  if (row.type == ParameterType::Boolean) {
    return booleanOf(row, text);
  }
  double value = 0.0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) {
    throw SettingsError(std::string("'").append(text) + "' is not a number", std::string(row.key),
                        "Give " + describeValues(row));
  }
  return checkedValue(row, value);
}

std::string textOfValue(const Parameter& row, double value) {
  if (row.type == ParameterType::Choice) {
    return std::string(row.choices.at(static_cast<std::size_t>(value)));
  }
  if (row.type == ParameterType::Boolean) {
    return value != 0.0 ? "true" : "false";
  }
  return numberText(value);
}

Assignment assignmentOf(const std::string& text, std::string_view example) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos) {
    throw SettingsError("is not of the form key=value", text, "Write for example " + std::string(example));
  }
  return {text.substr(0, equals), text.substr(equals + 1)};
}

} // namespace cytosketch
