// How well and how fast the rough segmentation of nuclei, or of membranes, is: F1 at an intersection over union of at
// least 0.5 on a folder with images/ and masks/, per cluster (images of one size), with one set of parameters.
//
// Run: build/release/bin/bench_segmentation [FOLDER] [membranes] [KEY=VALUE ...] [every=N] [each]
//
// FOLDER is ../shared/data/dsb2018_fluo/heldout unless given; every=N takes each N-th image; each lists them.
#include "engine/imageio/imagefile.h"
#include "engine/metrics/matching.h"
#include "engine/segmentation/segmentation.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

/// The images of a cluster together.
struct Cluster {
  std::int64_t images = 0;
  double seconds = 0.0; ///< of processor time
  DetectionScore score;
  void add(const DetectionScore& other, double time) {
    ++images;
    seconds += time;
    score.add(other);
  }
};

void print(const std::string& name, const Cluster& cluster) {
  const DetectionScore& score = cluster.score;
  std::printf("%-14s %4lld images  F1 %.3f   matched %5lld  missed %5lld  extra %5lld   %.3f s per image\n",
              name.c_str(), static_cast<long long>(cluster.images), score.f1(), static_cast<long long>(score.matched),
              static_cast<long long>(score.missed), static_cast<long long>(score.spurious),
              cluster.seconds / static_cast<double>(cluster.images));
}

} // namespace

int main(int argc, char** argv) {
  fs::path folder = "../shared/data/dsb2018_fluo/heldout";
  SegmentationSettings settings;
  std::size_t every = 1;
  bool each = false;
  constexpr std::array threshold{0.5};
  for (const std::string& argument : std::vector<std::string>(argv + 1, argv + argc)) {
    if (argument == "membranes") {
      settings.kind = SegmentationKind::Membranes;
    } else if (argument.starts_with("every=")) {
      every = std::stoul(argument.substr(6));
    } else if (argument == "each") {
      each = true;
    } else if (argument.find('=') != std::string::npos) {
      settings.set(argument);
    } else {
      folder = argument;
    }
  }
  std::vector<fs::path> files;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder / "images")) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::map<std::string, Cluster> clusters;
  Cluster all;
  for (std::size_t i = 0; i < files.size(); i += every) {
    const Image<float> image = readImage(files[i]);
    const Image<std::uint32_t> truth = readLabels(folder / "masks" / files[i].filename());
    const std::clock_t begin = std::clock(); // of all threads together
    const Segmentation result = segment(image, settings);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    const DetectionScore score = detectionScores(truth, result.labels, threshold).front();
    const Extent& e = image.extent();
    const std::string size =
        (e.z > 1 ? std::to_string(e.z) + "x" : "") + std::to_string(e.y) + "x" + std::to_string(e.x);
    clusters[e.z > 1 ? "volumes" : size].add(score, seconds);
    all.add(score, seconds);
    if (each) {
      Cluster one;
      one.add(score, seconds);
      print(files[i].stem().string() + " " + size + " size " + std::to_string(result.size), one);
    }
  }
  double mean = 0.0;
  for (const auto& [name, cluster] : clusters) {
    print(name, cluster);
    mean += cluster.score.f1() / static_cast<double>(clusters.size());
  }
  print("all cells", all);
  std::printf("mean of the clusters: F1 %.3f\n", mean);
  return 0;
}
