#include "app/cli/trainingdata.h"

#include "app/cli/clusters.h"
#include "app/cli/console.h"
#include "app/cli/imagesource.h"
#include "engine/imageio/imagefile.h"

#include <charconv>
#include <sstream>

namespace cytosketch {
namespace {

namespace fs = std::filesystem;

std::map<std::string, double> parsedWeights(const std::string& text) {
  std::map<std::string, double> weights;
  std::istringstream parts(text);
  std::string part;
  while (std::getline(parts, part, ',')) {
    const std::size_t equals = part.rfind('=');
    double weight = -1.0;
    if (equals != std::string::npos) {
      std::from_chars(part.data() + equals + 1, part.data() + part.size(), weight);
    }
    if (weight < 0.0) {
      throw SettingsError("'" + part + "' is not a cluster with its weight", "--cluster-weights",
                          "Write for example 256x256=0.4,360x360=0.25");
    }
    weights[part.substr(0, equals)] = weight;
  }
  return weights;
}

/// The slices of all frames of one file as 2D images of one group.
void addSlices(const fs::path& file, const std::string& group, const TrainingFolders& folders,
               std::vector<TrainingImage>& target) {
  const Image<float> image = readImage(file);
  Image<float> grey;
  namingFile(file,
             [&] { grey = normalised(image, percentileLimits(image, folders.lowPercentile, folders.highPercentile)); });
  const Extent& e = grey.extent();
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t z = 0; z < e.z; ++z) {
      Image<float> slice({1, e.c, 1, e.y, e.x});
      for (std::int64_t c = 0; c < e.c; ++c) {
        std::copy_n(grey.channel(t, c) + z * e.y * e.x, e.y * e.x, slice.mutableChannel(0, c));
      }
      std::string name = stemOf(file);
      if (e.t * e.z > 1) {
        name += "#" + std::to_string(t * e.z + z);
      }
      target.push_back({name, group, slice});
    }
  }
}

/// Reads a folder; file number i of its cluster goes to the images that `choose` names.
template <typename Choose>
void readFolder(const std::string& folder, const TrainingFolders& folders, Console& console, Choose choose) {
  const bool clustered = !folders.index.empty() || !folders.clusterWeights.empty();
  const Clusters clusters(folders.index, folders.clusterColumn);
  const std::vector<fs::path> files = imagesIn(folder);
  std::map<std::string, int> seen;
  double done = 0.0;
  for (const fs::path& file : files) {
    console.throwIfStopped();
    const std::string group = clustered ? clusters.of(file, stemOf(file)) : "";
    addSlices(file, group, folders, choose(seen[group]++));
    console.progress(++done / static_cast<double>(files.size()), "reading images");
  }
  console.endProgress();
}

} // namespace

PatchPack readTrainingData(const TrainingFolders& folders, Console& console) {
  if (!(folders.holdOut >= 0.0 && folders.holdOut <= 50.0)) {
    throw SettingsError("the part held out is not from 0 to 50 percent", "--hold-out", "Choose for example 5");
  }
  PatchPack pack;
  pack.groupWeights = parsedWeights(folders.clusterWeights);
  const bool split = folders.validation.empty() && folders.holdOut > 0.0;
  const int every = split ? static_cast<int>(100.0 / folders.holdOut) : 0;
  readFolder(folders.images, folders, console, [&](int number) -> std::vector<TrainingImage>& {
    return every > 0 && number % every == every - 1 ? pack.validation : pack.training;
  });
  if (!folders.validation.empty()) {
    readFolder(folders.validation, folders, console,
               [&](int /*number*/) -> std::vector<TrainingImage>& { return pack.validation; });
  }
  if (pack.groupWeights.empty()) { // without weights every image counts by its area, as if there were no clusters
    for (std::vector<TrainingImage>* images : {&pack.training, &pack.validation}) {
      for (TrainingImage& image : *images) {
        image.group.clear();
      }
    }
  }
  return pack;
}

} // namespace cytosketch
