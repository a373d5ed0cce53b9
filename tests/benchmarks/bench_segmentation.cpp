// How well and how fast the rough segmentation of nuclei is: F1 at an intersection over union above 0.5 on a folder
// with images/ and masks/, per cluster (images of one size), with one set of parameters. Run:
// build/release/bin/bench_segmentation [FOLDER] [KEY=VALUE ...] [every=N] FOLDER is ../shared/data/dsb2018_fluo/heldout
// unless given; every=N takes each N-th image.
#include "engine/imageio/imagefile.h"
#include "engine/segmentation/segmentation.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

using namespace cytosketch;
namespace fs = std::filesystem;

namespace {

/// Cells found, and how well.
struct Counts {
  std::int64_t images = 0, matched = 0, missed = 0, extra = 0;
  double seconds = 0.0;
  double f1() const {
    return 2.0 * static_cast<double>(matched) / std::max(1.0, static_cast<double>(2 * matched + missed + extra));
  }
  void add(const Counts& other) {
    images += other.images;
    matched += other.matched;
    missed += other.missed;
    extra += other.extra;
    seconds += other.seconds;
  }
};

/// Pairs of labels that share more than half of their union; at that ratio a cell has one partner at most.
Counts compared(const Image<std::uint32_t>& found, const Image<std::uint32_t>& truth) {
  std::map<std::uint32_t, std::int64_t> foundSizes;
  std::map<std::uint32_t, std::int64_t> trueSizes;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::int64_t> common;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::uint32_t f = found.data()[i];
    const std::uint32_t t = truth.data()[i];
    foundSizes[f] += f != 0 ? 1 : 0;
    trueSizes[t] += t != 0 ? 1 : 0;
    if (f != 0 && t != 0) {
      ++common[{f, t}];
    }
  }
  foundSizes.erase(0);
  trueSizes.erase(0);
  Counts counts;
  counts.images = 1;
  for (const auto& [pair, shared] : common) {
    if (2 * shared > foundSizes[pair.first] + trueSizes[pair.second] - shared) {
      ++counts.matched;
    }
  }
  counts.missed = static_cast<std::int64_t>(trueSizes.size()) - counts.matched;
  counts.extra = static_cast<std::int64_t>(foundSizes.size()) - counts.matched;
  return counts;
}

void print(const std::string& name, const Counts& counts) {
  std::printf("%-14s %4lld images  F1 %.3f   matched %5lld  missed %5lld  extra %5lld   %.3f s per image\n",
              name.c_str(), static_cast<long long>(counts.images), counts.f1(), static_cast<long long>(counts.matched),
              static_cast<long long>(counts.missed), static_cast<long long>(counts.extra),
              counts.seconds / static_cast<double>(std::max<std::int64_t>(1, counts.images)));
}

} // namespace

int main(int argc, char** argv) {
  fs::path folder = "../shared/data/dsb2018_fluo/heldout";
  SegmentationSettings settings;
  std::size_t every = 1;
  bool each = false;
  for (const std::string& argument : std::vector<std::string>(argv + 1, argv + argc)) {
    if (argument.starts_with("every=")) {
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
  std::map<std::string, Counts> clusters;
  Counts all;
  for (std::size_t i = 0; i < files.size(); i += every) {
    const Image<float> image = readImage(files[i]);
    const Image<std::uint32_t> truth = readLabels(folder / "masks" / files[i].filename());
    const std::clock_t begin = std::clock(); // of all threads together
    const Segmentation result = segment(image, settings);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    Counts counts = compared(result.labels, truth);
    counts.seconds = seconds;
    const Extent& e = image.extent();
    const std::string size =
        (e.z > 1 ? std::to_string(e.z) + "x" : "") + std::to_string(e.y) + "x" + std::to_string(e.x);
    clusters[e.z > 1 ? "volumes" : size].add(counts);
    all.add(counts);
    if (each) {
      print(files[i].stem().string() + " " + size + " size " + std::to_string(result.size), counts);
    }
  }
  double mean = 0.0;
  for (const auto& [name, counts] : clusters) {
    print(name, counts);
    mean += counts.f1() / static_cast<double>(clusters.size());
  }
  print("all cells", all);
  std::printf("mean of the clusters: F1 %.3f\n", mean);
  return 0;
}
