#pragma once

#include "engine/dataset/manifest.h"
#include "engine/dataset/workfolder.h"

#include <string>
#include <vector>

namespace cytosketch {

/// Writes report.html (figures, histograms drawn as SVG, failing samples), report.png (contact sheet of at most 200
/// samples) and README.txt (what the dataset is, how to read it), and adds their names to `files`. No clock time.
/// @throws FileError
void writeReport(const Manifest& manifest, const WorkFolder& work, std::vector<std::string>& files);

} // namespace cytosketch
