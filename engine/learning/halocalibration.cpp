#include "engine/learning/halocalibration.h"

#include "engine/diffusion/detail/modelfile.h"
#include "engine/diffusion/generator.h"
#include "engine/image/grey.h"

#include <algorithm>
#include <cmath>

namespace cytosketch {
namespace {

constexpr int imagesToMeasure = 4;
constexpr double allowedRms = 0.5;
constexpr double allowedPercentile = 2.0;
constexpr double greyLevels = 255.0;
constexpr std::uint64_t firstPatch = 1ULL << 61; ///< patch numbers that training never reaches

Image<float> patchAsSketch(const PatchSource& source, std::uint64_t number) {
  const PatchShape& patch = source.patch();
  Image<float> grey(Extent{1, source.channels(), patch.depth, patch.edge, patch.edge});
  float* values = grey.mutableData();
  source.fill(number, values);
  std::transform(values, values + grey.size(), values, greyOfNetworkValue);
  return grey;
}

HaloMeasurement compare(const std::vector<Image<float>>& whole, const std::vector<Image<float>>& tiled, int halo) {
  std::vector<double> differences;
  double squares = 0.0;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    for (std::size_t v = 0; v < whole[i].size(); ++v) {
      const double difference =
          greyLevels * (greyOfNetworkValue(whole[i].data()[v]) - greyOfNetworkValue(tiled[i].data()[v]));
      differences.push_back(std::abs(difference));
      squares += difference * difference;
    }
  }
  const auto nth =
      differences.begin() + static_cast<std::ptrdiff_t>(0.999 * static_cast<double>(differences.size() - 1));
  std::nth_element(differences.begin(), nth, differences.end());
  HaloMeasurement measurement{halo, std::sqrt(squares / static_cast<double>(differences.size())), *nth, false};
  measurement.sufficient = measurement.rmsGreyLevels <= allowedRms && measurement.percentile999 <= allowedPercentile;
  return measurement;
}

void storeHalo(const std::filesystem::path& modelFile, const Model& model, int halo) {
  ModelCard card = model.card();
  card.calibratedHalo = halo;
  writeModelFile(modelFile, card, parametersOf(*model.network()), torch::kHalf);
}

} // namespace

std::vector<HaloMeasurement> calibrateHalo(const std::filesystem::path& modelFile, const PatchSource& images,
                                           std::stop_token stop) {
  const auto model = Model::load(modelFile);
  GenerationHooks hooks;
  hooks.stop = std::move(stop);
  std::vector<Image<float>> sketches;
  for (int i = 0; i < imagesToMeasure; ++i) {
    sketches.push_back(patchAsSketch(images, firstPatch + static_cast<std::uint64_t>(i)));
  }
  const auto generated = [&](int tile, int halo) {
    GenerationSettings settings;
    settings.tile = tile;
    settings.halo = {Halo::Mode::Fixed, halo};
    std::vector<Image<float>> results;
    for (const Image<float>& sketch : sketches) {
      results.push_back(generate(*model, sketch, settings, hooks).image);
    }
    return results;
  };
  const std::vector<Image<float>> whole = generated(0, 0);
  const int stride = model->totalStride();
  std::vector<HaloMeasurement> measurements;
  int chosen = model->receptiveRadius();
  for (int halo = 0; halo < model->receptiveRadius() && halo < images.patch().edge / 2; halo += stride) {
    measurements.push_back(compare(whole, generated(4 * stride, halo), halo));
    if (measurements.back().sufficient) {
      chosen = halo;
      break;
    }
  }
  storeHalo(modelFile, *model, chosen);
  return measurements;
}

} // namespace cytosketch
