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

/// Box [z0, z1) of slices of frame t, as an image of one frame.
Image<float> slices(const Image<float>& grey, std::int64_t t, std::int64_t z0, std::int64_t z1) {
  const Extent& e = grey.extent();
  Image<float> part({1, e.c, z1 - z0, e.y, e.x}, 0.0F, grey.spacing());
  for (std::int64_t c = 0; c < e.c; ++c) {
    std::copy_n(grey.channel(t, c) + z0 * e.y * e.x, (z1 - z0) * e.y * e.x, part.mutableChannel(0, c));
  }
  return part;
}

/// A series of single slices as one volume, its frames along z.
Image<float> framesAsDepth(const Image<float>& grey) {
  const Extent& e = grey.extent();
  Image<float> volume({1, e.c, e.t, e.y, e.x}, 0.0F, grey.spacing());
  for (std::int64_t c = 0; c < e.c; ++c) {
    for (std::int64_t t = 0; t < e.t; ++t) {
      std::copy_n(grey.channel(t, c), e.y * e.x, volume.mutableChannel(0, c) + t * e.y * e.x);
    }
  }
  return volume;
}

/// The images of one file that a network of so many dimensions learns from.
std::vector<Image<float>> partsOf(const Image<float>& grey, int dimensions) {
  const Extent& e = grey.extent();
  if (dimensions == 3 && e.z == 1) {
    return {framesAsDepth(grey)};
  }
  const std::int64_t depth = dimensions == 3 ? e.z : 1;
  std::vector<Image<float>> parts;
  for (std::int64_t t = 0; t < e.t; ++t) {
    for (std::int64_t z = 0; z < e.z; z += depth) {
      parts.push_back(slices(grey, t, z, z + depth));
    }
  }
  return parts;
}

void addImages(const fs::path& file, const std::string& group, const TrainingFolders& folders, VoxelStore& store,
               std::vector<TrainingImage>& target) {
  const Image<float> image = readImage(file);
  Image<float> grey;
  namingFile(file,
             [&] { grey = normalised(image, percentileLimits(image, folders.lowPercentile, folders.highPercentile)); });
  const std::vector<Image<float>> parts = partsOf(grey, folders.dimensions);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    target.push_back(
        {parts.size() > 1 ? stemOf(file) + "#" + std::to_string(i) : stemOf(file), group, store.keep(parts[i])});
  }
}

/// Reads a folder; file number i of its cluster goes to the images that `choose` names.
template <typename Choose>
void readFolder(const std::string& folder, const TrainingFolders& folders, VoxelStore& store, Console& console,
                Choose choose) {
  const bool clustered = !folders.index.empty() || !folders.clusterWeights.empty();
  const Clusters clusters(folders.index, folders.clusterColumn);
  const std::vector<fs::path> files = imagesIn(folder);
  std::map<std::string, int> seen;
  double done = 0.0;
  for (const fs::path& file : files) {
    console.throwIfStopped();
    const std::string group = clustered ? clusters.of(file, stemOf(file)) : "";
    addImages(file, group, folders, store, choose(seen[group]++));
    console.progress(++done / static_cast<double>(files.size()), "reading images");
  }
  console.endProgress();
}

} // namespace

PatchPack readTrainingData(const TrainingFolders& folders, Console& console) {
  if (!(folders.holdOut >= 0.0 && folders.holdOut <= 50.0)) {
    throw SettingsError("the part held out is not from 0 to 50 percent", "--hold-out", "Choose for example 5");
  }
  VoxelStore store(trainingMemoryLimit());
  PatchPack pack;
  pack.groupWeights = parsedWeights(folders.clusterWeights);
  const bool split = folders.validation.empty() && folders.holdOut > 0.0;
  const int every = split ? static_cast<int>(100.0 / folders.holdOut) : 0;
  readFolder(folders.images, folders, store, console, [&](int number) -> std::vector<TrainingImage>& {
    return every > 0 && number % every == every - 1 ? pack.validation : pack.training;
  });
  if (!folders.validation.empty()) {
    readFolder(folders.validation, folders, store, console,
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
