#pragma once

#include <string_view>
#include <vector>

/// Marks a text for translation without needing Qt: lupdate finds it (-tr-function-alias), the window looks it up in
/// the context "Parameters".
#define CYTOSKETCH_TRANSLATE(text) text

namespace cytosketch {

enum class ParameterType { Integer, Real, Choice, Boolean, Text };

/// One row of a parameter table. Tables stand in the engine; docks, command line, settings files, validation and the
/// manual are made from them, so a range or a help text is stated once.
struct Parameter {
  std::string_view key = {}; ///< JSON key and command-line option: "t-start"
  ParameterType type = ParameterType::Real;
  double fallback = 0.0; ///< default; for a Choice the index into `choices`
  double minimum = 0.0;  ///< what is accepted
  double maximum = 0.0;
  double usefulMinimum = 0.0; ///< what is sensible: outside is marked, not forbidden
  double usefulMaximum = 0.0;
  double step = 1.0;
  std::string_view unit = {};                      ///< translatable; empty if the value is a pure number
  std::string_view label = {};                     ///< translatable
  std::string_view help = {};                      ///< translatable: one sentence on what it does to the picture
  std::vector<std::string_view> choices = {};      ///< values as in JSON and on the command line
  std::vector<std::string_view> choiceLabels = {}; ///< translatable
};

} // namespace cytosketch
