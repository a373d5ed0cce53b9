#include "engine/study/cachedgeneration.h"

#include "engine/image/grey.h"
#include "engine/study/faithful.h"

#include <algorithm>

namespace cytosketch {
namespace {

std::string keyOf(const StudyPair& pair, const Model& model, const GenerationSettings& resolved) {
  const std::string key = StudyCache::key(pair.sketch, model.hash(), resolved);
  if (!resolved.autoStart) {
    return key;
  }
  // Which cell a voxel belongs to matters as well: two that touch may have the same grey.
  Image<float> labels(pair.labels.extent());
  std::copy(pair.labels.begin(), pair.labels.end(), labels.mutableData());
  return StudyCache::key(labels, key);
}

} // namespace

CachedGeneration generateOnce(const StudyPair& pair, const GenerationSettings& settings, const Model& model,
                              const StudyCache& cache, const std::stop_token& stop) {
  CachedGeneration made;
  made.settings = resolve(settings, model, pair.sketch.extent());
  const std::string key = keyOf(pair, model, made.settings);
  std::optional<StudyCache::Entry> entry = cache.find(key);
  made.fromCache = entry && entry->image.extent() == pair.sketch.extent();
  if (!made.fromCache) {
    GenerationHooks hooks;
    hooks.stop = stop;
    GenerationResult result = settings.autoStart ? generateSketch(model, pair.cells, settings, hooks).result
                                                 : generate(model, pair.sketch, settings, hooks);
    entry = StudyCache::Entry{std::move(result.image), result.seconds};
    cache.keep(key, *entry);
  }
  made.grey = std::move(entry->image);
  float* const voxels = made.grey.mutableData();
  std::transform(voxels, voxels + made.grey.size(), voxels, greyOfNetworkValue);
  made.seconds = entry->seconds;
  return made;
}

} // namespace cytosketch
