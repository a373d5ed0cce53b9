#pragma once

#include "engine/image/image.h"
#include "engine/image/normalisation.h"
#include "engine/sketch/sketch.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cytosketch {

/// A real image with the labels of its cells, and the sketch that they make: every cell at its mean real grey, the
/// background at its own.
struct StudyPair {
  std::string name;
  Image<float> real;           ///< grey g ∈ [0,1], (t, 1, z, y, x); empty if there is no real image to compare with
  Image<std::uint32_t> labels; ///< (t, 1, z, y, x)
  Image<float> sketch;         ///< grey g as drawn, before the blur (t, c, z, y, x)
  Sketch cells = Sketch();     ///< what was drawn
};

/// @param real  values as in the file, one channel; normalised here by the percentiles
/// @throws SettingsError if the extents differ, the image is constant or holds NaN, or there is no label.
StudyPair makePair(const std::string& name, const Image<float>& real, const Image<std::uint32_t>& labels,
                   double lowPercent = defaultLowPercentile, double highPercent = defaultHighPercentile);

/// A sketch alone, to be judged by eye: labels of its first channel and kind of cells.
/// @throws SettingsError if the sketch has no cell.
StudyPair pairOfSketch(const std::string& name, const Sketch& sketch);

/// One image of a study, loaded when its turn comes.
struct StudySource {
  std::string name;
  std::function<StudyPair()> load; ///< may throw any Error
};

/// A pair of files, or folders in which files of the same name belong together.
/// @param limit  at most so many, spread evenly over the folder; 0 = all
/// @throws FileError if something is missing; SettingsError if a file meets a folder. Loading throws FileError and
/// FormatError that name the file.
std::vector<StudySource> studySources(const std::filesystem::path& real, const std::filesystem::path& labels,
                                      std::size_t limit = 0, double lowPercent = defaultLowPercentile,
                                      double highPercent = defaultHighPercentile);

} // namespace cytosketch
