#pragma once

#include "engine/image/image.h"

#include <cstdint>
#include <map>

namespace cytosketch {

/// How lively the inside of a cell is: the variance of its greys, all of it and that of its fine structure, i.e. of
/// what is left when the image blurred with σ = 2 voxels is taken away. A flat disc has 0.
struct CellTexture {
  double variance = 0.0;
  double fineVariance = 0.0;
};

/// Texture of every label, over all frames together.
/// @param labels (t, 1, z, y, x), 0 = background  @param image grey (t, c, z, y, x); channel 0 is measured
/// @throws SettingsError if the extents do not match.
std::map<std::uint32_t, CellTexture> cellTextures(const Image<std::uint32_t>& labels, const Image<float>& image);

/// Sums over several cells of one image or of many, of the generated and of the real image: what share of the real
/// cells' texture is kept.
struct KeptTexture {
  std::int64_t cells = 0;
  CellTexture generated;
  CellTexture real;

  void add(const CellTexture& generatedCell, const CellTexture& realCell);
  void add(const KeptTexture& other);
  /// generated / real; NaN if the real cells have none.
  double share() const { return generated.variance / real.variance; }
  double fineShare() const { return generated.fineVariance / real.fineVariance; }
};

} // namespace cytosketch
