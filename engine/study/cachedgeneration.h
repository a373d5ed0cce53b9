#pragma once

#include "engine/diffusion/generator.h"
#include "engine/study/cache.h"
#include "engine/study/pair.h"

#include <stop_token>

namespace cytosketch {

/// A generated image, made now or once before.
struct CachedGeneration {
  Image<float> grey;           ///< g ∈ [0,1]
  double seconds = 0.0;        ///< that its generation took, also if it comes from the cache
  GenerationSettings settings; ///< resolved
  bool fromCache = false;
};

/// Takes the image from the cache, or generates and keeps it; with settings.autoStart lost cells start later
/// (generateSketch()). @throws as generate()
CachedGeneration generateOnce(const StudyPair& pair, const GenerationSettings& settings, const Model& model,
                              const StudyCache& cache, const std::stop_token& stop);

} // namespace cytosketch
