#pragma once

#include "engine/learning/patchsource.h"

#include <string>

namespace cytosketch {

class Console;

/// Where a training run's images come from.
struct TrainingFolders {
  std::string images;
  std::string validation; ///< folder of held-out images; empty: `holdOut` percent of the images
  double holdOut = 5.0;
  std::string index; ///< CSV with a column "stem", for the clusters
  std::string clusterColumn = "shape";
  std::string clusterWeights; ///< "256x256=0.4,360x360=0.25"; empty: every image counts by its area
  double lowPercentile = 0.1;
  double highPercentile = 99.9;
};

/// Reads the images, normalises each by its percentiles and channel (Convention 2), cuts stacks into slices and names
/// the clusters. Every k-th image of a cluster is held out if there is no folder for them.
/// @throws FileError, FormatError, SettingsError, Cancelled
PatchPack readTrainingData(const TrainingFolders& folders, Console& console);

} // namespace cytosketch
