#pragma once

#include "engine/learning/patchsource.h"

#include <string>

namespace cytosketch {

class Console;

/// Where a training run's images come from.
struct TrainingFolders {
  std::string images;
  int dimensions = 2;     ///< 2: stacks and time series are cut into slices; 3: they stay volumes
  std::string validation; ///< folder of held-out images; empty: `holdOut` percent of the images
  double holdOut = 5.0;
  std::string index; ///< CSV with a column "stem", for the clusters
  std::string clusterColumn = "shape";
  std::string clusterWeights; ///< "256x256=0.4,360x360=0.25"; empty: every image counts by its area
  double lowPercentile = 0.1;
  double highPercentile = 99.9;
};

/// Reads the images, normalises each by its percentiles and channel, whole volumes and series at once (Convention 2),
/// and names the clusters. In 3D a time series of single slices becomes a volume with its frames along z (Convention
/// 9), and every frame of a series of volumes a volume of its own. Every k-th image of a cluster is held out if there
/// is no folder for them.
/// @throws FileError, FormatError, SettingsError, Cancelled
PatchPack readTrainingData(const TrainingFolders& folders, Console& console);

} // namespace cytosketch
