#include "engine/learning/halocalibration.h"

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

HaloMeasurement compare(const std::vector<Image<float>>& whole, const std::vector<Image<float>>& tiled,
                        const Halo& halo) {
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
  HaloMeasurement measurement;
  measurement.halo = halo.voxels;
  measurement.depthHalo = halo.depth;
  measurement.rmsGreyLevels = std::sqrt(squares / static_cast<double>(differences.size()));
  measurement.percentile999 = *nth;
  measurement.sufficient = measurement.rmsGreyLevels <= allowedRms && measurement.percentile999 <= allowedPercentile;
  return measurement;
}

void storeHalo(const std::filesystem::path& modelFile, const Model& model, const Halo& halo) {
  ModelCard card = model.card();
  card.calibratedHalo = halo.voxels;
  card.calibratedDepthHalo = halo.depth;
  writeModel(model, card, modelFile);
}

/// Images generated from the same sketches with other tiles and halos, beside the untiled ones.
class Trials {
public:
  Trials(const Model& model, const PatchSource& source, std::stop_token stop) : model_(model) {
    hooks_.stop = std::move(stop);
    const int images = model.card().dimensions == 3 ? 1 : imagesToMeasure;
    for (int i = 0; i < images; ++i) {
      sketches_.push_back(patchAsSketch(source, firstPatch + static_cast<std::uint64_t>(i)));
    }
    const PatchShape& patch = source.patch();
    whole_ = generated(static_cast<int>(patch.edge), static_cast<int>(patch.depth), {Halo::Mode::Fixed, 0, 0});
  }
  HaloMeasurement measure(int tile, int tileDepth, const Halo& halo) const {
    return compare(whole_, generated(tile, tileDepth, halo), halo);
  }

private:
  std::vector<Image<float>> generated(int tile, int tileDepth, const Halo& halo) const {
    GenerationSettings settings;
    settings.tile = tile;
    settings.tileDepth = tileDepth;
    settings.halo = halo;
    std::vector<Image<float>> results;
    for (const Image<float>& sketch : sketches_) {
      results.push_back(generate(model_, sketch, settings, hooks_).image);
    }
    return results;
  }

  const Model& model_;
  GenerationHooks hooks_;
  std::vector<Image<float>> sketches_;
  std::vector<Image<float>> whole_;
};

} // namespace

std::vector<HaloMeasurement> calibrateHalo(const std::filesystem::path& modelFile, const PatchSource& images,
                                           std::stop_token stop) {
  const auto model = Model::load(modelFile);
  const Trials trials(*model, images, std::move(stop));
  const bool volumes = model->card().dimensions == 3;
  const int stride = model->totalStride();
  const int tile = (volumes ? 8 : 4) * stride;
  const int depth = static_cast<int>(images.patch().depth);
  Halo chosen{Halo::Mode::Fixed, model->receptiveRadius(), -1};
  std::vector<HaloMeasurement> measurements;
  for (int halo = 0; halo < model->receptiveRadius() && halo < images.patch().edge / 2; halo += stride) {
    measurements.push_back(trials.measure(tile, depth, {Halo::Mode::Fixed, halo, -1}));
    if (measurements.back().sufficient) {
      chosen.voxels = halo;
      break;
    }
  }
  if (volumes) {
    chosen.depth = model->depthReceptiveRadius();
    for (int halo = 0; halo < chosen.depth && halo < depth / 2; halo += model->depthStride()) {
      measurements.push_back(trials.measure(tile, std::max(1, depth / 2), {Halo::Mode::Fixed, chosen.voxels, halo}));
      if (measurements.back().sufficient) {
        chosen.depth = halo;
        break;
      }
    }
  }
  storeHalo(modelFile, *model, chosen);
  return measurements;
}

} // namespace cytosketch
