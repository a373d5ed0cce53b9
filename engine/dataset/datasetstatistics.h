#pragma once

#include "engine/dataset/datasetreader.h"

#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace cytosketch {

/// What is counted in one sample.
struct SampleStatistics {
  std::string name;
  std::string split;
  Extent extent{0, 0, 0, 0, 0};
  Spacing spacing;
  std::int64_t cells = 0;
  std::vector<double> areas; ///< voxels of each cell: those of all frames over the frames that it is in
  double meanGrey = 0.0;     ///< of the image, all channels; values as in the file
  double lowest = 0.0;       ///< its least and greatest value
  double highest = 0.0;
  std::int64_t touching = 0;                   ///< cells with a face in common with one that they do not overlap
  std::int64_t overlapping = 0;                ///< cells that share voxels with another one of the same name of layer
  std::map<std::string, std::int64_t> classes; ///< cells by name of layer
  std::vector<SampleProblem> problems;

  bool has(SampleProblem::Kind kind) const;
};

SampleStatistics statisticsOf(const DatasetItem& item, const SampleContent& content);

/// Numbers in bins of equal width: bin i holds values from low + i·width up to below low + (i+1)·width, the last one
/// also its end.
struct CountHistogram {
  double low = 0.0;
  double width = 1.0;
  std::vector<std::int64_t> counts;
};
/// At most `bins` bins over the values; whole numbers get bins of a whole width. Empty without values.
CountHistogram histogramOf(std::span<const double> values, std::size_t bins, bool whole);

/// Least, mean, median and greatest of some numbers; all 0 without any.
struct Spread {
  double least = 0.0, mean = 0.0, median = 0.0, greatest = 0.0;
};
Spread spreadOf(std::vector<double> values);

struct DatasetStatistics {
  std::int64_t samples = 0;
  std::int64_t cells = 0;
  std::int64_t blank = 0; ///< images with all voxels equal
  std::int64_t withoutLabels = 0;
  std::int64_t withoutCells = 0; ///< labelled, but nothing is in them
  std::int64_t withProblems = 0;
  std::int64_t touching = 0, overlapping = 0;
  std::map<std::string, std::int64_t> classes; ///< cells
  std::map<std::string, std::int64_t> splits;  ///< samples
  std::map<std::string, std::int64_t> extents; ///< samples by size, "1 x 1 x 1 x 256 x 256" (t, c, z, y, x)
  Spread cellsPerSample, areas, greys;
  CountHistogram cellsPerSampleBins, areaBins, greyBins;
};
DatasetStatistics statisticsOf(std::span<const SampleStatistics> samples);

/// Reads and counts every sample. @throws MemoryError, Cancelled
std::vector<SampleStatistics> inspectDataset(const DatasetReader& dataset, const std::stop_token& stop = {},
                                             const std::function<void(double fraction)>& progress = {});

} // namespace cytosketch
