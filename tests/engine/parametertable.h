#pragma once

#include "engine/image/parameter.h"

#include <set>
#include <span>
#include <string>

namespace cytosketch::test {

/// What is wrong with a table of parameters: a key that stands twice, a missing text, ranges that do not nest. Empty if
/// nothing is.
inline std::string faultOf(std::span<const Parameter> table) {
  std::set<std::string_view> keys;
  for (const Parameter& row : table) {
    const std::string key(row.key);
    if (!keys.insert(row.key).second) {
      return key + " stands twice";
    }
    if (row.label.empty() || row.help.empty() || row.choices.size() != row.choiceLabels.size()) {
      return key + " lacks a text";
    }
    const bool isNumber = row.type == ParameterType::Integer || row.type == ParameterType::Real;
    if (isNumber && !(row.minimum <= row.usefulMinimum && row.usefulMinimum <= row.usefulMaximum &&
                      row.usefulMaximum <= row.maximum && row.minimum <= row.fallback && row.fallback <= row.maximum)) {
      return key + " has ranges that do not nest";
    }
  }
  return {};
}

} // namespace cytosketch::test
