#pragma once

#include "engine/image/parameter.h"
#include "engine/metrics/distinction.h"
#include "engine/metrics/tsne.h"
#include "engine/study/cache.h"
#include "engine/study/pair.h"
#include "engine/study/study.h"

#include <array>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace cytosketch {

/// What is compared.
enum class LatentKind { Real, Generated, Sketch };
inline constexpr std::array latentKinds{LatentKind::Real, LatentKind::Generated, LatentKind::Sketch};
std::string_view name(LatentKind kind); ///< "real", "generated", "sketch"

/// Rows latentMapParameters() by name.
struct LatentMapSettings {
  int patches = 0;          ///< of each image and kind, at the same places
  int autoencoderSteps = 0; ///< 32 patches each
  int classifierSteps = 0;  ///< of each fold, 32 patches each
  double perplexity = 0.0;  ///< lowered to a third of the points if need be
  std::int64_t edge = 64;   ///< of a patch
  LatentMapSettings();      ///< the table's defaults
};
std::span<const Parameter> latentMapParameters();

/// Images in which a kind must be found at least, so that some can be learned from and others judged.
inline constexpr std::size_t fewestLatentImages = 4;
/// The images are split into so many parts; each is judged by a classifier that has learned from the others.
inline constexpr std::size_t latentFolds = 4;
/// Edge of a thumbnail in pixels, at most.
inline constexpr std::int64_t latentThumbnail = 128;

/// One image on the map.
struct LatentPoint {
  std::size_t image = 0; ///< index into LatentMap::images
  LatentKind kind = LatentKind::Real;
  PlanePoint at;
  Image<std::uint8_t> thumbnail; ///< the same place of the image for each kind
};

/// Whether generated images lie among real ones, as in the paper's S1 Fig.
struct LatentMap {
  std::vector<std::string> images;
  std::vector<LatentPoint> points; ///< image by image, each real, generated, sketch
  /// Can a classifier tell patches of real images from others? Judged on images that it has not learned from.
  Distinction generated;
  Distinction sketch;                       ///< to compare with: near 100 %, else the classifier is too weak to trust
  std::vector<PatchTally> generatedTallies; ///< by image
  std::vector<PatchTally> sketchTallies;
  double autoencoderError = 0.0; ///< root mean square of what it draws less the patch, grey, real images
  double divergence = 0.0;       ///< of the map, nats
  double perplexity = 0.0;       ///< that was used
  LatentMapSettings settings;
  GenerationSettings generation;
  std::string modelName;
  std::string modelHash;
};

enum class LatentStage { Generating, Autoencoder, GeneratedClassifier, SketchClassifier, Embedding };

struct LatentProgress {
  LatentStage stage = LatentStage::Generating;
  double fraction = 0.0;    ///< of the whole
  double etaSeconds = -1.0; ///< negative while not known
};

struct LatentMapRequest {
  std::vector<StudySource> sources;
  GenerationSettings settings; ///< source k has the seed + k; all other chance follows from the seed as well
  const Model* model = nullptr;
  LatentMapSettings latent;
};

struct LatentMapHooks {
  std::stop_token stop;
  std::function<void(const LatentProgress&)> progress;
};

/// Generates an image for each source; learns an autoencoder from patches of the real images; averages the features of
/// each image's patches, the sketch blurred with σ as it is before the noise; lays them out by t-SNE; and lets a
/// classifier try to tell real patches from generated ones and from sketches. Of volumes and series single slices are
/// looked at. What was computed once is in the cache.
/// @throws SettingsError for fewer than fewestLatentImages sources, a source without real image, or no model; Cancelled
/// within a network layer or step; whatever loading or generating throws.
LatentMap makeLatentMap(const LatentMapRequest& request, const StudyCache& cache, const LatentMapHooks& hooks = {});

/// What the accuracy says, in English: two or three sentences.
std::string meaningOf(const LatentMap& map);

} // namespace cytosketch
