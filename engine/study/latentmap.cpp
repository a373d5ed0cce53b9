#include "engine/study/latentmap.h"

#include "engine/image/blur.h"
#include "engine/image/error.h"
#include "engine/learning/autoencoder.h"
#include "engine/learning/patchclassifier.h"
#include "engine/study/cachedgeneration.h"
#include "engine/study/detail/stagedprogress.h"
#include "engine/study/patches.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace cytosketch {
namespace {

constexpr std::size_t kinds = latentKinds.size();
constexpr double guessedSecondsPerStep = 0.05;
/// Changes when the networks or how they are fitted do, so that nothing old is taken from the cache.
constexpr const char* method = "latent map 2";

/// The patches of one image, kind by kind at the same places.
struct Patches {
  std::array<std::vector<float>, kinds> values;
};

class LatentRun {
public:
  LatentRun(const LatentMapRequest& request, const StudyCache& cache, const LatentMapHooks& hooks)
      : request_(request), cache_(cache), hooks_(hooks), progress_(guessed(request), hooks.progress) {
    map_.settings = request.latent;
    map_.generation = request.settings;
    map_.modelName = request.model->card().name;
    map_.modelHash = request.model->hash();
  }

  LatentMap run() {
    for (std::size_t i = 0; i < request_.sources.size(); ++i) {
      progress_.report(LatentStage::Generating, share(i, request_.sources.size()));
      addSource(i);
    }
    const std::vector<double> perImage = features();
    map_.generatedTallies = tallies(LatentStage::GeneratedClassifier, LatentKind::Generated);
    map_.sketchTallies = tallies(LatentStage::SketchClassifier, LatentKind::Sketch);
    map_.generated = distinctionOf(map_.generatedTallies);
    map_.sketch = distinctionOf(map_.sketchTallies);
    embed(perImage);
    return std::move(map_);
  }

private:
  static double share(std::size_t done, std::size_t all) {
    return static_cast<double>(done) / static_cast<double>(all);
  }
  static std::array<double, 5> guessed(const LatentMapRequest& request) {
    const double folds = guessedSecondsPerStep * request.latent.classifierSteps * static_cast<double>(latentFolds);
    return {static_cast<double>(request.sources.size()), guessedSecondsPerStep * request.latent.autoencoderSteps, folds,
            folds, 1.0};
  }
  void requireGoingOn() const {
    if (hooks_.stop.stop_requested()) {
      throw Cancelled();
    }
  }

  void addSource(std::size_t i);
  std::vector<double> features();
  void embed(const std::vector<double>& perImage);
  std::vector<PatchTally> tallies(LatentStage stage, LatentKind other);
  void judgeFold(LatentStage stage, LatentKind other, std::size_t fold, std::vector<PatchTally>& result);

  PatchSet patchesOf(LatentKind kind, const std::function<bool(std::size_t)>& wanted) const {
    PatchSet set;
    set.edge = request_.latent.edge;
    for (std::size_t i = 0; i < patches_.size(); ++i) {
      if (wanted(i)) {
        const std::vector<float>& values = patches_[i].values[static_cast<std::size_t>(kind)];
        set.values.insert(set.values.end(), values.begin(), values.end());
      }
    }
    return set;
  }
  PatchSet patchesOf(LatentKind kind) const {
    return patchesOf(kind, [](std::size_t) { return true; });
  }
  FitHooks fitHooks(LatentStage stage, double from, double to, int steps) {
    return {hooks_.stop, [=, this](int step) {
              progress_.report(stage, from + (to - from) * share(static_cast<std::size_t>(step), std::max(1, steps)));
            }};
  }
  /// Numbers from the cache, or computed and kept. @param data what they follow from
  Image<float> once(const Image<float>& data, const std::string& purpose, const Extent& extent,
                    const std::function<Image<float>()>& compute) const {
    const std::string key = StudyCache::key(data, std::string(method) + " " + purpose);
    if (std::optional<StudyCache::Entry> entry = cache_.find(key); entry && entry->image.extent() == extent) {
      return std::move(entry->image);
    }
    const Stopwatch watch;
    Image<float> numbers = compute();
    cache_.keep(key, {numbers, watch.seconds()});
    return numbers;
  }
  Image<float> dataOf(std::span<const LatentKind> wanted) const {
    std::vector<float> all;
    for (const LatentKind kind : wanted) {
      const PatchSet set = patchesOf(kind);
      all.insert(all.end(), set.values.begin(), set.values.end());
    }
    Image<float> data({1, 1, 1, 1, static_cast<std::int64_t>(all.size())});
    std::copy(all.begin(), all.end(), data.mutableData());
    return data;
  }

