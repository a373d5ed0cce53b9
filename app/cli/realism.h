#pragma once

#include "app/cli/parameteroptions.h"
#include "engine/metrics/spectrum.h"

#include <string>

namespace cytosketch {

class Console;

/// What `evaluate --realism` takes.
struct RealismOptions {
  std::string images;
  std::string masks;
  std::string index;
  std::string clusterColumn = "shape";
  std::string contactSheet;
  std::string output;
  int limit = 0;
  int sheetImages = 2;
  SpectrumWindow window = SpectrumWindow::Hann;
  GenerationOptions generation;
};

/// Judges a model on real images with masks: a sketch from each mask with every cell at its mean real grey and the
/// background at its own, one generation (seed + place in the sorted folder), and the figures of the generated image
/// and of the blurred sketch itself, per cluster and over all.
/// @throws FileError, FormatError, SettingsError, Cancelled
void judgeModel(const RealismOptions& options, Console& console);

} // namespace cytosketch
