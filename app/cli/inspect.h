#pragma once

#include "app/cli/console.h"

#include <string>

namespace cytosketch {

/// Prints what a dataset's folder holds: layout, samples, statistics, problems.
/// @throws FormatError if a sample has problems, after they were printed; as openDataset; Cancelled
void inspect(const std::string& folder, Console& console);

} // namespace cytosketch
