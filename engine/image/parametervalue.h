#pragma once

#include "engine/image/parameter.h"

#include <span>
#include <string>

namespace cytosketch {

/// A number as a person writes it: no trailing zeros, a point whatever the locale.
std::string numberText(double value);

/// What a row takes, for messages: "a whole number, 1 to 200 px", "one of even, normal".
std::string describeValues(const Parameter& row);

/// The row with this key. @throws SettingsError naming all keys, if there is none. @param owner  whose table it is, for
/// the message: "the shading"
const Parameter& parameterOf(std::span<const Parameter> table, std::string_view key, std::string_view owner);

/// The value itself. @throws SettingsError if it is outside the accepted range, or no whole number where one is wanted.
double checkedValue(const Parameter& row, double value);

/// The value that a text stands for: a number, the name of a choice as its index, true or false as 1 or 0.
/// @throws SettingsError if it stands for none, or for one out of range.
double valueOfText(const Parameter& row, std::string_view text);

/// The value as valueOfText() takes it.
std::string textOfValue(const Parameter& row, double value);

/// "key=value" taken apart. @throws SettingsError if there is no equals sign. @param example  for the message
struct Assignment {
  std::string key, value;
};
Assignment assignmentOf(const std::string& text, std::string_view example);

} // namespace cytosketch