  const LatentMapRequest& request_;
  const StudyCache& cache_;
  const LatentMapHooks& hooks_;
  StagedProgress progress_;
  std::vector<Patches> patches_;
  LatentMap map_;
};

void LatentRun::addSource(std::size_t i) {
  requireGoingOn();
  const StudyPair pair = request_.sources[i].load();
  if (pair.real.empty()) {
    throw SettingsError("there is no real image to compare with", pair.name, "Choose real images and their labels");
  }
  GenerationSettings settings = request_.settings;
  settings.seed += i;
  const CachedGeneration made = generateOnce(pair, settings, *request_.model, cache_, hooks_.stop);
  const double depthSigma = pair.sketch.extent().z > 1 ? settings.sigma : 0.0;
  const std::array images{pair.real, made.grey,
                          gaussianBlur(pair.sketch, {depthSigma, settings.sigma, settings.sigma})};
  const std::vector<PatchPlace> places =
      patchPlaces(pair.labels, request_.latent.edge, static_cast<std::size_t>(request_.latent.patches), settings.seed);
  const PatchPlace shown = fullestPlace(pair.labels, places, latentThumbnail);
  Patches& patches = patches_.emplace_back();
  map_.images.push_back(pair.name);
  for (const LatentKind kind : latentKinds) {
    const auto k = static_cast<std::size_t>(kind);
    appendPatches(images[k], places, request_.latent.edge, patches.values[k]);
    map_.points.push_back({i, kind, {}, thumbnailAt(images[k], shown, latentThumbnail)});
  }
}

/// Mean features of each point, in the order of the points; also sets the autoencoder's error.
std::vector<double> LatentRun::features() {
  const auto points = static_cast<std::int64_t>(map_.points.size());
  const auto width = static_cast<std::int64_t>(latentFeatures);
  FitSettings fit;
  fit.steps = request_.latent.autoencoderSteps;
  fit.seed = request_.settings.seed;
  progress_.report(LatentStage::Autoencoder, 0.0);
  const std::string purpose = "features " + std::to_string(fit.steps) + " " + std::to_string(fit.seed) + " " +
                              std::to_string(request_.latent.edge);
  // One row per point, and a last one with the error.
  const Image<float> table = once(dataOf(latentKinds), purpose, {1, 1, 1, points + 1, width}, [&] {
    const PatchSet real = patchesOf(LatentKind::Real);
    const PatchAutoencoder autoencoder =
        PatchAutoencoder::fit(real, fit, fitHooks(LatentStage::Autoencoder, 0.0, 1.0, fit.steps));
    Image<float> numbers({1, 1, 1, points + 1, width});
    numbers.mutableData()[points * width] = static_cast<float>(0.5 * autoencoder.error(real)); // grey is half of it
    for (std::int64_t p = 0; p < points; ++p) {
      requireGoingOn();
      const LatentPoint& point = map_.points[static_cast<std::size_t>(p)];
      const std::vector<double> all =
          autoencoder.features(patchesOf(point.kind, [&](std::size_t i) { return i == point.image; }));
      float* const row = numbers.mutableData() + p * width;
      for (std::size_t k = 0; k < all.size(); ++k) {
        row[k % latentFeatures] +=
            static_cast<float>(all[k] * static_cast<double>(latentFeatures) / static_cast<double>(all.size()));
      }
    }
    return numbers;
  });
  map_.autoencoderError = table.data()[points * width];
  return {table.data(), table.data() + points * width};
}

/// Every feature with mean 0 and deviation 1 over all points, so that brightness does not drown the finer ones.
std::vector<double> standardised(std::vector<double> features) {
  const std::size_t rows = features.size() / latentFeatures;
  for (std::size_t k = 0; k < latentFeatures; ++k) {
    double mean = 0.0;
    double squares = 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
      mean += features[row * latentFeatures + k] / static_cast<double>(rows);
    }
    for (std::size_t row = 0; row < rows; ++row) {
      squares += std::pow(features[row * latentFeatures + k] - mean, 2) / static_cast<double>(rows);
    }
    const double scale = squares > 0.0 ? 1.0 / std::sqrt(squares) : 0.0;
    for (std::size_t row = 0; row < rows; ++row) {
      features[row * latentFeatures + k] = scale * (features[row * latentFeatures + k] - mean);
    }
  }
  return features;
}

