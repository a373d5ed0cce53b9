#pragma once

#include <cstdint>
#include <span>

namespace cytosketch {

/// What a classifier made of one image's patches.
struct PatchTally {
  std::int64_t patches = 0;
  std::int64_t correct = 0;
};

/// How well two kinds of images can be told apart: 0.5 = not at all, 1 = always.
struct Distinction {
  double accuracy = 0.0; ///< correct patches / patches
  /// The larger of that of independent patches (binomial) and that between images: patches of one image are alike, so
  /// the first alone would promise too much.
  double standardError = 0.0;
  double low = 0.0;  ///< 95 % interval: Wilson's (JASA 22 (1927) 209) for as many independent patches as have
  double high = 0.0; ///< this standard error
  std::int64_t patches = 0;
  std::int64_t images = 0;
};

/// @throws SettingsError if no image has a patch.
Distinction distinctionOf(std::span<const PatchTally> images);

} // namespace cytosketch
