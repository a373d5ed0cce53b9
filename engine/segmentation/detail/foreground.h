#pragma once

#include "engine/segmentation/detail/steps.h"

namespace cytosketch {

/// What is brighter than the background, roughly: a little too much rather than too little.
struct Foreground {
  Morphology::Mask mask;
  float background = 0.0F; ///< grey of the background
};

/// @param smooth grey in [0,1] with an even background  @param least least brightness above the background; 0 = chosen
/// from the histogram and the noise
Foreground foregroundOf(const Image<float>& smooth, double least);

} // namespace cytosketch