void LatentRun::embed(const std::vector<double>& perImage) {
  TsneSettings settings;
  settings.perplexity = request_.latent.perplexity;
  settings.seed = request_.settings.seed;
  const Embedding embedding = tsne(standardised(perImage), latentFeatures, settings, hooks_.stop, [&](int iteration) {
    progress_.report(LatentStage::Embedding, static_cast<double>(iteration) / settings.iterations);
  });
  for (std::size_t p = 0; p < map_.points.size(); ++p) {
    map_.points[p].at = embedding.points[p];
  }
  map_.divergence = embedding.divergence;
  map_.perplexity = embedding.perplexity;
}

/// Each image is judged once, real and other patches alike, by the classifier of the fold that it was left out of.
std::vector<PatchTally> LatentRun::tallies(LatentStage stage, LatentKind other) {
  const auto count = static_cast<std::int64_t>(patches_.size());
  progress_.report(stage, 0.0);
  const std::string purpose = "classifier " + std::to_string(request_.latent.classifierSteps) + " " +
                              std::to_string(request_.settings.seed) + " " + std::to_string(request_.latent.edge) +
                              " " + std::to_string(count);
  const Image<float> table = once(dataOf(std::array{LatentKind::Real, other}), purpose, {1, 1, 1, count, 2}, [&] {
    std::vector<PatchTally> judged(patches_.size());
    for (std::size_t fold = 0; fold < latentFolds; ++fold) {
      judgeFold(stage, other, fold, judged);
    }
    Image<float> numbers({1, 1, 1, count, 2});
    for (std::size_t i = 0; i < judged.size(); ++i) {
      numbers.mutableData()[2 * i] = static_cast<float>(judged[i].patches);
      numbers.mutableData()[2 * i + 1] = static_cast<float>(judged[i].correct);
    }
    return numbers;
  });
  std::vector<PatchTally> result;
  result.reserve(static_cast<std::size_t>(count));
  for (std::int64_t i = 0; i < count; ++i) {
    result.push_back({std::lround(table.data()[2 * i]), std::lround(table.data()[2 * i + 1])});
  }
  return result;
}

void LatentRun::judgeFold(LatentStage stage, LatentKind other, std::size_t fold, std::vector<PatchTally>& result) {
  const auto left = [fold](std::size_t i) { return i % latentFolds == fold; };
  const auto learned = [&left](std::size_t i) { return !left(i); };
  FitSettings fit;
  fit.steps = request_.latent.classifierSteps;
  fit.seed = request_.settings.seed + fold;
  const PatchClassifier classifier =
      PatchClassifier::fit(patchesOf(LatentKind::Real, learned), patchesOf(other, learned), fit,
                           fitHooks(stage, share(fold, latentFolds), share(fold + 1, latentFolds), fit.steps));
  for (std::size_t i = fold; i < result.size(); i += latentFolds) {
    requireGoingOn();
    for (const LatentKind kind : {LatentKind::Real, other}) {
      const std::vector<bool> verdicts = classifier.second(patchesOf(kind, [i](std::size_t k) { return k == i; }));
      result[i].patches += static_cast<std::int64_t>(verdicts.size());
      result[i].correct += std::count(verdicts.begin(), verdicts.end(), kind == other);
    }
  }
}

