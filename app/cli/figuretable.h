#pragma once

#include "engine/metrics/realism.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace cytosketch {

class Console;

/// One row of figures: an image, a cluster, or all of them.
struct FigureRow {
  std::string name;
  RealismSummary figures;
  bool hasSketch = true; ///< without labels there is no sketch: no ZNCC, no cells
};

/// A table with one line per row and the meaning of its columns above.
void printFigures(Console& console, const std::vector<FigureRow>& rows);
/// The same for machines; what is undefined is null.
nlohmann::ordered_json jsonOf(const FigureRow& row);

} // namespace cytosketch
