#pragma once

#include "engine/image/parameter.h"

#include <compare>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cytosketch {

/// One combination to try.
struct GridPoint {
  int tStart = 400;   ///< start step n ∈ 1…1000
  double sigma = 1.0; ///< blur of the sketch in voxels
  auto operator<=>(const GridPoint&) const = default;
};

/// What a study tries: every start step with every blur. The defaults are close to the paper's Table 1.
struct StudyGrid {
  std::vector<int> tStarts{100, 200, 300, 400, 500};
  std::vector<double> sigmas{0.0, 1.0, 2.0, 3.0};

  /// All points, row by row: one σ after the other, each with rising start steps.
  std::vector<GridPoint> points() const;
  bool operator==(const StudyGrid&) const = default;
};

/// Most values a list may have.
inline constexpr std::size_t longestGridAxis = 50;

/// Reads lists as "100, 200,400"; sorts them and drops what stands twice.
/// @throws SettingsError naming the first item that is no number or out of the range of generationParameters(), or if
/// the list is empty or too long.
std::vector<int> tStartsOf(std::string_view list);
std::vector<double> sigmasOf(std::string_view list);
/// The lists as text: "100, 200, 400".
std::string listText(std::span<const int> values);
std::string listText(std::span<const double> values);

/// The rule of the recommendation as a table of parameters: tolerance, least-zncc.
std::span<const Parameter> studyParameters();

} // namespace cytosketch