std::string percent(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
  return text.data();
}

} // namespace

std::string_view name(LatentKind kind) {
  constexpr std::array<std::string_view, kinds> names{"real", "generated", "sketch"};
  return names[static_cast<std::size_t>(kind)];
}

std::span<const Parameter> latentMapParameters() {
  static const std::vector<Parameter> table{
      {.key = "patches",
       .type = ParameterType::Integer,
       .fallback = 24,
       .minimum = 1,
       .maximum = 1000,
       .usefulMinimum = 8,
       .usefulMaximum = 100,
       .step = 1,
       .label = CYTOSKETCH_TRANSLATE("Patches per image"),
       .help = CYTOSKETCH_TRANSLATE("How many patches of each image are looked at; more of them describe it better and "
                                    "take longer.")},
      {.key = "autoencoder-steps",
       .type = ParameterType::Integer,
       .fallback = 600,
       .minimum = 1,
       .maximum = 100000,
       .usefulMinimum = 200,
       .usefulMaximum = 5000,
       .step = 100,
       .label = CYTOSKETCH_TRANSLATE("Autoencoder steps"),
       .help = CYTOSKETCH_TRANSLATE("How long the autoencoder learns; with more steps the map minds finer detail.")},
      {.key = "classifier-steps",
       .type = ParameterType::Integer,
       .fallback = 300,
       .minimum = 1,
       .maximum = 100000,
       .usefulMinimum = 100,
       .usefulMaximum = 3000,
       .step = 100,
       .label = CYTOSKETCH_TRANSLATE("Classifier steps"),
       .help = CYTOSKETCH_TRANSLATE("How long the classifier learns to tell generated patches from real ones; the "
                                    "longer, the harder it is to deceive.")},
      {.key = "perplexity",
       .type = ParameterType::Real,
       .fallback = 30.0,
       .minimum = 1.5,
       .maximum = 1000.0,
       .usefulMinimum = 5.0,
       .usefulMaximum = 50.0,
       .step = 1.0,
       .label = CYTOSKETCH_TRANSLATE("Perplexity"),
       .help = CYTOSKETCH_TRANSLATE("About how many neighbours of an image count for its place on the map; less of it "
                                    "shows smaller groups.")},
  };
  return table;
}

LatentMapSettings::LatentMapSettings() {
  for (const Parameter& row : latentMapParameters()) {
    if (row.key == "patches") {
      patches = static_cast<int>(row.fallback);
    } else if (row.key == "autoencoder-steps") {
      autoencoderSteps = static_cast<int>(row.fallback);
    } else if (row.key == "classifier-steps") {
      classifierSteps = static_cast<int>(row.fallback);
    } else if (row.key == "perplexity") {
      perplexity = row.fallback;
    }
  }
}

LatentMap makeLatentMap(const LatentMapRequest& request, const StudyCache& cache, const LatentMapHooks& hooks) {
  if (request.sources.size() < fewestLatentImages) {
    throw SettingsError("a latent map needs at least " + std::to_string(fewestLatentImages) + " images, here are " +
                            std::to_string(request.sources.size()),
                        "latent map", "Choose folders with more images and labels");
  }
  if (request.model == nullptr) {
    throw SettingsError("a latent map needs a model", "latent map", "Choose the model to judge");
  }
  return LatentRun(request, cache, hooks).run();
}

std::string meaningOf(const LatentMap& map) {
  const Distinction& d = map.generated;
  std::string text = "A classifier tells generated patches from real ones in " + percent(d.accuracy) +
                     " of cases (95 % interval " + percent(d.low) + " to " + percent(d.high) + "; " +
                     std::to_string(d.images) + " images it had not seen, " + std::to_string(d.patches) +
                     " patches). 50 % would be chance: no difference that it can find. ";
  if (map.sketch.accuracy < 0.9) {
    return text + "It tells sketches from real images in only " + percent(map.sketch.accuracy) +
           ", so it is too weak to trust: take more images, patches or steps.";
  }
  return text + "Sketches it tells from real images in " + percent(map.sketch.accuracy) + ".";
}

} // namespace cytosketch
